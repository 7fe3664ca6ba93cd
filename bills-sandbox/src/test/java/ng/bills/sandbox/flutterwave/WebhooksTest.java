package ng.bills.sandbox.flutterwave;

import static ng.bills.sandbox.flutterwave.FlutterwaveBuyer.bill;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ng.bills.sandbox.flutterwave.FlutterwaveSettings.WebhookScheme;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String HASH = "sandbox-flutterwave-hash";

  private final List<Request> received = new CopyOnWriteArrayList<>();
  private SandboxServer merchant;
  private FlutterwaveSandbox sandbox;
  private FlutterwaveBuyer buyer;

  @BeforeEach
  void start() throws Exception {
    merchant = new SandboxServer("merchant", 0);
    merchant.route(
        "POST",
        "/hook",
        request -> {
          received.add(request);
          return Response.empty(200);
        });
    merchant.start();
    sandbox = FlutterwaveSandbox.start(FlutterwaveSettings.defaults());
    buyer = new FlutterwaveBuyer(sandbox);
    assertThat(
            buyer
                .control("POST", "/webhooks", "{\"url\":\"" + merchant.baseUrl() + "/hook\"}")
                .statusCode())
        .isEqualTo(200);
  }

  @AfterEach
  void stop() {
    sandbox.close();
    merchant.close();
  }

  private void awaitAnswered(int count) throws InterruptedException {
    sandbox.await(
        s -> s.webhooks().log().stream().filter(d -> d.status() == 200).count() >= count, SOON);
  }

  private static String meter(FlutterwaveOutcome outcome) {
    return FlutterwaveMagic.meter(outcome);
  }

  private static JsonObject data(Request request) {
    return JsonText.parseObject(request.text()).getJsonObject("data");
  }

  @Test
  void givenBill_whenDelivered_thenEventWithTheHashAndAllReferencesButNoToken() throws Exception {
    Map<String, Object> order = bill(meter(FlutterwaveOutcome.DELIVERED), 1_000);
    buyer.pay(order);
    awaitAnswered(1);

    Request event = received.get(0);
    assertThat(event.header("verif-hash")).contains(HASH);
    assertThat(event.header("flutterwave-signature")).isEmpty();
    JsonObject body = JsonText.parseObject(event.text());
    assertThat(body.getString("event")).isEqualTo("singlebillpayment.status");
    assertThat(body.getString("event.type")).isEqualTo("SingleBillPayment");
    assertThat(data(event).getString("customer_reference")).isEqualTo(order.get("reference"));
    assertThat(data(event).getString("tx_ref")).startsWith("CF-FLYAPI-");
    assertThat(data(event).getString("status")).isEqualTo("success");
    Vend vend = sandbox.vends().get(0);
    assertThat(event.text()).doesNotContain(vend.token().orElseThrow());
  }

  @Test
  void givenPending_whenSettled_thenEventOnlyThenAndAFailureNamesNothing() throws Exception {
    Map<String, Object> order = bill(meter(FlutterwaveOutcome.PENDING_FOREVER), 1_000);
    buyer.pay(order);
    assertThat(sandbox.webhooks().log()).isEmpty();
    sandbox.settle((String) order.get("reference"), VendStatus.FAILED);
    awaitAnswered(1);
    assertThat(data(received.get(0)).keySet()).containsExactly("status", "message");
    assertThat(data(received.get(0)).getString("status")).isEqualTo("fail");
  }

  @Test
  void givenSignatureScheme_whenDelivered_thenHmacOfTheRawBody() throws Exception {
    sandbox.webhooks().scheme(WebhookScheme.SIGNATURE);
    buyer.pay(bill(meter(FlutterwaveOutcome.DELIVERED), 1_000));
    awaitAnswered(1);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(HASH.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(received.get(0).header("flutterwave-signature"))
        .contains(Base64.getEncoder().encodeToString(mac.doFinal(received.get(0).body())));
    assertThat(received.get(0).header("verif-hash")).isEmpty();
  }

  @Test
  void givenDoubledAndHeld_whenReleasedInReverse_thenTheLastComesFirst() throws Exception {
    buyer.control("POST", "/webhooks", "{\"copies\":2,\"hold\":true}");
    Map<String, Object> first = bill(meter(FlutterwaveOutcome.DELIVERED), 1_000);
    Map<String, Object> second = bill(meter(FlutterwaveOutcome.DELIVERED), 2_000);
    buyer.pay(first);
    buyer.pay(second);
    assertThat(sandbox.webhooks().held()).hasSize(4);
    assertThat(received).isEmpty();
    buyer.control("POST", "/webhooks/release", "{\"reversed\":true}");
    awaitAnswered(4);
    assertThat(received)
        .extracting(request -> data(request).getString("customer_reference"))
        .containsExactly(
            (String) second.get("reference"),
            (String) second.get("reference"),
            (String) first.get("reference"),
            (String) first.get("reference"));
  }

  @Test
  void givenForgeriesAndReplays_whenAskedFor_thenSent() throws Exception {
    Map<String, Object> order = bill(meter(FlutterwaveOutcome.DELIVERED), 1_000);
    buyer.pay(order);
    for (String how : List.of("wrong-hash", "no-hash", "empty-hash", "tampered", "truncated")) {
      assertThat(
              buyer
                  .control(
                      "POST",
                      "/webhooks/forge",
                      "{\"how\":\"" + how + "\",\"reference\":\"" + order.get("reference") + "\"}")
                  .statusCode())
          .isEqualTo(204);
    }
    awaitAnswered(6);
    assertThat(received.get(1).header("verif-hash")).isPresent().isNotEqualTo(HASH);
    assertThat(received.get(2).header("verif-hash")).isEmpty();
    assertThat(received.get(5).body().length).isLessThan(received.get(0).body().length);
    buyer.control(
        "POST",
        "/webhooks/replay",
        "{\"reference\":\"" + order.get("reference") + "\",\"times\":2}");
    awaitAnswered(18);
    assertThat(received).hasSize(18);
  }

  @Test
  void givenCallbackUrlOrNobodyThere_whenDelivered_thenSentThereAndTheLogTells() throws Exception {
    sandbox.webhooks().url(URI.create("http://127.0.0.1:1/none"));
    Map<String, Object> order = bill(meter(FlutterwaveOutcome.DELIVERED), 1_000);
    order.put("callback_url", merchant.baseUrl() + "/hook");
    buyer.pay(order);
    awaitAnswered(1);
    buyer.pay(bill(meter(FlutterwaveOutcome.DELIVERED), 1_000));
    sandbox.await(s -> s.webhooks().log().stream().anyMatch(d -> d.status() == 0), SOON);
    assertThat(received).hasSize(1);
  }
}
