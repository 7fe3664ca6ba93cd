package ng.bills.sandbox.flutterwave;

import static ng.bills.sandbox.flutterwave.FlutterwaveBuyer.bill;
import static ng.bills.sandbox.flutterwave.FlutterwaveBuyer.data;
import static ng.bills.sandbox.flutterwave.FlutterwaveBuyer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.flutterwave.FlutterwaveSettings.Acceptance;
import ng.bills.sandbox.http.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FlutterwaveSandboxTest {
  private static final Duration IMPATIENT = Duration.ofMillis(300);

  private FlutterwaveSandbox sandbox;
  private FlutterwaveBuyer buyer;

  @BeforeEach
  void start() {
    restart(FlutterwaveSettings.defaults().withSlowDelay(Duration.ofMillis(700)));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void restart(FlutterwaveSettings settings) {
    if (sandbox != null) {
      sandbox.close();
    }
    sandbox = FlutterwaveSandbox.start(settings);
    buyer = new FlutterwaveBuyer(sandbox);
  }

  private static String meter(FlutterwaveOutcome outcome) {
    return FlutterwaveMagic.meter(outcome);
  }

  private static void isError(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).getString("status")).isEqualTo("error");
    assertThat(json(answer).isNull("data")).isTrue();
  }

  // --- keys, catalogue, balance

  @Test
  void givenWrongKeys_whenAsked_then401() throws Exception {
    isError(buyer.withAuthorization("/balances/NGN"), 401);
    isError(buyer.withAuthorization("/balances/NGN", "Authorization", "Bearer FLWPUBK-x"), 401);
  }

  @Test
  void givenKeys_whenCatalogueRead_thenCategoriesBillersAndItems() throws Exception {
    assertThat(json(buyer.get("/top-bill-categories?country=NG")).getJsonArray("data")).hasSize(7);
    JsonArray billers =
        json(buyer.get("/bills/UTILITYBILLS/billers?country=NG")).getJsonArray("data");
    assertThat(billers.getJsonObject(0))
        .containsKeys("id", "name", "logo", "short_name", "biller_code", "country_code");
    JsonArray items = json(buyer.get("/billers/BIL112/items")).getJsonArray("data");
    assertThat(items).hasSize(2);
    assertThat(items.getJsonObject(0).getString("item_code")).isEqualTo("UB157");
    assertThat(items.getJsonObject(0).getString("biller_name")).isEqualTo("EKEDC PREPAID TOPUP");
    assertThat(items.getJsonObject(0).getInt("amount")).isZero();
    assertThat(items.getJsonObject(1).isNull("reg_expression")).isTrue();
    JsonObject bundle =
        json(buyer.get("/billers/BIL108/items")).getJsonArray("data").getJsonObject(1);
    assertThat(bundle.getBoolean("is_data")).isTrue();
    assertThat(bundle.getString("validity_period")).isEqualTo("30");
    assertThat(
            json(buyer.get("/billers/BIL124/items"))
                .getJsonArray("data")
                .getJsonObject(0)
                .isNull("is_data"))
        .isTrue();
    isError(buyer.get("/billers/BIL999/items"), 404);
  }

  @Test
  void givenAirtime_whenCatalogueRead_thenFourNetworksShareOneCode() throws Exception {
    JsonArray items = json(buyer.get("/billers/BIL099/items")).getJsonArray("data");
    assertThat(items).hasSize(4);
    assertThat(items.stream().map(item -> item.asJsonObject().getString("item_code")).distinct())
        .containsExactly("AT099");
    assertThat(json(buyer.get("/bill-categories?airtime=1&country=NG")).getJsonArray("data"))
        .hasSize(4);
  }

  @Test
  void givenPriceMoved_whenCatalogueReadAndOldPricePaid_thenRefused() throws Exception {
    String phone = FlutterwaveMagic.phone(FlutterwaveOutcome.DELIVERED);
    assertThat(buyer.pay("BIL108", "MD106", bill(phone, 1_000)).statusCode()).isEqualTo(200);
    assertThat(
            buyer
                .control("POST", "/catalogue", "{\"item\":\"MD106\",\"kobo\":120000}")
                .statusCode())
        .isEqualTo(204);
    assertThat(
            json(buyer.get("/billers/BIL108/items"))
                .getJsonArray("data")
                .getJsonObject(1)
                .getInt("amount"))
        .isEqualTo(1_200);
    isError(buyer.pay("BIL108", "MD106", bill(phone, 1_000)), 400);
    assertThat(sandbox.vendsFor(phone)).hasSize(1);
  }

  @Test
  void givenNewBiller_whenCatalogueRead_thenItIsSold() throws Exception {
    buyer.control(
        "POST",
        "/catalogue",
        "{\"category\":\"CABLEBILLS\",\"biller\":\"BIL400\",\"name\":\"Sahara"
            + " TV\",\"item\":\"CB400\",\"kobo\":150000}");
    assertThat(buyer.get("/bills/CABLEBILLS/billers?country=NG").body()).contains("Sahara TV");
    String card = FlutterwaveMagic.smartcard(FlutterwaveOutcome.DELIVERED);
    assertThat(buyer.pay("BIL400", "CB400", bill(card, 1_500)).statusCode()).isEqualTo(200);
  }

  @Test
  void givenBill_whenBalanceRead_thenAmountAndFeeAreGone() throws Exception {
    buyer.pay(bill(meter(FlutterwaveOutcome.DELIVERED), 5_000));
    JsonObject wallet = data(buyer.get("/balances/NGN"));
    assertThat(wallet.getString("currency")).isEqualTo("NGN");
    assertThat(wallet.getJsonNumber("available_balance").bigDecimalValue())
        .isEqualByComparingTo("4994900");
    isError(buyer.get("/balances/XYZ"), 404);
  }

  // --- validation

  private HttpResponse<String> validate(String biller, String item, String customer)
      throws IOException, InterruptedException {
    return buyer.get("/bill-items/" + item + "/validate?code=" + biller + "&customer=" + customer);
  }

  @Test
  void givenCustomers_whenValidated_thenNamedOr400() throws Exception {
    JsonObject good = data(validate("BIL113", "UB159", meter(FlutterwaveOutcome.DELIVERED)));
    assertThat(good.getString("response_code")).isEqualTo("00");
    assertThat(good.getString("name")).isNotBlank();
    isError(validate("BIL113", "UB159", "45012345678"), 400);
    isError(validate("BIL113", "UB159", meter(FlutterwaveOutcome.INVALID_CUSTOMER)), 400);
    isError(validate("BIL113", "UB999", meter(FlutterwaveOutcome.DELIVERED)), 404);
    isError(validate("BIL113", "UB159", meter(FlutterwaveOutcome.CHECK_UNREACHABLE)), 503);
    assertThat(
            data(validate("BIL119", "CB141", FlutterwaveMagic.FLUTTERWAVE_SMARTCARD))
                .getString("name"))
        .isEqualTo("Test DSTV Account");
    assertThat(
            data(validate("BIL099", "AT099", FlutterwaveMagic.FLUTTERWAVE_PHONE)).getString("name"))
        .isEqualTo("MTN");
  }

  @Test
  void givenWellFormedAccepted_whenValidated_thenTheItemsPatternDecides() throws Exception {
    sandbox.accept(Acceptance.WELL_FORMED);
    assertThat(validate("BIL113", "UB159", "45012345678").statusCode()).isEqualTo(200);
    isError(validate("BIL113", "UB159", "4501"), 400);
  }

  // --- payment and status

  @Test
  void givenGoodMeter_whenPaid_thenTheAnswersNameTheReferencesDifferently() throws Exception {
    Map<String, Object> order = bill(meter(FlutterwaveOutcome.DELIVERED), 5_000.5);
    JsonObject paid = data(buyer.pay(order));
    Vend vend = sandbox.purchase((String) order.get("reference")).orElseThrow();
    assertThat(paid.getString("code")).isEqualTo("200");
    assertThat(paid.getString("tx_ref")).matches("CF-FLYAPI-\\d{20}").isEqualTo(vend.txRef());
    assertThat(paid.getString("reference")).matches("BPUSSD\\d{16}");
    assertThat(paid.getJsonNumber("amount").bigDecimalValue()).isEqualByComparingTo("5000.5");
    assertThat(paid.getString("recharge_token").replace("-", ""))
        .isEqualTo(vend.token().orElseThrow());

    JsonObject status = data(buyer.status(order.get("reference")));
    assertThat(status).doesNotContainKey("status");
    assertThat(status.getString("customer_reference")).isEqualTo(order.get("reference"));
    assertThat(status.getString("flw_ref")).isEqualTo(paid.getString("reference"));
    assertThat(status.getString("amount")).matches("5000\\.50(00)?");
    assertThat(status.getString("extra")).isEqualTo(paid.getString("recharge_token"));
    assertThat(data(buyer.status(vend.txRef())).getString("tx_ref")).isEqualTo(vend.txRef());
  }

  @Test
  void givenThreeBills_whenPaid_thenTokensAreDifferentAndOneComesInGroups() throws Exception {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      tokens.add(
          data(buyer.pay(bill(meter(FlutterwaveOutcome.DELIVERED), 1_000)))
              .getString("recharge_token"));
    }
    assertThat(tokens).hasSize(3);
    assertThat(tokens).anyMatch(token -> token.matches("\\d{4}(-\\d{4}){4}"));
    assertThat(tokens).anyMatch(token -> token.matches("\\d{20}"));
  }

  @Test
  void givenTheOldForm_whenPaid_thenTheReferencesHaveSwappedNames() throws Exception {
    JsonObject paid =
        data(
            buyer.post(
                "/bills",
                Map.of(
                    "country",
                    "NG",
                    "customer",
                    "+2348030000100",
                    "amount",
                    500,
                    "recurrence",
                    "ONCE",
                    "type",
                    "AIRTIME",
                    "reference",
                    "old-1"),
                Duration.ofSeconds(20)));
    assertThat(paid.getString("flw_ref")).startsWith("CF-FLYAPI-");
    assertThat(paid.getString("tx_ref")).startsWith("BPUSSD");
    assertThat(paid.getString("network")).isEqualTo("MTN");
    assertThat(paid.isNull("reference")).isTrue();
    assertThat(sandbox.purchase("old-1").orElseThrow().carriedOut()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"country,GH", "customer_id,''", "amount,0", "amount,five", "reference,''"})
  void givenBadField_whenPaid_then400AndNothingIsTaken(String field, String value)
      throws Exception {
    Map<String, Object> order = bill(meter(FlutterwaveOutcome.DELIVERED), 1_000);
    order.put(field, value);
    isError(buyer.pay(order), 400);
    assertThat(sandbox.debitedKobo()).isZero();
  }

  @Test
  void givenUnknownItem_whenPaid_then404() throws Exception {
    isError(buyer.pay("BIL113", "UB157", bill(meter(FlutterwaveOutcome.DELIVERED), 1_000)), 404);
    isError(buyer.pay("ekedc", "payment", bill(meter(FlutterwaveOutcome.DELIVERED), 1_000)), 404);
  }

  @Test
  void givenSameReferenceTwice_whenPaid_thenRefusedInUnstableWordsAndVendedOnce() throws Exception {
    Set<String> words = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      Map<String, Object> order = bill(meter(FlutterwaveOutcome.DELIVERED), 1_000);
      buyer.pay(order);
      HttpResponse<String> again = buyer.pay(order);
      isError(again, 400);
      words.add(json(again).getString("message"));
    }
    assertThat(words).hasSize(2);
    assertThat(sandbox.vendCount()).isEqualTo(12);
  }

  @ParameterizedTest
  @EnumSource(FlutterwaveOutcome.class)
  void givenAnyOutcome_whenPaid_thenBookAndWalletAgreeWithItsMeaning(FlutterwaveOutcome outcome)
      throws Exception {
    Map<String, Object> order = bill(meter(outcome), 2_000);
    String path = "/billers/BIL113/items/UB159/payment";
    boolean held = outcome.reply() == FlutterwaveOutcome.Reply.HOLD;
    boolean cut = outcome.reply() == FlutterwaveOutcome.Reply.CUT;
    int status = 0;
    try {
      status = buyer.post(path, order, held ? IMPATIENT : Duration.ofSeconds(20)).statusCode();
    } catch (IOException e) {
      assertThat(held || cut).isTrue();
      assertThat(e instanceof HttpTimeoutException).isEqualTo(held);
    }
    for (int i = 0; i < 3; i++) {
      buyer.status(order.get("reference"));
    }
    boolean delivered = !sandbox.vendsFor(meter(outcome)).isEmpty();
    boolean found = buyer.status(order.get("reference")).statusCode() == 200;
    switch (outcome.truth()) {
      case FAILED, NOT_TAKEN, PENDING_THEN_FAILED, DELIVERED_THEN_FAILED -> {
        assertThat(delivered).isFalse();
        assertThat(found).isFalse();
        assertThat(sandbox.floatKobo()).isEqualTo(5_000_000_00L);
      }
      case PENDING_FOREVER -> {
        assertThat(delivered).isFalse();
        assertThat(found).isTrue();
      }
      case LOST_REFERENCE -> {
        assertThat(delivered).isTrue();
        assertThat(found).isFalse();
        String txRef = sandbox.vends().get(0).txRef();
        assertThat(buyer.status(txRef).statusCode()).isEqualTo(200);
        JsonArray listed =
            data(buyer.get("/bills?reference=" + order.get("reference")))
                .getJsonArray("transactions");
        assertThat(listed.getJsonObject(0).getString("tx_ref")).isEqualTo(txRef);
      }
      default -> {
        assertThat(delivered).isTrue();
        assertThat(found).isTrue();
        assertThat(sandbox.floatKobo()).isEqualTo(5_000_000_00L - 2_100_00L);
      }
    }
    int expected =
        switch (outcome.reply()) {
          case HOLD, CUT -> 0;
          case REFUSE, LOW_FLOAT, DUPLICATE -> 400;
          case HTTP_403 -> 403;
          case HTTP_429 -> 429;
          case HTTP_500 -> 500;
          case HTTP_503, HTML_503 -> 503;
          default -> 200;
        };
    assertThat(status).isEqualTo(expected);
  }

  @Test
  void givenPending_whenPaidAndAsked_thenAcceptedWithInnerCode202AndNoToken() throws Exception {
    Map<String, Object> order = bill(meter(FlutterwaveOutcome.PENDING_THEN_DELIVERED), 2_000);
    JsonObject paid = data(buyer.pay(order));
    assertThat(paid.getString("code")).isEqualTo("202");
    assertThat(paid.isNull("recharge_token")).isTrue();
    assertThat(data(buyer.status(order.get("reference"))).isNull("extra")).isTrue();
    assertThat(data(buyer.status(order.get("reference"))).get("extra"))
        .isInstanceOf(JsonString.class);
  }

  @Test
  void givenLateBill_whenAsked_thenNotThereFirstInListAndStatus() throws Exception {
    Map<String, Object> order = bill(meter(FlutterwaveOutcome.TIMEOUT_THEN_LATE), 2_000);
    assertThatThrownBy(() -> buyer.post("/billers/BIL113/items/UB159/payment", order, IMPATIENT))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(buyer.status(order.get("reference")).statusCode()).isBetween(400, 404);
    assertThat(
            data(buyer.get("/bills?reference=" + order.get("reference")))
                .getJsonArray("transactions"))
        .isEmpty();
    assertThat(buyer.status(order.get("reference")).statusCode()).isEqualTo(200);
  }

  @Test
  void givenAnotherListing_whenListed_thenTheFilterMeansTheirsOrNobodyIsNamed() throws Exception {
    Map<String, Object> order = bill(meter(FlutterwaveOutcome.DELIVERED), 2_000);
    buyer.pay(order);
    String ours = "/bills?reference=" + order.get("reference");

    buyer.control("POST", "/settings", "{\"listing\":\"theirs\"}");
    assertThat(data(buyer.get(ours)).getJsonArray("transactions")).isEmpty();
    assertThat(
            data(buyer.get("/bills?reference=" + sandbox.vends().get(0).txRef()))
                .getJsonArray("transactions"))
        .hasSize(1);
    buyer.control("POST", "/settings", "{\"listing\":\"nameless\"}");
    JsonArray nameless = data(buyer.get(ours)).getJsonArray("transactions");
    assertThat(nameless.getJsonObject(0).isNull("customer_reference")).isTrue();
  }

  @Test
  void givenLowFloat_whenPaid_thenRefusedAndTheNextBalanceIsTooLow() throws Exception {
    isError(buyer.pay(bill(meter(FlutterwaveOutcome.LOW_FLOAT), 2_000)), 400);
    assertThat(data(buyer.get("/balances/NGN")).getJsonNumber("available_balance").doubleValue())
        .isLessThan(2_000);
    assertThat(data(buyer.get("/balances/NGN")).getJsonNumber("available_balance").doubleValue())
        .isGreaterThan(2_000);
    sandbox.setFloatKobo(2_050_00);
    isError(buyer.pay(bill(meter(FlutterwaveOutcome.DELIVERED), 2_000)), 400);
    sandbox.topUpKobo(50_00);
    assertThat(buyer.pay(bill(meter(FlutterwaveOutcome.DELIVERED), 2_000)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void givenManyBills_whenListed_thenPagesOfTwentyNewestFirst() throws Exception {
    restart(
        FlutterwaveSettings.defaults()
            .withAcceptance(Acceptance.WELL_FORMED)
            .withClock(() -> Instant.parse("2026-03-09T13:32:10.107Z")));
    for (int i = 0; i < 25; i++) {
      buyer.pay("BIL099", "AT099", bill("0803555" + (1_000 + i), 100));
    }
    JsonObject first = data(buyer.get("/bills?from=2026-03-09&to=2026-03-09&page=1"));
    assertThat(first.getJsonArray("transactions")).hasSize(20);
    assertThat(first.getInt("total_pages")).isEqualTo(2);
    assertThat(first.getJsonArray("transactions").getJsonObject(0).getString("customer_id"))
        .isEqualTo("08035551024");
    assertThat(first.getJsonArray("transactions").getJsonObject(0).getString("tx_ref"))
        .startsWith("CF-FLYAPI-20260309023210");
    assertThat(data(buyer.get("/bills/history?page=2")).getJsonArray("transactions")).hasSize(5);
    assertThat(data(buyer.get("/bills?from=2026-03-10&to=2026-03-11")).getJsonArray("transactions"))
        .isEmpty();
    isError(buyer.get("/bills?from=yesterday"), 400);
  }

  @Test
  void givenRules_whenPaid_thenTheFirstThatActsDecidesAndIsUsedUp() throws Exception {
    assertThat(
            buyer
                .control(
                    "POST",
                    "/outcomes",
                    "{\"account\":\""
                        + meter(FlutterwaveOutcome.DELIVERED)
                        + "\",\"outcome\":\"refused\",\"times\":1,\"message\":\"Not today\"}")
                .statusCode())
        .isEqualTo(201);
    HttpResponse<String> refused = buyer.pay(bill(meter(FlutterwaveOutcome.DELIVERED), 1_000));
    isError(refused, 400);
    assertThat(json(refused).getString("message")).isEqualTo("Not today");
    assertThat(buyer.pay(bill(meter(FlutterwaveOutcome.DELIVERED), 1_000)).statusCode())
        .isEqualTo(200);
    assertThat(buyer.control("POST", "/outcomes", "{\"outcome\":\"nothing\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void givenFaultRule_whenPaid_thenTheWireMisbehavesAfterTheEffect() throws Exception {
    sandbox.faults().add(FaultRule.when("POST", ".*/payment").once().effect("html502-after"));
    assertThat(buyer.pay(bill(meter(FlutterwaveOutcome.DELIVERED), 1_000)).statusCode())
        .isEqualTo(502);
    assertThat(sandbox.vendsFor(meter(FlutterwaveOutcome.DELIVERED))).hasSize(1);
  }

  @Test
  void givenEightBuyersOfOneReference_whenPaidAtOnce_thenVendedOnce() throws Exception {
    Map<String, Object> order = bill(meter(FlutterwaveOutcome.DELIVERED), 1_000);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> buyers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        buyers.add(() -> new FlutterwaveBuyer(sandbox).pay(order).statusCode());
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : pool.invokeAll(buyers)) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnlyOnce(200);
    } finally {
      pool.shutdownNow();
    }
    assertThat(sandbox.vendCount()).isEqualTo(1);
    assertThat(sandbox.debitedKobo()).isEqualTo(1_100_00);
  }

  @Test
  void givenDataDirectory_whenRestartedAfterHalfALine_thenBookAndWalletGoOn(@TempDir Path directory)
      throws Exception {
    FlutterwaveSettings settings = FlutterwaveSettings.defaults().withDataDirectory(directory);
    restart(settings);
    Map<String, Object> order = bill(meter(FlutterwaveOutcome.DELIVERED), 1_000);
    String token = data(buyer.pay(order)).getString("recharge_token");
    Map<String, Object> open = bill(meter(FlutterwaveOutcome.PENDING_THEN_FAILED), 1_000);
    buyer.pay(open);
    sandbox.settle((String) open.get("reference"), VendStatus.FAILED);
    sandbox.topUpKobo(7);
    long wallet = sandbox.floatKobo();
    sandbox.close();
    Files.writeString(directory.resolve("bills.tsv"), "open\t9\thalf", StandardOpenOption.APPEND);
    sandbox = null;
    restart(settings);
    assertThat(sandbox.floatKobo()).isEqualTo(wallet);
    assertThat(data(buyer.status(order.get("reference"))).getString("extra")).isEqualTo(token);
    isError(buyer.status(open.get("reference")), 400);
    isError(buyer.pay(order), 400);
  }

  @Test
  void givenControlApi_whenAsked_thenVendsRequestsAndMagicAreThere() throws Exception {
    Map<String, Object> order = bill(meter(FlutterwaveOutcome.PENDING_FOREVER), 1_000);
    buyer.pay(order);
    assertThat(
            buyer
                .control("POST", "/vends/" + order.get("reference"), "{\"status\":\"delivered\"}")
                .statusCode())
        .isEqualTo(204);
    JsonObject vends =
        JsonText.parseObject(
            buyer.control("GET", "/vends?reference=" + order.get("reference"), "").body());
    assertThat(vends.getInt("carriedOut")).isEqualTo(1);
    assertThat(buyer.control("GET", "/requests", "").body()).contains("/payment");
    assertThat(
            JsonText.parseObject(buyer.control("GET", "/magic", "").body())
                .getJsonArray("outcomes")
                .stream()
                .map(JsonValue::asJsonObject)
                .map(row -> row.getString("meter")))
        .doesNotHaveDuplicates()
        .allMatch(meter -> meter.matches("45\\d{9}"));
    assertThat(buyer.control("POST", "/accounts", "{\"accept\":\"all\"}").statusCode())
        .isEqualTo(400);
    assertThat(
            JsonText.parseObject(buyer.control("POST", "/float", "{\"kobo\":12300}").body())
                .getInt("kobo"))
        .isEqualTo(12_300);
  }
}
