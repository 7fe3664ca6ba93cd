package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.acceptance.Purchases;
import ng.bills.acceptance.Purchases.Purchase;
import ng.bills.domain.staff.StaffRole;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import org.junit.jupiter.api.Test;

/**
 * All of it without a mouse: a bill from the first page to the token, and an act of the console.
 */
class KeyboardIT extends BrowserTest {

  private static final AtomicInteger METERS = new AtomicInteger();

  private final Keyboard keyboard = new Keyboard(browser());

  private String meter() {
    String meter = String.format("4506666%04d", METERS.incrementAndGet());
    system().sandbox().vtpass().register(meter);
    system().sandbox().vtpass().outcome(OutcomeRule.of(meter, VtpassOutcome.DELIVERED));
    return meter;
  }

  @Test
  void givenAKeyboardOnly_whenABillIsPaid_thenAllOfItIsReachedInOrder() {
    browser().open("/pay/");
    keyboard.next();
    assertThat(keyboard.isAt("a.skip")).isTrue();
    keyboard.enter();
    assertThat(browser().run("return document.activeElement.id")).isEqualTo("main");
    keyboard.to("a[href='?bill_type=electricity']").enter();
    keyboard.to("a[href$='provider_code=ikedc']").enter();

    // sent with nothing in it: what is wrong is told first, and leads to the first field
    keyboard.to("form[action$='/pay/review'] button[type=submit]").enter();
    assertThat(keyboard.isAt("#errors")).as("the focus is on what is wrong").isTrue();
    keyboard.next().enter();
    assertThat(browser().run("return document.activeElement.closest('#account_type') !== null"))
        .as("at the first field that is wrong")
        .isEqualTo(true);

    keyboard.to("input[name=account_type]").space();
    keyboard.to("#account_number").type(meter());
    // as people write it who copy it from somewhere
    keyboard.to("#amount").type("₦5,000");
    keyboard.to("#customer_email").type("keys@customer.example").enter();
    browser().awaitText("₦5,030.00");
    keyboard.to("form[action$='/pay/confirm'] button[type=submit]").enter();
    browser().see("[role=timer]");

    keyboard.to("button[data-copy='5030.00']").enter();
    browser().await("it says so", b -> b.text("button[data-copy='5030.00']").equals("Copied"));
    browser()
        .await(
            "it is said aloud",
            b ->
                Boolean.TRUE.equals(
                    b.run(
                        "return Array.from(document.querySelectorAll('[role=status]')).some("
                            + "function (e) { return e.textContent === 'Copied: Exact amount'; })")));
    assertThat(browser().clipboard()).isEqualTo("5030.00");

    browser().run("document.getElementById('main').focus()");
    keyboard.to("form.sandbox button").enter();
    browser().await("the token", b -> b.has(".token span"));
    assertThat(browser().run("return document.getElementById('said').textContent"))
        .as("said aloud, where the focus is left alone")
        .isEqualTo("Done: your bill is paid");
    keyboard.to(".tokens button[data-copy]").enter();
    assertThat(browser().clipboard()).matches("\\d{20}");
  }

  @Test
  void givenAKeyboardOnly_whenAnAgentSendsATokenAgain_thenItIsDone() {
    Purchase purchase = new Purchases(system()).delivered();
    signedIn(StaffRole.AGENT);
    browser().open("/console/index.xhtml");
    keyboard.to("#q").type(purchase.reference()).enter();
    keyboard.to("main a[href*='" + purchase.id() + "']").enter();
    keyboard.next().enter(); // over the pages, to the content
    assertThat(browser().run("return document.activeElement.id")).isEqualTo("main");
    String form = "form:has(input[name=act][value=SEND_AGAIN]) ";
    keyboard.to(form + "button").enter();
    browser().awaitText("Give a reason of 5 to 500 characters.");
    assertThat(keyboard.isAt("textarea[aria-invalid=true]"))
        .as("the focus is on the first fault")
        .isTrue();
    keyboard.type("Abokin ciniki bai samu ba – Ọ̀gá asked").to(form + "button").enter();
    browser().awaitText("It goes out again.");
    assertThat(browser().text("ol.timeline")).contains("Abokin ciniki bai samu ba – Ọ̀gá asked");
  }
}
