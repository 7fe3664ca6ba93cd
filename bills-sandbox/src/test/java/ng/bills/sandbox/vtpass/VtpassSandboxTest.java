package ng.bills.sandbox.vtpass;

import static ng.bills.sandbox.vtpass.VtpassBuyer.airtime;
import static ng.bills.sandbox.vtpass.VtpassBuyer.electricity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.http.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VtpassSandboxTest {
  private static final Duration IMPATIENT = Duration.ofMillis(300);
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private VtpassSandbox sandbox;
  private VtpassBuyer buyer;

  @BeforeEach
  void start() {
    restart(VtpassSettings.defaults().withSlowDelay(Duration.ofMillis(700)));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void restart(VtpassSettings settings) {
    if (sandbox != null) {
      sandbox.close();
    }
    sandbox = VtpassSandbox.start(settings);
    buyer = new VtpassBuyer(sandbox);
  }

  private static String status(JsonObject answer) {
    return answer.getJsonObject("content").getJsonObject("transactions").getString("status");
  }

  private static String meter(VtpassOutcome outcome) {
    return VtpassMagic.meter(outcome);
  }

  // --- catalogue, keys, balance

  @Test
  void givenKeys_whenCatalogueRead_thenTheMisspeltKeysAreThere() throws Exception {
    JsonObject services = buyer.get("/services?identifier=electricity-bill");
    assertThat(services.getString("response_description")).isEqualTo("000");
    assertThat(services.getJsonArray("content")).hasSize(12);
    assertThat(services.getJsonArray("content").getJsonObject(0))
        .containsKeys("serviceID", "minimium_amount", "maximum_amount", "convinience_fee");
    assertThat(
            services.getJsonArray("content").stream()
                .map(row -> row.asJsonObject().get("maximum_amount").getValueType())
                .distinct())
        .containsExactlyInAnyOrder(JsonValue.ValueType.STRING, JsonValue.ValueType.NUMBER);
    assertThat(buyer.get("/services?identifier=airtime").getJsonArray("content")).hasSize(5);
    assertThat(buyer.get("/service-categories").getJsonArray("content")).hasSize(7);
    JsonObject plans = buyer.get("/service-variations?serviceID=mtn-data").getJsonObject("content");
    assertThat(plans.getJsonArray("varations")).isEqualTo(plans.getJsonArray("variations"));
    assertThat(buyer.get("/service-variations?serviceID=none").getString("code")).isEqualTo("012");
  }

  @Test
  void givenBalance_whenRead_thenCodeIsTheNumberOne() throws Exception {
    JsonObject balance = buyer.get("/balance");
    assertThat(balance.getInt("code")).isEqualTo(1);
    assertThat(balance.getJsonObject("contents").getJsonNumber("balance").bigDecimalValue())
        .isEqualByComparingTo("5000000");
  }

  @Test
  void givenWrongKeys_whenAsked_thenBodiesAreNotTheUsualOnes() throws Exception {
    var missing = buyer.withHeaders("/balance");
    assertThat(missing.statusCode()).isEqualTo(401);
    assertThat(JsonText.parseObject(missing.body()))
        .isEqualTo(JsonText.parseObject("{\"code\":\"087\",\"message\":\"INVALID CREDENTIALS\"}"));
    var swapped =
        buyer.withHeaders("/balance", "api-key", "sandbox-api-key", "public-key", "SK_sandbox");
    assertThat(swapped.statusCode()).isEqualTo(401);
    var basic = buyer.withHeaders("/balance", "Authorization", "Basic YTpi");
    assertThat(basic.statusCode()).isEqualTo(401);
    assertThat(basic.body()).isEqualTo("\"Invalid Credentials.\"");
    assertThat(buyer.withHeaders("/service-variations?serviceID=dstv").statusCode()).isEqualTo(200);
  }

  // --- account check

  @Test
  void givenUnknownMeter_whenChecked_thenCode000HoldsTheRefusal() throws Exception {
    JsonObject answer = buyer.verify("ikeja-electric", "45012345678", "prepaid");
    assertThat(answer.getString("code")).isEqualTo("000");
    assertThat(answer.getJsonObject("content").getBoolean("WrongBillersCode")).isTrue();
    assertThat(answer.getJsonObject("content").getString("error")).contains("Invalid meter");
  }

  @Test
  void givenPrepaidMeter_whenCheckedAsPostpaid_thenWrongBillersCode() throws Exception {
    assertThat(wrong("ikeja-electric", VtpassMagic.VTPASS_PREPAID_METER, "prepaid")).isFalse();
    assertThat(wrong("ikeja-electric", VtpassMagic.VTPASS_PREPAID_METER, "postpaid")).isTrue();
    assertThat(wrong("ikeja-electric", VtpassMagic.VTPASS_POSTPAID_METER, "postpaid")).isFalse();
  }

  private boolean wrong(String service, String account, String type) throws Exception {
    JsonObject content = buyer.verify(service, account, type).getJsonObject("content");
    assertThat(content.containsKey("Customer_Name"))
        .isNotEqualTo(content.getBoolean("WrongBillersCode"));
    return content.getBoolean("WrongBillersCode");
  }

  @Test
  void givenSmartcard_whenChecked_thenBouquetIsTold() throws Exception {
    JsonObject content =
        buyer.verify("dstv", VtpassMagic.VTPASS_SMARTCARD, "").getJsonObject("content");
    assertThat(content.getString("Current_Bouquet_Code")).isEqualTo("dstv-padi");
    assertThat(content.getString("Renewal_Amount")).isEqualTo("1850.00");
  }

  @Test
  void givenBadCheckRequests_whenSent_thenCodesSayWhy() throws Exception {
    assertThat(buyer.verify("ikeja-electric", "", "prepaid").getString("code")).isEqualTo("011");
    assertThat(buyer.verify("ikeja-electric", "45012345678", "").getString("code"))
        .isEqualTo("011");
    assertThat(buyer.verify("nowhere", "45012345678", "").getString("code")).isEqualTo("012");
  }

  @Test
  void givenUnreachableForTwoChecks_whenCheckedThrice_thenTheThirdIsGood() throws Exception {
    String meter = meter(VtpassOutcome.DELIVERED);
    sandbox.outcome(OutcomeRule.of(meter, VtpassOutcome.CHECK_UNREACHABLE).times(2));
    assertThat(buyer.pay(electricity("eko-electric", meter, 1_000)).getString("code"))
        .isEqualTo("000"); // a purchase neither meets nor uses up a rule of checks
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      codes.add(buyer.verify("eko-electric", meter, "prepaid").getString("code"));
    }
    assertThat(codes).containsExactly("030", "030", "000");
  }

  @Test
  void givenCheckTimeoutMeter_whenChecked_thenNoAnswerInTime() {
    assertThatThrownBy(
            () ->
                buyer.post(
                    "/merchant-verify",
                    Map.of(
                        "billersCode",
                        meter(VtpassOutcome.CHECK_TIMEOUT),
                        "serviceID",
                        "eko-electric",
                        "type",
                        "prepaid"),
                    IMPATIENT))
        .isInstanceOf(HttpTimeoutException.class);
  }

  // --- purchase: success and its shapes

  static Stream<String> discos() {
    return new Catalogue()
        .services().stream()
            .filter(service -> service.kind() == ServiceKind.ELECTRICITY)
            .map(Service::id);
  }

  @ParameterizedTest
  @MethodSource("discos")
  void givenAnyDisco_whenPrepaidBought_thenTheBookedTokenIsInTheAnswer(String disco)
      throws Exception {
    JsonObject answer = buyer.pay(electricity(disco, VtpassMagic.METER_DELIVERED, 2_000));
    assertThat(answer.getString("code")).isEqualTo("000");
    assertThat(status(answer)).isEqualTo("delivered");
    String token = sandbox.vendsFor(VtpassMagic.METER_DELIVERED).get(0).token().orElseThrow();
    assertThat(token).matches("\\d{20}");
    assertThat(answer.toString()).contains(token);
    switch (disco) {
      case "ikeja-electric" -> {
        assertThat(answer.getString("token")).isEqualTo("Token : " + token);
        assertThat(answer.getString("units")).startsWith("27");
      }
      case "eko-electric" -> {
        assertThat(answer.getString("mainToken")).isEqualTo(token);
        assertThat(answer.getString("purchased_code"))
            .matches("Token : " + token + " Bonus Token : \\d{20}");
        assertThat(answer).containsKey("mainsTokenAmount");
      }
      case "kano-electric" -> {
        assertThat(answer.getString("Token")).isEqualTo(token);
        assertThat(answer.get("Units")).isInstanceOf(JsonNumber.class);
      }
      case "portharcourt-electric", "abuja-electric" ->
          assertThat(answer.getString("token")).isEqualTo(token);
      case "ibadan-electric", "aba-electric" -> {
        assertThat(answer.getString("purchased_code")).isEqualTo("Token : " + token);
        assertThat(answer).doesNotContainKeys("token", "Token", "mainToken");
      }
      default -> assertThat(answer.keySet()).containsAnyOf("token", "Token");
    }
  }

  @Test
  void givenPostpaid_whenBought_thenThereIsNoToken() throws Exception {
    Map<String, Object> order =
        electricity("ikeja-electric", VtpassMagic.VTPASS_POSTPAID_METER, 2_000);
    order.put("variation_code", "postpaid");
    JsonObject answer = buyer.pay(order);
    assertThat(status(answer)).isEqualTo("delivered");
    assertThat(answer.getString("purchased_code")).isEmpty();
    assertThat(answer.isNull("token")).isTrue();
    assertThat(answer).containsKeys("utilityName", "customerBalance", "exchangeReference");
  }

  @Test
  void givenKeyChangeMeter_whenBought_thenThreeDifferentTokens() throws Exception {
    JsonObject answer =
        buyer.pay(electricity("kano-electric", VtpassMagic.METER_KEY_CHANGE, 2_000));
    Set<String> tokens =
        Set.of(answer.getString("kct1"), answer.getString("kct2"), answer.getString("Token"));
    assertThat(tokens).hasSize(3).allMatch(token -> token.matches("\\d{20}"));
  }

  @ParameterizedTest
  @CsvSource({"mtn,0803,485", "glo,0805,482.5", "airtel,0802,483", "etisalat,0809,482.5"})
  void givenAnyNetwork_whenAirtimeBought_thenFloatIsDebitedNetOfCommission(
      String network, String prefix, String total) throws Exception {
    long before = sandbox.floatKobo();
    String phone = VtpassMagic.phone(prefix, VtpassOutcome.DELIVERED);
    JsonObject answer = buyer.pay(airtime(network, phone, 500));
    JsonObject inner = answer.getJsonObject("content").getJsonObject("transactions");
    assertThat(inner.getString("unique_element")).isEqualTo(phone);
    assertThat(inner.getString("transactionId")).matches("\\d{17,30}");
    assertThat(inner.getJsonNumber("total_amount").bigDecimalValue()).isEqualByComparingTo(total);
    assertThat(answer.getString("purchased_code")).isEmpty();
    long debit = sandbox.purchasesFor(phone).get(0).debitKobo();
    assertThat(before - sandbox.floatKobo()).isEqualTo(debit).isEqualTo(sandbox.debitedKobo());
  }

  @Test
  void givenDataPlan_whenBoughtWithAnotherAmount_thenThePlanDecides() throws Exception {
    Map<String, Object> order = airtime("mtn-data", VtpassMagic.VTPASS_PHONE, 7);
    order.put("billersCode", VtpassMagic.VTPASS_PHONE);
    order.put("variation_code", "mtn-100mb-1000");
    assertThat(buyer.pay(order).getString("code")).isEqualTo("000");
    assertThat(sandbox.vends().get(0).amountKobo()).isEqualTo(1_000_00);
    order.put("request_id", VtpassBuyer.newRequestId());
    order.put("variation_code", "no-such-plan");
    assertThat(buyer.pay(order).getString("code")).isEqualTo("010");
  }

  @Test
  void givenManyPurchases_whenAnswered_thenTypesWanderAsOnTheWire() throws Exception {
    Set<JsonValue.ValueType> amounts = new HashSet<>();
    Set<JsonValue.ValueType> dates = new HashSet<>();
    sandbox.duplicateGuard(false);
    for (int i = 0; i < 24; i++) {
      Map<String, Object> order = airtime("mtn", VtpassMagic.PHONE_DELIVERED, 100);
      amounts.add(buyer.pay(order).get("amount").getValueType());
      dates.add(buyer.requery(order.get("request_id")).get("transaction_date").getValueType());
    }
    assertThat(amounts)
        .containsExactlyInAnyOrder(JsonValue.ValueType.NUMBER, JsonValue.ValueType.STRING);
    assertThat(dates)
        .containsExactlyInAnyOrder(
            JsonValue.ValueType.STRING, JsonValue.ValueType.OBJECT, JsonValue.ValueType.NULL);
  }

  // --- refusals

  @Test
  void givenBadOrders_whenSent_thenTheDocumentedCodeAndNothingBought() throws Exception {
    Map<String, Object> good = electricity("ikeja-electric", VtpassMagic.METER_DELIVERED, 1_000);
    assertCode(good, "amount", 499, "013");
    assertCode(good, "amount", 400_001, "017");
    assertCode(good, "amount", "much", "011");
    assertCode(good, "amount", -5, "011");
    assertCode(good, "phone", "", "011");
    assertCode(good, "billersCode", "", "011");
    assertCode(good, "serviceID", "mars-electric", "012");
    assertCode(good, "variation_code", "halfpaid", "010");
    assertCode(good, "request_id", "202001011200abc", "085");
    assertCode(good, "request_id", "abc", "085");
    assertCode(good, "request_id", "", "011");
    assertCode(good, "billersCode", "45012345678", "016");
    assertThat(sandbox.vendCount()).isZero();
    assertThat(sandbox.debitedKobo()).isZero();
    assertThat(sandbox.requestCount("/api/pay")).isEqualTo(12);
  }

  private void assertCode(Map<String, Object> good, String field, Object value, String code)
      throws Exception {
    Map<String, Object> order = new java.util.TreeMap<>(good);
    order.put("request_id", VtpassBuyer.newRequestId());
    order.put(field, value);
    assertThat(buyer.pay(order).getString("code")).as(field + "=" + value).isEqualTo(code);
  }

  @Test
  void givenUsedRequestId_whenSentAgain_then014AndNoSecondVend() throws Exception {
    Map<String, Object> order = electricity("ikeja-electric", VtpassMagic.METER_DELIVERED, 1_000);
    buyer.pay(order);
    assertThat(buyer.pay(order).getString("code")).isEqualTo("014");
    assertThat(sandbox.vendsFor(VtpassMagic.METER_DELIVERED)).hasSize(1);
  }

  @Test
  void givenSameAccountWithin30Seconds_whenBought_then019UnlessTheGuardIsOff() throws Exception {
    String meter = VtpassMagic.METER_DELIVERED;
    buyer.pay(electricity("ikeja-electric", meter, 1_000));
    assertThat(buyer.pay(electricity("ikeja-electric", meter, 1_000)).getString("code"))
        .isEqualTo("019");
    buyer.control("POST", "/settings", "{\"duplicateGuard\":false}");
    assertThat(buyer.pay(electricity("ikeja-electric", meter, 1_000)).getString("code"))
        .isEqualTo("000");
    assertThat(sandbox.vendsFor(meter)).hasSize(2);
  }

  @Test
  void givenSmallFloat_whenBought_then018UntilToppedUp() throws Exception {
    sandbox.setFloatKobo(500_00);
    Map<String, Object> order = electricity("ikeja-electric", VtpassMagic.METER_DELIVERED, 1_000);
    assertThat(buyer.pay(order).getString("code")).isEqualTo("018");
    buyer.control("POST", "/float", "{\"topUpKobo\":50000}");
    assertThat(buyer.pay(order).getString("code")).isEqualTo("000");
    assertThat(sandbox.floatKobo()).isEqualTo(15_00);
  }

  @Test
  void givenParallelPurchasesOfOneId_whenSent_thenExactlyOneVend() throws Exception {
    Map<String, Object> order = electricity("ikeja-electric", VtpassMagic.METER_DELIVERED, 1_000);
    sandbox.duplicateGuard(false);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<JsonObject>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(() -> buyer.pay(order));
      }
      List<String> codes = new ArrayList<>();
      for (Future<JsonObject> answer : pool.invokeAll(calls)) {
        codes.add(answer.get().getString("code"));
      }
      assertThat(codes).containsOnlyOnce("000").contains("014");
    } finally {
      pool.shutdownNow();
    }
    assertThat(sandbox.vendCount()).isEqualTo(1);
    assertThat(sandbox.debitedKobo()).isEqualTo(985_00);
  }

  // --- outcomes

  @ParameterizedTest
  @CsvSource({
    "TIMEOUT_THEN_DELIVERED,000,1",
    "TIMEOUT_THEN_FAILED,016,0",
    "TIMEOUT_THEN_NOT_FOUND,015,0"
  })
  void givenTimeoutMeter_whenBought_thenRequeryTellsTheTruth(
      VtpassOutcome outcome, String code, int vends) throws Exception {
    Map<String, Object> order = electricity("eko-electric", meter(outcome), 1_000);
    assertThatThrownBy(() -> buyer.post("/pay", order, IMPATIENT))
        .isInstanceOf(HttpTimeoutException.class);
    for (int i = 0; i < 3; i++) {
      assertThat(buyer.requery(order.get("request_id")).getString("code")).isEqualTo(code);
    }
    assertThat(sandbox.vendsFor(meter(outcome))).hasSize(vends);
  }

  @Test
  void givenLateArrival_whenRequeried_thenNotFoundFirstAlthoughVended() throws Exception {
    String meter = VtpassMagic.METER_TIMEOUT_THEN_LATE;
    Map<String, Object> order = electricity("eko-electric", meter, 1_000);
    assertThatThrownBy(() -> buyer.post("/pay", order, IMPATIENT))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(buyer.requery(order.get("request_id")).getString("code")).isEqualTo("015");
    assertThat(sandbox.vendsFor(meter)).hasSize(1);
    assertThat(status(buyer.requery(order.get("request_id")))).isEqualTo("delivered");
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING_THEN_DELIVERED,000,delivered,1,false",
    "PENDING_THEN_FAILED,016,failed,0,true",
    "PENDING_THEN_REVERSED,040,reversed,0,true"
  })
  void givenPendingMeter_whenRequeriedTwice_thenItEnds(
      VtpassOutcome outcome, String code, String status, int vends, boolean moneyBack)
      throws Exception {
    long before = sandbox.floatKobo();
    Map<String, Object> order = electricity("eko-electric", meter(outcome), 1_000);
    assertPending(buyer.pay(order));
    assertPending(buyer.requery(order.get("request_id")));
    assertThat(sandbox.vendCount()).isZero();
    JsonObject end = buyer.requery(order.get("request_id"));
    assertThat(end.getString("code")).isEqualTo(code);
    assertThat(status(end)).isEqualTo(status);
    assertThat(buyer.requery(order.get("request_id")).getString("code")).isEqualTo(code);
    assertThat(sandbox.vendCount()).isEqualTo(vends);
    assertThat(sandbox.floatKobo() == before).isEqualTo(moneyBack);
  }

  private static void assertPending(JsonObject answer) {
    JsonObject content = answer.getJsonObject("content");
    boolean bare = answer.getString("code").equals("099") && content.isEmpty();
    assertThat(bare || Set.of("pending", "initiated").contains(status(answer))).isTrue();
  }

  @Test
  void givenPendingForever_whenRequeriedOften_thenStillPending() throws Exception {
    Map<String, Object> order =
        electricity("eko-electric", VtpassMagic.METER_PENDING_FOREVER, 1_000);
    assertPending(buyer.pay(order));
    for (int i = 0; i < 10; i++) {
      assertPending(buyer.requery(order.get("request_id")));
    }
    assertThat(sandbox.vendCount()).isZero();
    assertThat(sandbox.purchasesFor(VtpassMagic.METER_PENDING_FOREVER)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("discos")
  void givenTokenlessDelivery_whenRequeriedTwice_thenTheTokenComes(String disco) throws Exception {
    String meter = VtpassMagic.METER_DELIVERED_WITHOUT_TOKEN;
    Map<String, Object> order = electricity(disco, meter, 2_000);
    JsonObject first = buyer.pay(order);
    String token = sandbox.vendsFor(meter).get(0).token().orElseThrow();
    assertThat(status(first)).isEqualTo("delivered");
    assertThat(first.toString()).doesNotContain(token);
    assertThat(buyer.requery(order.get("request_id")).toString()).doesNotContain(token);
    JsonObject later = buyer.requery(order.get("request_id"));
    assertThat(later.toString()).contains(token);
    assertThat(later.getJsonObject("content").getJsonObject("transactions").getString("extras"))
        .isEqualTo("Token : " + token);
    assertThat(sandbox.vendsFor(meter)).hasSize(1);
  }

  @Test
  void givenTokenNever_whenRequeriedOften_thenDeliveredWithoutToken() throws Exception {
    Map<String, Object> order = electricity("kano-electric", VtpassMagic.METER_TOKEN_NEVER, 2_000);
    buyer.pay(order);
    for (int i = 0; i < 5; i++) {
      JsonObject answer = buyer.requery(order.get("request_id"));
      assertThat(status(answer)).isEqualTo("delivered");
      assertThat(answer.toString()).doesNotContainPattern("Token\" ?: ?\"\\d");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GARBAGE_THEN_DELIVERED,000,1",
    "GARBAGE_THEN_FAILED,016,0",
    "GARBAGE_THEN_NOT_FOUND,015,0",
    "UNDOCUMENTED_CODE,000,1",
    "ERROR_AFTER_EFFECT,000,1",
    "ERROR_BEFORE_EFFECT,015,0",
    "SYSTEM_ERROR,000,1"
  })
  void givenSpoiltAnswer_whenRequeried_thenTheTruth(VtpassOutcome outcome, String code, int vends)
      throws Exception {
    Map<String, Object> order = electricity("eko-electric", meter(outcome), 1_000);
    var answer = buyer.post("/pay", order, PATIENT);
    assertThat(answer.body()).doesNotContain("delivered");
    if (outcome.name().startsWith("ERROR")) {
      assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
    }
    assertThat(buyer.requery(order.get("request_id")).getString("code")).isEqualTo(code);
    assertThat(sandbox.vendsFor(meter(outcome))).hasSize(vends);
  }

  @ParameterizedTest
  @CsvSource({
    "NO_ANSWER_THEN_DELIVERED,1",
    "NO_ANSWER_THEN_FAILED,0",
    "NO_ANSWER_THEN_NOT_FOUND,0"
  })
  void givenCutConnection_whenBought_thenTheBookKnows(VtpassOutcome outcome, int vends) {
    Map<String, Object> order = electricity("eko-electric", meter(outcome), 1_000);
    assertThatThrownBy(() -> buyer.post("/pay", order, PATIENT)).isInstanceOf(IOException.class);
    assertThat(sandbox.vendsFor(meter(outcome))).hasSize(vends);
  }

  @Test
  void givenSlowMeter_whenRequeriedMeanwhile_thenPendingAndDeliveredAtTheEnd() throws Exception {
    Map<String, Object> order = electricity("eko-electric", VtpassMagic.METER_SLOW, 1_000);
    assertThatThrownBy(() -> buyer.post("/pay", order, IMPATIENT))
        .isInstanceOf(HttpTimeoutException.class);
    assertPending(buyer.requery(order.get("request_id")));
    sandbox.await(it -> it.vendCount() == 1, PATIENT);
    assertThat(status(buyer.requery(order.get("request_id")))).isEqualTo("delivered");
    assertThat(sandbox.vendCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "LOW_FLOAT,018",
    "BILLER_UNREACHABLE,030",
    "REFUSED,034",
    "FAILED,016",
    "WRONG_BILLERS_CODE,016"
  })
  void givenRefusingMeter_whenBought_thenCodeAndNoVend(VtpassOutcome outcome, String code)
      throws Exception {
    assertThat(buyer.pay(electricity("eko-electric", meter(outcome), 1_000)).getString("code"))
        .isEqualTo(code);
    assertThat(sandbox.vendCount()).isZero();
    assertThat(sandbox.floatKobo()).isEqualTo(5_000_000_00L);
    assertThat(wrong("eko-electric", meter(outcome), "prepaid"))
        .isEqualTo(outcome == VtpassOutcome.WRONG_BILLERS_CODE);
  }

  @Test
  void givenFailureInside000_whenBought_thenOnlyTheInnerStatusTells() throws Exception {
    JsonObject answer =
        buyer.pay(electricity("eko-electric", meter(VtpassOutcome.FAILED_INSIDE_000), 1_000));
    assertThat(answer.getString("code")).isEqualTo("000");
    assertThat(status(answer)).isEqualTo("failed");
    assertThat(sandbox.vendCount()).isZero();
  }

  @Test
  void givenDeliveredThenReversed_whenRequeried_thenMoneyIsBackAndNothingVended() throws Exception {
    String meter = meter(VtpassOutcome.DELIVERED_THEN_REVERSED);
    Map<String, Object> order = electricity("eko-electric", meter, 1_000);
    assertThat(status(buyer.pay(order))).isEqualTo("delivered");
    assertThat(status(buyer.requery(order.get("request_id")))).isEqualTo("delivered");
    assertThat(buyer.requery(order.get("request_id")).getString("code")).isEqualTo("040");
    assertThat(sandbox.vendsFor(meter)).isEmpty();
    assertThat(sandbox.floatKobo()).isEqualTo(5_000_000_00L);
  }

  @ParameterizedTest
  @EnumSource(VtpassSettings.Aftermath.class)
  void givenVtpassOwnMagicAccounts_whenRequeried_thenAsConfigured(
      VtpassSettings.Aftermath aftermath) throws Exception {
    restart(VtpassSettings.defaults().withAftermath(aftermath).withSettleAfterRequeries(1));
    String expected =
        switch (aftermath) {
          case DELIVERED -> "000";
          case FAILED -> "016";
          case NOT_FOUND -> "015";
        };
    for (String phone :
        List.of(
            VtpassMagic.VTPASS_TIMEOUT,
            VtpassMagic.VTPASS_NO_RESPONSE,
            VtpassMagic.VTPASS_UNEXPECTED)) {
      Map<String, Object> order = airtime("mtn", phone, 100);
      try {
        assertThat(buyer.post("/pay", order, IMPATIENT).body()).doesNotContain("delivered");
      } catch (IOException e) {
        assertThat(phone).isNotEqualTo(VtpassMagic.VTPASS_UNEXPECTED);
      }
      assertThat(buyer.requery(order.get("request_id")).getString("code")).isEqualTo(expected);
    }
    Map<String, Object> pending = airtime("mtn", VtpassMagic.VTPASS_PENDING, 100);
    assertPending(buyer.pay(pending));
    JsonObject end = buyer.requery(pending.get("request_id"));
    if (aftermath == VtpassSettings.Aftermath.NOT_FOUND) {
      assertPending(end);
    } else {
      assertThat(end.getString("code")).isEqualTo(expected);
    }
  }

  // --- rules, acceptance, control

  @Test
  void givenRuleThroughControlApi_whenSecondPurchase_thenItMeetsTheOutcome() throws Exception {
    sandbox.duplicateGuard(false);
    sandbox.accept(VtpassSettings.Acceptance.WELL_FORMED);
    var added =
        buyer.control(
            "POST",
            "/outcomes",
            "{\"account\":\"45012345678\",\"outcome\":\"refused\",\"code\":\"028\",\"nth\":2,\"times\":1}");
    assertThat(added.statusCode()).isEqualTo(201);
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      codes.add(buyer.pay(electricity("ikeja-electric", "45012345678", 1_000)).getString("code"));
    }
    assertThat(codes).containsExactly("000", "028", "000");
    assertThat(buyer.control("POST", "/outcomes", "{\"outcome\":\"nonsense\"}").statusCode())
        .isEqualTo(400);
    buyer.control("DELETE", "/outcomes", "");
    assertThat(buyer.control("GET", "/outcomes", "").body()).isEqualTo("[]");
  }

  @Test
  void givenProbability_whenManyPurchases_thenSomeMeetTheOutcome() throws Exception {
    sandbox.duplicateGuard(false);
    sandbox.outcome(OutcomeRule.always(VtpassOutcome.FAILED).percent(50));
    int failed = 0;
    for (int i = 0; i < 40; i++) {
      if (buyer
          .pay(airtime("mtn", VtpassMagic.PHONE_DELIVERED, 100))
          .getString("code")
          .equals("016")) {
        failed++;
      }
    }
    assertThat(failed).isBetween(5, 35);
    assertThat(sandbox.vendCount()).isEqualTo(40 - failed);
  }

  @Test
  void givenWellFormedAccepted_whenChecked_thenFormDecides() throws Exception {
    buyer.control("POST", "/accounts", "{\"accept\":\"well-formed\"}");
    assertThat(wrong("yola-electric", "45012345678", "prepaid")).isFalse();
    assertThat(wrong("yola-electric", "4501234567890", "prepaid")).isFalse();
    assertThat(wrong("yola-electric", "450123456789", "prepaid")).isTrue();
    assertThat(wrong("yola-electric", "12/34/56/7890-01", "postpaid")).isFalse();
    assertThat(wrong("yola-electric", VtpassMagic.METER_WRONG_BILLERS_CODE, "prepaid")).isTrue();
    assertThat(buyer.pay(airtime("glo", "08051234567", 100)).getString("code")).isEqualTo("000");
    assertThat(buyer.control("POST", "/accounts", "{\"accept\":\"any\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void givenRegisteredAccount_whenBought_thenDelivered() throws Exception {
    buyer.control("POST", "/accounts", "{\"account\":\"62012345678\"}");
    assertThat(buyer.pay(electricity("aba-electric", "62012345678", 100)).getString("code"))
        .isEqualTo("000");
    assertThat(buyer.pay(electricity("aba-electric", "62012345679", 100)).getString("code"))
        .isEqualTo("016");
  }

  @Test
  void givenVends_whenControlAsked_thenTheTruth() throws Exception {
    Map<String, Object> order = electricity("eko-electric", VtpassMagic.METER_DELIVERED, 1_000);
    buyer.pay(order);
    buyer.pay(electricity("eko-electric", VtpassMagic.METER_FAILED, 1_000));
    JsonObject all = JsonText.parseObject(buyer.control("GET", "/vends", "").body());
    assertThat(all.getInt("carriedOut")).isEqualTo(1);
    assertThat(all.getInt("accepted")).isEqualTo(2);
    JsonObject one =
        JsonText.parseObject(
            buyer.control("GET", "/vends?request_id=" + order.get("request_id"), "").body());
    assertThat(one.getJsonArray("purchases").getJsonObject(0).getString("status"))
        .isEqualTo("delivered");
    assertThat(one.getJsonObject("float").getInt("debits")).isEqualTo(1);
    JsonObject requests = JsonText.parseObject(buyer.control("GET", "/requests", "").body());
    assertThat(requests.getJsonObject("counts").getInt("/api/pay")).isEqualTo(2);
    JsonObject latest = requests.getJsonArray("latest").getJsonObject(0);
    assertThat(latest.getString("body")).contains(VtpassMagic.METER_FAILED);
    assertThat(latest.getInt("status")).isEqualTo(200);
    assertThat(requests.toString()).doesNotContain("SK_sandbox");
  }

  @Test
  void givenFaultRule_whenRequeried_thenTheFaultNotTheService() throws Exception {
    sandbox.faults().add(FaultRule.when("POST", "/api/requery").times(1).effect("html502"));
    assertThat(buyer.post("/requery", Map.of("request_id", "x"), PATIENT).statusCode())
        .isEqualTo(502);
    assertThat(buyer.requery("x").getString("code")).isEqualTo("015");
  }

  @Test
  void givenLatency_whenAsked_thenAnswersWaitButNotInLine() throws Exception {
    buyer.control("POST", "/settings", "{\"latencyMillis\":200,\"duplicateGuard\":false}");
    long start = System.nanoTime();
    ExecutorService pool = Executors.newFixedThreadPool(20);
    try {
      List<Callable<JsonObject>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(() -> buyer.pay(airtime("mtn", VtpassMagic.PHONE_DELIVERED, 100)));
      }
      for (Future<JsonObject> answer : pool.invokeAll(calls)) {
        assertThat(answer.get().getString("code")).isEqualTo("000");
      }
    } finally {
      pool.shutdownNow();
    }
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    assertThat(millis).isBetween(200L, 3_900L); // one after the other would take 4 s
  }

  @Test
  void givenNothingHappens_whenAwaited_thenItSaysSoAtTheBound() {
    assertThatThrownBy(() -> sandbox.await(it -> it.vendCount() > 0, Duration.ofMillis(50)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("vended 0");
  }

  // --- restart

  @Test
  void givenDataDirectory_whenRestarted_thenVendsTokensFloatAndIdsAreBack(@TempDir Path directory)
      throws Exception {
    VtpassSettings settings =
        VtpassSettings.defaults().withDataDirectory(directory).withFloatKobo(10_000_00);
    restart(settings);
    Map<String, Object> delivered = electricity("eko-electric", VtpassMagic.METER_DELIVERED, 1_000);
    Map<String, Object> reversed =
        electricity("eko-electric", VtpassMagic.METER_PENDING_THEN_REVERSED, 1_000);
    Map<String, Object> pending =
        electricity("eko-electric", VtpassMagic.METER_PENDING_THEN_DELIVERED, 1_000);
    buyer.pay(delivered);
    buyer.pay(reversed);
    buyer.requery(reversed.get("request_id"));
    buyer.requery(reversed.get("request_id"));
    buyer.pay(pending);
    sandbox.topUpKobo(77);
    List<Vend> before = sandbox.vends();
    long floatBefore = sandbox.floatKobo();
    assertThat(floatBefore).isEqualTo(10_000_00 - 2 * 985_00 + 77);
    sandbox.close();
    Files.writeString(
        directory.resolve("vends.tsv"), "open\t9\thalf a li", StandardOpenOption.APPEND);

    restart(settings.withFloatKobo(1));

    assertThat(sandbox.floatKobo()).isEqualTo(floatBefore);
    assertThat(sandbox.debitedKobo()).isEqualTo(3 * 985_00);
    assertThat(sandbox.creditedKobo()).isEqualTo(985_00);
    assertThat(sandbox.vends().get(0).token()).isEqualTo(before.get(0).token());
    assertThat(sandbox.vendCount()).isEqualTo(1);
    assertThat(buyer.pay(delivered).getString("code")).isEqualTo("014");
    assertThat(buyer.requery(reversed.get("request_id")).getString("code")).isEqualTo("040");
    assertPending(buyer.requery(pending.get("request_id")));
    assertThat(status(buyer.requery(pending.get("request_id")))).isEqualTo("delivered");
    assertThat(sandbox.vendCount()).isEqualTo(2);
    restart(settings);
    assertThat(sandbox.vendCount()).isEqualTo(2);
  }

  @Test
  void givenRandomPurchasesInParallel_whenAdded_thenFloatAndCountersAgreeAlsoAfterRestart(
      @TempDir Path directory) throws Exception {
    VtpassSettings settings =
        VtpassSettings.defaults().withDataDirectory(directory).withDuplicateGuard(false);
    restart(settings);
    List<VtpassOutcome> outcomes =
        List.of(
            VtpassOutcome.DELIVERED,
            VtpassOutcome.FAILED,
            VtpassOutcome.PENDING_THEN_DELIVERED,
            VtpassOutcome.PENDING_THEN_FAILED,
            VtpassOutcome.PENDING_THEN_REVERSED,
            VtpassOutcome.DELIVERED_THEN_REVERSED,
            VtpassOutcome.PENDING_FOREVER,
            VtpassOutcome.ERROR_AFTER_EFFECT,
            VtpassOutcome.REFUSED);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Object>> calls = new ArrayList<>();
      for (int i = 0; i < 450; i++) {
        VtpassOutcome outcome = outcomes.get(i % outcomes.size());
        calls.add(
            () -> {
              Map<String, Object> order = airtime("mtn", VtpassMagic.phone(outcome), 100);
              buyer.post("/pay", order, PATIENT);
              // two requeries of one purchase at once must not move its money twice
              var other =
                  java.util.concurrent.CompletableFuture.runAsync(
                      () -> requeryQuietly(order.get("request_id")));
              requeryQuietly(order.get("request_id"));
              other.join();
              return order;
            });
      }
      for (Future<Object> done : pool.invokeAll(calls)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertBooksAgree(400, 150);
    long floatBefore = sandbox.floatKobo();
    restart(settings);
    assertBooksAgree(400, 150);
    assertThat(sandbox.floatKobo()).isEqualTo(floatBefore);
  }

  private void requeryQuietly(Object requestId) {
    try {
      buyer.requery(requestId);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertBooksAgree(int accepted, int vended) throws Exception {
    JsonObject book = JsonText.parseObject(buyer.control("GET", "/vends", "").body());
    assertThat(book.getInt("accepted")).isEqualTo(accepted);
    assertThat(book.getInt("carriedOut")).isEqualTo(vended);
    assertThat(sandbox.vendCount()).isEqualTo(vended);
    assertThat(sandbox.vends()).hasSize(vended);
    // delivered 3 x 50 and pending for ever 50 are paid for, 97 naira each
    assertThat(sandbox.floatKobo()).isEqualTo(5_000_000_00L - 200 * 97_00);
    assertThat(sandbox.debitedKobo() - sandbox.creditedKobo()).isEqualTo(200 * 97_00);
  }

  // --- magic and tokens, pure

  @Test
  void givenMagicConstants_whenCompared_thenTheyAreWhatTheFormulaSays() throws Exception {
    for (var field : VtpassMagic.class.getDeclaredFields()) {
      String name = field.getName();
      if (name.startsWith("METER_")) {
        assertThat(field.get(null))
            .as(name)
            .isEqualTo(meter(VtpassOutcome.valueOf(name.substring(6))));
      } else if (name.startsWith("PHONE_")) {
        assertThat(field.get(null))
            .as(name)
            .isEqualTo(VtpassMagic.phone(VtpassOutcome.valueOf(name.substring(6))));
      }
    }
    Set<Integer> numbers = new HashSet<>();
    for (VtpassOutcome outcome : VtpassOutcome.values()) {
      assertThat(numbers.add(outcome.number())).isTrue();
      assertThat(VtpassMagic.outcomeOf(meter(outcome))).contains(outcome);
      assertThat(VtpassMagic.outcomeOf(VtpassMagic.phone("0805", outcome))).contains(outcome);
      assertThat(VtpassMagic.outcomeOf(VtpassMagic.smartcard(outcome))).contains(outcome);
      assertThat(VtpassOutcome.of(outcome.wireName())).contains(outcome);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 77})
  void givenSeed_whenManyTokens_thenTwentyDigitsUniqueAndRepeatable(long seed) {
    Tokens tokens = new Tokens(seed);
    Set<String> seen = new HashSet<>();
    for (long number = 1; number <= 20_000; number++) {
      assertThat(seen.add(tokens.energy(number))).isTrue();
      assertThat(seen.add(tokens.bonus(number))).isTrue();
    }
    assertThat(seen).allMatch(token -> token.length() == 20);
    assertThat(new Tokens(seed).energy(5)).isEqualTo(tokens.energy(5));
    assertThat(new Tokens(seed + 1).energy(5)).isNotEqualTo(tokens.energy(5));
  }
}
