package ng.bills.sandbox.interswitch;

import static ng.bills.sandbox.interswitch.InterswitchBuyer.CONFAM;
import static ng.bills.sandbox.interswitch.InterswitchBuyer.MTN;
import static ng.bills.sandbox.interswitch.InterswitchBuyer.POSTPAID;
import static ng.bills.sandbox.interswitch.InterswitchBuyer.PREPAID;
import static ng.bills.sandbox.interswitch.InterswitchBuyer.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;
import ng.bills.sandbox.interswitch.InterswitchSettings.Acceptance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InterswitchSandboxTest {
  private static final Duration IMPATIENT = Duration.ofMillis(300);
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final long NAIRA = 100;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-09T13:32:10Z"));
  private InterswitchSandbox sandbox;
  private InterswitchBuyer buyer;

  @BeforeEach
  void start() throws Exception {
    restart(InterswitchSettings.defaults().withSlowDelay(Duration.ofMillis(50)));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void restart(InterswitchSettings settings) throws Exception {
    if (sandbox != null) {
      sandbox.close();
    }
    sandbox = InterswitchSandbox.start(settings.withClock(now::get));
    buyer = new InterswitchBuyer(sandbox);
    buyer.login();
  }

  private static String meter(InterswitchOutcome outcome) {
    return InterswitchMagic.meter(outcome);
  }

  private Map<String, Object> electricity(InterswitchOutcome outcome) {
    return order(PREPAID, meter(outcome), 5_000 * NAIRA);
  }

  private static String grouping(JsonObject answer) {
    return answer.getString("ResponseCodeGrouping");
  }

  // --- token

  @Test
  void givenClient_whenTokenAsked_thenAsDocumentedAndCounted() throws Exception {
    JsonObject token = buyer.login();
    assertThat(token.getString("access_token")).startsWith("eyJ");
    assertThat(token.getString("token_type")).isEqualTo("bearer");
    assertThat(token.getInt("expires_in")).isEqualTo(3_599);
    assertThat(token.getString("scope")).isEqualTo("profile");
    assertThat(sandbox.tokenRequests()).isEqualTo(2);
    assertThat(sandbox.tokensIssued()).isEqualTo(2);
  }

  @Test
  void givenWrongClientOrGrant_whenTokenAsked_thenOAuthErrors() throws Exception {
    var wrong = buyer.askToken("sandbox-client-id", "wrong", "grant_type=client_credentials");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(JsonText.parseObject(wrong.body())).containsKeys("error", "error_description");
    var grant = buyer.askToken("sandbox-client-id", "sandbox-client-secret", "grant_type=password");
    assertThat(grant.statusCode()).isEqualTo(400);
    assertThat(JsonText.parseObject(grant.body()).getString("error")).isEqualTo("invalid_request");
    assertThat(sandbox.tokenRequests()).isEqualTo(3);
    assertThat(sandbox.tokensIssued()).isEqualTo(1);
  }

  @Test
  void givenTokenTooOld_whenUsed_then401UntilANewOneIsThere() throws Exception {
    now.set(now.get().plusSeconds(3_598));
    assertThat(buyer.get("/services/categories").statusCode()).isEqualTo(200);
    now.set(now.get().plusSeconds(1));
    HttpResponse<String> expired = buyer.pay(electricity(InterswitchOutcome.DELIVERED));
    assertThat(expired.statusCode()).isEqualTo(401);
    assertThat(expired.body()).contains("expired");
    assertThat(sandbox.vendCount()).isZero();
    buyer.login();
    assertThat(buyer.get("/services/categories").statusCode()).isEqualTo(200);
    sandbox.revokeTokens();
    assertThat(buyer.get("/services/categories").statusCode()).isEqualTo(401);
  }

  @Test
  void givenNoTokenOrNoTerminal_whenAsked_thenRefused() throws Exception {
    assertThat(buyer.bare("/services", List.of()).statusCode()).isEqualTo(401);
    var noTerminal = buyer.bare("/services", List.of("Authorization", "Bearer " + buyer.token()));
    assertThat(JsonText.parseObject(noTerminal.body()).getString("ResponseCode"))
        .isEqualTo("10010");
    assertThat(
            buyer
                .bare(
                    "/services",
                    List.of("Authorization", "bearer " + buyer.token(), "terminalid", "3PBL0001"))
                .statusCode())
        .isEqualTo(200);
  }

  // --- catalogue

  @Test
  void givenCatalogue_whenRead_thenShapesAndKnownCodesAreThere() throws Exception {
    JsonObject categories = buyer.read("/services/categories");
    assertThat(grouping(categories)).isEqualTo("SUCCESSFUL");
    assertThat(categories.getJsonArray("BillerCategories").getJsonObject(0).getInt("Id"))
        .isEqualTo(1);
    JsonObject list = buyer.read("/services?categoryid=1").getJsonObject("BillerList");
    assertThat(list).isEqualTo(buyer.read("/services?categoryId=1").getJsonObject("BillerList"));
    JsonObject ekedc =
        list.getJsonArray("Category").getJsonObject(0).getJsonArray("Billers").getJsonObject(0);
    assertThat(ekedc.getInt("Id")).isEqualTo(17_601);
    assertThat(ekedc.getString("Surcharge")).isEqualTo("10000");
    JsonObject item =
        buyer.read("/services/options?serviceid=17614").getJsonArray("PaymentItems").stream()
            .map(JsonValue::asJsonObject)
            .filter(row -> row.getString("PaymentCode").equals(CONFAM))
            .findFirst()
            .orElseThrow();
    assertThat(item.getString("Amount")).isEqualTo("1100000");
    assertThat(item.getBoolean("IsAmountFixed")).isTrue();
    assertThat(buyer.read("/services").getJsonObject("BillerList").getInt("Count")).isEqualTo(31);
    assertThat(buyer.read("/services/options?serviceid=1").getJsonArray("PaymentItems")).isEmpty();
  }

  @Test
  void givenPriceMovedItemAddedOrWithdrawn_whenBought_thenTheCatalogueOfTheMomentDecides()
      throws Exception {
    String smartcard = InterswitchMagic.customer(InterswitchOutcome.DELIVERED);
    assertThat(
            buyer
                .control(
                    "POST", "/catalogue", "{\"paymentCode\":\"051761404\",\"amountKobo\":1200000}")
                .statusCode())
        .isEqualTo(204);
    assertThat(buyer.paid(order(CONFAM, smartcard, 11_000 * NAIRA)).getString("ResponseCode"))
        .isEqualTo("90013");
    assertThat(grouping(buyer.paid(order(CONFAM, smartcard, 12_000 * NAIRA))))
        .isEqualTo("SUCCESSFUL");
    sandbox.sell(
        Map.of(
            "billerId",
            950,
            "billerName",
            "Kano Water",
            "categoryId",
            1,
            "name",
            "Bill",
            "paymentCode",
            "95001"));
    assertThat(grouping(buyer.paid(order("95001", smartcard, 700 * NAIRA))))
        .isEqualTo("SUCCESSFUL");
    assertThat(sandbox.withdraw("95001")).isTrue();
    assertThat(buyer.paid(order("95001", smartcard, 700 * NAIRA)).getString("ResponseCode"))
        .isEqualTo("10002");
  }

  // --- validation

  @Test
  void givenUnknownMeter_whenValidated_thenTheRefusalIsInsideAGoodAnswer() throws Exception {
    var answer = JsonText.parseObject(buyer.validate(PREPAID, "45012345678", PATIENT).body());
    assertThat(answer.getString("ResponseCode")).isEqualTo("90000");
    assertThat(grouping(answer)).isEqualTo("SUCCESSFUL");
    JsonObject customer = answer.getJsonArray("Customers").getJsonObject(0);
    assertThat(customer.getString("ResponseCode")).isEqualTo("90014");
    assertThat(customer).containsKey("ResponseDescription").doesNotContainKey("FullName");
  }

  @Test
  void givenKnownCustomers_whenValidated_thenAmountTypeSaysWhatMayBePaid() throws Exception {
    JsonObject meter = buyer.customer(PREPAID, meter(InterswitchOutcome.DELIVERED));
    assertThat(meter.getString("FullName")).isNotBlank();
    assertThat(meter.getInt("AmountType")).isZero();
    String customer = InterswitchMagic.customer(InterswitchOutcome.DELIVERED);
    JsonObject confam = buyer.customer(CONFAM, customer);
    assertThat(confam.getInt("AmountType")).isEqualTo(5);
    assertThat(confam.getInt("Amount")).isEqualTo(1_100_000);
    JsonObject water = buyer.customer("91101", customer);
    assertThat(water.getInt("AmountType")).isEqualTo(1);
    assertThat(water.getInt("Amount")).isEqualTo(50_000);
  }

  @Test
  void givenSpoiledChecks_whenValidated_thenNoAnswerOrFailedAsAWhole() throws Exception {
    JsonObject answer =
        JsonText.parseObject(
            buyer.validate(PREPAID, meter(InterswitchOutcome.CHECK_UNREACHABLE), PATIENT).body());
    assertThat(answer.getString("ResponseCode")).isEqualTo("90091");
    assertThat(answer).doesNotContainKey("Customers");
    assertThatThrownBy(
            () -> buyer.validate(PREPAID, meter(InterswitchOutcome.CHECK_TIMEOUT), IMPATIENT))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(buyer.validate("nosuchcode", "45012345678", PATIENT).statusCode()).isEqualTo(400);
  }

  // --- payment: success

  @Test
  void givenPrepaidMeter_whenPaidOften_thenTheBookedTokenIsInAdditionalInfoInEveryWriting()
      throws Exception {
    Set<String> writings = new HashSet<>();
    Set<JsonValue.ValueType> amounts = new HashSet<>();
    for (int i = 0; i < 24; i++) {
      Map<String, Object> order = electricity(InterswitchOutcome.DELIVERED);
      JsonObject answer = buyer.paid(order);
      assertThat(answer.getString("ResponseCode")).isEqualTo("90000");
      assertThat(answer.getString("TransactionRef")).contains("|Web|3PBL0001|17602|");
      amounts.add(answer.get("ApprovedAmount").getValueType());
      String written = answer.getJsonObject("AdditionalInfo").getString("RechargePIN");
      Vend vend = sandbox.purchase((String) order.get("requestReference")).orElseThrow();
      assertThat(written.replaceAll("\\D", "")).isEqualTo(vend.token().orElseThrow());
      writings.add(written.replaceAll("\\d", "9"));
    }
    assertThat(writings).hasSize(4);
    assertThat(amounts)
        .containsExactlyInAnyOrder(JsonValue.ValueType.NUMBER, JsonValue.ValueType.STRING);
    assertThat(sandbox.vendsFor(meter(InterswitchOutcome.DELIVERED))).hasSize(24);
    assertThat(sandbox.debitedKobo()).isEqualTo(24 * 5_000 * NAIRA);
  }

  @Test
  void givenOtherBills_whenPaid_thenDeliveredWithoutToken() throws Exception {
    for (Map<String, Object> order :
        List.of(
            order(POSTPAID, meter(InterswitchOutcome.DELIVERED), 2_000 * NAIRA),
            order(MTN, InterswitchMagic.phone(InterswitchOutcome.DELIVERED), 100 * NAIRA),
            order(FirstStock.DOCUMENTED_CODE, InterswitchMagic.DOCUMENTED_CUSTOMER, 100 * NAIRA),
            order("68701", InterswitchMagic.phone("0802", InterswitchOutcome.DELIVERED), 5_000),
            order(CONFAM, InterswitchMagic.customer(InterswitchOutcome.DELIVERED), 1_100_000),
            order("80101", InterswitchMagic.customer(InterswitchOutcome.DELIVERED), 50_000))) {
      JsonObject answer = buyer.paid(order);
      assertThat(grouping(answer)).as(answer.toString()).isEqualTo("SUCCESSFUL");
      assertThat(answer.toString()).doesNotContain("RechargePIN");
    }
    assertThat(sandbox.vendCount()).isEqualTo(6);
  }

  @Test
  void givenKeyChange_whenPaid_thenThreeDifferentTokens() throws Exception {
    JsonObject info =
        buyer.paid(electricity(InterswitchOutcome.KEY_CHANGE)).getJsonObject("AdditionalInfo");
    assertThat(
            Set.of(
                info.getString("KCT1"),
                info.getString("KCT2"),
                info.getString("RechargePIN").replaceAll("\\D", "")))
        .hasSize(3)
        .allMatch(token -> token.matches("\\d{20}"));
  }

  // --- payment: refusals

  @Test
  void givenBadOrders_whenPaid_thenCodesSayWhyAndNothingIsBought() throws Exception {
    assertRefused("requestReference", "9999" + "00000001", "20010");
    assertRefused("requestReference", "1453" + "1234567", "20010");
    assertRefused("requestReference", "1453" + "12345678901234567", "20010");
    assertRefused("customerMobile", "", "20010");
    assertRefused("customerId", "", "20010");
    assertRefused("amount", "5000.50", "20010");
    assertRefused("amount", 0, "90013");
    assertRefused("paymentCode", "000", "10002");
    assertRefused("customerId", "45012345678", "90014");
    assertThat(sandbox.vendCount()).isZero();
    assertThat(sandbox.debitedKobo() - sandbox.creditedKobo()).isZero();
  }

  private void assertRefused(String field, Object value, String code) throws Exception {
    Map<String, Object> order = electricity(InterswitchOutcome.DELIVERED);
    order.put(field, value);
    JsonObject answer = buyer.paid(order);
    assertThat(answer.getString("ResponseCode")).as(field + "=" + value).isEqualTo(code);
    assertThat(grouping(answer)).isEqualTo("FAILED");
  }

  @ParameterizedTest
  @CsvSource({
    "LOW_FLOAT, 90051",
    "UNAUTHORISED, 10003",
    "REFUSED, 10200",
    "FAILED, 70070",
    "INVALID_ACCOUNT, 90014",
    "BILLER_UNREACHABLE, 90091"
  })
  void givenKnownRefusals_whenPaid_thenCodeAndNothingVended(InterswitchOutcome outcome, String code)
      throws Exception {
    JsonObject answer = buyer.paid(electricity(outcome));
    assertThat(answer.getString("ResponseCode")).isEqualTo(code);
    assertThat(grouping(answer)).isEqualTo("FAILED");
    assertThat(sandbox.vendsFor(meter(outcome))).isEmpty();
    assertThat(sandbox.floatKobo()).isEqualTo(5_000_000_00L);
  }

  @Test
  void givenEmptyWallet_whenPaid_then90051() throws Exception {
    sandbox.setFloatKobo(4_999 * NAIRA);
    Map<String, Object> order = electricity(InterswitchOutcome.DELIVERED);
    assertThat(buyer.paid(order).getString("ResponseCode")).isEqualTo("90051");
    sandbox.topUpKobo(NAIRA);
    assertThat(grouping(buyer.paid(order))).isEqualTo("SUCCESSFUL"); // it was never accepted
    assertThat(sandbox.floatKobo()).isZero();
  }

  @Test
  void givenUsedReference_whenPaidAgain_thenUnknownErrorOrDuplicateAndNoSecondVend()
      throws Exception {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      Map<String, Object> order = electricity(InterswitchOutcome.DELIVERED);
      buyer.pay(order);
      codes.add(buyer.paid(order).getString("ResponseCode"));
    }
    assertThat(codes).containsExactlyInAnyOrder("10001", "90026");
    assertThat(sandbox.vendCount()).isEqualTo(12);
  }

  @Test
  void givenRuleWithCode_whenPaid_thenThatCodeAsOftenAsSaid() throws Exception {
    sandbox.register("45012345678");
    sandbox.outcome(
        OutcomeRule.of("45012345678", InterswitchOutcome.REFUSED).code("900A0").nth(2).times(1));
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      codes.add(buyer.paid(order(PREPAID, "45012345678", 1_000 * NAIRA)).getString("ResponseCode"));
    }
    assertThat(codes).containsExactly("90000", "900A0", "90000");
  }

  // --- payment: answers that tell nothing

  @ParameterizedTest
  @EnumSource(
      value = InterswitchOutcome.class,
      names = {
        "TIMEOUT_THEN_DELIVERED",
        "NO_ANSWER_THEN_DELIVERED",
        "GARBAGE_THEN_DELIVERED",
        "UNDOCUMENTED_CODE",
        "ERROR_AFTER_EFFECT",
        "SYSTEM_ERROR",
        "WRONG_AMOUNT",
        "PARTIAL_APPROVAL",
        "DUPLICATE",
        "SLOW"
      })
  void givenVendedWhateverWasAnswered_whenQueried_thenDelivered(InterswitchOutcome outcome)
      throws Exception {
    Map<String, Object> order = electricity(outcome);
    payQuietly(order);
    JsonObject told = buyer.queried(order.get("requestReference"));
    assertThat(told.getString("TransactionResponseCode")).isEqualTo("90000");
    assertThat(grouping(told)).isEqualTo("SUCCESSFUL");
    assertThat(told.getString("Amount")).isEqualTo("500000");
    assertThat(sandbox.vendsFor(meter(outcome))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = InterswitchOutcome.class,
      names = {
        "TIMEOUT_THEN_FAILED",
        "NO_ANSWER_THEN_FAILED",
        "GARBAGE_THEN_FAILED",
        "CONTRADICTION"
      })
  void givenFailedWhateverWasAnswered_whenQueried_thenTheSampleOfTheDocument(
      InterswitchOutcome outcome) throws Exception {
    Map<String, Object> order = electricity(outcome);
    payQuietly(order);
    JsonObject told = buyer.queried(order.get("requestReference"));
    assertThat(told.getString("ResponseCode")).isEqualTo("90000");
    assertThat(told.getString("Status")).isEqualTo("Complete");
    assertThat(told.getString("TransactionResponseCode")).isEqualTo("90006");
    assertThat(grouping(told)).isEqualTo("FAILED");
    assertThat(sandbox.vendsFor(meter(outcome))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = InterswitchOutcome.class,
      names = {
        "TIMEOUT_THEN_NOT_FOUND",
        "NO_ANSWER_THEN_NOT_FOUND",
        "GARBAGE_THEN_NOT_FOUND",
        "ERROR_BEFORE_EFFECT",
        "RATE_LIMITED",
        "TOKEN_REFUSED"
      })
  void givenNeverTaken_whenQueried_thenNotFoundInOneOfTwoForms(InterswitchOutcome outcome)
      throws Exception {
    for (int i = 0; i < 2; i++) {
      Map<String, Object> order = electricity(outcome);
      payQuietly(order);
      HttpResponse<String> told = buyer.query(order.get("requestReference"));
      assertThat(told.statusCode()).isEqualTo(404);
      assertThat(told.body()).contains("30010", "FAILED");
    }
    assertThat(sandbox.purchasesFor(meter(outcome))).isEmpty();
  }

  private void payQuietly(Map<String, Object> order) throws Exception {
    try {
      buyer.post("/Transactions", order, IMPATIENT);
    } catch (IOException e) {
      // no answer is what some of these outcomes are about; HttpTimeoutException is one too
    }
    sandbox.await(s -> s.requestCount(InterswitchSandbox.ROOT + "/Transactions") > 0, PATIENT);
  }

  @Test
  void givenContradictionWrongAmountAndPartial_whenPaid_thenTheAnswersAreWrongAsSaid()
      throws Exception {
    JsonObject contradiction = buyer.paid(electricity(InterswitchOutcome.CONTRADICTION));
    assertThat(contradiction.getString("ResponseCode")).isEqualTo("90000");
    assertThat(grouping(contradiction)).isEqualTo("FAILED");
    JsonObject wrong = buyer.paid(electricity(InterswitchOutcome.WRONG_AMOUNT));
    assertThat(JsonText.text(wrong, "ApprovedAmount", "")).isEqualTo("5000");
    JsonObject partial = buyer.paid(electricity(InterswitchOutcome.PARTIAL_APPROVAL));
    assertThat(partial.getString("ResponseCode")).isEqualTo("90010");
    assertThat(buyer.pay(electricity(InterswitchOutcome.RATE_LIMITED)).statusCode()).isEqualTo(429);
    assertThat(buyer.pay(electricity(InterswitchOutcome.TOKEN_REFUSED)).statusCode())
        .isEqualTo(401);
  }

  // --- query

  @Test
  void givenPending_whenQueried_thenPendingUntilItSettles() throws Exception {
    Map<String, Object> delivered = electricity(InterswitchOutcome.PENDING_THEN_DELIVERED);
    assertThat(grouping(buyer.paid(delivered))).isEqualTo("PENDING");
    assertThat(buyer.queried(delivered.get("requestReference")).getString("Status"))
        .isEqualTo("Pending");
    assertThat(grouping(buyer.queried(delivered.get("requestReference")))).isEqualTo("SUCCESSFUL");

    Map<String, Object> failed = electricity(InterswitchOutcome.PENDING_THEN_FAILED);
    buyer.pay(failed);
    buyer.query(failed.get("requestReference"));
    assertThat(grouping(buyer.queried(failed.get("requestReference")))).isEqualTo("FAILED");
    assertThat(sandbox.creditedKobo()).isEqualTo(5_000 * NAIRA);

    Map<String, Object> forever = electricity(InterswitchOutcome.PENDING_FOREVER);
    buyer.pay(forever);
    for (int i = 0; i < 5; i++) {
      assertThat(grouping(buyer.queried(forever.get("requestReference")))).isEqualTo("PENDING");
    }
  }

  @Test
  void givenQueryLags_whenQueried_thenNotFoundFirstAndDeliveredLater() throws Exception {
    Map<String, Object> order = electricity(InterswitchOutcome.TIMEOUT_THEN_LATE);
    payQuietly(order);
    assertThat(buyer.query(order.get("requestReference")).statusCode()).isEqualTo(404);
    assertThat(grouping(buyer.queried(order.get("requestReference")))).isEqualTo("SUCCESSFUL");
  }

  @Test
  void givenDelivered_whenReversedLater_thenAQueryTellsAndMoneyIsBack() throws Exception {
    Map<String, Object> order = electricity(InterswitchOutcome.DELIVERED_THEN_REVERSED);
    assertThat(grouping(buyer.paid(order))).isEqualTo("SUCCESSFUL");
    assertThat(grouping(buyer.queried(order.get("requestReference")))).isEqualTo("SUCCESSFUL");
    assertThat(grouping(buyer.queried(order.get("requestReference")))).isEqualTo("FAILED");
    assertThat(sandbox.vendCount()).isZero();
    assertThat(sandbox.floatKobo()).isEqualTo(5_000_000_00L);
  }

  @Test
  void givenDelivered_whenQueried_thenTextsAreEncodedAndTheTokenIsNotThere() throws Exception {
    Map<String, Object> order = electricity(InterswitchOutcome.DELIVERED);
    buyer.pay(order);
    JsonObject told = buyer.queried(order.get("requestReference"));
    assertThat(told.getString("TransactionRef")).startsWith("SBX%7CWeb%7C3PBL0001%7C17602%7C");
    assertThat(told.getString("PaymentDate")).isEqualTo("2026-03-09T14%3A32%3A10");
    assertThat(told.getString("CustomerEmail")).isEqualTo("ops%40merchant.example");
    assertThat(told.getJsonObject("BillPayment").getString("Biller")).isEqualTo("Ikeja+Electric");
    assertThat(told.getString("RequestReference")).isEqualTo(order.get("requestReference"));
    assertThat(told).doesNotContainKey("AdditionalInfo");
    sandbox.additionalInfoInQuery(true);
    assertThat(buyer.queried(order.get("requestReference"))).containsKey("AdditionalInfo");
  }

  @Test
  void givenTokenMissing_whenQueried_thenLaterOrNeverAndOnlyWhereQueriesTellIt() throws Exception {
    sandbox.additionalInfoInQuery(true);
    Map<String, Object> later = electricity(InterswitchOutcome.DELIVERED_WITHOUT_TOKEN);
    assertThat(buyer.paid(later).toString()).doesNotContain("RechargePIN");
    assertThat(buyer.queried(later.get("requestReference")).toString())
        .doesNotContain("RechargePIN");
    assertThat(buyer.queried(later.get("requestReference")).toString()).contains("RechargePIN");
    Map<String, Object> never = electricity(InterswitchOutcome.TOKEN_NEVER);
    assertThat(grouping(buyer.paid(never))).isEqualTo("SUCCESSFUL");
    for (int i = 0; i < 4; i++) {
      assertThat(buyer.queried(never.get("requestReference")).toString())
          .doesNotContain("RechargePIN");
    }
    assertThat(sandbox.vendCount()).isEqualTo(2);
  }

  @Test
  void givenOneReferenceFromManyThreads_whenPaid_thenVendedOnceAndDebitedOnce() throws Exception {
    List<Map<String, Object>> orders = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Map<String, Object> order = electricity(InterswitchOutcome.DELIVERED);
      for (int copy = 0; copy < 16; copy++) {
        orders.add(order);
      }
    }
    List<String> codes = paidAtOnce(orders);
    assertThat(codes).filteredOn("90000"::equals).hasSize(20);
    assertThat(codes).containsOnly("90000", "10001", "90026");
    assertThat(sandbox.vendCount()).isEqualTo(20);
    assertThat(sandbox.vends()).hasSize(20);
    assertThat(sandbox.debitedKobo()).isEqualTo(20 * 5_000 * NAIRA);
  }

  @Test
  void givenWalletForThree_whenManyPaidAtOnce_thenThreeAreVended() throws Exception {
    sandbox.setFloatKobo(3 * 5_000 * NAIRA);
    List<Map<String, Object>> orders = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      orders.add(electricity(InterswitchOutcome.DELIVERED));
    }
    List<String> codes = paidAtOnce(orders);
    assertThat(codes).filteredOn("90000"::equals).hasSize(3);
    assertThat(codes).containsOnly("90000", "90051");
    assertThat(sandbox.floatKobo()).isZero();
  }

  private List<String> paidAtOnce(List<Map<String, Object>> orders) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(16);
    try {
      List<Callable<String>> calls = new ArrayList<>();
      orders.forEach(order -> calls.add(() -> buyer.paid(order).getString("ResponseCode")));
      List<String> codes = new ArrayList<>();
      for (Future<String> code : pool.invokeAll(calls)) {
        codes.add(code.get());
      }
      return codes;
    } finally {
      pool.shutdownNow();
    }
  }

  // --- webhooks, faults, control, restart

  @Test
  void givenCollectionEvent_whenSent_thenSignedOverTheRawBody() throws Exception {
    AtomicReference<Request> got = new AtomicReference<>();
    try (SandboxServer listener = new SandboxServer("listener", 0)) {
      listener.route(
          "POST",
          "/hook",
          request -> {
            got.set(request);
            return Response.empty(200);
          });
      listener.start();
      URI target = URI.create(listener.baseUrl() + "/hook");
      HttpResponse<String> answer =
          buyer.control(
              "POST",
              "/webhooks",
              "{\"url\":\"" + target + "\",\"event\":\"TRANSACTION.UPDATED\",\"uuid\":\"u-1\"}");
      assertThat(JsonText.parseObject(answer.body()).getInt("status")).isEqualTo(200);
    }
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(
        new SecretKeySpec("sandbox-webhook-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    assertThat(got.get().header("X-Interswitch-Signature"))
        .hasValue(HexFormat.of().formatHex(mac.doFinal(got.get().body())));
    assertThat(got.get().json().getString("event")).isEqualTo("TRANSACTION.UPDATED");
    assertThat(got.get().json().getJsonObject("data").getString("responseCode")).isEqualTo("00");
    assertThat(buyer.control("POST", "/webhooks", "{\"url\":\"http://example.org/\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void givenFaultRules_whenAsked_thenAnyRequestCanGoWrong() throws Exception {
    sandbox.faults().add(FaultRule.when("POST", InterswitchSandbox.TOKEN).once().effect("html502"));
    var broken =
        buyer.askToken(
            "sandbox-client-id", "sandbox-client-secret", "grant_type=client_credentials");
    assertThat(broken.statusCode()).isEqualTo(502);
    sandbox
        .faults()
        .add(FaultRule.when("GET", ".*/services.*").effect("status", Map.of("code", 503)));
    assertThat(buyer.get("/services/categories").statusCode()).isEqualTo(503);
  }

  @Test
  void givenControlApi_whenUsed_thenItSaysAndDoesWhatItSays() throws Exception {
    assertThat(
            buyer
                .control(
                    "POST",
                    "/outcomes",
                    "{\"account\":\"45012345678\",\"outcome\":\"pending-forever\",\"times\":1}")
                .statusCode())
        .isEqualTo(201);
    assertThat(buyer.control("POST", "/outcomes", "{\"outcome\":\"nonsense\"}").statusCode())
        .isEqualTo(400);
    assertThat(grouping(buyer.paid(order(PREPAID, "45012345678", 100_000)))).isEqualTo("PENDING");
    assertThat(buyer.control("DELETE", "/outcomes", "").statusCode()).isEqualTo(204);
    buyer.control("POST", "/accounts", "{\"accept\":\"well-formed\"}");
    Map<String, Object> order = order(PREPAID, "45012345678", 100_000);
    assertThat(grouping(buyer.paid(order))).isEqualTo("SUCCESSFUL");
    JsonObject vends =
        JsonText.parseObject(buyer.control("GET", "/vends?account=45012345678", "").body());
    assertThat(vends.getInt("accepted")).isEqualTo(2);
    assertThat(vends.getInt("carriedOut")).isEqualTo(1);
    assertThat(vends.getJsonObject("float").getInt("kobo")).isEqualTo(500_000_000 - 200_000);
    buyer.control("POST", "/tokens", "{\"revoke\":true,\"lifetimeSeconds\":5}");
    assertThat(buyer.query(order.get("requestReference")).statusCode()).isEqualTo(401);
    assertThat(buyer.login().getInt("expires_in")).isEqualTo(5);
    JsonObject requests = JsonText.parseObject(buyer.control("GET", "/requests", "").body());
    assertThat(requests.getJsonObject("counts").getInt(InterswitchSandbox.ROOT + "/Transactions"))
        .isEqualTo(3);
    assertThat(requests.toString()).doesNotContain(buyer.token());
    assertThat(JsonText.parseObject(buyer.control("GET", "/magic", "").body()).toString())
        .contains(meter(InterswitchOutcome.TIMEOUT_THEN_LATE));
  }

  @Test
  void givenDataDirectory_whenRestarted_thenBookAndWalletGoOn(@TempDir Path directory)
      throws Exception {
    InterswitchSettings settings =
        InterswitchSettings.defaults()
            .withDataDirectory(directory)
            .withAcceptance(Acceptance.WELL_FORMED);
    restart(settings);
    Map<String, Object> delivered = electricity(InterswitchOutcome.DELIVERED);
    Map<String, Object> pending = electricity(InterswitchOutcome.PENDING_THEN_FAILED);
    buyer.pay(delivered);
    buyer.pay(pending);
    Vend vend = sandbox.purchase((String) delivered.get("requestReference")).orElseThrow();
    Files.writeString(
        directory.resolve("vends.tsv"), "open\thalf", StandardOpenOption.APPEND); // killed here
    restart(settings);
    assertThat(sandbox.purchase(vend.requestReference())).contains(vend);
    assertThat(sandbox.floatKobo()).isEqualTo(5_000_000_00L - 2 * 5_000 * NAIRA);
    buyer.query(pending.get("requestReference"));
    assertThat(grouping(buyer.queried(pending.get("requestReference")))).isEqualTo("FAILED");
    restart(settings);
    assertThat(sandbox.floatKobo()).isEqualTo(5_000_000_00L - 5_000 * NAIRA);
    assertThat(sandbox.vendCount()).isEqualTo(1);
    assertThat(buyer.paid(delivered).getString("ResponseCode")).isIn("10001", "90026");
  }

  // --- magic and tokens, pure

  @Test
  void givenOutcomes_whenMagicAccountsAreMade_thenEachMeansItsOwn() {
    Set<Integer> numbers = new HashSet<>();
    for (InterswitchOutcome outcome : InterswitchOutcome.values()) {
      assertThat(numbers.add(outcome.number())).isTrue();
      assertThat(InterswitchMagic.outcomeOf(meter(outcome))).contains(outcome);
      assertThat(InterswitchMagic.outcomeOf(InterswitchMagic.phone("0805", outcome)))
          .contains(outcome);
      assertThat(InterswitchMagic.outcomeOf(InterswitchMagic.customer(outcome))).contains(outcome);
      assertThat(InterswitchOutcome.of(outcome.wireName())).contains(outcome);
    }
    assertThat(InterswitchMagic.outcomeOf("45000001000")).isEmpty(); // wrong check digit
  }

  @Test
  void givenSeed_whenManyTokens_thenTwentyDigitsUniqueAndRepeatable() {
    Tokens tokens = new Tokens(7);
    Set<String> seen = new HashSet<>();
    for (long number = 1; number <= 10_000; number++) {
      assertThat(seen.add(tokens.energy(number))).isTrue();
      assertThat(seen.add(tokens.keyChange1(number))).isTrue();
      assertThat(seen.add(tokens.keyChange2(number))).isTrue();
    }
    assertThat(seen).allMatch(token -> token.length() == 20);
    assertThat(new Tokens(7).energy(5)).isEqualTo(tokens.energy(5));
  }

  @Test
  void givenSettingsAndVends_whenPrinted_thenNothingSecretIsSaid() throws Exception {
    buyer.pay(electricity(InterswitchOutcome.DELIVERED));
    Vend vend = sandbox.vends().get(0);
    assertThat(vend.toString()).doesNotContain(vend.account(), vend.token().orElseThrow());
    assertThat(InterswitchSettings.defaults().toString()).doesNotContain("secret");
  }

  @Test
  void givenAdditionalInfo_whenPaid_thenOnlyOneValueIsWhollyAToken() throws Exception {
    JsonObject info =
        buyer.paid(electricity(InterswitchOutcome.DELIVERED)).getJsonObject("AdditionalInfo");
    assertThat(
            info.values().stream()
                .map(value -> ((JsonString) value).getString())
                .filter(text -> text.replaceFirst("Token : ", "").matches("[\\d -]{20,24}")))
        .hasSize(1);
    assertThat(info.getString("Narration")).containsPattern("\\d{20}");
  }
}
