package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import ng.bills.domain.staff.StaffRole;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** A colleague's time with us, page by page: invited, in, out, with another password, shut out. */
class SignInIT extends BrowserTest {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String PASSWORD = "seven-Kites-over-Lokoja";
  private static final String OTHER = "a ferry to the far bank";

  /** The first code of the authenticator. */
  private String used;

  private final String email = "ngozi" + COUNT.incrementAndGet() + "@bills.example";

  private String invitedByAnAdministrator() {
    signedIn(StaffRole.ADMIN);
    browser().open("/console/staff.xhtml");
    browser().click("#form\\:go");
    assertThat(browser().find("#form [aria-invalid=true]")).as("each empty field").hasSize(3);
    browser().type("#form\\:name", "Ngozi Ọ̀kẹ́").type("#form\\:email", email);
    browser().click("input[name='form:roles'][value=AUDITOR]").click("#form\\:go");
    assertThat(browser().text("main")).contains("Ngozi Ọ̀kẹ́");
    look("staff-invited");
    URI link = URI.create(browser().text("#link"));
    assertThat("" + link).startsWith(system().environment().get("APP_ADDRESS") + "/console/enrol");
    return link.getPath() + "?" + link.getQuery();
  }

  private Authenticator enrol(String link) {
    browser().takeCookies(List.of()).open(link);
    look("enrol");
    browser().type("#form\\:password", "password1234").type("#form\\:repeated", "password1234");
    browser().click("#form\\:go");
    assertThat(browser().text("main")).contains("This would soon be guessed");
    assertThat(browser().see("#form\\:password").getAttribute("value")).isEmpty();
    browser().type("#form\\:password", PASSWORD).type("#form\\:repeated", PASSWORD);
    browser().click("#form\\:go");
    Authenticator phone = new Authenticator(browser().text("#secret"));
    look("second-factor-setup");
    browser().type("#form\\:code", "000000").click("#form\\:go");
    assertThat(browser().text("main")).contains("This code is not right");
    used = phone.code(Instant.now());
    browser().type("#form\\:code", used).click("#form\\:go");
    browser().see("#home");
    look("recovery-codes");
    return phone;
  }

  private void givePassword(String password) {
    browser().type("#form\\:email", email).type("#form\\:password", password).click("#form\\:go");
  }

  private static String cookies() {
    return browser().cookies().stream()
        .map(c -> c.get("name") + "=" + c.get("value"))
        .collect(Collectors.joining("; "));
  }

  private static int statusWith(String cookies) throws IOException, InterruptedException {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(
            HttpRequest.newBuilder(origin().resolve("/console/audit.xhtml"))
                .timeout(Duration.ofSeconds(20))
                .header("Cookie", cookies)
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void givenAColleague_whenInvited_thenTheyComeInWorkAndAreShutOut() throws Exception {
    String link = invitedByAnAdministrator();
    Authenticator phone = enrol(link);
    String recovery = browser().find("ol.recovery code").get(0).getText();
    browser().click("#home");
    browser().clickText("Sign out");
    assertThat(browser().path()).isEqualTo("/console/sign-in.xhtml");
    browser().open(link).type("#form\\:password", OTHER).type("#form\\:repeated", OTHER);
    browser().click("#form\\:go");
    assertThat(browser().text("main")).as("good once").contains("not good any more");

    // a page they wanted, then both factors; what is wrong is not said more closely
    browser().open("/console/audit.xhtml");
    look("sign-in");
    givePassword("not the password");
    String refused = browser().text(".messages");
    browser().open("/console/sign-in.xhtml");
    browser().type("#form\\:email", "nobody@bills.example").type("#form\\:password", PASSWORD);
    browser().click("#form\\:go");
    assertThat(browser().text(".messages")).as("as for nobody").isEqualTo(refused);
    browser().open("/console/audit.xhtml");
    givePassword(PASSWORD);
    look("second-factor");
    browser().type("#form\\:code", used).click("#form\\:go");
    assertThat(browser().text("main")).as("taken before").contains("used already");
    browser().type("#form\\:code", recovery).click("#form\\:go");
    assertThat(browser().path()).isEqualTo("/console/audit.xhtml");

    // their own account
    String before = cookies();
    assertThat(statusWith(before)).isEqualTo(200);
    browser().open("/console/account.xhtml");
    assertThat(browser().text("main")).contains("You have 9 left.");
    browser().type("#recovery\\:code", phone.code(Instant.now().plusSeconds(30)));
    browser().click("#recovery\\:go");
    assertThat(browser().find("ol.recovery code")).hasSize(10);
    assertThat(browser().text("ol.recovery")).doesNotContain(recovery);
    changePassword();
    // its state is gone, as after a long call
    browser().forget("__Host-bills-forms").click("#password\\:go");
    assertThat(browser().text("main")).contains("This page was open for too long.");
    changePassword();
    browser().click("#password\\:go");
    browser().awaitText("The password was changed.");
    assertThat(statusWith(before)).as("the token of before").isEqualTo(303);
    assertThat(statusWith(cookies())).isEqualTo(200);

    // nobody touches it for 19 minutes
    browser()
        .run(
            "var now = Date.now; Date.now = function () { return now() + 19 * 60000; };"
                + " document.dispatchEvent(new Event('visibilitychange'));");
    browser().see("#idle");
    look("idle");
    browser().click("#idle button");
    browser().await("that they stay", b -> !b.find("#idle").get(0).isDisplayed());

    // shut out, at once
    List<Map<String, Object>> hers = browser().cookies();
    String token = cookies();
    signedIn(StaffRole.ADMIN);
    browser().open("/console/staff.xhtml").clickText("Ngozi Ọ̀kẹ́");
    browser().click("input[name='roles:roles'][value=FINANCE]");
    browser().type("#roles\\:reason", "Moved to the books").click("#roles\\:go");
    assertThat(browser().text("dl.facts")).contains("Finance").doesNotContain("Auditor");
    assertThat(statusWith(token)).as("other rights, another session").isEqualTo(303);
    browser().type("#access\\:reason", "Left the company").click("#access\\:disable");
    assertThat(browser().text("dl.facts")).contains("Disabled");
    browser().takeCookies(hers).open("/console/audit.xhtml");
    givePassword(OTHER);
    assertThat(browser().text(".messages")).isEqualTo(refused);
  }

  private void changePassword() {
    browser()
        .type("#password\\:present", PASSWORD)
        .type("#password\\:new", OTHER)
        .type("#password\\:repeated", OTHER);
    assertThat(browser().find("#password input[type=password]"))
        .extracting(WebElement::isDisplayed)
        .containsOnly(true);
  }
}
