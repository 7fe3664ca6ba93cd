package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import ng.bills.acceptance.ExchangeAccount;
import ng.bills.acceptance.Purchases.Purchase;
import ng.bills.domain.staff.StaffRole;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Acts that move money: proposed, declined, taken back, lapsed, approved by somebody else. */
class TwoPeopleIT extends DeskTest {

  private static final String LAPSED =
      "Nobody decided in time, or the payment has changed since. Propose it anew.";

  @AfterEach
  void booksAreInBalance() {
    assertThat(system().query("select coalesce(sum(stroops), 0) from posting")).isEqualTo("0");
  }

  private static String state(String act) {
    return system().query("select state from staff_act where id = ?::uuid", act);
  }

  @Test
  void givenAProposal_whenItsOwnAuthorApprovesByAForgedForm_thenNothingMoves() {
    Purchase purchase = purchases.delivered();
    signedIn(StaffRole.SUPERVISOR);
    open(purchase);
    refusesWords(form("REFUND"), "button", "reason", REASON_NEEDED, Map.of("evidence", PROOF));
    refusesWords(form("REFUND"), "button", "evidence", EVIDENCE_NEEDED, Map.of("reason", WHY));
    propose("REFUND");
    String act = lastProposal(purchase.id());
    assertThat(browser().text("main")).contains("waits for a second person");

    browser().open("/console/acts.xhtml");
    assertThat(browser().text(proposal(purchase))).contains("You proposed this");
    assertThat(browser().has(proposal(purchase) + " button[value=approve]")).isFalse();
    forge("acts.xhtml", Map.of("id", act, "decision", "approve", "reason", "mine"));
    assertRefused("You proposed it: somebody else approves it.");
    show("approval-own");
    assertThat(state(act)).isEqualTo("proposed");

    // nor somebody whose role does not decide
    signedIn(StaffRole.AGENT);
    browser().open("/console/acts.xhtml");
    assertThat(browser().has(proposal(purchase) + " button")).isFalse();
    for (String decision : new String[] {"approve", "refuse"}) {
      forge("acts.xhtml", Map.of("id", act, "decision", decision, "reason", "not mine"));
      assertRefused(NOT_ALLOWED);
    }
    open(purchase);
    forge(
        "payment.xhtml",
        Map.of("id", purchase.id(), "act", "REFUND", "reason", WHY, "evidence", PROOF));
    assertRefused("A proposal about this waits for a second person already.");
    assertThat(state(act)).isEqualTo("proposed");

    // its author takes it back, with a reason
    signedIn(StaffRole.SUPERVISOR);
    browser().open("/console/acts.xhtml");
    refusesWords(
        proposal(purchase) + " form", "button[value=refuse]", "reason", REASON_NEEDED, Map.of());
    browser().type(proposal(purchase) + " [name=reason]", "The customer has found the token");
    browser().click(proposal(purchase) + " button[value=refuse]");
    browser().awaitText("Refused. Nothing was done.");
    assertThat(state(act)).isEqualTo("refused");
    assertThat(meanwhile.state(purchase)).isEqualTo("completed");
  }

  @Test
  void givenAProposal_whenAnotherDeclinesIt_thenNothingMovesAndItIsSaidWhy() {
    Purchase purchase = purchases.delivered();
    signedIn(StaffRole.AGENT);
    open(purchase);
    propose("REFUND");
    String act = lastProposal(purchase.id());

    Colleague finance = signedIn(StaffRole.FINANCE);
    browser().open("/console/acts.xhtml");
    browser().click(proposal(purchase) + " button[value=refuse]");
    assertBeside(proposal(purchase) + " form", "reason", REASON_NEEDED);
    look("declined-without-reason");
    browser().type(proposal(purchase) + " [name=reason]", "The meter has taken the token");
    browser().click(proposal(purchase) + " button[value=refuse]");

    browser().awaitText("Refused. Nothing was done.");
    look("declined");
    assertThat(state(act)).isEqualTo("refused");
    assertThat(meanwhile.state(purchase)).isEqualTo("completed");
    open(purchase);
    assertThat(timeline())
        .contains(finance.name(), "refund refused: The meter has taken the token");
    forge("acts.xhtml", Map.of("id", act, "decision", "approve", "reason", "after all"));
    assertRefused("It was decided already.");
  }

  @Test
  void givenAProposal_whenThePaymentChanges_thenTheApprovalDoesNotHoldAndThePageSaysSo() {
    Purchase purchase =
        purchases.paid(
            OutcomeRule.always(VtpassOutcome.DELIVERED_THEN_REVERSED).requeries(Integer.MAX_VALUE));
    purchases.awaitStatus(purchase, "completed");
    signedIn(StaffRole.AGENT);
    open(purchase);
    propose("REFUND");
    String act = lastProposal(purchase.id());
    signedIn(StaffRole.SUPERVISOR);
    browser().open("/console/acts.xhtml");
    browser().see(proposal(purchase));

    meanwhile.endsAndTells(purchase); // the provider has taken the bill back
    approve(proposal(purchase));

    assertRefused(LAPSED);
    show("approval-lapsed");
    assertThat(state(act)).isEqualTo("expired");
    assertThat(meanwhile.state(purchase)).isEqualTo("completed");
    open(purchase);
    assertThat(timeline())
        .contains("refund proposed: " + WHY, "refund lapsed (what was proposed has changed");

    // what fits now is another act, and finance's to approve
    signedIn(StaffRole.AGENT);
    open(purchase);
    propose("KEEP_MONEY");
    signedIn(StaffRole.SUPERVISOR);
    browser().open("/console/acts.xhtml");
    assertThat(browser().has(proposal(purchase) + " button")).isFalse();
    approve(purchase, StaffRole.FINANCE);
    assertThat(meanwhile.review(purchase)).isNull();
    assertThat(
            system().query("select count(*) from refund where payment_id = ?::uuid", purchase.id()))
        .isEqualTo("0");
  }

  private static String money(String id) {
    return ".card:has(input[name=id][value='" + id + "'])";
  }

  private static void proposeRelease(String money, String act) {
    browser().type(money + " [name=reason]", WHY).type(money + " [name=evidence]", PROOF);
    browser().click(money + " button[value=" + act + "]");
    browser().awaitText(PROPOSED);
  }

  private static void approveRelease(String money) {
    signedIn(StaffRole.FINANCE);
    browser().open("/console/acts.xhtml");
    approve(money(lastProposal(money)));
    browser().awaitText("Approved, and done.");
  }

  @Test
  void givenMoneyNobodyCanAssign_whenReleasedToItsSender_thenItIsBack() {
    ExchangeAccount exchange = ExchangeAccount.open(system());
    long before = exchange.balance();
    String id = exchange.paysWithoutMemo();
    signedIn(StaffRole.AGENT);
    browser().open("/console/queue-suspense.xhtml");
    assertThat(browser().text(money(id))).contains(exchange.account(), "wants a memo");
    show("queue-suspense");
    String form = money(id) + " form";
    String button = "button[value=RELEASE_TO_SENDER]";
    refusesWords(form, button, "reason", REASON_NEEDED, Map.of("evidence", PROOF));
    refusesWords(form, button, "evidence", EVIDENCE_NEEDED, Map.of("reason", WHY));
    look("suspense-without-evidence");
    proposeRelease(money(id), "RELEASE_TO_SENDER");
    look("release-proposed");
    signedIn(StaffRole.SUPERVISOR);
    browser().open("/console/acts.xhtml");
    forge("acts.xhtml", Map.of("id", lastProposal(id), "decision", "approve", "reason", "mine"));
    assertRefused(NOT_ALLOWED);

    exchange.takesMoneyAgain();
    approveRelease(id);

    browser().await("the money is back", b -> exchange.balance() == before);
    browser().open("/console/queue-suspense.xhtml");
    assertThat(browser().has(money(id))).isFalse();
    // a page that still shows it
    forge(
        "queue-suspense.xhtml",
        Map.of("id", id, "act", "RELEASE_TO_SENDER", "reason", WHY, "evidence", PROOF));
    assertRefused("This does not fit the payment as it is now. Look at it again.");
  }

  @Test
  void givenMoneyNobodyCanAssign_whenGivenToAPayment_thenItsBillIsPaid() {
    ExchangeAccount exchange = ExchangeAccount.open(system());
    String id = exchange.paysWithoutMemo();
    Purchase paid = purchases.delivered();
    Purchase purchase = purchases.requested();
    signedIn(StaffRole.AGENT);
    for (String reference : new String[] {"", "nonsense", paid.reference()}) {
      browser().open("/console/queue-suspense.xhtml");
      browser().type(money(id) + " [name=reference]", reference);
      browser().type(money(id) + " [name=reason]", WHY);
      browser().type(money(id) + " [name=evidence]", PROOF);
      browser().click(money(id) + " button[value=RELEASE_TO_PAYMENT]");
      assertBeside(
          money(id) + " form",
          "reference",
          "No payment of that reference waits for exactly this sum.");
    }
    look("suspense-wrong-payment");
    browser().type(money(id) + " [name=reference]", purchase.reference());
    proposeRelease(money(id), "RELEASE_TO_PAYMENT");

    approveRelease(id);

    assertThat(purchases.awaitStatus(purchase, "completed").getString("token")).isNotBlank();
    signedIn(StaffRole.AGENT);
    open(purchase);
    assertThat(timeline())
        .contains("release_to_payment proposed: " + WHY, "release_to_payment approved and done");
  }
}
