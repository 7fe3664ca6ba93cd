package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.memory.MemoryStellar;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.payment.port.FirstAnswers;
import ng.bills.domain.money.Asset;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.AccountCheck;
import org.junit.jupiter.api.Test;

class PaymentsOverHttpTest {

  private static final String BODY =
      "{\"bill_type\":\"electricity\",\"provider_code\":\"ekedc\","
          + "\"account_number\":\"45012345678\",\"account_type\":\"PREPAID\",\"amount\":5000,"
          + "\"currency\":\"NGN\",\"customer_email\":\"ada@example.com\","
          + "\"metadata\":{\"till\":7,\"gift\":true}}";

  private final InProcessApi api = new InProcessApi();

  private static String id(InProcessApi.Answer answer) {
    return answer.json().getString("transaction_id");
  }

  private Payment payment(String id) {
    return api.system.now(new PaymentId(UUID.fromString(id)));
  }

  @Test
  void givenGoodRequest_whenPaying_thenTheAnswerSaysHowToPay() {
    InProcessApi.Answer answer = api.post("/bills/pay", BODY);

    assertThat(answer.status()).isEqualTo(201);
    JsonObject json = answer.json();
    JsonObject how = json.getJsonObject("instructions");
    assertThat(answer.body())
        .contains("\"amount\":5000.00,\"fee\":30.00,\"total\":5030.00,\"currency\":\"NGN\"")
        .contains("\"amount_cngn\":5030.00");
    assertThat(json.getString("status")).isEqualTo("pending_payment");
    assertThat(how.getString("send_to")).isEqualTo(MemoryStellar.WALLET);
    assertThat(how.getString("memo")).isEqualTo("BILL-" + json.getString("reference"));
    assertThat(how.getInt("timeout_seconds")).isEqualTo(600);
    assertThat(how.getString("qr_svg_url"))
        .isEqualTo("https://bills.test/api/v1/bills/" + id(answer) + "/qr.svg");
    assertThat(answer.header("Location"))
        .isEqualTo("https://bills.test/api/v1/bills/" + id(answer));
    assertThat(json.keySet())
        .containsExactlyInAnyOrder(
            "transaction_id",
            "reference",
            "status",
            "amount",
            "fee",
            "total",
            "currency",
            "instructions",
            "expires_at");
  }

  @Test
  void givenSameKeyAndBody_whenPayingAgainLater_thenTheSameBytesAndNoSecondPayment() {
    InProcessApi.Answer first = api.post("/bills/pay", BODY, "Idempotency-Key", "\"order-1\"");
    api.system.pay(payment(id(first)));
    api.system.run(Duration.ofMinutes(1), Duration.ofSeconds(5));

    InProcessApi.Answer again = api.post("/bills/pay", BODY, "Idempotency-Key", "order-1");
    InProcessApi.Answer byReference =
        api.post(
            "/bills/pay",
            BODY.replace("\"currency\"", "\"request_reference\":\"order-1\",\"currency\""));

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(byReference.body()).isEqualTo(first.body());
    assertThat(first.header("Idempotency-Replayed")).isEqualTo("false");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(api.system.world.allPayments()).hasSize(1);
  }

  @Test
  void givenOtherSettings_whenPayingAgain_thenTheSameBytesAndTheSameLocation() {
    InProcessApi.Answer first = api.post("/bills/pay", BODY, "Idempotency-Key", "order-1");
    InProcessApi moved =
        new InProcessApi(
            api.system, "https://elsewhere.test", new Asset("NGNT", MemoryStellar.CNGN.issuer()));

    InProcessApi.Answer again = moved.post("/bills/pay", BODY, "Idempotency-Key", "order-1");
    InProcessApi.Answer other = moved.post("/bills/pay", BODY, "Idempotency-Key", "order-2");

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(other.body()).contains("https://elsewhere.test/").contains("\"NGNT\"");
  }

  @Test
  void givenAnswerNotKeptAnyMore_whenPayingAgain_thenTheSamePaymentAsThisReleaseSaysIt() {
    InProcessApi.Answer first = api.post("/bills/pay", BODY, "Idempotency-Key", "order-1");
    api.system.world.pass(FirstAnswers.KEPT.plusDays(1));
    api.system.world.firstAnswers().prune(api.system.world.instant(), 10);

    InProcessApi.Answer again = api.post("/bills/pay", BODY, "Idempotency-Key", "order-1");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(api.post("/bills/pay", BODY, "Idempotency-Key", "order-1").status()).isEqualTo(201);
    assertThat(api.system.world.allPayments()).hasSize(1);
  }

  @Test
  void givenNodeDiedBeforeItAnswered_whenPayingAgain_thenTheAnswerThatWasStored() {
    api.system.world.dieAt(0, 1);
    assertThat(api.post("/bills/pay", BODY, "Idempotency-Key", "order-1").status()).isEqualTo(500);
    api.system.world.restart();

    InProcessApi.Answer again = api.post("/bills/pay", BODY, "Idempotency-Key", "order-1");

    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(id(again))
        .isEqualTo(api.system.world.allPayments().iterator().next().id().toString());
    assertThat(api.post("/bills/pay", BODY, "Idempotency-Key", "order-1").body())
        .isEqualTo(again.body());
  }

  @Test
  void givenSameKeyAndOtherBody_whenPaying_then422() {
    api.post("/bills/pay", BODY, "Idempotency-Key", "order-1");

    for (String other :
        List.of(
            BODY.replace("5000", "5001"),
            BODY.replace("\"till\":7", "\"till\":8"),
            BODY.replace("ada@", "obi@"),
            BODY.replace("45012345678", "45012345679"))) {
      InProcessApi.Answer answer = api.post("/bills/pay", other, "Idempotency-Key", "order-1");
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.json().getString("code")).isEqualTo("IDEMPOTENCY_MISMATCH");
    }
    assertThat(api.system.world.allPayments()).hasSize(1);
  }

  @Test
  void givenHeaderAndReferenceAtOdds_whenPaying_then400() {
    InProcessApi.Answer answer =
        api.post(
            "/bills/pay",
            BODY.replace("\"currency\"", "\"request_reference\":\"order-1\",\"currency\""),
            "Idempotency-Key",
            "order-2");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("CONTRADICTION");
  }

  @Test
  void givenBillerNotSold_whenPaying_then409() {
    InProcessApi.Answer answer = api.post("/bills/pay", BODY.replace("ekedc", "yedc"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().getString("code")).isEqualTo("BILLER_UNAVAILABLE");
  }

  @Test
  void givenNoProviderWorks_whenItLasts_then503WithRetryAfterAndNotActiveUntilOneDoes() {
    assertThat(api.post("/bills/pay", BODY).status()).isEqualTo(201);
    api.system.switchProvider.to(false, api.system.provider().code(), "ops", "their own advice");
    assertThat(api.post("/bills/pay", BODY).status()).isEqualTo(201);
    api.system.world.pass(Duration.ofMinutes(1));

    for (String path : new String[] {"/bills/pay", "/bills/validate"}) {
      InProcessApi.Answer answer =
          api.post(
              path,
              path.endsWith("pay")
                  ? BODY
                  : "{\"bill_type\":\"electricity\",\"provider_code\":\"ekedc\","
                      + "\"account_number\":\"45012345678\",\"account_type\":\"PREPAID\"}");
      assertThat(answer.status()).as(path).isEqualTo(503);
      assertThat(answer.json().getString("code")).isEqualTo("BILLER_UNAVAILABLE");
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 300);
    }
    assertThat(api.get("/bills/providers/electricity").body()).doesNotContain("\"active\":true");

    api.system.switchProvider.to(true, api.system.provider().code(), "ops", "they are back");
    assertThat(api.post("/bills/pay", BODY).status()).isEqualTo(201);
    assertThat(api.get("/bills/providers/electricity").body()).contains("\"active\":true");
  }

  @Test
  void givenDeliveredBill_whenAskingForTheStatus_thenTheTokenIsThereInGroupsOfFour() {
    String id = id(api.post("/bills/pay", BODY));
    api.system.pay(payment(id));
    api.system.run(Duration.ofMinutes(1), Duration.ofSeconds(5));

    JsonObject json = api.get("/bills/" + id + "/status").json();

    assertThat(json.getString("status")).isEqualTo("completed");
    assertThat(json.getString("outcome")).isEqualTo("paid");
    assertThat(json.getInt("progress")).isEqualTo(100);
    assertThat(json.getString("token")).matches("\\d{4}(-\\d{4}){4}");
    assertThat(json.getString("provider")).isEqualTo("ekedc");
    assertThat(json.keySet()).contains("completed_at", "bill_type", "instructions");
    assertThat(json.getJsonObject("payment_details").keySet())
        .containsExactlyInAnyOrder("amount", "fee", "provider_reference", "receipt_number");
  }

  @Test
  void givenRefundedPayment_whenAskingForTheStatus_thenItTellsWhyAndTheTransaction() {
    api.system.provider().answerCheck(new AccountCheck.Refused("no such meter"));
    String id = id(api.post("/bills/pay", BODY));
    api.system.pay(payment(id));
    api.system.run(Duration.ofMinutes(2), Duration.ofSeconds(5));

    InProcessApi.Answer answer = api.get("/bills/" + id + "/status");
    JsonObject json = answer.json();

    assertThat(json.getString("status")).isEqualTo("refunded");
    assertThat(json.getString("outcome")).isEqualTo("failed");
    assertThat(json.getString("failure_code")).isEqualTo("ACCOUNT_NOT_FOUND");
    assertThat(json.containsKey("failed_at")).isTrue();
    assertThat(json.getJsonObject("refund").getString("status")).isEqualTo("confirmed");
    assertThat(json.getJsonObject("refund").getString("transaction_hash")).isNotBlank();
    assertThat(answer.body()).contains("\"refund\":{\"amount\":5030.00,");
    assertThat(json.containsKey("token")).isFalse();
  }

  @Test
  void givenCompletedPayment_whenReadingItsStory_thenAllIsThereAndNothingIsShownInFull() {
    String id = id(api.post("/bills/pay", BODY, "Idempotency-Key", "order-1"));
    api.system.pay(payment(id));
    api.system.run(Duration.ofMinutes(1), Duration.ofSeconds(5));
    String token = api.get("/bills/" + id + "/status").json().getString("token");

    InProcessApi.Answer answer = api.get("/bills/" + id);
    JsonObject timeline = answer.json().getJsonObject("timeline");

    assertThat(timeline.getJsonArray("moves")).hasSizeGreaterThan(3);
    assertThat(timeline.getJsonArray("attempts")).hasSize(1);
    assertThat(timeline.getJsonArray("receipts")).hasSize(1);
    assertThat(timeline.getJsonArray("refunds")).isEmpty();
    assertThat(timeline.getJsonArray("notices")).hasSize(1);
    assertThat(timeline.getJsonArray("journal")).hasSize(2);
    assertThat(answer.json().getString("request_reference")).isEqualTo("order-1");
    assertThat(answer.json().getJsonObject("metadata").getString("till")).isEqualTo("7");
    assertThat(answer.body())
        .contains("450****678")
        .contains("a****@example.com")
        .doesNotContain("45012345678")
        .doesNotContain("ada@example.com")
        .doesNotContain(token)
        .doesNotContain(token.replace("-", ""));
  }

  @Test
  void givenSomebodyElsesPayment_whenAsking_thenItDoesNotExist() {
    String id = id(api.post("/bills/pay", BODY));

    for (String path : List.of("/bills/" + id, "/bills/" + id + "/status")) {
      InProcessApi.Answer answer =
          api.send("GET", path, Optional.of(InProcessApi.OTHER), null, Map.of());
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().getString("code")).isEqualTo("TRANSACTION_NOT_FOUND");
    }
    assertThat(
            api.send(
                    "POST",
                    "/bills/" + id + "/cancel",
                    Optional.of(InProcessApi.OTHER),
                    new byte[0],
                    Map.of())
                .status())
        .isEqualTo(404);
    assertThat(api.get("/bills/1-1-1-1-1/status").status()).isEqualTo(404);
  }

  @Test
  void givenWaitingPayment_whenCancellingTwice_thenItIsExpiredAndStaysSo() {
    String id = id(api.post("/bills/pay", BODY));

    for (int i = 0; i < 2; i++) {
      InProcessApi.Answer answer = api.post("/bills/" + id + "/cancel", "");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().getString("status")).isEqualTo("expired");
      assertThat(answer.json().getString("failure_code")).isEqualTo("PAYMENT_CANCELLED");
    }
    assertThat(api.get("/bills/" + id + "/qr.svg").status()).isEqualTo(410);
  }

  @Test
  void givenPaidPayment_whenCancelling_then409() {
    String id = id(api.post("/bills/pay", BODY));
    api.system.pay(payment(id));
    api.system.run(Duration.ofMinutes(1), Duration.ofSeconds(5));

    InProcessApi.Answer answer = api.post("/bills/" + id + "/cancel", "");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().getString("code")).isEqualTo("NOT_CANCELLABLE");
  }

  @Test
  void givenSevenPayments_whenPagingByCursor_thenEachComesOnceNewestFirst() {
    for (int i = 0; i < 7; i++) {
      api.post("/bills/pay", BODY);
      api.system.world.pass(Duration.ofSeconds(1));
    }
    Set<String> seen = new HashSet<>();
    String newer = "9999";
    String query = "?limit=3";
    for (int pages = 1; ; pages++) {
      JsonObject page = api.get("/bills/history" + query).json();
      assertThat(page.getInt("total")).isEqualTo(7);
      for (JsonObject line : page.getJsonArray("payments").getValuesAs(JsonObject.class)) {
        assertThat(seen.add(line.getString("transaction_id"))).isTrue();
        assertThat(line.getString("created_at").compareTo(newer)).isLessThan(0);
        newer = line.getString("created_at");
      }
      if (page.isNull("next_cursor")) {
        assertThat(pages).isEqualTo(3);
        break;
      }
      query = "?limit=3&cursor=" + page.getString("next_cursor");
    }
    assertThat(seen).hasSize(7);
    assertThat(api.get("/bills/history?offset=5").json().getJsonArray("payments")).hasSize(2);
  }

  @Test
  void givenACompletedAndAWaitingPayment_whenFilteringAndAddingUp_thenEachCountsWhereItBelongs() {
    String id = id(api.post("/bills/pay", BODY));
    api.system.pay(payment(id));
    api.system.run(Duration.ofMinutes(1), Duration.ofSeconds(5));
    api.post("/bills/pay", BODY);

    assertThat(api.get("/bills/history?status=completed").json().getInt("total")).isEqualTo(1);
    assertThat(api.get("/bills/history?status=pending").json().getInt("total")).isEqualTo(1);
    assertThat(api.get("/bills/history?status=failed").json().getInt("total")).isZero();
    assertThat(api.get("/bills/history?bill_type=airtime").json().getInt("total")).isZero();
    InProcessApi.Answer stats = api.get("/bills/stats");
    assertThat(stats.body())
        .contains("\"total_spent\":5030.00,\"total_transactions\":1")
        .contains("\"electricity\":{\"count\":1,\"total\":5030.00,\"average\":5030.00}");
    assertThat(stats.json().getJsonArray("recent_payments")).hasSize(2);
  }

  @Test
  void givenCatalogue_whenListing_thenTypesAndBillersAreShown() {
    InProcessApi.Answer types = api.get("/bills/types");
    assertThat(types.body())
        .contains("\"type\":\"electricity\"")
        .contains("\"providers\":[\"ekedc\",\"yedc\"]")
        .contains("\"min_amount\":100.00");
    assertThat(api.get("/bills/providers/electricity").body())
        .contains("\"account_types\":[\"PREPAID\",\"POSTPAID\"],\"fee\":30.00")
        .contains("\"active\":false");
  }

  @Test
  void givenAccounts_whenValidating_thenKnownUnknownAndCannotTellDiffer() {
    String question =
        "{\"bill_type\":\"electricity\",\"provider_code\":\"ekedc\","
            + "\"account_number\":\"45012345678\",\"account_type\":\"PREPAID\"}";
    JsonObject valid = api.post("/bills/validate", question).json();
    assertThat(valid.getBoolean("valid")).isTrue();
    assertThat(valid.getJsonObject("account_info").getString("account_number"))
        .isEqualTo("450****678");

    api.system
        .provider()
        .answerCheck(
            new AccountCheck.Refused("no such meter"),
            new AccountCheck.Unavailable("read timed out", true),
            new AccountCheck.Unavailable("http 502", false));
    InProcessApi.Answer unknown = api.post("/bills/validate", question);
    assertThat(unknown.status()).isEqualTo(200);
    assertThat(unknown.json().getBoolean("valid")).isFalse();
    assertThat(unknown.json().getString("code")).isEqualTo("ACCOUNT_NOT_FOUND");
    assertThat(api.post("/bills/validate", question).status()).isEqualTo(504);
    assertThat(api.post("/bills/validate", question).status()).isEqualTo(502);

    InProcessApi.Answer ported =
        api.post(
            "/bills/validate",
            "{\"bill_type\":\"airtime\",\"provider_code\":\"mtn\","
                + "\"account_number\":\"08021234567\"}");
    assertThat(ported.json().getJsonObject("account_info").getString("network"))
        .isEqualTo("airtel");
    assertThat(ported.json().containsKey("warning")).isTrue();
  }

  @Test
  void givenNobodyLoggedIn_whenAsking_thenOnlyTheOpenResourcesAnswer() {
    String id = id(api.post("/bills/pay", BODY));
    Optional<ng.bills.domain.partner.PartnerId> nobody = Optional.empty();

    for (String path :
        List.of(
            "/bills/types",
            "/bills/providers/electricity",
            "/bills/history",
            "/bills/stats",
            "/bills/" + id,
            "/bills/" + id + "/status")) {
      assertThat(api.send("GET", path, nobody, null, Map.of()).status()).as(path).isEqualTo(401);
    }
    assertThat(api.send("GET", "/health", nobody, null, Map.of()).status()).isEqualTo(200);
    assertThat(api.send("GET", "/ping-broker", nobody, null, Map.of()).status()).isEqualTo(200);
    InProcessApi.Answer qr = api.send("GET", "/bills/" + id + "/qr.svg", nobody, null, Map.of());
    assertThat(qr.status()).isEqualTo(200);
    assertThat(qr.header("Content-Type")).startsWith("image/svg+xml");
    api.brokerUp = false;
    assertThat(api.send("GET", "/ping-broker", nobody, null, Map.of()).status()).isEqualTo(503);
  }

  @Test
  void givenWrongMethodPathOrType_whenAsking_thenAProblemWithAllow() {
    InProcessApi.Answer method = api.post("/bills/types", "{}");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("Allow")).contains("GET");
    assertProblem(method, "METHOD_NOT_ALLOWED");
    for (String path : List.of("/bills/pay", "/bills/validate")) {
      InProcessApi.Answer get = api.get(path);
      assertThat(get.status()).as(path).isEqualTo(405);
      assertThat(get.header("Allow")).contains("POST");
      assertProblem(get, "METHOD_NOT_ALLOWED");
    }
    for (String path : List.of("/bills/history", "/bills/stats", "/bills/refund-clock")) {
      assertProblem(api.post(path, "{}"), "METHOD_NOT_ALLOWED");
    }
    assertProblem(api.get("/nothing"), "NOT_FOUND");
    assertProblem(
        api.post("/bills/pay", BODY, "Content-Type", "text/plain"), "UNSUPPORTED_MEDIA_TYPE");
    assertProblem(
        api.send(
            "GET",
            "/bills/types",
            Optional.of(TestSystem.PARTNER),
            null,
            Map.of("Accept", "text/html")),
        "NOT_ACCEPTABLE");
    assertThat(api.get("/application.wadl").status()).isEqualTo(404);
  }

  private static void assertProblem(InProcessApi.Answer answer, String code) {
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().getString("code")).isEqualTo(code);
    assertThat(answer.json().getInt("status")).isEqualTo(answer.status());
    assertThat(answer.json().getString("correlation_id"))
        .isEqualTo(answer.header("X-Correlation-Id"));
  }
}
