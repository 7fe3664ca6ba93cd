package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import ng.bills.acceptance.ExchangeAccount;
import ng.bills.acceptance.Purchases.Purchase;
import ng.bills.domain.staff.StaffRole;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** Payments that need a person: whose they are, and each way out that fits. */
class ReviewsIT extends DeskTest {

  private static final OutcomeRule NEVER_ENDS = OutcomeRule.always(VtpassOutcome.PENDING_FOREVER);
  private static final String TOKEN = "1234-5678-9012-3456-7890";

  private Purchase unknown() {
    Purchase purchase = purchases.paid(NEVER_ENDS);
    meanwhile.aDayPasses(purchase);
    return purchase;
  }

  private String owner(Purchase purchase) {
    return system()
        .query("select staff_name from review_owner where payment_id = ?::uuid", purchase.id());
  }

  private static String line(Purchase purchase) {
    return "tr:has(a[href$='" + purchase.id() + "'])";
  }

  @Test
  void givenAReview_whenTakenHandedOverAndLaidBack_thenTheQueueSaysWhoseItIs() throws Exception {
    Purchase purchase = unknown();
    Colleague auditor = signedIn(StaffRole.AUDITOR);
    Colleague supervisor = signedIn(StaffRole.SUPERVISOR);
    Colleague agent = signedIn(StaffRole.AGENT);
    browser().open("/console/queue-reviews.xhtml?owner=nobody");
    browser().click(line(purchase) + " button[value=TAKE]");
    browser().awaitText("You look after this review now.");
    assertThat(browser().text("#owners [aria-current=true]")).isEqualTo("Mine");
    assertThat(browser().text(line(purchase))).contains(agent.name());

    open(purchase);
    String form = form("HAND_OVER");
    assertThat(browser().find(form + " option"))
        .extracting(WebElement::getText)
        .contains(supervisor.name())
        .doesNotContain(auditor.name(), agent.name());
    browser().click(form + " button");
    assertBeside(form, "to", "Choose a colleague who may look after reviews and can sign in.");
    look("hand-over-to-nobody");
    String to = id(supervisor);
    for (String wrong : new String[] {"", "four"}) {
      browser().choose(form + " select", to).type(form + " [name=reason]", wrong);
      browser().click(form + " button");
      assertBeside(form, "reason", REASON_NEEDED);
      assertThat(browser().see(form + " select").getAttribute("value")).isEqualTo(to);
    }
    forge(
        "payment.xhtml",
        Map.of("id", purchase.id(), "act", "HAND_OVER", "to", id(auditor), "reason", WHY));
    assertBeside(form, "to", "Choose a colleague who may look after reviews and can sign in.");
    assertThat(owner(purchase)).isEqualTo(agent.name());

    browser().choose(form + " select", to).type(form + " [name=reason]", WHY);
    browser().click(form + " button");
    browser().awaitText("Handed over.");
    show("handed-over");
    assertThat(timeline())
        .contains("take_review (executed): " + WHY + " – looked after by " + supervisor.name());
    assertThat(audited("payment.take_review.done", purchase)).isEqualTo("2");
    browser().open("/console/queue-reviews.xhtml?owner=mine");
    assertThat(browser().has(line(purchase))).isFalse();

    signedIn(StaffRole.SUPERVISOR);
    browser().open("/console/queue-reviews.xhtml?kind=OUTCOME_UNKNOWN&owner=mine");
    assertThat(browser().text(line(purchase))).contains(supervisor.name());
    show("queue-mine");
    browser().click(line(purchase) + " button[value=LAY_BACK]");
    browser().awaitText("The review is there for anybody to take.");
    browser().open("/console/queue-reviews.xhtml?owner=nobody");
    assertThat(browser().has(line(purchase))).isTrue();
    assertThat(owner(purchase)).isNull();
  }

  private static String id(Colleague colleague) {
    return system().query("select id from staff where email = ?", colleague.email());
  }

  @Test
  void givenAnUnknownOutcome_whenTheProviderIsAskedOnAndThenTellsPeople_thenTheTokenGoesOut()
      throws Exception {
    Purchase purchase = unknown();
    signedIn(StaffRole.AGENT);
    open(purchase);
    assertThat(browser().has(form("CALL_DELIVERED"))).isTrue();
    assertThat(browser().has(form("REFUND"))).as("an unknown outcome is no refusal").isFalse();
    assertThat(browser().has(form("CLOSE_REVIEW"))).isFalse();
    forge("payment.xhtml", Map.of("id", purchase.id(), "act", "CLOSE_REVIEW", "reason", WHY));
    assertRefused(NOT_ALLOWED);
    open(purchase);
    browser()
        .run(
            "document.querySelector(arguments[0]).closest('section').scrollIntoView()",
            form("CALL_DELIVERED"));
    show("review");
    browser().phone();
    look("review-phone");
    browser().wide();

    signedIn(StaffRole.SUPERVISOR);
    open(purchase);
    refusesWords(form("CLOSE_REVIEW"), "button", "reason", REASON_NEEDED, Map.of());
    int asked = requeries(purchase);
    act("CLOSE_REVIEW");
    browser().awaitText("The review is closed.");
    browser().await("the provider is asked on", b -> requeries(purchase) > asked);
    meanwhile.awaitReview(purchase); // it is not told the end, and a day is over

    twoPeople(purchase, "CALL_DELIVERED", StaffRole.SUPERVISOR);
    open(purchase);
    refusesWords(form("GIVE_TOKEN"), "button", "reason", REASON_NEEDED, Map.of("token", TOKEN));
    browser().type(form("GIVE_TOKEN") + " [name=token]", "123");
    act("GIVE_TOKEN");
    assertBeside(form("GIVE_TOKEN"), "token", "A token has 20 or 16 digits.");
    look("token-too-short");
    browser().type(form("GIVE_TOKEN") + " [name=token]", TOKEN);
    act("GIVE_TOKEN");
    browser().awaitText("The token is stored and sent.");
    assertThat(browser().text()).doesNotContain(TOKEN);
    assertThat(purchases.awaitStatus(purchase, "completed").getString("token")).isEqualTo(TOKEN);
    browser()
        .await(
            "the customer has it",
            b ->
                system().sandbox().inbox().mailsTo(purchase.email()).stream()
                    .anyMatch(m -> m.text().contains(TOKEN)));
  }

  private int requeries(Purchase purchase) {
    return Integer.parseInt(
        system()
            .query(
                "select count(*) from provider_exchange e join attempt a on a.reference ="
                    + " e.reference where a.payment_id = ?::uuid and e.kind = 'requery'",
                purchase.id()));
  }

  @Test
  void givenAnUnknownOutcome_whenTheProviderSaysNotDelivered_thenTheMoneyGoesBackOnce() {
    Purchase purchase = unknown();
    twoPeople(purchase, "REFUND_UNDELIVERED", StaffRole.SUPERVISOR);
    meanwhile.awaitState(purchase, "refunded");
    assertThat(
            system().query("select count(*) from refund where payment_id = ?::uuid", purchase.id()))
        .isEqualTo("1");
  }

  @Test
  void givenANewTry_whenTheFirstOrderIsDeliveredAfterAll_thenTheLateDeliveryIsAccepted() {
    Purchase purchase =
        purchases.paid(
            OutcomeRule.always(VtpassOutcome.PENDING_THEN_DELIVERED)
                .requeries(Integer.MAX_VALUE)
                .times(1),
            OutcomeRule.always(VtpassOutcome.BILLER_UNREACHABLE));
    meanwhile.aDayPasses(purchase);
    twoPeople(purchase, "RETRY_UNDELIVERED", StaffRole.FINANCE);
    browser().await("the bill is tried again", b -> attempts(purchase) > 1);
    meanwhile.rests(purchase, "retry_scheduled");

    meanwhile.endsAndTells(purchase);
    assertThat(meanwhile.review(purchase)).isEqualTo("CONTRADICTION");
    twoPeople(purchase, "ACCEPT_DELIVERY", StaffRole.SUPERVISOR);

    assertThat(purchases.awaitStatus(purchase, "completed").getString("token")).isNotBlank();
    assertThat(system().sandbox().vtpass().vendsFor(purchase.meter())).hasSize(1);
  }

  private int attempts(Purchase purchase) {
    return Integer.parseInt(
        system().query("select count(*) from attempt where payment_id = ?::uuid", purchase.id()));
  }

  @Test
  void givenAContradiction_whenTwoPeopleLetItGoOn_thenTheBillIsBought() {
    Purchase purchase =
        purchases.paid(
            OutcomeRule.always(VtpassOutcome.NO_ANSWER_THEN_NOT_FOUND).times(1),
            OutcomeRule.always(VtpassOutcome.REFUSED).code("019").times(1),
            OutcomeRule.always(VtpassOutcome.DELIVERED));
    meanwhile.awaitReview(purchase);
    assertThat(meanwhile.state(purchase)).isEqualTo("retry_scheduled");

    twoPeople(purchase, "RESUME", StaffRole.SUPERVISOR);

    purchases.awaitStatus(purchase, "completed");
    assertThat(system().sandbox().vtpass().vendsFor(purchase.meter())).hasSize(1);
  }

  @Test
  void givenADeliveryForAnotherAmount_whenLookedAt_thenTheReviewIsClosedAndNothingMoves() {
    Purchase purchase = purchases.paid(NEVER_ENDS);
    meanwhile.rests(purchase, "provider_processing");
    meanwhile.isDeliveredForAnotherAmount(purchase);
    signedIn(StaffRole.SUPERVISOR);
    open(purchase);
    act("REQUERY_NOW");
    meanwhile.awaitReview(purchase);
    assertThat(meanwhile.review(purchase)).isEqualTo("AMOUNT_DIFFERS");
    open(purchase);
    assertThat(browser().has(form("REFUND"))).isTrue();
    act("CLOSE_REVIEW");
    browser().awaitText("The review is closed.");
    assertThat(meanwhile.review(purchase)).isNull();
    assertThat(meanwhile.state(purchase)).isEqualTo("completed");
  }

  @Test
  void givenARefundThatCannotArrive_whenReleasedLater_thenTheMoneyIsBack() {
    ExchangeAccount exchange = ExchangeAccount.open(system());
    long before = exchange.balance();
    Purchase purchase =
        purchases.paidFrom(
            exchange.account(), OutcomeRule.always(VtpassOutcome.WRONG_BILLERS_CODE));
    meanwhile.awaitReview(purchase);
    assertThat(meanwhile.review(purchase)).isEqualTo("REFUND_BLOCKED");
    exchange.takesMoneyAgain();

    twoPeople(purchase, "RELEASE_TO_SENDER", StaffRole.FINANCE);

    meanwhile.awaitState(purchase, "refunded");
    assertThat(exchange.balance()).isEqualTo(before);
    assertThat(system().query("select coalesce(sum(stroops), 0) from posting")).isEqualTo("0");
  }
}
