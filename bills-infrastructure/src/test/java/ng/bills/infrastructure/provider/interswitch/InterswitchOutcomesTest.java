package ng.bills.infrastructure.provider.interswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.interswitch.InterswitchClient.Call;
import ng.bills.infrastructure.provider.interswitch.InterswitchClient.Door;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bodies mean: the samples of their documents and everything that can go wrong with them. */
class InterswitchOutcomesTest {
  private static final String THEIRS = "1453ABCDEFGH00000001";
  private static final VendOrder ORDER =
      new VendOrder(
          new VendReference("202603091432abcdefgh"),
          BillType.ELECTRICITY,
          new BillerCode("ekedc"),
          ProviderItem.of("17601", "051760120"),
          new MeterNumber("45012345678", MeterType.PREPAID),
          Optional.empty(),
          Optional.empty(),
          Money.ofNaira(5_000),
          Optional.empty(),
          Instant.parse("2026-03-09T13:32:10Z"));

  private static final String SAMPLE_OF_PAYMENT =
      "{\"TransactionRef\":\"ABC|Web|3PBL0001|EKEDC|090326143210|QWERTY12\","
          + "\"ApprovedAmount\":\"500000\",\"AdditionalInfo\":{\"RechargePIN\":\"12345678901234567890\"},"
          + "\"ResponseCode\":\"90000\",\"ResponseDescription\":\"Success\",\"ResponseCodeGrouping\":\"SUCCESSFUL\"}";

  private static final String SAMPLE_OF_QUERY =
      "{\"TransactionId\":123456789,\"TransactionRef\":\"ABC%7CWeb%7C3PBL0001%7CEKEDC%7C090326143210%7CQWERTY12\","
          + "\"RequestReference\":\"1453ABCDEFGH00000001\",\"Status\":\"Complete\",\"TransactionResponseCode\":\"90000\","
          + "\"Amount\":\"500000\",\"ResponseCode\":\"90000\",\"ResponseCodeGrouping\":\"SUCCESSFUL\"}";

  private static Call answered(int status, String body) {
    return new Call(new OutsideAnswer.Answered(status, body), Door.OPEN);
  }

  private static Object vend(int status, String body) {
    return InterswitchOutcomes.vend(ORDER, answered(status, body));
  }

  private static Object ask(int status, String body) {
    return InterswitchOutcomes.requery(THEIRS, ORDER.amount(), answered(status, body));
  }

  /** {@code -} for a member that is not there. */
  private static String reply(String code, String grouping) {
    return "{"
        + (code.equals("-") ? "" : "\"ResponseCode\":\"" + code + "\",")
        + (grouping.equals("-") ? "" : "\"ResponseCodeGrouping\":\"" + grouping + "\",")
        + "\"ApprovedAmount\":\"500000\"}";
  }

  private static String told(String code, String grouping) {
    return "{\"ResponseCode\":\"90000\",\"RequestReference\":\"1453ABCDEFGH00000001\""
        + (code.equals("-") ? "" : ",\"TransactionResponseCode\":\"" + code + "\"")
        + (grouping.equals("-") ? "" : ",\"ResponseCodeGrouping\":\"" + grouping + "\"")
        + "}";
  }

  // --- payment

  @Test
  void givenSampleOfPayment_whenRead_thenDeliveredWithReferenceAndToken() {
    Delivered delivered = (Delivered) vend(200, SAMPLE_OF_PAYMENT);
    assertThat(delivered.providerReference())
        .contains(new ProviderReference("ABC|Web|3PBL0001|EKEDC|090326143210|QWERTY12"));
    assertThat(delivered.delivery().creditToken().map(Token::digits))
        .contains("12345678901234567890");
    assertThat(delivered.statusCode()).isEqualTo("90000 SUCCESSFUL");
  }

  @ParameterizedTest
  @CsvSource({
    // code, grouping, outcome
    "90000, SUCCESSFUL, Delivered",
    "90000, successful, Delivered",
    "90011, SUCCESSFUL, Delivered",
    "90016, SUCCESSFUL, Delivered",
    "90010, SUCCESSFUL, Unknown",
    "90000, FAILED, Unknown",
    "90000, PENDING, Unknown",
    "90000, -, Unknown",
    "90000, DONE, Unknown",
    "-, SUCCESSFUL, Unknown",
    "-, FAILED, Unknown",
    "-, PENDING, Pending",
    "90009, PENDING, Pending",
    "90009, -, Pending",
    "90009, SUCCESSFUL, Unknown",
    "90009, FAILED, Unknown",
    "900A0, PENDING, Pending",
    "900A0, FAILED, Unknown",
    "10001, FAILED, Unknown",
    "10001, -, Unknown",
    "10002, FAILED, Rejected",
    "10002, -, Rejected",
    "10002, SUCCESSFUL, Unknown",
    "10003, -, Rejected",
    "10050, FAILED, Rejected",
    "10100, FAILED, Rejected",
    "10101, FAILED, Unknown",
    "20010, FAILED, Rejected",
    "20061, -, Rejected",
    "20063, FAILED, Unknown",
    "30010, FAILED, Unknown",
    "30020, FAILED, Unknown",
    "30030, FAILED, Rejected",
    "70038, FAILED, Rejected",
    "70038, -, Unknown",
    "70070, FAILED, Rejected",
    "70132, FAILED, Rejected",
    "900A5, FAILED, Rejected",
    "900A9, -, Unknown",
    "90001, FAILED, Rejected",
    "90005, FAILED, Rejected",
    "90005, -, Unknown",
    "90005, SUCCESSFUL, Unknown",
    "90005, PENDING, Unknown",
    "90006, FAILED, Unknown",
    "90013, FAILED, Rejected",
    "90014, FAILED, Rejected",
    "90026, FAILED, Unknown",
    "90051, FAILED, Rejected",
    "90068, FAILED, Unknown",
    "90091, FAILED, Unknown",
    "90096, FAILED, Unknown",
    "90099, FAILED, Rejected",
    "77777, FAILED, Unknown",
    "E18, FAILED, Unknown"
  })
  void givenCodeAndGrouping_whenVending_thenBothDecide(
      String code, String grouping, String outcome) {
    assertThat(vend(200, reply(code, grouping)).getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(vend(400, reply(code, grouping)).getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(vend(500, reply(code, grouping))).isInstanceOf(Unknown.class);
    assertThat(vend(302, reply(code, grouping))).isInstanceOf(Unknown.class);
    assertThat(vend(429, reply(code, grouping))).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"500001", "5000", "5000.00", "", "-500000", "much"})
  void givenOtherAmountApproved_whenVending_thenUnknown(String amount) {
    String body = SAMPLE_OF_PAYMENT.replace("\"500000\"", "\"" + amount + "\"");
    assertThat(vend(200, body)).isInstanceOf(Unknown.class);
  }

  @Test
  void givenAmountAsNumberOrNotAtAll_whenVending_thenDelivered() {
    assertThat(vend(200, SAMPLE_OF_PAYMENT.replace("\"500000\"", "500000")))
        .isInstanceOf(Delivered.class);
    assertThat(vend(200, SAMPLE_OF_PAYMENT.replace("\"500000\"", "null")))
        .isInstanceOf(Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK",
        "<html></html>",
        "[]",
        "{}",
        "null",
        "{\"ResponseCode\":\"90000\"",
        "\"90000\"",
        "{\"ResponseCode\":{\"a\":1},\"ResponseCodeGrouping\":\"SUCCESSFUL\"}",
        "{\"ResponseCode\":1e999999999,\"ResponseCodeGrouping\":\"SUCCESSFUL\"}"
      })
  void givenGarbage_whenRead_thenUnknownAndUnavailable(String body) {
    assertThat(vend(200, body)).isInstanceOf(Unknown.class);
    assertThat(ask(200, body)).isInstanceOf(Unknown.class);
    assertThat(ask(404, body)).isInstanceOf(Unknown.class);
    assertThat(InterswitchOutcomes.check("45012345678", answered(200, body)))
        .isInstanceOf(AccountCheck.Unavailable.class);
  }

  @Test
  void givenNotSent_whenVending_thenRejectedByTheDoor() {
    OutsideAnswer notSent = new OutsideAnswer.NotSent("no connection");
    assertThat(((Rejected) InterswitchOutcomes.vend(ORDER, new Call(notSent, Door.OPEN))).reason())
        .isEqualTo(RejectionReason.PROVIDER_UNREACHABLE);
    assertThat(
            ((Rejected) InterswitchOutcomes.vend(ORDER, new Call(notSent, Door.REFUSED))).reason())
        .isEqualTo(RejectionReason.CREDENTIALS_REFUSED);
    assertThat(InterswitchOutcomes.requery(THEIRS, ORDER.amount(), new Call(notSent, Door.REFUSED)))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void given401_whenVending_thenRejectedByTheDoorUnlessItTellsAnOutcome() {
    OutsideAnswer bare = new OutsideAnswer.Answered(401, "{\"error\":\"invalid_token\"}");
    assertThat(
            ((Rejected) InterswitchOutcomes.vend(ORDER, new Call(bare, Door.TOKEN_STALE))).reason())
        .isEqualTo(RejectionReason.LOGIN_EXPIRED);
    assertThat(((Rejected) InterswitchOutcomes.vend(ORDER, new Call(bare, Door.REFUSED))).reason())
        .isEqualTo(RejectionReason.CREDENTIALS_REFUSED);
    OutsideAnswer odd = new OutsideAnswer.Answered(401, SAMPLE_OF_PAYMENT);
    assertThat(InterswitchOutcomes.vend(ORDER, new Call(odd, Door.REFUSED)))
        .isInstanceOf(Unknown.class);
    OutsideAnswer open = new OutsideAnswer.Answered(401, "{\"ResponseCode\":\"10001\"}");
    assertThat(InterswitchOutcomes.vend(ORDER, new Call(open, Door.REFUSED)))
        .isInstanceOf(Unknown.class);
    assertThat(InterswitchOutcomes.requery(THEIRS, ORDER.amount(), new Call(bare, Door.REFUSED)))
        .isInstanceOf(Unknown.class);
  }

  // --- query

  @Test
  void givenAnotherAmountInAQuery_whenAsked_thenDeliveredForItAndUnknownWhereItCannotBeRead() {
    String other = SAMPLE_OF_QUERY.replace("\"500000\"", "\"400000\"");
    assertThat(((Delivered) ask(200, other)).charged()).contains(Money.ofNaira(4_000));
    assertThat(((Delivered) ask(200, SAMPLE_OF_QUERY)).charged()).isEmpty();
    for (String amount : new String[] {"\"0\"", "\"5000.00\"", "true"}) {
      assertThat(ask(200, SAMPLE_OF_QUERY.replace("\"500000\"", amount)))
          .isInstanceOf(Unknown.class);
    }
  }

  @Test
  void givenKeptAnswerToAnOrder_whenReread_thenItsTokenUnlessItFailed() {
    assertThat(reread(SAMPLE_OF_PAYMENT).orElseThrow().delivery().creditToken()).isPresent();
    assertThat(reread(SAMPLE_OF_PAYMENT.replace("90000", "90010"))).isPresent(); // in part
    assertThat(reread(SAMPLE_OF_PAYMENT.replace("SUCCESSFUL", "FAILED"))).isEmpty();
    assertThat(reread(SAMPLE_OF_PAYMENT.replace("90000", "90006"))).isEmpty();
    assertThat(reread("no answer: timeout")).isEmpty();
  }

  private static Optional<Delivered> reread(String body) {
    return InterswitchOutcomes.reread(ORDER.amount(), new OutsideAnswer.Answered(200, body));
  }

  @Test
  void givenSampleOfQuery_whenRead_thenDeliveredAndTextsAreDecoded() {
    Delivered delivered = (Delivered) ask(200, SAMPLE_OF_QUERY);
    assertThat(delivered.providerReference())
        .contains(new ProviderReference("ABC|Web|3PBL0001|EKEDC|090326143210|QWERTY12"));
    assertThat(delivered.delivery().tokens()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "90000, SUCCESSFUL, Delivered",
    "90010, SUCCESSFUL, Delivered",
    "90000, FAILED, Unknown",
    "90000, -, Unknown",
    "-, SUCCESSFUL, Unknown",
    "-, PENDING, Pending",
    "-, FAILED, Unknown",
    "90006, FAILED, Rejected",
    "90006, SUCCESSFUL, Unknown",
    "90006, -, Unknown",
    "90006, PENDING, Pending",
    "90091, FAILED, Rejected",
    "90096, FAILED, Rejected",
    "90068, FAILED, Rejected",
    "90026, FAILED, Unknown",
    "10001, FAILED, Unknown",
    "900A0, FAILED, Unknown",
    "30010, FAILED, Unknown",
    "90009, PENDING, Pending",
    "90009, FAILED, Unknown",
    "90051, FAILED, Rejected",
    "70070, FAILED, Rejected",
    "10002, FAILED, Rejected",
    "10002, -, Unknown",
    "55555, FAILED, Unknown"
  })
  void givenCodeOfTheTransactionAndGrouping_whenAsked_thenBothDecide(
      String code, String grouping, String outcome) {
    assertThat(ask(200, told(code, grouping)).getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(ask(502, told(code, grouping))).isInstanceOf(Unknown.class);
    assertThat(ask(429, told(code, grouping))).isInstanceOf(Unknown.class);
    String failed =
        told(code, grouping).replace("{\"ResponseCode\":\"90000\"", "{\"ResponseCode\":\"90096\"");
    assertThat(ask(200, failed)).as("the query itself failed").isInstanceOf(Unknown.class);
  }

  @Test
  void givenAnswerAboutAnotherOrder_whenAsked_thenUnknown() {
    assertThat(ask(200, SAMPLE_OF_QUERY.replace("00000001", "00000002")))
        .isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | {\"ResponseCode\":\"30010\",\"ResponseCodeGrouping\":\"FAILED\"} | NotFound",
        "400 | {\"ResponseCode\":\"30010\",\"ResponseCodeGrouping\":\"FAILED\"} | NotFound",
        "404 | {\"error\":{\"code\":\"E42\",\"message\":\"x\"},\"responseCodeGrouping\":\"FAILED\"} | NotFound",
        "404 | {\"ResponseCodeGrouping\":\"FAILED\"} | NotFound",
        "400 | {\"error\":{\"code\":\"E42\",\"message\":\"x\"},\"responseCodeGrouping\":\"FAILED\"} | Unknown",
        "404 | {\"ResponseCode\":\"30010\"} | Unknown",
        "404 | {\"message\":\"no such route\"} | Unknown",
        "404 | {\"ResponseCode\":\"10001\",\"ResponseCodeGrouping\":\"FAILED\"} | Unknown",
        "404 | {\"ResponseCode\":\"90096\",\"ResponseCodeGrouping\":\"FAILED\"} | Unknown",
        "403 | {\"ResponseCode\":\"10003\",\"ResponseCodeGrouping\":\"FAILED\"} | Unknown",
        "429 | {\"ResponseCode\":\"10200\",\"ResponseCodeGrouping\":\"FAILED\"} | Unknown",
        "500 | {\"ResponseCode\":\"30010\",\"ResponseCodeGrouping\":\"FAILED\"} | Unknown"
      })
  void givenErrorToAQuery_whenRead_thenNotFoundOnlyWhenItSaysSo(
      int status, String body, String outcome) {
    assertThat(ask(status, body).getClass().getSimpleName()).isEqualTo(outcome);
  }

  // --- tokens

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678901234567890",
        "1234-5678-9012-3456-7890",
        "1234 5678 9012 3456 7890",
        "Token : 12345678901234567890",
        "Tokens: 1234-5678-9012-3456-7890"
      })
  void givenAnyWriting_whenTokenRead_thenItsDigits(String written) {
    assertThat(
            ((Delivered) vend(200, SAMPLE_OF_PAYMENT.replace("12345678901234567890", written)))
                .delivery()
                .creditToken()
                .map(Token::digits))
        .contains("12345678901234567890");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "N/A",
        "1234567890123456789",
        "123456789012345678901",
        "Ref 12345678901234567890 sale",
        "1234567890123456"
      })
  void givenNoWholeToken_whenRead_thenDeliveredWithoutToken(String written) {
    assertThat(
            ((Delivered) vend(200, SAMPLE_OF_PAYMENT.replace("12345678901234567890", written)))
                .delivery()
                .tokens())
        .isEmpty();
  }

  @Test
  void givenTokenUnderAnotherNameOrOutside_whenRead_thenOnlyAdditionalInfoCounts() {
    String other = SAMPLE_OF_PAYMENT.replace("RechargePIN", "StsToken");
    assertThat(((Delivered) vend(200, other)).delivery().creditToken()).isPresent();
    String outside = SAMPLE_OF_PAYMENT.replace("AdditionalInfo", "MoreInfo");
    assertThat(((Delivered) vend(200, outside)).delivery().tokens()).isEmpty();
  }

  // --- validation

  private static AccountCheck check(String inner) {
    return InterswitchOutcomes.check(
        "45012345678",
        answered(
            200,
            "{\"Customers\":[{\"CustomerId\":\"45012345678\","
                + inner
                + "}],\"ResponseCode\":\"90000\",\"ResponseCodeGrouping\":\"SUCCESSFUL\"}"));
  }

  @Test
  void givenSampleOfValidation_whenRead_thenConfirmedWithName() {
    AccountCheck.Confirmed confirmed =
        (AccountCheck.Confirmed)
            check(
                "\"ResponseCode\":\"90000\",\"FullName\":\"ADA OBI\",\"Amount\":0,\"AmountType\":0");
    assertThat(confirmed.customerName()).contains("ADA OBI");
    assertThat(confirmed.minimum()).isEmpty();
    assertThat(confirmed.outstanding()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, -, -", "1, -, 120000", "5, 120000, 120000", "2, -, -", "3, -, -", "4, -, -"})
  void givenAmountType_whenRead_thenOnlyConfirmedOnesCount(
      String type, String outstanding, String minimum) {
    AccountCheck.Confirmed confirmed =
        (AccountCheck.Confirmed)
            check(
                "\"ResponseCode\":\"90000\",\"FullName\":\"ADA OBI\",\"Amount\":\"120000\",\"AmountType\":"
                    + type);
    assertThat(confirmed.outstanding().map(Money::kobo).map(String::valueOf).orElse("-"))
        .isEqualTo(outstanding);
    assertThat(confirmed.minimum().map(Money::kobo).map(String::valueOf).orElse("-"))
        .isEqualTo(minimum);
  }

  @ParameterizedTest
  @CsvSource({
    "90014, Refused", "90012, Refused", "20011, Refused", "90091, Unavailable",
    "90009, Unavailable", "900A0, Unavailable", "10001, Unavailable", "10003, Unavailable",
    "77777, Unavailable", "90096, Unavailable"
  })
  void givenInnerCode_whenRead_thenOnlyAnAccountThatIsBlamedIsRefused(String code, String kind) {
    AccountCheck check =
        check("\"ResponseCode\":\"" + code + "\",\"ResponseDescription\":\"No 45012345678\"");
    assertThat(check.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(check.toString()).doesNotContain("45012345678");
  }

  @Test
  void givenOtherCustomerNobodyOrTwo_whenRead_thenUnavailable() {
    assertThat(check("\"ResponseCode\":\"90000\"")).isInstanceOf(AccountCheck.Unavailable.class);
    assertThat(
            InterswitchOutcomes.check(
                "45012345679",
                answered(
                    200,
                    "{\"Customers\":[{\"CustomerId\":\"45012345678\",\"ResponseCode\":\"90000\","
                        + "\"FullName\":\"ADA OBI\"}],\"ResponseCode\":\"90000\"}")))
        .isInstanceOf(AccountCheck.Unavailable.class);
    assertThat(
            InterswitchOutcomes.check(
                "1", answered(200, "{\"Customers\":[],\"ResponseCode\":\"90000\"}")))
        .isInstanceOf(AccountCheck.Unavailable.class);
  }
}
