package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import ng.bills.application.memory.Offers;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bills of every type with their plans, over HTTP. */
class PlansOverHttpTest {

  private final InProcessApi api = new InProcessApi();

  @BeforeEach
  void sell() {
    api.sellPlans();
  }

  private static String body(String type, String biller, String account, String more) {
    return ("{'bill_type':'%s','provider_code':'%s','account_number':'%s','currency':'NGN'%s}")
        .formatted(type, biller, account, more)
        .replace('\'', '"');
  }

  private static Map<String, String> faults(InProcessApi.Answer answer) {
    return answer.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
        .collect(Collectors.toMap(e -> e.getString("field"), e -> e.getString("code")));
  }

  private Payment payment(InProcessApi.Answer accepted) {
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(201);
    return api.system.now(
        new PaymentId(UUID.fromString(accepted.json().getString("transaction_id"))));
  }

  @Test
  void givenPlans_whenListed_thenCodeNamePriceAndWhetherOnSale() {
    api.system
        .provider()
        .offers(
            Offers.reading(
                Offers.plan(BillType.DATA, "mtn", "mtn-2gb-30d", 2_000),
                Offers.anyAmount(BillType.CABLE_TV, "dstv")));
    api.system.refreshCatalogue.refresh(api.system.provider().code(), true);

    assertThat(api.get("/bills/providers/data/mtn/plans").body())
        .isEqualTo(
            ("{'bill_type':'data','provider':'mtn','plans':["
                    + "{'code':'mtn-2gb-30d','name':'mtn-2gb-30d as named','amount':2000.00,"
                    + "'validity':'30d','available':true},"
                    + "{'code':'mtn-1gb-30d','name':'mtn-1gb-30d as named','amount':1000.00,"
                    + "'validity':'30d','available':false}]}")
                .replace('\'', '"'));
    assertThat(api.get("/bills/providers/electricity/ekedc/plans").json().getJsonArray("plans"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/bills/providers/rent/mtn/plans, UNKNOWN_BILL_TYPE",
    "/bills/providers/data/nobody/plans, UNKNOWN_BILLER",
    "/bills/providers/data/No%20Body/plans, UNKNOWN_BILLER"
  })
  void givenUnknownTypeOrBiller_whenListingPlans_then404(String path, String code) {
    InProcessApi.Answer answer = api.get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().getString("code")).isEqualTo(code);
  }

  @Test
  void givenTypes_whenListed_thenEveryTypeThatHasABiller() {
    assertThat(
            api.get("/bills/types").json().getJsonArray("bill_types").getValuesAs(JsonObject.class))
        .extracting(t -> t.getString("type"))
        .containsExactly("electricity", "airtime", "data", "cable_tv", "water", "education");
  }

  @Test
  void givenPlanWithoutAmount_whenPaid_thenItsPriceAndTheSameBytesAgain() {
    String body = body("data", "mtn", "08031234567", ",'plan_code':'mtn-1gb-30d'");
    InProcessApi.Answer first = api.post("/bills/pay", body, "Idempotency-Key", "order-1");
    Payment payment = payment(first);
    assertThat(first.body()).contains("\"amount\":1000.00,\"fee\":0.00,\"total\":1000.00");

    assertThat(api.post("/bills/pay", body, "Idempotency-Key", "order-1").body())
        .isEqualTo(first.body());
    JsonObject story = api.get("/bills/" + payment.id()).json();
    assertThat(story.getString("plan_code")).isEqualTo("mtn-1gb-30d");
  }

  @ParameterizedTest
  @CsvSource({"mtn-1gb-30d, 999", "mtn-1gb-30d, 1000.01", "mtn-9gb-30d, 1000"})
  void givenOtherPriceOrPlan_whenPaying_then409AndNothingIsRequested(String plan, String naira) {
    InProcessApi.Answer answer =
        api.post(
            "/bills/pay",
            body("data", "mtn", "08031234567", ",'plan_code':'" + plan + "','amount':" + naira));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().getString("code")).isEqualTo("PLAN_UNAVAILABLE");
    assertThat(api.system.world.allPayments()).isEmpty();
    assertThat(
            api.post(
                    "/bills/validate",
                    body("cable_tv", "dstv", "7012345678", ",'plan_code':'dstv-gold'")
                        .replace(",\"currency\":\"NGN\"", ""))
                .json()
                .getString("code"))
        .isEqualTo("PLAN_UNAVAILABLE");
  }

  @Test
  void givenPriceMovedAfterTheQuote_whenPaid_thenRefundedAndTheStatusSaysWhy() {
    Payment payment =
        payment(
            api.post(
                "/bills/pay", body("data", "mtn", "08031234567", ",'plan_code':'mtn-1gb-30d'")));
    api.system
        .provider()
        .offers(Offers.reading(Offers.plan(BillType.DATA, "mtn", "mtn-1gb-30d", 1_100)));
    api.system.refreshCatalogue.refresh(api.system.provider().code(), true);
    api.system.pay(payment);
    api.system.run(Duration.ofMinutes(2), Duration.ofSeconds(5));

    JsonObject status = api.get("/bills/" + payment.id() + "/status").json();
    assertThat(status.getString("status")).isEqualTo("refunded");
    assertThat(status.getString("failure_code")).isEqualTo("PLAN_UNAVAILABLE");
    assertThat(api.get("/bills/" + payment.id()).body())
        .contains("the plan is not sold at the quoted price any more");
  }

  @Test
  void givenDecoder_whenValidated_thenBouquetAndDueDate() {
    api.system
        .provider()
        .answerCheck(
            new AccountCheck.Confirmed(
                Optional.of("ADA OBI"),
                Optional.empty(),
                Optional.of(Money.ofNaira(15_700)),
                Optional.empty(),
                Optional.of("DStv Compact"),
                Optional.of(LocalDate.of(2026, 12, 2))));
    JsonObject info =
        api.post(
                "/bills/validate",
                "{\"bill_type\":\"cable_tv\",\"provider_code\":\"dstv\","
                    + "\"account_number\":\"7012345678\"}")
            .json()
            .getJsonObject("account_info");
    assertThat(info.getString("current_plan")).isEqualTo("DStv Compact");
    assertThat(info.getString("due_date")).isEqualTo("2026-12-02");
    assertThat(info.getString("account_number")).isEqualTo("701****678");
  }

  @Test
  void givenExaminationCard_whenDelivered_thenPinAndSerialAreInTheStatusOnly() {
    Payment payment =
        payment(
            api.post(
                "/bills/pay", body("education", "waec", "08031234567", ",'plan_code':'waec-pin'")));
    api.system.provider().then(ng.bills.application.memory.ScriptedProvider.Act.PEND);
    api.system.pay(payment);
    api.system.run(Duration.ofSeconds(5), Duration.ofSeconds(5));
    api.system
        .provider()
        .nowSays(
            api.system.provider().asked().get(0),
            new Delivered(
                Optional.empty(),
                new Delivery(
                    List.of(
                        new Token(Token.Kind.PIN, "373820665258"),
                        new Token(Token.Kind.SERIAL, "WRN182135587")),
                    Optional.empty(),
                    Optional.empty()),
                "000 delivered"));
    api.system.run(Duration.ofMinutes(2), Duration.ofSeconds(5));

    JsonObject status = api.get("/bills/" + payment.id() + "/status").json();
    assertThat(status.getString("token")).isEqualTo("373820665258");
    assertThat(status.getJsonArray("tokens").toString())
        .isEqualTo(
            "[{\"kind\":\"serial\",\"token\":\"WRN182135587\"},"
                + "{\"kind\":\"pin\",\"token\":\"373820665258\"}]");
    assertThat(api.get("/bills/" + payment.id()).body()).doesNotContain("373820665258");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          data      | mtn         | 0803         | ,'plan_code':'mtn-1gb-30d'                 | account_number      | INVALID_ACCOUNT
          data      | mtn         | 08031234567  | ,'amount':1000                             | plan_code           | REQUIRED
          data      | mtn         | 08031234567  | ,'amount':1000,'plan_code':null            | plan_code           | REQUIRED
          data      | mtn         | 08031234567  | ,'plan_code':''                            | plan_code           | REQUIRED
          data      | mtn         | 08031234567  | ,'plan_code':7                             | plan_code           | WRONG_TYPE
          data      | mtn         | 08031234567  | ,'plan_code':'MTN 1GB'                     | plan_code           | MALFORMED
          data      | mtn         | 08031234567  | ,'plan_code':'mtn-1gb-30d','amount':'1'    | amount              | WRONG_TYPE
          data      | mtn         | 08031234567  | ,'plan_code':'mtn-1gb-30d','amount':0      | amount              | AMOUNT_INVALID
          data      | mtn         | 08031234567  | ,'plan_code':'mtn-1gb-30d','account_type':'PREPAID' | account_type | UNEXPECTED
          data      | mtn         | 08031234567  | ,'plan_code':'mtn-1gb-30d','subscription_change':'renew' | subscription_change | UNEXPECTED
          cable_tv  | dstv        | 701234567    | ,'amount':15700                            | account_number      | INVALID_ACCOUNT
          cable_tv  | dstv        | 70123456789ab | ,'amount':15700                           | account_number      | INVALID_ACCOUNT
          cable_tv  | dstv        | 7012345678   | ,'amount':15700,'subscription_change':5    | subscription_change | WRONG_TYPE
          cable_tv  | dstv        | 7012345678   | ,'amount':15700,'subscription_change':'xxxxxxxxxxxxxxxxx' | subscription_change | TOO_LONG
          cable_tv  | dstv        | 7012345678   | ,'amount':15700,'subscription_change':'stop' | subscription_change | MALFORMED
          cable_tv  | dstv        | 7012345678   | ,'subscription_change':'renew'             | amount              | REQUIRED
          cable_tv  | dstv        | 7012345678   | ,'plan_code':'dstv-compact','subscription_change':'renew' | plan_code | UNEXPECTED
          water     | lagos-water | x!           | ,'amount':5000                             | account_number      | INVALID_ACCOUNT
          water     | lagos-water | 10/223       | ,'amount':5000,'plan_code':'gold'          | plan_code           | UNEXPECTED
          education | waec        | 08031234567  | ,'amount':3500                             | plan_code           | REQUIRED
          """)
  void givenWrongField_whenPaying_thenItIsNamed(
      String type, String biller, String account, String more, String field, String code) {
    InProcessApi.Answer answer = api.post("/bills/pay", body(type, biller, account, more));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(faults(answer)).containsEntry(field, code);
    assertThat(answer.body()).doesNotContain(account + "\"");
    assertThat(api.system.world.allPayments()).isEmpty();
  }

  @Test
  void givenSubscriptionChange_whenValidating_thenThereIsNoSuchField() {
    InProcessApi.Answer answer =
        api.post(
            "/bills/validate",
            "{\"bill_type\":\"cable_tv\",\"provider_code\":\"dstv\","
                + "\"account_number\":\"7012345678\",\"subscription_change\":\"renew\"}");
    assertThat(faults(answer)).isEqualTo(Map.of("subscription_change", "UNKNOWN_FIELD"));
  }
}
