package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.domain.staff.StaffRole;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** Coming in, one's own account, and what administrators do about others, with each mistake. */
class StaffPagesIT extends BrowserTest {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String MISSING = "Please fill this in.";
  private static final String NO_REASON = "Give a reason of 1 to 500 characters on one line.";
  private static final String REFUSED =
      "E-mail address or password is not right, or there were too many attempts. Please check both,"
          + " and wait a little before you try again.";

  private final String email = "newcomer" + COUNT.incrementAndGet() + "@bills.example";

  /** The page's element of that id, in the way of CSS. */
  private static String at(String id) {
    return "#" + id.replace(":", "\\:");
  }

  private static void send(String id) {
    browser().click(at(id));
  }

  private static void assertBeside(String id, String sentence) {
    assertThat(browser().text(".field:has(" + at(id) + ") .field-error"))
        .as(id)
        .isEqualTo(sentence);
    assertThat(browser().see(at(id)).getAttribute("aria-invalid")).as(id).isEqualTo("true");
  }

  /** As if the field took any length. */
  private static void force(String id, String text) {
    browser()
        .run(
            "var e = document.querySelector(arguments[0]); e.removeAttribute('maxlength');"
                + " e.value = arguments[1];",
            at(id),
            text);
  }

  private void givePassword(String password) {
    browser().takeCookies(List.of());
    browser().open("/console/sign-in.xhtml");
    browser().type(at("form:email"), email).type(at("form:password"), password);
    send("form:go");
  }

  private static void giveCode(String code) {
    browser().type(at("form:code"), code);
    send("form:go");
  }

  private String invited() {
    browser().open("/console/staff.xhtml");
    browser().type(at("form:name"), "New Comer").type(at("form:email"), email);
    send("form:roles:0");
    send("form:go");
    return link();
  }

  private static String link() {
    String link = browser().see("#link").getText();
    return link.substring(link.indexOf("/console/"));
  }

  private Authenticator enrolled(String link) {
    browser().takeCookies(List.of());
    browser().open(link);
    choosePassword(Colleague.PASSWORD, Colleague.PASSWORD);
    Authenticator phone = new Authenticator(browser().see("#secret").getText());
    giveCode(phone.code(Instant.now()));
    return phone;
  }

  private static void choosePassword(String password, String again) {
    browser().type(at("form:password"), password).type(at("form:repeated"), again);
    send("form:go");
  }

  @Test
  void givenAnInvitation_whenFilledInWrongly_thenEachErrorStandsBesideItsField() {
    Colleague taken = signedIn(StaffRole.AGENT);
    signedIn(StaffRole.ADMIN);
    browser().open("/console/staff.xhtml");
    send("form:go");
    assertBeside("form:name", MISSING);
    assertBeside("form:email", MISSING);
    assertThat(browser().text("fieldset .field-error")).isEqualTo(MISSING);
    look("invite-empty");
    send("form:roles:0");
    browser().type(at("form:name"), "New Comer").type(at("form:email"), "newcomer@bills");
    send("form:go");
    assertBeside("form:email", "This is no e-mail address.");
    browser().type(at("form:email"), taken.email());
    send("form:go");
    assertBeside("form:email", "Somebody has this e-mail address already.");
    browser().type(at("form:email"), email);
    for (String wrong : new String[] {"   ", "x".repeat(101)}) {
      force("form:name", wrong);
      send("form:go");
      assertBeside("form:name", "A name has 1 to 100 characters.");
    }
    look("invite-wrong");
    assertThat(system().query("select count(*) from staff where email = ?", email)).isEqualTo("0");
  }

  @Test
  void givenALink_whenSomebodyComesIn_thenWithPasswordAuthenticatorAndRecoveryCodes() {
    signedIn(StaffRole.ADMIN);
    String link = invited();
    look("invited");
    browser().takeCookies(List.of());
    browser().open(link);
    look("enrol");
    Map.of(
            "short-one",
            "Too short: 12 characters or more.",
            "password1234",
            "This would soon be guessed: it is common, a pattern, or made of your name. Please"
                + " choose another.")
        .forEach(
            (password, sentence) -> {
              choosePassword(password, password);
              assertBeside("form:password", sentence);
            });
    choosePassword(Colleague.PASSWORD, Colleague.PASSWORD + "!");
    assertBeside("form:password", "The two entries differ.");
    look("enrol-not-repeated");
    choosePassword(Colleague.PASSWORD, Colleague.PASSWORD);
    look("second-factor-setup");
    Authenticator phone = new Authenticator(browser().see("#secret").getText());
    giveCode("12345");
    assertBeside(
        "form:code",
        "This code is not right, or was used already. Wait for the next one and try again.");
    giveCode(phone.code(Instant.now()));
    List<String> recovery =
        browser().find(".recovery code").stream().map(WebElement::getText).toList();
    assertThat(recovery).hasSizeGreaterThan(5).doesNotHaveDuplicates();
    look("recovery-codes");
    browser().open(link);
    choosePassword(Colleague.PASSWORD, Colleague.PASSWORD);
    assertThat(browser().text(".messages")).contains("This link is not good any more.");

    // without the phone
    givePassword("not-the-password-at-all");
    assertThat(browser().text(".messages")).contains(REFUSED);
    look("sign-in-refused");
    givePassword(Colleague.PASSWORD);
    look("second-factor");
    giveCode("aaaaa-aaaaa");
    assertThat(browser().text(".messages")).contains("This code is not right");
    look("second-factor-refused");
    giveCode(recovery.get(0));
    assertThat(browser().path()).startsWith("/console/index.xhtml");
    browser().open("/console/account.xhtml");
    assertThat(browser().text("main")).contains("You have " + (recovery.size() - 1) + " left.");

    // a recovery code is good once; the phone is there again
    browser().clickText("Sign out");
    assertThat(browser().path()).startsWith("/console/sign-in.xhtml");
    look("sign-in");
    givePassword(Colleague.PASSWORD);
    giveCode(recovery.get(0));
    assertThat(browser().text(".messages")).contains("This code is not right");
    giveCode(phone.code(Instant.now().plusSeconds(30)));
    assertThat(browser().path()).startsWith("/console/index.xhtml");
  }

  @Test
  void givenOnesOwnAccount_whenChanged_thenTheOldPasswordIsGoneAndOtherSessionsEnd() {
    signedIn(StaffRole.ADMIN);
    enrolled(invited());
    browser().open("/console/account.xhtml");
    send("password:go");
    for (String id : new String[] {"password:present", "password:new", "password:repeated"}) {
      assertBeside(id, MISSING);
    }
    look("account-empty");
    changePassword("not-the-password-at-all", "brisk-Yam-4-ferry-Lokoja");
    assertBeside(
        "password:present", "This is not your present password, or there were too many attempts.");
    changePassword(Colleague.PASSWORD, Colleague.PASSWORD);
    assertBeside("password:new", "This is the password you have already.");
    browser().type(at("recovery:code"), "12345");
    send("recovery:go");
    assertBeside(
        "recovery:code",
        "This code is not right, or was used already. Wait for the next one and try again.");
    changePassword(Colleague.PASSWORD, "brisk-Yam-4-ferry-Lokoja");
    browser().awaitText("The password was changed. All other sessions have ended.");
    look("account-password-changed");
    send("sessions:end");
    browser().awaitText("All other sessions have ended.");
    givePassword(Colleague.PASSWORD);
    assertThat(browser().text(".messages")).contains(REFUSED);
    givePassword("brisk-Yam-4-ferry-Lokoja");
    assertThat(browser().path()).startsWith("/console/second-factor.xhtml");
  }

  private static void changePassword(String present, String wanted) {
    browser().type(at("password:present"), present);
    browser().type(at("password:new"), wanted).type(at("password:repeated"), wanted);
    send("password:go");
  }

  @Test
  void givenAColleague_whenAnAdministratorChangesTheirAccess_thenItCountsAtOnceAndIsAudited() {
    Colleague admin = signedIn(StaffRole.ADMIN);
    enrolled(invited());
    List<Map<String, Object>> theirs = browser().cookies();
    String id = system().query("select id from staff where email = ?", email);
    browser().open("/console/dashboard.xhtml");
    assertThat(browser().text("main")).contains("You may not do this.");
    browser().logged();

    member(id);
    send("roles:go");
    assertThat(browser().text("fieldset .field-error")).isEqualTo(MISSING);
    assertBeside("roles:reason", MISSING);
    look("roles-without-reason");
    send("roles:roles:1");
    for (String wrong : new String[] {"   ", "x".repeat(501)}) {
      force("roles:reason", wrong);
      send("roles:go");
      assertBeside("roles:reason", NO_REASON);
      for (String act : new String[] {"end", "again", "disable"}) {
        force("access:reason", wrong);
        send("access:" + act);
        assertBeside("access:reason", NO_REASON);
      }
      send("roles:roles:1");
    }
    browser().open("/console/staff-member.xhtml?id=" + id);
    send("roles:roles:1");
    browser().type(at("roles:reason"), "Leads the desk from now on");
    send("roles:go");
    browser().awaitText("Done.");
    look("roles-changed");
    assertThat(browser().text("dl.facts")).contains("Supervisor").doesNotContain("Agent");

    access(id, "end", "Left a phone in a bus");
    browser().awaitText("Done.");
    browser().takeCookies(theirs).open("/console/dashboard.xhtml");
    assertThat(browser().path()).startsWith("/console/sign-in.xhtml");

    access(id, "again", "The phone is gone");
    String link = link();
    look("new-start");
    givePassword(Colleague.PASSWORD);
    assertThat(browser().text(".messages")).contains(REFUSED);
    enrolled(link);
    theirs = browser().cookies();

    access(id, "disable", "Works elsewhere now");
    browser().awaitText("Done.");
    assertThat(browser().text("dl.facts")).contains("Disabled");
    look("disabled");
    browser().takeCookies(theirs).open("/console/index.xhtml");
    assertThat(browser().path()).startsWith("/console/sign-in.xhtml");
    givePassword(Colleague.PASSWORD);
    assertThat(browser().text(".messages")).contains(REFUSED);

    String own = system().query("select id from staff where email = ?", admin.email());
    member(own);
    assertThat(browser().text("main")).contains("Nobody does this to their own account");
    assertThat(browser().has(at("access"))).isFalse();
    auditTells(id);
  }

  private static void member(String id) {
    signedIn(StaffRole.ADMIN);
    browser().open("/console/staff-member.xhtml?id=" + id);
  }

  private static void access(String id, String act, String reason) {
    member(id);
    browser().type(at("access:reason"), reason);
    send("access:" + act);
  }

  private static void auditTells(String id) {
    signedIn(StaffRole.AUDITOR);
    browser().open("/console/audit.xhtml");
    browser().type("#subject", "staff:" + id).clickText("Look for");
    assertThat(browser().text("main table"))
        .contains(
            "staff.invited",
            "staff.enrolled",
            "staff.roles_changed",
            "staff.sessions_ended",
            "staff.invited_again",
            "staff.disabled",
            "Leads the desk from now on",
            "Works elsewhere now");
    look("audit-of-a-colleague");
    send("form:verify");
    browser().see("#whole");
    browser().open("/console/audit.xhtml?kind=%00&by=nobody&before=x");
    assertThat(browser().text("h1")).isEqualTo("Audit log");
  }

  @Test
  void givenPagesThatCannotBeShown_whenAskedFor_thenAPageOfOursSaysSo() {
    signedIn(StaffRole.AGENT);
    Map<String, String> pages =
        Map.of(
            "/console/staff.xhtml", "You may not do this.",
            "/console/none.xhtml", "There is no such page.",
            "/console/payment.xhtml?id=nonsense", "There is no such page.",
            "/console/payment.xhtml?id=00000000-0000-4000-8000-000000000000",
                "There is no such page.",
            "/pay/none/", "There is no such page.");
    pages.forEach(
        (address, sentence) -> {
          browser().open(address);
          assertThat(browser().text("h1")).as(address).isEqualTo("This page cannot be shown");
          assertThat(browser().text("main")).as(address).contains(sentence);
          look("error" + address.replaceAll("[^a-z]+", "-"));
        });
    signedIn(StaffRole.ADMIN);
    browser().open("/console/staff.xhtml");
    browser().run("document.querySelector('[name=\"jakarta.faces.ViewState\"]').value = '1:1'");
    send("form:go");
    assertThat(browser().text("main")).contains("This page was open for too long.");
    look("error-expired");
  }
}
