package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The customer's way through the pay page, on a phone, with the sandbox's wallet. */
class PayPageIT extends BrowserTest {

  private static final AtomicInteger METERS = new AtomicInteger();

  private String meter(VtpassOutcome outcome) {
    String meter = String.format("4508888%04d", METERS.incrementAndGet());
    system().sandbox().vtpass().register(meter);
    system().sandbox().vtpass().outcome(OutcomeRule.of(meter, outcome));
    return meter;
  }

  private static void fillIn(String meter) {
    browser().open("/pay/?bill_type=electricity&provider_code=ikedc");
    browser().click("input[name=account_type][value=PREPAID]");
    browser()
        .type("#account_number", meter)
        .type("#amount", "5000")
        .type("#customer_email", "pay@customer.example");
  }

  private static void confirmAndPay() {
    browser().click("form[action$='/pay/review'] button[type=submit]");
    browser().awaitText("₦5,030.00");
    browser().click("form[action$='/pay/confirm'] button[type=submit]");
    browser().see("form.sandbox button");
    browser().click("form.sandbox button");
  }

  @Test
  void givenACustomer_whenTheyChooseConfirmAndPay_thenTheTokenComesWithoutAReload() {
    String meter = meter(VtpassOutcome.DELIVERED);
    browser().phone().open("/pay/");
    show("pay-choose");
    browser().click("a[href='?bill_type=electricity']");
    look("pay-biller");
    browser().click("a[href$='provider_code=ikedc']");
    browser().click("input[name=account_type][value=PREPAID]");
    browser().type("#account_number", meter).type("#amount", "5000");
    browser().type("#customer_email", "pay@customer.example");
    // leaving the field has it checked while the customer goes on
    browser().await("the customer's name", b -> !b.text("#checked").isBlank());
    show("pay-details");

    browser().click("form[action$='/pay/review'] button[type=submit]");
    browser().awaitText("₦5,030.00");
    show("pay-review");
    browser().click("form[action$='/pay/confirm'] button[type=submit]");
    browser().see("[role=timer]");
    assertThat(browser().text("main")).contains("5030.00", "BILL-");
    assertThat(browser().see("img.qr").getAttribute("naturalWidth")).isNotEqualTo("0");
    browser().see("[data-copy]");
    show("pay-instructions");
    String address = browser().path();

    browser().click("form.sandbox button");
    browser().await("the token", b -> b.has(".token span"));

    assertThat(browser().path()).isEqualTo(address);
    assertThat(browser().find(".token span"))
        .hasSize(5)
        .allSatisfy(group -> assertThat(group.getText().strip()).matches("\\d{4}"));
    assertThat(browser().text("h1")).contains("your bill is paid");
    show("pay-token");
    browser().open(address + "receipt");
    assertThat(browser().text()).contains("₦5,030.00").doesNotContain(meter);
    look("pay-receipt");
    browser().wide().media("dark").open(address);
    look("pay-token-dark");
  }

  @Test
  void givenABillThatIsRefused_whenPaid_thenThePageTellsHowTheMoneyGoesBack() {
    fillIn(meter(VtpassOutcome.FAILED));
    confirmAndPay();

    browser().await("the refund", b -> b.has("#back"));
    browser()
        .await("its end", b -> b.text("main").contains("goes back") || b.has("#back ~ dl code"));
    show("pay-refund");
  }

  @Test
  void givenWrongFields_whenSent_thenEachErrorStandsNextToItsField() {
    browser().open("/pay/?bill_type=electricity&provider_code=ikedc");
    browser().type("#account_number", "12").type("#amount", "-5").type("#customer_email", "x");
    browser().click("form[action$='/pay/review'] button[type=submit]");

    assertThat(browser().see("#errors").getAttribute("role")).isEqualTo("alert");
    for (String field : new String[] {"account_number", "amount", "customer_email"}) {
      assertThat(browser().see("#" + field).getAttribute("aria-invalid"))
          .as(field)
          .isEqualTo("true");
      assertThat(browser().text("#" + field + "-error")).as(field).isNotBlank();
    }
    assertThat(browser().see("#account_number").getAttribute("value")).isEqualTo("12");
    look("pay-errors");
    browser().phone();
    look("pay-errors-phone");
  }

  @Test
  void givenAKeyboardOnly_whenTheyTab_thenEveryThingIsReachedInOrderAndSeen() {
    browser().open("/pay/");
    browser().run("document.activeElement.blur()");
    Set<String> reached = new LinkedHashSet<>();
    for (int i = 0; i < 40 && !reached.contains("?bill_type=electricity"); i++) {
      browser().focused().sendKeys(Keys.TAB);
      reached.add(String.valueOf(browser().focused().getDomAttribute("href")));
      assertThat(
              browser()
                  .run(
                      "var s = getComputedStyle(document.activeElement);"
                          + " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0"))
          .as("the focus is seen")
          .isEqualTo(true);
    }
    assertThat(reached.iterator().next()).isEqualTo("#main");
    assertThat(reached).contains("?bill_type=electricity");
    browser().focused().sendKeys(Keys.ENTER);
    browser().settled();
    assertThat(browser().path()).contains("bill_type=electricity");
  }

  @Test
  void givenHausa_whenChosen_thenThePagesSpeakIt() {
    browser().open("/pay/").click("button[lang=ha]");
    assertThat(browser().text("h1")).isEqualTo("Biyan kuɗin sabis");
    assertThat(browser().see("html").getAttribute("lang")).isEqualTo("ha");
    look("pay-hausa");
  }
}
