package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** A partner application: knows the API and an API key, nothing else. */
final class PartnerClient {

  private static final String PAY = "/api/v1/bills/pay";
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private final BillsSystem system;
  private final String apiKey;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  PartnerClient(BillsSystem system, String apiKey) {
    this.system = system;
    this.apiKey = apiKey;
  }

  /** A payment as the partner knows it after asking for it. */
  record Requested(String id, String reference, String memo, String amount, String sendTo) {}

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(system.uri(path)).GET());
  }

  HttpResponse<String> post(String path, String body) {
    return send(
        HttpRequest.newBuilder(system.uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Asks for a payment under an Idempotency-Key. */
  HttpResponse<String> pay(String body, String key) {
    return send(
        HttpRequest.newBuilder(system.uri(PAY))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The bytes of {@link #pay}, for somebody who hangs up before the answer. */
  byte[] raw(String body, String key) {
    return ("POST "
            + PAY
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + apiKey
            + "\r\nContent-Type: application/json\r\nIdempotency-Key: "
            + key
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return Answers.noted(
          http.send(
              request
                  .header("Authorization", "Bearer " + apiKey)
                  .timeout(Duration.ofSeconds(20))
                  .build(),
              HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new IllegalStateException("no answer from the API", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  static JsonObject json(HttpResponse<String> answer) {
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }

  static JsonObjectBuilder electricity(String meter, String meterType, int naira) {
    return Json.createObjectBuilder()
        .add("bill_type", "electricity")
        .add("provider_code", "ikedc")
        .add("account_number", meter)
        .add("account_type", meterType)
        .add("amount", naira)
        .add("currency", "NGN");
  }

  static JsonObjectBuilder airtime(String network, String phone, int naira) {
    return Json.createObjectBuilder()
        .add("bill_type", "airtime")
        .add("provider_code", network)
        .add("account_number", phone)
        .add("amount", naira)
        .add("currency", "NGN");
  }

  /** A bill for a plan at its price. */
  static JsonObjectBuilder plan(String type, String biller, String account, String plan) {
    return Json.createObjectBuilder()
        .add("bill_type", type)
        .add("provider_code", biller)
        .add("account_number", account)
        .add("plan_code", plan)
        .add("currency", "NGN");
  }

  /** Waits until a plan is on sale: catalogues are read right after the start. */
  void awaitPlan(String type, String biller, String plan) {
    BillsSystem.await(
        plan + " is on sale",
        PATIENCE,
        () ->
            get("/api/v1/bills/providers/" + type + "/" + biller + "/plans")
                .body()
                .contains("\"" + plan + "\""));
  }

  /** Asks for a payment; the customer is told at an address of its own. */
  Requested request(JsonObjectBuilder body, String email) {
    return request(body, email, "08030001122");
  }

  /** As {@link #request(JsonObjectBuilder, String)}, with a phone of the customer's own. */
  Requested request(JsonObjectBuilder body, String email, String phone) {
    HttpResponse<String> answer =
        post(
            "/api/v1/bills/pay",
            body.add("customer_email", email)
                .add("customer_phone", phone)
                .add("request_reference", UUID.randomUUID().toString())
                .build()
                .toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonObject payment = json(answer);
    assertThat(payment.getString("status")).isEqualTo("pending_payment");
    JsonObject how = payment.getJsonObject("instructions");
    return new Requested(
        payment.getString("transaction_id"),
        payment.getString("reference"),
        how.getString("memo"),
        plain(how, "amount_cngn"),
        how.getString("send_to"));
  }

  private static String plain(JsonObject object, String name) {
    return object.get(name) instanceof jakarta.json.JsonString text
        ? text.getString()
        : object.getJsonNumber(name).bigDecimalValue().toPlainString();
  }

  JsonObject status(String id) {
    HttpResponse<String> answer = get("/api/v1/bills/" + id + "/status");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  JsonObject story(String id) {
    HttpResponse<String> answer = get("/api/v1/bills/" + id);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  /** Waits until the payment is in that state. */
  JsonObject awaitStatus(String id, String wanted) {
    AtomicReference<JsonObject> last = new AtomicReference<>();
    try {
      BillsSystem.await(
          "payment is " + wanted,
          PATIENCE,
          () -> {
            last.set(status(id));
            return last.get().getString("status").equals(wanted);
          });
    } catch (AssertionError e) {
      JsonObject seen = last.get();
      throw new AssertionError(
          e.getMessage() + ", but " + seen.getString("status") + ": " + seen.getString("stage"), e);
    }
    return last.get();
  }
}
