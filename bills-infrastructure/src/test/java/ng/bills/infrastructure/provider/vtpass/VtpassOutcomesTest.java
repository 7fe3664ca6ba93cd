package ng.bills.infrastructure.provider.vtpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.outside.OutsideAnswer.Answered;
import ng.bills.infrastructure.outside.OutsideAnswer.NoAnswer;
import ng.bills.infrastructure.outside.OutsideAnswer.NotSent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded answers (same shape, invented values), one row per code and quirk. */
class VtpassOutcomesTest {
  private static final VendReference REFERENCE = new VendReference("202603091432K7f3a9Qx21");
  private static final VendOrder ORDER =
      new VendOrder(
          REFERENCE,
          BillType.ELECTRICITY,
          new BillerCode("ikedc"),
          ProviderItem.of("ikeja-electric"),
          new MeterNumber("45012345678", MeterType.PREPAID),
          Optional.empty(),
          Optional.empty(),
          Money.ofNaira(5_000),
          Optional.empty(),
          Instant.parse("2026-03-09T13:32:00Z"));

  private static final String CREDIT = "12345678901234567890";
  private static final String BONUS = "67890123456789012345";

  private static VendOutcome vend(int status, String body) {
    return VtpassOutcomes.vend(ORDER, new Answered(status, body));
  }

  private static RequeryOutcome requery(int status, String body) {
    return VtpassOutcomes.requery(REFERENCE, ORDER.amount(), new Answered(status, body));
  }

  /** An answer of the usual shape; {@code extra} is added at the top level. */
  private static String answer(String code, String status, String extra) {
    return """
        {"code":"%s","content":{"transactions":{"status":"%s","product_name":"Ikeja Electric",
         "unique_element":"45012345678","unit_price":"5000","quantity":1,"commission":75,
         "total_amount":4925,"type":"Electricity Bill","amount":"5000",
         "transactionId":"17729834512340987612345678"}},
         "response_description":"SAID BY VTPASS","requestId":"202603091432K7f3a9Qx21","amount":5000,
         "transaction_date":"2026-03-09T13:32:04.000000Z"%s}"""
        .formatted(code, status, extra);
  }

  private static String bare(String code) {
    return "{\"code\":\"" + code + "\",\"response_description\":\"SAID BY VTPASS\"}";
  }

  private static Delivered delivered(VendOutcome outcome) {
    assertThat(outcome).isInstanceOf(Delivered.class);
    return (Delivered) outcome;
  }

  // ---- orders

  @ParameterizedTest
  @CsvSource({
    "010, NOT_SOLD",
    "011, FAILED",
    "012, NOT_SOLD",
    "013, AMOUNT_REFUSED",
    "016, FAILED",
    "017, AMOUNT_REFUSED",
    "018, INSUFFICIENT_FLOAT",
    "019, LIKELY_DUPLICATE",
    "021, CREDENTIALS_REFUSED",
    "022, CREDENTIALS_REFUSED",
    "023, CREDENTIALS_REFUSED",
    "024, CREDENTIALS_REFUSED",
    "025, FAILED",
    "026, FAILED",
    "027, CREDENTIALS_REFUSED",
    "028, NOT_SOLD",
    "030, BILLER_UNREACHABLE",
    "031, FAILED",
    "032, FAILED",
    "034, NOT_SOLD",
    "035, NOT_SOLD",
    "040, REVERSED",
    "085, FAILED",
    "086, FAILED",
    "087, CREDENTIALS_REFUSED",
    "091, FAILED"
  })
  void givenDocumentedRefusal_whenVending_thenRejected(String code, RejectionReason reason) {
    VendOutcome outcome = vend(200, bare(code));

    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).reason()).isEqualTo(reason);
    assertThat(((Rejected) outcome).statusCode()).isEqualTo(code);
    assertThat(((Rejected) outcome).detail()).isEqualTo("SAID BY VTPASS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"014", "015", "020", "044", "083", "089", "777", "16", "0000", "ok"})
  void givenCodeThatPromisesNothing_whenVending_thenUnknown(String code) {
    assertThat(vend(200, bare(code))).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"000", "001"})
  void givenStatusInside_whenVending_thenStatusDecides(String code) {
    assertThat(vend(200, answer(code, "delivered", ""))).isInstanceOf(Delivered.class);
    assertThat(vend(200, answer(code, "pending", ""))).isInstanceOf(Pending.class);
    assertThat(vend(200, answer(code, "initiated", ""))).isInstanceOf(Pending.class);
    assertThat(vend(200, answer(code, "failed", ""))).isInstanceOf(Rejected.class);
    assertThat(vend(200, answer(code, "reversed", ""))).isInstanceOf(Rejected.class);
    assertThat(vend(200, answer(code, "resolved", ""))).isInstanceOf(Unknown.class);
    assertThat(vend(200, answer(code, "", ""))).isInstanceOf(Unknown.class);
    assertThat(vend(200, bare(code))).isInstanceOf(Unknown.class);
  }

  static Stream<Arguments> processing() {
    return Stream.of(
        Arguments.of(
            "{\"code\":\"099\",\"response_description\":\"TRANSACTION IS PROCESSING\",\"content\":{}}"),
        Arguments.of(answer("099", "pending", "")),
        Arguments.of(answer("099", "delivered", "")));
  }

  @ParameterizedTest
  @MethodSource("processing")
  void givenProcessing_whenVendingOrAsking_thenPending(String body) {
    assertThat(vend(200, body)).isInstanceOf(Pending.class);
    assertThat(requery(200, body)).isInstanceOf(Pending.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":\"016\",\"response_description\":\"TRANSACTION FAILED\",\"content\":null}",
        "{\"code\":\"016\",\"response_description\":\"TRANSACTION FAILED\",\"content\":{}}",
        "{\"code\":\"016\",\"response_description\":\"FAILED\",\"content\":{\"errors\":\"x\"}}",
        "{\"code\":\"016\",\"response_description\":\"FAILED\",\"content\":[]}"
      })
  void givenFailureWithoutTransaction_whenVending_thenRejected(String body) {
    assertThat(vend(200, body)).isInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @CsvSource({"016, delivered", "018, pending", "040, delivered", "091, initiated", "030, odd"})
  void givenRefusalThatItsOwnStatusDenies_whenVending_thenUnknown(String code, String status) {
    assertThat(vend(200, answer(code, status, ""))).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK",
        "null",
        "[]",
        "{}",
        "<html><body>We are upgrading. Please check back.</body></html>",
        "{\"code\":\"000\",\"content\":{\"transactions\":{\"sta",
        "{\"code\":null}",
        "{\"code\":0}",
        "{\"code\":16,\"response_description\":\"TRANSACTION FAILED\"}",
        "{\"response_description\":\"000\",\"content\":[]}"
      })
  void givenGarbage_whenVendingOrAsking_thenUnknown(String body) {
    assertThat(vend(200, body)).isInstanceOf(Unknown.class);
    assertThat(requery(200, body)).isInstanceOf(Unknown.class);
  }

  @Test
  void givenAbsurdlyDeepOrLargeJson_whenVending_thenUnknown() {
    assertThat(vend(200, "[".repeat(200_000))).isInstanceOf(Unknown.class);
    assertThat(vend(200, answer("000", "delivered", ",\"amount\":1e999999999")))
        .isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 301, 302})
  void givenServerErrorOrRedirect_whenVendingOrAsking_thenUnknownWhateverTheBody(int status) {
    for (String body :
        List.of(answer("000", "delivered", ""), answer("016", "failed", ""), bare("018"), "")) {
      assertThat(vend(status, body)).isInstanceOf(Unknown.class);
      assertThat(requery(status, body)).isInstanceOf(Unknown.class);
    }
  }

  @Test
  void givenTooManyRequests_whenVending_thenRefusedOnlyWithADocumentedCode() {
    assertThat(vend(429, "{\"message\":\"Too Many Attempts.\"}")).isInstanceOf(Unknown.class);
    assertThat(vend(429, bare("089"))).isInstanceOf(Unknown.class);
    assertThat(vend(429, bare("019"))).isInstanceOf(Rejected.class);
  }

  @Test
  void givenHttp401_whenVending_thenCredentialsRefused() {
    for (String body :
        List.of(
            "{\"code\":\"087\",\"message\":\"INVALID CREDENTIALS\"}", "\"Invalid Credentials.\"")) {
      VendOutcome outcome = vend(401, body);
      assertThat(outcome).isInstanceOf(Rejected.class);
      assertThat(((Rejected) outcome).reason()).isEqualTo(RejectionReason.CREDENTIALS_REFUSED);
    }
    assertThat(vend(401, "\"Something else\"")).isInstanceOf(Unknown.class);
    assertThat(vend(401, "")).isInstanceOf(Unknown.class);
    assertThat(vend(200, "\"Invalid Credentials.\"")).isInstanceOf(Unknown.class);
  }

  @Test
  void givenHttp401_whenAsking_thenUnknownBecauseOnlyTheQuestionWasRefused() {
    assertThat(requery(401, "{\"code\":\"087\",\"message\":\"INVALID CREDENTIALS\"}"))
        .isInstanceOf(Unknown.class);
    assertThat(requery(401, "\"Invalid Credentials.\"")).isInstanceOf(Unknown.class);
  }

  @Test
  void givenNoConnection_whenVending_thenRejectedBecauseNothingWasSent() {
    VendOutcome outcome = VtpassOutcomes.vend(ORDER, new NotSent("no connection"));

    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).reason()).isEqualTo(RejectionReason.PROVIDER_UNREACHABLE);
  }

  @Test
  void givenNoAnswer_whenVendingOrAsking_thenUnknown() {
    OutsideAnswer timeout = new NoAnswer("timeout", true);
    assertThat(VtpassOutcomes.vend(ORDER, timeout)).isInstanceOf(Unknown.class);
    assertThat(VtpassOutcomes.requery(REFERENCE, ORDER.amount(), timeout))
        .isInstanceOf(Unknown.class);
    assertThat(VtpassOutcomes.requery(REFERENCE, ORDER.amount(), new NotSent("no connection")))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void givenAnotherRequestId_whenVendingOrAsking_thenUnknown() {
    for (String body :
        List.of(
            answer("000", "delivered", ""), answer("016", "failed", ""), answer("099", "x", ""))) {
      String other = body.replace(REFERENCE.value(), "202603091432another21");
      assertThat(vend(200, other)).isInstanceOf(Unknown.class);
      assertThat(requery(200, other)).isInstanceOf(Unknown.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5000", "5000.00", "\"5000\"", "\"5000.00\"", "\"5,000\"", "null"})
  void givenAmountInAnyForm_whenVending_thenDelivered(String amount) {
    assertThat(
            vend(
                200,
                answer("000", "delivered", "")
                    .replace("\"amount\":5000,", "\"amount\":" + amount + ",")))
        .isInstanceOf(Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "50000", "5000.01", "\"\"", "\"five\"", "true", "1e999999999"})
  void givenAnotherAmount_whenVending_thenUnknown(String amount) {
    assertThat(
            vend(
                200,
                answer("000", "delivered", "")
                    .replace("\"amount\":5000,", "\"amount\":" + amount + ",")))
        .isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @CsvSource({
    "500, Optional[NGN 500.00]",
    "5000.01, Optional[NGN 5000.01]",
    "'\"5,000\"', Optional.empty",
    "null, Optional.empty"
  })
  void givenAmountInAnAnswerToAQuestion_whenAsked_thenDeliveredForIt(
      String amount, String charged) {
    String body =
        answer("000", "delivered", "").replace("\"amount\":5000,", "\"amount\":" + amount + ",");

    assertThat(((Delivered) requery(200, body)).charged()).hasToString(charged);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5000", "5000.001", "\"five\"", "true", "1e999999999"})
  void givenAmountThatCannotBeRead_whenAsked_thenUnknown(String amount) {
    String body =
        answer("000", "delivered", "").replace("\"amount\":5000,", "\"amount\":" + amount + ",");

    assertThat(requery(200, body)).isInstanceOf(Unknown.class);
  }

  @Test
  void givenReversalWithTheNetAmount_whenVending_thenRejected() {
    String body = answer("040", "reversed", "").replace("\"amount\":5000,", "\"amount\":\"4925\",");

    assertThat(vend(200, body)).isInstanceOf(Rejected.class);
  }

  // ---- requeries

  @ParameterizedTest
  @CsvSource({
    "000, delivered, Delivered",
    "000, pending, Pending",
    "000, initiated, Pending",
    "000, failed, Rejected",
    "000, reversed, Rejected",
    "000, resolved, Unknown",
    "000, '', Unknown",
    "001, delivered, Delivered",
    "001, failed, Rejected",
    "040, reversed, Rejected",
    "040, '', Rejected",
    "040, delivered, Unknown",
    "016, failed, Rejected",
    "016, delivered, Unknown",
    "016, pending, Unknown",
    "091, '', Rejected",
    "091, delivered, Unknown",
    "099, pending, Pending",
    "089, '', Unknown",
    "015, '', NotFound",
    "015, delivered, Unknown",
    "044, '', Unknown",
    "014, '', Unknown",
    "083, '', Unknown",
    "777, delivered, Unknown"
  })
  void givenCodeAndStatus_whenAsking_thenBothDecide(String code, String status, String outcome) {
    assertThat(requery(200, answer(code, status, "")).getClass().getSimpleName())
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"010", "011", "012", "013", "017", "018", "019", "021", "027", "028", "030"})
  void givenRefusalOfTheQuestion_whenAsking_thenNothingIsProved(String code) {
    assertThat(requery(200, bare(code))).isInstanceOf(Unknown.class);
  }

  @Test
  void givenUnknownId_whenAsking_thenNotFound() {
    assertThat(requery(200, bare("015"))).isInstanceOf(NotFound.class);
  }

  // ---- what is handed over

  static Stream<Arguments> tokens() {
    return Stream.of(
        Arguments.of("IKEDC", ",\"purchased_code\":\"Token : C\",\"token\":\"Token : C\""),
        Arguments.of("prefix without blank", ",\"purchased_code\":\"Token: C\""),
        Arguments.of("prefix in plural, lower case", ",\"purchased_code\":\"tokens :C\""),
        Arguments.of("EKEDC main", ",\"mainToken\":\"C\",\"token\":\"Token : N/A\""),
        Arguments.of("EKEDC both", ",\"purchased_code\":\"Token : C Bonus Token : B\""),
        Arguments.of("KEDCO", ",\"Token\":\"C\",\"purchased_code\":\"\""),
        Arguments.of("AEDC", ",\"token\":\"C\""),
        Arguments.of("nothing but purchased_code", ",\"token\":null,\"purchased_code\":\"C\""),
        Arguments.of("hyphens", ",\"token\":\"1234-5678-9012-3456-7890\""),
        Arguments.of("blanks", ",\"token\":\"1234 5678 9012 3456 7890\""),
        Arguments.of("number", ",\"Token\":12345678901234567890"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void givenTokenInItsPlace_whenDelivered_thenFound(String company, String extra) {
    String filled = extra.replace("\"C", "\"" + CREDIT).replace(" C", " " + CREDIT);
    filled = filled.replace(":C", ":" + CREDIT).replace(" B\"", " " + BONUS + "\"");

    Delivered delivered = delivered(vend(200, answer("000", "delivered", filled)));

    assertThat(delivered.delivery().creditToken()).map(Token::digits).contains(CREDIT);
  }

  @Test
  void givenTokenInExtras_whenAsking_thenFound() {
    String body =
        answer("000", "delivered", "")
            .replace("\"quantity\":1", "\"extras\":\"Token : " + CREDIT + "\"");

    assertThat(((Delivered) requery(200, body)).delivery().creditToken())
        .map(Token::digits)
        .contains(CREDIT);
  }

  @Test
  void givenSeveralCandidates_whenDelivered_thenMainTokenWins() {
    String extra = ",\"mainToken\":\"" + CREDIT + "\",\"token\":\"" + BONUS + "\"";

    assertThat(delivered(vend(200, answer("000", "delivered", extra))).delivery().creditToken())
        .map(Token::digits)
        .contains(CREDIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"purchased_code\":\"\"",
        ",\"purchased_code\":\"Token : N/A\",\"token\":null",
        ",\"token\":\"1234567890123456789\"",
        ",\"token\":\"123456789012345678901\"",
        ",\"token\":\"1234567890123456789x\"",
        ",\"token\":{}"
      })
  void givenNoRealToken_whenDelivered_thenDeliveredWithoutToken(String extra) {
    Delivered delivered = delivered(vend(200, answer("000", "delivered", extra)));

    assertThat(delivered.delivery().tokens()).isEmpty();
  }

  @Test
  void givenKeyChangeAndBonus_whenDelivered_thenAllTokensInTheOrderOfEntering() {
    String extra =
        ",\"purchased_code\":\"Token : "
            + CREDIT
            + " Bonus Token : "
            + BONUS
            + "\",\"kct1\":\"11112222333344445555\",\"kct2\":\"Token : 66667777888899990000\"";

    assertThat(delivered(vend(200, answer("000", "delivered", extra))).delivery().tokens())
        .containsExactly(
            new Token(Token.Kind.KEY_CHANGE_1, "11112222333344445555"),
            new Token(Token.Kind.KEY_CHANGE_2, "66667777888899990000"),
            new Token(Token.Kind.CREDIT, CREDIT),
            new Token(Token.Kind.BONUS, BONUS));
  }

  @Test
  void givenBonusInItsOwnMember_whenDelivered_thenFound() {
    String extra =
        ",\"mainToken\":\"" + CREDIT + "\",\"bonusToken\":\"" + BONUS + "\",\"kct1\":\"N/A\"";

    assertThat(delivered(vend(200, answer("000", "delivered", extra))).delivery().tokens())
        .containsExactly(new Token(Token.Kind.CREDIT, CREDIT), new Token(Token.Kind.BONUS, BONUS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"units\":\"79.9 kWh\" | 79.9",
        ",\"units\":\"79.9\" | 79.9",
        ",\"units\":79.9 | 79.9",
        ",\"Units\":80 | 80",
        ",\"mainTokenUnits\":12.5 | 12.5",
        ",\"units\":\"1,079.9KWH\" | 1,079.9"
      })
  void givenUnitsInAnyForm_whenDelivered_thenKept(String extra, String units) {
    assertThat(delivered(vend(200, answer("000", "delivered", extra))).delivery().units())
        .contains(units);
  }

  @ParameterizedTest
  @ValueSource(strings = {",\"units\":\"N/A\"", ",\"units\":null", ",\"units\":\"\""})
  void givenNoUnits_whenDelivered_thenNone(String extra) {
    assertThat(delivered(vend(200, answer("000", "delivered", extra))).delivery().units())
        .isEmpty();
  }

  @Test
  void givenReferences_whenDelivered_thenKept() {
    Delivered delivered =
        delivered(vend(200, answer("000", "delivered", ",\"exchangeReference\":\"270125-0042\"")));

    assertThat(delivered.providerReference().orElseThrow().value())
        .isEqualTo("17729834512340987612345678");
    assertThat(delivered.delivery().receiptNumber()).contains("270125-0042");
    assertThat(delivered.statusCode()).isEqualTo("000 delivered");
  }

  @Test
  void givenTokenInAnswer_whenShown_thenNotInText() {
    Delivered delivered =
        delivered(vend(200, answer("000", "delivered", ",\"token\":\"" + CREDIT + "\"")));

    assertThat(delivered.toString()).doesNotContain(CREDIT);
    assertThat(new Answered(200, CREDIT).toString()).doesNotContain(CREDIT);
  }

  @Test
  void givenAccountInTheirWords_whenRejected_thenNotInDetail() {
    Rejected rejected =
        (Rejected)
            vend(
                200,
                "{\"code\":\"016\",\"response_description\":\"METER 45012345678 NOT SERVED\"}");

    assertThat(rejected.detail()).isEqualTo("METER … NOT SERVED");
  }

  // ---- account checks

  private static AccountCheck check(String body) {
    return VtpassChecks.of(new Answered(200, body), true);
  }

  @Test
  void givenMeterKnown_whenChecked_thenConfirmedWithWhatIsSaid() {
    AccountCheck check =
        check(
            """
            {"code":"000","content":{"Customer_Name":"ADA OBI","Address":"12 SAMPLE CLOSE IKEJA",
             "Meter_Number":"45012345678","Customer_Arrears":"1,250.5","Minimum_Amount":"",
             "Min_Purchase_Amount":"900","Can_Vend":"yes","WrongBillersCode":false,
             "commission_details":{"amount":null,"rate":"1.50"}}}""");

    assertThat(check)
        .isEqualTo(
            new AccountCheck.Confirmed(
                Optional.of("ADA OBI"),
                Optional.of("12 SAMPLE CLOSE IKEJA"),
                Optional.of(Money.ofKobo(125_050)),
                Optional.of(Money.ofNaira(900))));
  }

  @Test
  void givenMembersMissingOrNotAvailable_whenChecked_thenConfirmedWithoutThem() {
    AccountCheck check =
        check(
            """
            {"code":"020","content":{"Customer_Name":"ADA OBI","Address":"N/A","Outstanding":0,
             "Min_Purchase_Amount":null}}""");

    assertThat(check)
        .isEqualTo(
            new AccountCheck.Confirmed(
                Optional.of("ADA OBI"), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":\"000\",\"content\":{\"error\":\"Invalid meter number. Check that you selected"
            + " the right meter type\",\"WrongBillersCode\":true,\"commission_details\":{}}}",
        "{\"code\":\"000\",\"content\":{\"error\":\"Invalid meter number\"}}",
        "{\"code\":\"000\",\"content\":{\"Customer_Name\":\"ADA\",\"WrongBillersCode\":true}}",
        "{\"code\":\"000\",\"content\":{\"Customer_Name\":\"ADA\",\"WrongBillersCode\":\"true\"}}"
      })
  void givenFailureInside000_whenChecked_thenRefused(String body) {
    assertThat(check(body)).isInstanceOf(AccountCheck.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":\"030\",\"response_description\":\"BILLER NOT REACHABLE AT THIS POINT\"}",
        "{\"code\":\"011\",\"response_description\":\"INVALID ARGUMENTS\"}",
        "{\"code\":\"012\",\"response_description\":\"PRODUCT DOES NOT EXIST\"}",
        "{\"code\":\"000\",\"content\":{}}",
        "{\"code\":\"000\",\"content\":null}",
        "{\"code\":\"000\",\"content\":\"ok\"}",
        "{\"code\":\"000\",\"content\":{\"Customer_Name\":\" \"}}",
        "{\"code\":\"000\",\"content\":{\"error\":\"Service not available\",\"WrongBillersCode\":false}}",
        "{\"code\":\"016\",\"response_description\":\"x\"}",
        "<html></html>",
        "{\"code\":\"087\",\"message\":\"INVALID CREDENTIALS\"}"
      })
  void givenNoClearWord_whenChecked_thenUnavailableAndNeverRefused(String body) {
    assertThat(check(body)).isInstanceOf(AccountCheck.Unavailable.class);
  }

  @Test
  void givenNoAnswer_whenChecked_thenUnavailable() {
    assertThat(VtpassChecks.of(new NoAnswer("timeout", true), true))
        .isEqualTo(new AccountCheck.Unavailable("VTpass: timeout", true));
    assertThat(VtpassChecks.of(new NotSent("no connection"), true))
        .isEqualTo(new AccountCheck.Unavailable("VTpass: no connection", false));
    assertThat(VtpassChecks.of(new Answered(503, bare("000")), true))
        .isInstanceOf(AccountCheck.Unavailable.class);
  }
}
