package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pay page where things go otherwise: no script, no network, a phone that slept. */
class PayLiveIT extends BrowserTest {

  private static final AtomicInteger METERS = new AtomicInteger();

  @AfterEach
  void everythingWorksAgain() {
    browser().connected(true).scripts(true);
    browser().logged(); // what could not be loaded without a network
  }

  private String meter(VtpassOutcome outcome) {
    String meter = String.format("4505555%04d", METERS.incrementAndGet());
    system().sandbox().vtpass().register(meter);
    system().sandbox().vtpass().outcome(OutcomeRule.of(meter, outcome));
    return meter;
  }

  /** As far as the page that says how to pay. */
  private void ask(VtpassOutcome outcome) {
    browser().open("/pay/?bill_type=electricity&provider_code=ikedc");
    browser().click("input[name=account_type][value=PREPAID]");
    browser().type("#account_number", meter(outcome)).type("#amount", "5000");
    browser().click("form[action$='/pay/review'] button[type=submit]");
    browser().awaitText("₦5,030.00");
    browser().click("form[action$='/pay/confirm'] button[type=submit]");
    browser().see("form.sandbox button");
  }

  private static String said() {
    return String.valueOf(browser().run("return document.getElementById('said').textContent"));
  }

  /** As if so many milliseconds had passed while nothing ran. */
  private static void sleep(long millis) {
    browser().run("var now = Date.now; Date.now = function () { return now() + " + millis + "; }");
  }

  @Test
  void givenAPhoneThatSlept_whenItWakes_thenTheCountdownIsRightAndZeroIsAskedAbout() {
    ask(VtpassOutcome.DELIVERED);
    assertThat(browser().text("[role=timer]")).contains("9:5");

    sleep(302_000);
    browser().await("what is left is said aloud", b -> said().startsWith("Five minutes left"));
    sleep(240_000);
    browser().await("and again", b -> said().startsWith("One minute left"));
    sleep(60_000);
    browser().await("the end", b -> b.text("[role=timer]").contains("0:00"));
    browser()
        .await("the server's word for it", b -> b.text("[role=timer]").matches(".*9:[0-5]\\d.*"));
  }

  @Test
  void givenNoNetwork_whenThePageWaits_thenItSaysSoAndGoesOnWhenThereIsOne() {
    ask(VtpassOutcome.FAILED);
    browser().connected(false);
    browser()
        .await("that it says so", b -> b.text("#offline").startsWith("There is no connection"));
    browser().connected(true);
    browser().await("that it is over", b -> b.text("#offline").isEmpty());

    // the link for wallets says what the page says
    String link = browser().see("a[href^='web+stellar:']").getDomAttribute("href");
    Map<String, String> fields =
        Stream.of(link.substring("web+stellar:pay?".length()).split("&"))
            .map(field -> field.split("=", 2))
            .collect(
                Collectors.toMap(f -> f[0], f -> URLDecoder.decode(f[1], StandardCharsets.UTF_8)));
    assertThat(browser().text("dl.pay"))
        .contains(fields.get("destination"), fields.get("memo"), fields.get("asset_issuer"))
        .contains("5030.00 " + fields.get("asset_code"));
    assertThat(fields)
        .containsEntry("amount", "5030.0000000")
        .containsEntry("memo_type", "MEMO_TEXT")
        .containsEntry(
            "network_passphrase", system().environment().get("STELLAR_NETWORK_PASSPHRASE"))
        .doesNotContainKeys("callback", "origin_domain");

    // and the story of a refund is told to its end
    browser().click("form.sandbox button");
    browser().await("the money is back", b -> b.has("#back ~ dl a"));
    assertThat(browser().text("section[aria-labelledby=back]"))
        .contains("5030.00 cNGN", "It is back in the account that paid.", "WAT");
    assertThat(browser().text("section[aria-labelledby=back] code")).matches("G[A-Z2-7]{55}");
    look("pay-refunded");
    assertThat(browser().see("#back ~ dl a").getDomAttribute("href")).matches("http.*[0-9a-f]{64}");
  }

  @Test
  void givenNoScript_whenABillIsPaid_thenPagesAndFormsAreEnough() {
    browser().scripts(false);
    browser().open("/pay/?bill_type=electricity&provider_code=ikedc");
    browser().see("form[action$='/pay/review'] button[type=submit]").click();
    browser().awaitText("Please check what you filled in");
    assertThat(browser().see("#account_number").getDomAttribute("aria-describedby"))
        .contains("account_number-error");
    assertThat(browser().see("#account_type").getDomAttribute("aria-describedby"))
        .isEqualTo("account_type-error");
    assertThat(browser().text("#account_type-error")).isNotBlank();

    ask(VtpassOutcome.DELIVERED);
    assertThat(browser().find("[data-copy], [role=timer]"))
        .as("what only a script can do")
        .isNotEmpty()
        .noneMatch(org.openqa.selenium.WebElement::isDisplayed);
    assertThat(browser().find("meta[http-equiv=refresh]")).hasSize(1);
    assertThat(browser().text("main")).contains("looks again by itself every 10 seconds");
    browser().click("form.sandbox button");
    browser()
        .await(
            "the token",
            b -> {
              b.find("#live > p > a").stream().findFirst().ifPresent(look -> look.click());
              return b.has(".token span");
            });
    assertThat(browser().find("meta[http-equiv=refresh]")).isEmpty();
    assertThat(browser().text("main")).doesNotContain("looks again by itself");
  }

  @Test
  void givenAnAddressThatOpensNothing_whenAsked_thenThePageSaysSoInTheBrowsersLanguage() {
    browser().open("/pay/p/" + "A".repeat(43) + "/");
    assertThat(browser().text("main")).contains("There is no such page.");
    look("pay-none");
    browser().open("/pay/").click("button[lang=ha]").open("/pay/none");
    assertThat(browser().see("html").getAttribute("lang")).isEqualTo("ha");
    look("pay-none-hausa");
  }
}
