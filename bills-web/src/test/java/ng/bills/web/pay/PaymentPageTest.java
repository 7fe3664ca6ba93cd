package ng.bills.web.pay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ng.bills.application.memory.PageStand;
import ng.bills.application.partner.AccessPolicy;
import ng.bills.application.pay.PagePolicy;
import ng.bills.application.pay.TransactionPages;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.partner.Mode;
import ng.bills.domain.pay.PageSecret;
import ng.bills.domain.payment.FailureCode;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.RefundState;
import ng.bills.domain.vend.Token;
import ng.bills.web.text.PayTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page of a payment goes on to say: until when, what if money is late, where it goes. */
class PaymentPageTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int QUIET_ZONE = 4;

  private final PageStand stand = new PageStand();
  private final TestBrowser browser = browser(new TransactionPages(page()));

  private static Optional<String> page() {
    return Optional.of("https://explorer.example/tx/{hash}");
  }

  private TestBrowser browser(TransactionPages transactions) {
    return new TestBrowser(
        new PayServlet(
            new BillDesk(
                stand.openPage(true),
                stand.askAboutAccount,
                stand.reviewBill,
                stand.requestFromPage,
                stand.listBillers,
                stand.tickets,
                new CallBudget(new PagePolicy(true, 100), stand.system.world),
                new AccessPolicy(Mode.SANDBOX, Optional.empty(), List.of()),
                stand.system.world),
            new PaymentDesk(
                stand.showPage,
                stand.cancelFromPage,
                stand.playCustomer(false),
                stand.findReceipts,
                stand.account,
                transactions,
                stand.system.paymentPolicy,
                stand.system.world)),
        "A".repeat(22));
  }

  private TestBrowser.Answer reviewed(String meterType, String meter, String amount) {
    ChoosePage form =
        browser
            .get("/pay/", "bill_type", "electricity", "provider_code", "ekedc")
            .shown(ChoosePage.class);
    return browser.post(
        "/pay/review",
        "ticket",
        form.sealed(browser.token()),
        "bill_type",
        "electricity",
        "provider_code",
        "ekedc",
        "account_type",
        meterType,
        "account_number",
        meter,
        "amount",
        amount);
  }

  private String made() {
    ReviewPage review = reviewed("PREPAID", "45012345678", "5000").shown(ReviewPage.class);
    return browser
        .post(
            "/pay/confirm",
            "ticket",
            review.form(browser.token()),
            "draft",
            review.sealed(browser.token()))
        .location();
  }

  private Payment payment(String path) {
    return stand
        .showPage
        .show(new PageSecret(path.substring("/pay/p/".length(), path.length() - 1)))
        .orElseThrow()
        .status()
        .payment();
  }

  private StatusPage shown(String path) {
    return browser.get(path).shown(StatusPage.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5000",
        "5,000",
        "5000.00",
        "₦5,000",
        "₦ 5,000.00",
        "N5,000",
        "n5000",
        "NGN 5,000",
        "#5000"
      })
  void givenAnAmount_whenWrittenAsPeopleDo_thenItIsThatAmount(String typed) {
    assertThat(reviewed("PREPAID", "45012345678", typed).shown(ReviewPage.class).getTotal())
        .isEqualTo("₦5,030.00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"much", "5k", "-5000", "5000.001", "1e6", "NN5000", "٥٠٠٠", "5.000,00"})
  void givenNoAmount_whenWritten_thenItIsNotGuessed(String typed) {
    TestBrowser.Answer answer = reviewed("PREPAID", "45012345678", typed);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.shown(ChoosePage.class).getFaults().has("amount")).isTrue();
  }

  @Test
  void givenSeveralFaults_whenSummedUp_thenInTheOrderOfTheForm() {
    assertThat(reviewed("PREPAID", "12", "much").shown(ChoosePage.class).getFaults().getLines())
        .extracting(FieldFaults.Line::field)
        .containsExactly("account_number", "amount");
  }

  @Test
  void givenAPayment_whenItsQrCodeIsScanned_thenItSaysWhatThePageSays() throws Exception {
    String path = made();
    String svg = browser.get(path + "qr.svg").text();

    Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
    assertThat(box.find()).isTrue();
    BitMatrix modules = new BitMatrix(Integer.parseInt(box.group(1)) - 2 * QUIET_ZONE);
    Matcher square = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
    while (square.find()) {
      modules.set(
          Integer.parseInt(square.group(1)) - QUIET_ZONE,
          Integer.parseInt(square.group(2)) - QUIET_ZONE);
    }
    String scanned = new Decoder().decode(modules).getText();

    StatusPage page = shown(path);
    assertThat(scanned)
        .isEqualTo(page.getInstructions().link())
        .contains("destination=" + page.getInstructions().address())
        .contains("amount=" + page.getExactAmount())
        .contains("memo=" + page.getMemo());
  }

  @Test
  void givenAWindowThatCloses_whenNobodyHasNoticed_thenHowToPayIsGoneAlready() {
    String path = made();
    stand.system.world.pass(Duration.ofMinutes(10));

    assertThat(shown(path).isWaitingForMoney()).isTrue();
    assertThat(shown(path).isWindowOver()).isTrue();
    assertThat(shown(path).getSecondsLeft()).isZero();
    assertThat(shown(path).isWatched()).isTrue();
  }

  @Test
  void givenMoneyThatComesTooLate_whenThePageWatches_thenItTellsHowItGoesBack() {
    String path = made();
    stand.system.run(Duration.ofMinutes(12), MINUTE);
    StatusPage expired = shown(path);

    assertThat(expired.getState()).isEqualTo("expired");
    assertThat(expired.isOver()).isTrue();
    assertThat(expired.isWatched()).as("it may still come").isTrue();
    assertThat(expired.getReloadSeconds()).isPositive();

    stand.system.pay(payment(path));
    stand.system.run(Duration.ofMinutes(2), Duration.ofSeconds(10));
    StatusPage back = shown(path);

    assertThat(payment(path).state()).isEqualTo(PaymentState.REFUNDED);
    assertThat(back.getRefundAmount()).isEqualTo("5030.00 cNGN");
    assertThat(back.getRefundTo()).isEqualTo("GCUSTOMER");
    assertThat(back.isRefundSoon()).isFalse();
    assertThat(back.getRefundedAt()).isNotNull();
    assertThat(back.getRefundPage())
        .isEqualTo("https://explorer.example/tx/" + back.getRefundHash());
    assertThat(back.isWatched()).isFalse();
    assertThat(browser(TransactionPages.NONE).get(path).shown(StatusPage.class).getRefundPage())
        .isEmpty();
  }

  @Test
  void givenAnUnpaidPayment_whenAnHourHasPassed_thenThePageAsksNoMore() {
    String path = made();
    stand.system.run(Duration.ofMinutes(75), Duration.ofMinutes(5));

    assertThat(shown(path).getState()).isEqualTo("expired");
    assertThat(shown(path).isWatched()).isFalse();
    assertThat(shown(path).getReloadSeconds()).isZero();
  }

  @Test
  void givenAnyAnswer_whenTheBrowserGoesOn_thenItDoesNotSayWhereItWas() {
    String path = made();
    for (String address : List.of(path, path + "status", path + "qr.svg", "/pay/", "/pay/none")) {
      assertThat(browser.get(address).headers())
          .as(address)
          .containsEntry("Referrer-Policy", "strict-origin");
    }
    assertThat(browser.post(path + "cancel").headers())
        .containsEntry("Referrer-Policy", "strict-origin");
  }

  @Test
  void givenAnyStateOrFailure_whenShown_thenThereAreWordsForItInBothLanguages() {
    for (Locale language : List.of(Locale.ENGLISH, Locale.forLanguageTag("ha"))) {
      PayTexts texts = PayTexts.in(List.of(language));
      for (PaymentState state : PaymentState.values()) {
        assertThat(texts.text("state." + state.wireName())).isNotBlank();
        assertThat(texts.find("state." + state.wireName() + ".story")).as("" + state).isPresent();
      }
      for (FailureCode code : FailureCode.values()) {
        assertThat(texts.find("failure." + code)).as("" + code).isPresent();
      }
      for (RefundState state : EnumSet.complementOf(EnumSet.of(RefundState.WITHDRAWN))) {
        assertThat(texts.find("refund." + state)).as("" + state).isPresent();
      }
      for (BillType type : BillType.values()) {
        assertThat(texts.find("type." + type.wireName())).as("" + type).isPresent();
      }
      for (Token.Kind kind : Token.Kind.values()) {
        assertThat(texts.find("token." + kind)).as("" + kind).isPresent();
      }
    }
  }
}
