package ng.bills.sandbox.paystack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.webhook.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaystackSandboxTest {
  private static final String KEY = "sk_test_sandbox";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private PaystackSandbox sandbox;
  private WebhookReceiver receiver;

  @BeforeEach
  void start() throws Exception {
    sandbox = PaystackSandbox.start(PaystackSettings.defaults());
    receiver = new WebhookReceiver("");
    control("/webhooks", "{\"url\":\"" + receiver.url() + "\",\"pauseMillis\":20}");
  }

  @AfterEach
  void stop() {
    sandbox.close();
    receiver.close();
  }

  private HttpResponse<String> send(String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + KEY)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JsonText.of(body).toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return JsonText.parseObject(answer.body());
  }

  private JsonObject data(String method, String path, Map<String, ?> body) throws Exception {
    JsonObject answer = json(send(method, path, body));
    assertThat(answer.getBoolean("status")).as(answer.toString()).isTrue();
    return answer.getJsonObject("data");
  }

  private HttpResponse<String> control(String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(sandbox.controlUrl() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private Map<String, Object> checkout(String reference) {
    Map<String, Object> body = new TreeMap<>();
    body.put("email", "ada@example.com");
    body.put("amount", 150_000);
    body.put("currency", "NGN");
    body.put("reference", reference);
    body.put("callback_url", "http://127.0.0.1:9/done");
    body.put("metadata", JsonText.of(Map.of("wallet", "w-1")));
    return body;
  }

  private String recipient(String account) throws Exception {
    JsonObject data =
        data(
            "POST",
            "/transferrecipient",
            Map.of(
                "type",
                "nuban",
                "name",
                "Ada Obi",
                "account_number",
                account,
                "bank_code",
                "058",
                "currency",
                "NGN"));
    return data.getString("recipient_code");
  }

  private Map<String, Object> payout(String reference, String account) throws Exception {
    Map<String, Object> body = new TreeMap<>();
    body.put("source", "balance");
    body.put("amount", 3_000_000);
    body.put("recipient", recipient(account));
    body.put("reason", "payout");
    body.put("reference", reference);
    body.put("currency", "NGN");
    return body;
  }

  private String statusOf(String reference) throws Exception {
    return data("GET", "/transfer/verify/" + reference, null).getString("status");
  }

  private static void assertSigned(Request event, boolean genuine) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    String expected = HexFormat.of().formatHex(mac.doFinal(event.body()));
    assertThat(event.header("x-paystack-signature").orElseThrow().equals(expected))
        .isEqualTo(genuine);
  }

  // --- door

  @ParameterizedTest
  @ValueSource(strings = {"/bill", "/bills/1", "/bill/airtime", "/billpayment", "/bill/categories"})
  void givenBillAddress_whenAsked_then404InTheEnvelope(String path) throws Exception {
    HttpResponse<String> answer = send("POST", path, Map.of());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).getBoolean("status")).isFalse();
    assertThat(json(answer).getString("message")).isNotBlank();
  }

  @Test
  void givenWrongKey_whenAsked_then401() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/balance"))
                .header("Authorization", "Bearer sk_live_other")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).getString("message")).isEqualTo("Invalid key");
  }

  @Test
  void givenBalance_whenRead_thenKobo() throws Exception {
    JsonObject row = json(send("GET", "/balance", null)).getJsonArray("data").getJsonObject(0);
    assertThat(row.getString("currency")).isEqualTo("NGN");
    assertThat(row.getJsonNumber("balance").longValueExact()).isEqualTo(5_000_000_00L);
  }

  @Test
  void givenFaultRule_whenAsked_thenTooManyRequests() throws Exception {
    sandbox
        .faults()
        .add(
            FaultRule.when("GET", "/balance")
                .times(1)
                .effect(
                    "status",
                    Map.of("code", 429, "headers", JsonText.of(Map.of("Retry-After", "3")))));
    HttpResponse<String> answer = send("GET", "/balance", null);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("3");
  }

  // --- checkout

  @Test
  void givenCheckout_whenPaidAtThePage_thenSignedEventAndRedirectAndVerified() throws Exception {
    JsonObject opened = data("POST", "/transaction/initialize", checkout("fund-1"));
    assertThat(opened.getString("reference")).isEqualTo("fund-1");
    assertThat(data("GET", "/transaction/verify/fund-1", null).getString("status"))
        .isEqualTo("abandoned");
    URI page = URI.create(opened.getString("authorization_url"));
    assertThat(
            http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                .body())
        .contains("NGN 1500.00");
    HttpResponse<String> paid =
        http.send(
            HttpRequest.newBuilder(page).POST(HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(paid.statusCode()).isEqualTo(302);
    assertThat(paid.headers().firstValue("Location"))
        .contains("http://127.0.0.1:9/done?trxref=fund-1&reference=fund-1");

    Request event = receiver.await(1).get(0);
    assertSigned(event, true);
    JsonObject body = JsonText.parseObject(event.body());
    assertThat(body.getString("event")).isEqualTo("charge.success");
    JsonObject verified = data("GET", "/transaction/verify/fund-1", null);
    assertThat(verified).isEqualTo(body.getJsonObject("data"));
    assertThat(verified.getInt("amount")).isEqualTo(150_000);
    assertThat(verified.getInt("requested_amount")).isEqualTo(150_000);
    assertThat(verified.getJsonObject("metadata").getString("wallet")).isEqualTo("w-1");
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS,success,150000,NGN,1",
    "FAILED,failed,150000,NGN,0",
    "ABANDONED,abandoned,150000,NGN,0",
    "PARTIAL,success,75000,NGN,1",
    "OTHER_CURRENCY,success,150000,GHS,1",
    "UNKNOWN_STATUS,reconciling,150000,NGN,0"
  })
  void givenMagicReference_whenPaid_thenSo(
      ChargeOutcome outcome, String status, int kobo, String currency, int events)
      throws Exception {
    String reference = PaystackMagic.reference("fund-2", outcome);
    data("POST", "/transaction/initialize", checkout(reference));
    control("/transactions/" + reference + "/pay", "");
    JsonObject data = data("GET", "/transaction/verify/" + reference, null);
    assertThat(data.getString("status")).isEqualTo(status);
    assertThat(data.getInt("amount")).isEqualTo(kobo);
    assertThat(data.getInt("requested_amount")).isEqualTo(150_000);
    assertThat(data.getString("currency")).isEqualTo(currency);
    assertThat(sandbox.webhooks().events()).hasSize(events);
  }

  @ParameterizedTest
  @CsvSource({"PENDING_THEN_SUCCESS,success", "PENDING_THEN_FAILED,failed"})
  void givenMagicCustomer_whenVerifiedTwice_thenItEnds(ChargeOutcome outcome, String end)
      throws Exception {
    Map<String, Object> checkout = checkout("fund-3");
    checkout.put("email", PaystackMagic.email(outcome));
    data("POST", "/transaction/initialize", checkout);
    assertThat(sandbox.pay("fund-3", null)).isEqualTo("pending");
    assertThat(data("GET", "/transaction/verify/fund-3", null).getString("status"))
        .isEqualTo("pending");
    assertThat(data("GET", "/transaction/verify/fund-3", null).getString("status")).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "email,nobody",
    "amount,0",
    "amount,12.5",
    "amount,much",
    "currency,USD",
    "reference,a b"
  })
  void givenBadCheckout_whenInitialized_then400(String field, String value) throws Exception {
    Map<String, Object> body = checkout("fund-4");
    body.put(field, value);
    HttpResponse<String> answer = send("POST", "/transaction/initialize", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).getString("type")).isEqualTo("validation_error");
  }

  @Test
  void givenUsedReference_whenInitializedAgain_thenDuplicate() throws Exception {
    data("POST", "/transaction/initialize", checkout("fund-5"));
    HttpResponse<String> again = send("POST", "/transaction/initialize", checkout("fund-5"));
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(json(again).getString("code")).isEqualTo("duplicate_reference");
    assertThat(send("GET", "/transaction/verify/none", null).statusCode()).isEqualTo(404);
    assertThat(control("/transactions/none/pay", "").statusCode()).isEqualTo(400);
  }

  // --- payouts

  @Test
  void givenBanks_whenAccountResolved_thenNameOrRefusal() throws Exception {
    assertThat(
            json(send("GET", "/bank?country=nigeria&currency=NGN&perPage=100", null))
                .getJsonArray("data")
                .getJsonObject(2)
                .getString("code"))
        .isEqualTo("058");
    JsonObject data = data("GET", "/bank/resolve?account_number=0123456789&bank_code=058", null);
    assertThat(data.getString("account_name")).isNotBlank();
    assertThat(
            send("GET", "/bank/resolve?account_number=0000000404&bank_code=058", null).statusCode())
        .isEqualTo(400);
    assertThat(recipient("0123456789"))
        .startsWith("RCP_")
        .isEqualTo(recipient("0123456789"))
        .isNotEqualTo(recipient("0123456780"));
  }

  @Test
  void givenPayout_whenSentTwice_thenPaidOnceAndDuplicate() throws Exception {
    Map<String, Object> payout = payout("wd_7f3a-20260309143200", "0123456789");
    assertThat(data("POST", "/transfer", payout).getString("status")).isEqualTo("success");
    assertThat(json(send("POST", "/transfer", payout)).getString("code"))
        .isEqualTo("duplicate_reference");
    assertThat(sandbox.payouts()).containsExactly("wd_7f3a-20260309143200");
    assertThat(sandbox.balanceKobo()).isEqualTo(5_000_000_00L - 3_000_000);
    Request event = receiver.await(1).get(0);
    assertSigned(event, true);
    JsonObject data = JsonText.parseObject(event.body()).getJsonObject("data");
    assertThat(data.getJsonObject("recipient").getJsonObject("details").getString("bank_name"))
        .isEqualTo("Guaranty Trust Bank");
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING_THEN_SUCCESS,pending,success,true",
    "PENDING_THEN_FAILED,pending,failed,false",
    "PENDING_THEN_REVERSED,pending,reversed,false",
    "PENDING_FOREVER,pending,pending,true",
    "RECEIVED_THEN_SUCCESS,received,success,true",
    "SUCCESS_THEN_REVERSED,success,reversed,false",
    "BLOCKED,blocked,blocked,false",
    "REJECTED,rejected,rejected,false",
    "UNKNOWN_STATUS,parked,parked,true"
  })
  void givenMagicPayout_whenVerified_thenItsEndAndTheBalance(
      TransferOutcome outcome, String first, String end, boolean debited) throws Exception {
    String byReference = PaystackMagic.reference("wd_20260309143200", outcome);
    JsonObject answer = data("POST", "/transfer", payout(byReference, "0123456789"));
    assertThat(answer.getString("status")).isEqualTo(first);
    assertThat(statusOf(byReference)).isEqualTo(first);
    assertThat(statusOf(byReference)).isEqualTo(end);
    assertThat(sandbox.balanceKobo()).isEqualTo(5_000_000_00L - (debited ? 3_000_000 : 0));
    data("POST", "/transfer", payout("wd_by-account-20260309", PaystackMagic.account(outcome)));
    assertThat(statusOf("wd_by-account-20260309")).isEqualTo(first);
  }

  @Test
  void givenOtp_whenFinalized_thenPaidOnlyWithTheRightOne() throws Exception {
    String reference = PaystackMagic.reference("wd_20260309143200", TransferOutcome.OTP);
    String code =
        data("POST", "/transfer", payout(reference, "0123456789")).getString("transfer_code");
    assertThat(
            send(
                    "POST",
                    "/transfer/finalize_transfer",
                    Map.of("transfer_code", code, "otp", "000000"))
                .statusCode())
        .isEqualTo(400);
    assertThat(statusOf(reference)).isEqualTo("otp");
    assertThat(
            data(
                    "POST",
                    "/transfer/finalize_transfer",
                    Map.of("transfer_code", code, "otp", PaystackMagic.OTP))
                .getString("status"))
        .isEqualTo("success");
    assertThat(statusOf(reference)).isEqualTo("success");
  }

  @ParameterizedTest
  @CsvSource({"TIMEOUT_THEN_SUCCESS,1", "TIMEOUT_THEN_NOT_FOUND,0", "ERROR_AFTER_EFFECT,1"})
  void givenNoAnswer_whenVerified_thenTheTruth(TransferOutcome outcome, int paid) throws Exception {
    sandbox.close();
    sandbox = PaystackSandbox.start(PaystackSettings.defaults().withHold(Duration.ofSeconds(30)));
    String reference = PaystackMagic.reference("wd_20260309143200", outcome);
    Map<String, Object> payout = payout(reference, "0123456789");
    if (outcome == TransferOutcome.ERROR_AFTER_EFFECT) {
      assertThat(send("POST", "/transfer", payout).statusCode()).isEqualTo(500);
    } else {
      assertThatThrownBy(() -> send("POST", "/transfer", payout))
          .isInstanceOf(HttpTimeoutException.class);
    }
    assertThat(sandbox.payouts()).hasSize(paid);
    assertThat(send("GET", "/transfer/verify/" + reference, null).statusCode())
        .isEqualTo(paid == 1 ? 200 : 404);
  }

  @ParameterizedTest
  @CsvSource({
    "source,card",
    "amount,-1",
    "recipient,RCP_none",
    "reference,short",
    "reference,UPPER-CASE-REFERENCE"
  })
  void givenBadPayout_whenSent_then400AndNothingPaid(String field, String value) throws Exception {
    Map<String, Object> payout = payout("wd_20260309143200", "0123456789");
    payout.put(field, value);
    assertThat(send("POST", "/transfer", payout).statusCode()).isEqualTo(400);
    assertThat(sandbox.payouts()).isEmpty();
  }

  @Test
  void givenSmallBalance_whenPaidOut_thenRefused() throws Exception {
    control("/balance", "{\"kobo\":2999999}");
    HttpResponse<String> answer =
        send("POST", "/transfer", payout("wd_20260309143200", "0123456789"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).getString("code")).isEqualTo("insufficient_balance");
  }

  // --- events

  @Test
  void givenForgedAndTruncatedWished_whenSent_thenTheSignatureDoesNotFit() throws Exception {
    control("/webhooks", "{\"forged\":true}");
    String reference = "wd_20260309143200";
    data("POST", "/transfer", payout(reference, "0123456789"));
    assertSigned(receiver.await(1).get(0), false);
    control("/webhooks/event-1/send", "{\"truncateTo\":30}");
    Request cut = receiver.await(2).get(1);
    assertThat(cut.body()).hasSize(30);
    assertSigned(cut, false);
    control("/webhooks/event-1/send", "{}");
    assertSigned(receiver.await(3).get(2), true);
  }

  @Test
  void givenReceiverThatRefuses_whenPendingSettled_thenRepeatedUntilTaken() throws Exception {
    receiver.answer(503);
    String reference =
        PaystackMagic.reference("wd_20260309143200", TransferOutcome.PENDING_THEN_FAILED);
    data("POST", "/transfer", payout(reference, "0123456789"));
    control("/transfers/" + reference + "/settle", "");
    receiver.await(2);
    receiver.answer(200);
    receiver.awaitQuiet();
    assertThat(JsonText.parseObject(receiver.received().get(0).body()).getString("event"))
        .isEqualTo("transfer.failed");
    assertThat(sandbox.settleTransfer(reference)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(TransferOutcome.class)
  void givenMagicPage_whenRead_thenEveryOutcomeIsThere(TransferOutcome outcome) throws Exception {
    HttpResponse<String> page =
        http.send(
            HttpRequest.newBuilder(URI.create(sandbox.controlUrl() + "/magic")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(page.body()).contains(PaystackMagic.account(outcome), outcome.wireName());
  }
}
