package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import ng.bills.acceptance.Purchases.Purchase;
import ng.bills.domain.staff.StaffRole;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import org.junit.jupiter.api.Test;

/** What one person does to a payment that moves no money: each act, and what is typed wrongly. */
class DeskActsIT extends DeskTest {

  @Test
  void givenAPaymentThatWaitsForMoney_whenCancelled_thenItIsOver() {
    Purchase purchase = purchases.requested();
    Colleague agent = signedIn(StaffRole.AGENT);
    open(purchase);
    refusesWords(form("CANCEL"), "button", "reason", REASON_NEEDED, Map.of());
    look("cancel-without-reason");

    act("CANCEL");

    browser().awaitText("Cancelled.");
    purchases.awaitStatus(purchase, "expired");
    assertThat(timeline()).contains(agent.name(), "cancel (executed): " + WHY);
    assertThat(browser().has(form("CANCEL"))).isFalse();
    look("cancelled");
    // the page of a colleague, who has opened it before, still has the button
    forge("payment.xhtml", Map.of("id", purchase.id(), "act", "CANCEL", "reason", WHY));
    assertRefused("This does not fit the payment as it is now. Look at it again.");
    look("cancelled-twice");
  }

  @Test
  void givenABillTheProviderIsWorkingOn_whenAskedNow_thenItsEndIsKnownAtOnce() {
    Purchase purchase =
        purchases.paid(
            OutcomeRule.always(VtpassOutcome.PENDING_THEN_DELIVERED).requeries(Integer.MAX_VALUE));
    meanwhile.rests(purchase, "provider_processing");
    meanwhile.endsQuietly(purchase);
    signedIn(StaffRole.AGENT);
    open(purchase);
    assertThat(browser().text("main")).contains("the provider is asked what became of it at");
    refusesWords(form("REQUERY_NOW"), "button", "reason", REASON_NEEDED, Map.of());
    assertThat(meanwhile.state(purchase)).isEqualTo("provider_processing");

    act("REQUERY_NOW");

    browser().awaitText("The provider is asked now.");
    look("asked-now");
    purchases.awaitStatus(purchase, "completed");
    open(purchase);
    assertThat(timeline()).contains("requery_now (executed): " + WHY);
  }

  @Test
  void givenABillThatWaitsForItsNextTry_whenRetriedNow_thenItIsBoughtAtOnce() {
    Purchase purchase =
        purchases.paid(
            OutcomeRule.always(VtpassOutcome.BILLER_UNREACHABLE).times(2),
            OutcomeRule.always(VtpassOutcome.DELIVERED));
    meanwhile.rests(purchase, "retry_scheduled");
    signedIn(StaffRole.AGENT);
    open(purchase);
    assertThat(browser().text("main")).contains("the bill is tried again at");
    refusesWords(form("RETRY_NOW"), "button", "reason", REASON_NEEDED, Map.of());

    act("RETRY_NOW");

    browser().awaitText("It is tried again now.");
    look("tried-now");
    purchases.awaitStatus(purchase, "completed");
    assertThat(system().sandbox().vtpass().vendsFor(purchase.meter())).hasSize(1);
  }

  @Test
  void givenAMessage_whenSentAgainWithoutAReason_thenItIsNotSentAndTheErrorStandsThere() {
    Purchase purchase = purchases.delivered();
    signedIn(StaffRole.SUPERVISOR);
    open(purchase);
    browser().await("a message that was sent", b -> sent(purchase));
    open(purchase);

    refusesWords(form("SEND_AGAIN"), "button", "reason", REASON_NEEDED, Map.of());
    assertThat(audited("payment.send_again.done", purchase)).isEqualTo("0");

    act("SEND_AGAIN");
    browser().awaitText("It goes out again.");
    assertThat(timeline()).contains("send_again (executed): " + WHY, "goes out again");
    assertThat(audited("payment.send_again.done", purchase)).isEqualTo("1");
  }

  private boolean sent(Purchase purchase) {
    return "0"
        .equals(
            system()
                .query(
                    "select count(*) from notice where payment_id = ?::uuid and state <> 'sent'",
                    purchase.id()));
  }

  @Test
  void givenWhatIsMasked_whenRevealed_thenItIsShownOnceAndEachTimeIsAudited() {
    Purchase purchase = purchases.delivered();
    signedIn(StaffRole.AGENT);
    open(purchase);
    refusesWords(form("REVEAL"), "button", "reason", REASON_NEEDED, Map.of());
    Map<String, String> secrets =
        Map.of(
            "ACCOUNT", purchase.meter(),
            "PHONE", "08030001122",
            "EMAIL", purchase.email(),
            "EXCHANGES", purchase.meter());
    secrets.forEach(
        (secret, value) -> {
          assertThat(browser().text()).as(secret).doesNotContain(value);
          reveal(secret);
          assertThat(browser().text("section[aria-labelledby=shown]")).as(secret).contains(value);
          open(purchase);
        });
    for (String secret : new String[] {"CUSTOMER_NAME", "TOKENS"}) {
      reveal(secret);
      assertThat(browser().text("section[aria-labelledby=shown] pre")).as(secret).isNotBlank();
    }
    look("revealed");

    assertThat(audited("payment.reveal.done", purchase)).isEqualTo("6");
    forge("payment.xhtml", Map.of("id", purchase.id(), "act", "REVEAL", "reason", WHY));
    assertRefused("This does not fit the payment as it is now. Look at it again.");
    signedIn(StaffRole.AUDITOR);
    browser().open("/console/audit.xhtml?subject=payment:" + purchase.id());
    assertThat(browser().text("main"))
        .contains("payment.reveal.done", "tokens shown", "exchanges shown", WHY)
        .doesNotContain(purchase.meter());
    look("audit-of-a-payment");
    // who only reads is not shown it, whatever they send
    open(purchase);
    assertThat(browser().has(form("REVEAL"))).isFalse();
    forge(
        "payment.xhtml",
        Map.of("id", purchase.id(), "act", "REVEAL", "secret", "TOKENS", "reason", WHY));
    assertRefused(NOT_ALLOWED);
    assertThat(audited("payment.reveal.done", purchase)).isEqualTo("6");
  }

  private static void reveal(String secret) {
    browser().choose(form("REVEAL") + " select", secret);
    browser().type(form("REVEAL") + " [name=reason]", WHY).click(form("REVEAL") + " button");
  }

  @Test
  void givenWordsNobodyCanType_whenSent_thenTheyAreRefusedAsAnyOthers() {
    Purchase purchase = purchases.requested();
    signedIn(StaffRole.AGENT);
    open(purchase);
    for (String words : new String[] {"a zero \0 in it", "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00"}) {
      forge("payment.xhtml", Map.of("id", purchase.id(), "act", "CANCEL", "reason", words));
      assertBeside(form("CANCEL"), "reason", REASON_NEEDED);
    }
    forge("payment.xhtml", Map.of("id", purchase.id(), "act", "PAY_ME", "reason", WHY));
    assertRefused("This does not fit the payment as it is now. Look at it again.");
    assertThat(meanwhile.state(purchase)).isEqualTo("pending_payment");
  }
}
