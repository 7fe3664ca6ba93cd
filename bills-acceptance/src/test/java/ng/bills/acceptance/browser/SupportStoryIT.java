package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import ng.bills.acceptance.Purchases;
import ng.bills.acceptance.Purchases.Purchase;
import ng.bills.domain.staff.StaffRole;
import org.junit.jupiter.api.Test;

/** What the console is for: a customer calls, and is helped. */
class SupportStoryIT extends BrowserTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Purchases purchases = new Purchases(system());

  private static void search(String what) {
    browser().type("#q", what).click("form.search button");
  }

  private static void openFound(Purchase purchase) {
    search(purchase.reference());
    browser().clickText(purchase.reference());
  }

  private static String form(String act) {
    return "form:has(input[name=act][value=" + act + "])";
  }

  private void assertNothingWholeIsShown(Purchase purchase, String token) {
    assertThat(browser().text())
        .doesNotContain(purchase.meter())
        .doesNotContain(purchase.email())
        .doesNotContain(token)
        .doesNotContain(token.replace("-", ""));
  }

  @Test
  void givenACustomerWhoPaidAndSawNoToken_whenTheyCall_thenTheAgentFindsItAndSendsItAgain()
      throws Exception {
    Purchase purchase = purchases.delivered();
    String token = purchases.awaitStatus(purchase, "completed").getString("token");
    system().sandbox().inbox().awaitMail(m -> m.text().contains(token), SOON);
    signedIn(StaffRole.AGENT);
    browser().open("/console/index.xhtml");
    show("home");

    // "I paid, no token. My meter is …"
    search(purchase.meter());
    assertThat(browser().text("main")).contains(purchase.reference());
    assertThat(browser().path()).doesNotContain(purchase.meter());
    assertNothingWholeIsShown(purchase, token);
    show("find");
    browser().clickText(purchase.reference());

    assertNothingWholeIsShown(purchase, token);
    assertThat(browser().text("ol.timeline")).contains("state", "request", "journal", "message");
    show("payment");
    browser().phone();
    look("payment-phone");
    browser().wide();

    // the agent looks at it, and says why
    String reveal = form("REVEAL");
    browser().choose(reveal + " select", "TOKENS").click(reveal + " button");
    assertThat(browser().text("main")).contains("Give a reason of 5 to 500 characters.");
    assertThat(browser().text()).doesNotContain(token);
    look("payment-reveal-without-reason");
    browser().choose(reveal + " select", "TOKENS");
    browser().type(reveal + " textarea", "The customer reads the last digits of the meter to me");
    browser().click(reveal + " button");
    assertThat(browser().text("main").replace(" ", "").replace("-", ""))
        .contains(token.replace("-", ""));
    assertThat(
            system()
                .query(
                    "select count(*) from audit_entry where subject = ? and kind like '%reveal%'",
                    "payment:" + purchase.id()))
        .isNotEqualTo("0");

    // and sends it again
    browser().open("/console/payment.xhtml?id=" + purchase.id());
    int before = mails(token);
    String again = form("SEND_AGAIN");
    browser().type(again + " textarea", "The customer deleted the first one");
    browser().click(again + " button");

    browser().awaitText("It goes out again.");
    show("payment-sent-again");
    browser().await("the token is sent once more", b -> mails(token) > before);
    browser().open("/console/payment.xhtml?id=" + purchase.id());
    assertThat(browser().text("ol.timeline")).contains("staff", "The customer deleted the first");
  }

  private int mails(String token) {
    return (int)
        (system().sandbox().inbox().mails().stream().filter(m -> m.text().contains(token)).count()
            + system().sandbox().inbox().sms().stream()
                .filter(m -> m.text().contains(token))
                .count());
  }

  @Test
  void givenARefundThatAnAgentProposes_whenAnotherPersonApproves_thenTheMoneyGoesBackOnce() {
    Purchase purchase = purchases.delivered();
    signedIn(StaffRole.AGENT);
    browser().open("/console/index.xhtml");
    openFound(purchase);
    String refund = form("REFUND");
    browser().click(refund + " button");
    assertThat(browser().text("main")).contains("Give a reason of 5 to 500 characters.");
    browser().type(refund + " textarea[name=reason]", "The token is refused by the meter");
    browser().click(refund + " button");
    assertThat(browser().text("main")).contains("Give evidence of 5 to 500 characters.");
    look("refund-without-evidence");
    browser().type(refund + " textarea[name=reason]", "The token is refused by the meter");
    browser().type(refund + " textarea[name=evidence]", "Ticket 812: photograph of the meter");
    browser().click(refund + " button");
    browser().awaitText("Proposed. A second person decides.");
    show("refund-proposed");

    // nobody approves their own, by the page or by a forged form
    browser().open("/console/acts.xhtml");
    assertThat(browser().find("button[value=approve]")).isEmpty();
    assertThat(status(purchase)).isEqualTo("completed");

    signedIn(StaffRole.SUPERVISOR);
    browser().open("/console/acts.xhtml");
    String proposal = ".card:has(a[href$='" + purchase.id() + "'])";
    assertThat(browser().text(proposal)).contains("Ticket 812", "refused by the meter");
    show("approvals");
    browser().type(proposal + " textarea", "Seen the photograph");
    browser().click(proposal + " button[value=approve]");
    browser().awaitText("Approved, and done.");
    look("approvals-done");

    browser().await("the money is back", b -> "refunded".equals(status(purchase)));
    browser().open("/console/payment.xhtml?id=" + purchase.id());
    assertThat(browser().text("ol.timeline"))
        .contains("The token is refused by the meter", "Seen the photograph");
    show("refunded");
    assertThat(
            system()
                .query(
                    "select count(*) from refund where payment_id = ?::uuid and state ="
                        + " 'confirmed'",
                    purchase.id()))
        .isEqualTo("1");
    assertThat(system().query("select coalesce(sum(stroops), 0) from posting")).isEqualTo("0");
  }

  private String status(Purchase purchase) {
    return system().query("select state from payment where id = ?::uuid", purchase.id());
  }

  @Test
  void givenEachOtherPage_whenOpened_thenItHoldsTheRules() {
    signedIn(StaffRole.SUPERVISOR);
    for (String page : new String[] {"reviews", "suspense", "clock", "dead", "providers"}) {
      browser().open("/console/queue-" + page + ".xhtml");
      look("queue-" + page);
    }
    browser().open("/console/queue-reviews.xhtml");
    Gallery.show(browser(), "queue-reviews");
    browser().open("/console/account.xhtml");
    look("account");
    Colleague admin = signedIn(StaffRole.ADMIN);
    browser().open("/console/staff.xhtml");
    show("staff");
    browser().clickText(admin.name());
    look("staff-member");
    signedIn(StaffRole.AUDITOR);
    browser().open("/console/audit.xhtml").click("#form\\:verify");
    browser().see("#whole");
    show("audit");
  }
}
