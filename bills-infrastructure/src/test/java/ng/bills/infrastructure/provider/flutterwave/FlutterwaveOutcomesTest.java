package ng.bills.infrastructure.provider.flutterwave;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer.Answered;
import ng.bills.infrastructure.outside.OutsideAnswer.NoAnswer;
import ng.bills.infrastructure.outside.OutsideAnswer.NotSent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlutterwaveOutcomesTest {
  private static final VendReference REFERENCE = new VendReference("202603091432abcdefgh12345678");
  private static final Instant SENT = Instant.parse("2026-03-09T13:32:00Z");
  private static final Instant SOON = SENT.plusSeconds(30);
  private static final Instant LATER = SENT.plus(Duration.ofMinutes(5));
  private static final String TOKEN = "01234567890123456789";

  private static final VendOrder ORDER =
      new VendOrder(
          REFERENCE,
          BillType.ELECTRICITY,
          new BillerCode("ikedc"),
          ProviderItem.of("BIL113", "UB159"),
          new MeterNumber("45012345678", MeterType.PREPAID),
          Optional.empty(),
          Optional.empty(),
          Money.ofKobo(5_000_50),
          Optional.empty(),
          SENT);

  /** An answer to a payment as documented, with other members of data in front. */
  private static String paid(String members) {
    return "{\"status\":\"success\",\"message\":\"Bill payment successful\",\"data\":{"
        + members
        + ",\"phone_number\":\"45012345678\",\"network\":\"IKEDC PREPAID\",\"tx_ref\":"
        + "\"CF-FLYAPI-20260309023210123456\",\"reference\":\"BPUSSD17729834521234\","
        + "\"batch_reference\":null,\"fee\":100}}";
  }

  /** A bill as the status call shows it, with other members of data in front. */
  private static String bill(String members) {
    return "{\"status\":\"success\",\"message\":\"Bill status fetch successful\",\"data\":{"
        + members
        + ",\"currency\":\"NGN\",\"customer_id\":\"45012345678\",\"amount\":\"5000.5000\","
        + "\"customer_reference\":\""
        + REFERENCE.value()
        + "\",\"flw_ref\":\"BPUSSD17729834521234\",\"tx_ref\":"
        + "\"CF-FLYAPI-20260309023210123456\"}}";
  }

  private static String prepaid(String extra) {
    return bill(
        "\"product\":\"IKEDC PREPAID\",\"product_name\":\"IKEDC PREPAID TOPUP\",\"extra\":"
            + extra);
  }

  private static final String AIRTIME =
      bill("\"product\":\"AIRTIME\",\"product_name\":\"MTN\",\"extra\":null");

  private static String error(String message) {
    return "{\"status\":\"error\",\"message\":\"" + message + "\",\"data\":null}";
  }

  private static VendOutcome vend(int status, String body) {
    return FlutterwaveOutcomes.vend(ORDER, new Answered(status, body));
  }

  private static RequeryOutcome status(int status, String body, Instant now) {
    return FlutterwaveOutcomes.status(REFERENCE, ORDER.amount(), new Answered(status, body), now);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"code\":\"200\",\"amount\":5000.5 | Delivered",
        "\"code\":200,\"amount\":\"5000.50\" | Delivered",
        "\"code\":\"200\",\"amount\":null | Delivered",
        "\"code\":\"202\",\"amount\":5000.5 | Pending",
        "\"code\":\"777\",\"amount\":5000.5 | Unknown",
        "\"code\":null,\"amount\":5000.5 | Unknown",
        "\"amount\":5000.5 | Unknown",
        "\"code\":\"200\",\"amount\":5000 | Unknown",
        "\"code\":\"202\",\"amount\":50005 | Unknown",
        "\"code\":\"200\",\"amount\":\"much\" | Unknown",
        "\"code\":\"200\",\"amount\":1e999999999 | Unknown"
      })
  void givenSuccess_whenVending_thenInnerCodeAndAmountDecide(String members, String outcome) {
    assertThat(vend(200, paid(members)).getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void givenToken_whenVending_thenDeliveredWithItAndTheirTxRef() {
    Delivered delivered =
        (Delivered)
            vend(
                200,
                paid(
                    "\"code\":\"200\",\"amount\":5000.5,\"recharge_token\":"
                        + "\"0123-4567-8901-2345-6789\""));

    assertThat(delivered.delivery().tokens()).containsExactly(new Token(Token.Kind.CREDIT, TOKEN));
    assertThat(delivered.providerReference().orElseThrow().value())
        .isEqualTo("CF-FLYAPI-20260309023210123456");
    assertThat(delivered.toString()).doesNotContain(TOKEN);
  }

  @Test
  void givenNoTokenButTxRefLikeOne_whenVending_thenNoToken() {
    Delivered delivered = (Delivered) vend(200, paid("\"code\":\"200\",\"recharge_token\":null"));

    assertThat(delivered.delivery().tokens()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, FAILED",
    "404, NOT_SOLD",
    "401, CREDENTIALS_REFUSED",
    "403, CREDENTIALS_REFUSED"
  })
  void givenErrorInTheirEnvelope_whenVending_thenTheHttpStatusDecides(
      int status, RejectionReason reason) {
    for (String words : Stream.of("Insufficient funds", "Duplicate reference", "").toList()) {
      Rejected rejected = (Rejected) vend(status, error(words));
      assertThat(rejected.reason()).isEqualTo(reason);
      assertThat(FlutterwaveOutcomes.needsProof(rejected)).isEqualTo(status % 4 == 0);
    }
    assertThat(vend(status, "<html></html>")).isInstanceOf(Unknown.class);
    assertThat(vend(status, "{\"message\":\"no\"}")).isInstanceOf(Unknown.class);
    assertThat(vend(status, paid("\"code\":\"200\""))).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 301, 302, 402, 408, 409, 422, 429, 500, 502, 503, 504})
  void givenErrorWithAnyOtherStatus_whenVendingOrAsking_thenUnknown(int status) {
    assertThat(vend(status, error("An error occurred"))).isInstanceOf(Unknown.class);
    assertThat(status(status, error("An error occurred"), LATER)).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK",
        "\"success\"",
        "[]",
        "{}",
        "{\"status\":\"pending\"}",
        "{\"status\":true,\"data\":{\"code\":\"200\"}}",
        "{\"status\":\"success\"}",
        "{\"status\":\"success\",\"data\":null}",
        "{\"status\":\"success\",\"data\":[]}",
        "<html></html>"
      })
  void givenGarbage_whenVendingOrAsking_thenUnknown(String body) {
    assertThat(vend(200, body)).isInstanceOf(Unknown.class);
    assertThat(status(200, body, LATER)).isInstanceOf(Unknown.class);
  }

  @Test
  void givenAbsurdlyDeepJson_whenVending_thenUnknown() {
    assertThat(vend(200, "[".repeat(200_000))).isInstanceOf(Unknown.class);
    assertThat(vend(200, "{\"a\":".repeat(50_000))).isInstanceOf(Unknown.class);
  }

  @Test
  void givenNoAnswer_whenVendingOrAsking_thenUnknownUnlessNothingWasSent() {
    NoAnswer lost = new NoAnswer("timeout", true);
    assertThat(FlutterwaveOutcomes.vend(ORDER, lost)).isInstanceOf(Unknown.class);
    assertThat(FlutterwaveOutcomes.status(REFERENCE, ORDER.amount(), lost, LATER))
        .isInstanceOf(Unknown.class);

    NotSent unsent = new NotSent("no connection");
    assertThat(((Rejected) FlutterwaveOutcomes.vend(ORDER, unsent)).reason())
        .isEqualTo(RejectionReason.PROVIDER_UNREACHABLE);
    assertThat(FlutterwaveOutcomes.status(REFERENCE, ORDER.amount(), unsent, LATER))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void givenRefusal_whenProved_thenBelievedOnlyWhenTheBillIsDenied() {
    Rejected refused = (Rejected) vend(400, error("x"));
    assertThat(FlutterwaveOutcomes.proven(refused, new NotFound("http 404"))).isSameAs(refused);
    assertThat(FlutterwaveOutcomes.proven(refused, new Pending(Optional.empty(), "x")))
        .isInstanceOf(Unknown.class);
    assertThat(FlutterwaveOutcomes.proven(refused, new Unknown("timeout", "x")))
        .isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @CsvSource({"510049, INSUFFICIENT_FLOAT", "510050, FAILED", "0, INSUFFICIENT_FLOAT"})
  void givenRefusal_whenTheWalletIsKnown_thenItTellsWhetherItWasTooLittle(
      long kobo, RejectionReason reason) {
    Rejected refused = (Rejected) vend(400, error("Bill payment failed"));
    assertThat(
            FlutterwaveOutcomes.explained(
                    refused,
                    ORDER.amount(),
                    Money.ofNaira(100),
                    new FloatReading.Known(Money.ofKobo(kobo)))
                .reason())
        .isEqualTo(reason);
    assertThat(
            FlutterwaveOutcomes.explained(
                refused, ORDER.amount(), Money.ZERO, new FloatReading.Unavailable("timeout")))
        .isSameAs(refused);
  }

  @Test
  void givenPrepaidBill_whenAsked_thenOnlyItsTokenProvesIt() {
    for (Instant now : Stream.of(SOON, LATER).toList()) {
      assertThat(status(200, prepaid("\"" + TOKEN + "\""), now)).isInstanceOf(Delivered.class);
      assertThat(status(200, prepaid("null"), now)).isInstanceOf(Pending.class);
      assertThat(status(200, prepaid("\"Thank you\""), now)).isInstanceOf(Pending.class);
      assertThat(status(200, prepaid("\"1234567890123456\""), now)).isInstanceOf(Pending.class);
    }
  }

  @Test
  void givenBillWithoutTokens_whenAsked_thenDeliveredOnceItHasBeenThereForLong() {
    assertThat(status(200, AIRTIME, SOON)).isInstanceOf(Pending.class);
    assertThat(status(200, AIRTIME, LATER.minusMillis(1))).isInstanceOf(Pending.class);
    assertThat(status(200, AIRTIME, LATER)).isInstanceOf(Delivered.class);
    assertThat(FlutterwaveOutcomes.sentAt(REFERENCE)).isEqualTo(SENT);
  }

  @ParameterizedTest
  @CsvSource({
    "\"4000.0000\", Optional[NGN 4000.00]",
    "4000, Optional[NGN 4000.00]",
    "\"5000.5\", Optional.empty",
    "null, Optional.empty"
  })
  void givenAmountOfABill_whenAsked_thenDeliveredForIt(String amount, String charged) {
    String bill = prepaid("\"" + TOKEN + "\"").replace("\"5000.5000\"", amount);

    assertThat(((Delivered) status(200, bill, SOON)).charged()).hasToString(charged);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"much\"", "-1", "0", "1e999999999"})
  void givenAmountThatCannotBeRead_whenAsked_thenUnknown(String amount) {
    String bill = prepaid("\"" + TOKEN + "\"").replace("\"5000.5000\"", amount);

    assertThat(status(200, bill, SOON)).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404})
  void givenErrorToAQuestion_whenAsked_thenNotFoundWhateverTheWords(int status) {
    assertThat(status(status, error("Bill payment failed"), LATER)).isInstanceOf(NotFound.class);
    assertThat(status(status, "<html>Not Found</html>", LATER)).isInstanceOf(Unknown.class);
  }

  @Test
  void givenAnotherBill_whenAsked_thenUnknown() {
    String other = AIRTIME.replace(REFERENCE.value(), "202603091432another1234");
    assertThat(status(200, other, LATER)).isInstanceOf(Unknown.class);
    String unnamed = AIRTIME.replace("\"" + REFERENCE.value() + "\"", "null");
    assertThat(status(200, unnamed, LATER)).isInstanceOf(Delivered.class); // older answers
  }

  // ---- account checks and balance

  private static AccountCheck check(int status, String body) {
    return FlutterwaveOutcomes.check(new Answered(status, body));
  }

  private static String valid(String members) {
    return "{\"status\":\"success\",\"message\":\"Item validated successfully\",\"data\":{"
        + members
        + "}}";
  }

  @Test
  void givenCustomerKnown_whenChecked_thenConfirmedWithWhatIsSaid() {
    assertThat(
            check(
                200,
                valid(
                    "\"response_code\":\"00\",\"name\":\"ADA OBI\",\"address\":\"12 SAMPLE"
                        + " CLOSE\",\"minimum\":900.001,\"maximum\":0")))
        .isEqualTo(
            new AccountCheck.Confirmed(
                Optional.of("ADA OBI"),
                Optional.of("12 SAMPLE CLOSE"),
                Optional.empty(),
                Optional.of(Money.ofKobo(900_01))));
  }

  @Test
  void givenHttp400_whenChecked_thenRefusedWithoutNumbers() {
    assertThat(check(400, error("Invalid customer id 45012345678")))
        .isEqualTo(new AccountCheck.Refused("Invalid customer id …"));
  }

  @Test
  void givenNoClearWord_whenChecked_thenUnavailableAndNeverRefused() {
    for (String body :
        Stream.of(
                valid("\"response_code\":\"00\",\"name\":\" \""),
                valid("\"response_code\":\"01\",\"name\":\"ADA\""),
                valid("\"name\":\"ADA\""),
                error("x"),
                "<html></html>")
            .toList()) {
      assertThat(check(200, body)).isInstanceOf(AccountCheck.Unavailable.class);
    }
    for (int status : new int[] {401, 403, 404, 429, 500, 503}) {
      assertThat(check(status, error("x"))).isInstanceOf(AccountCheck.Unavailable.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"available_balance\":1234.56 | 123456",
        "\"available_balance\":\"1234.569\" | 123456",
        "\"available_balance\":-5 | 0",
        "\"currency\":\"NGN\",\"available_balance\":5000000000 | 500000000000"
      })
  void givenWallet_whenRead_thenKoboRoundedDown(String members, long kobo) {
    assertThat(FlutterwaveOutcomes.balance(new Answered(200, valid(members))))
        .isEqualTo(new FloatReading.Known(Money.ofKobo(kobo)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"available_balance\":null", "\"currency\":\"USD\",\"available_balance\":5"})
  void givenNoWalletOfNaira_whenRead_thenUnavailable(String members) {
    assertThat(FlutterwaveOutcomes.balance(new Answered(200, valid(members))))
        .isInstanceOf(FloatReading.Unavailable.class);
  }
}
