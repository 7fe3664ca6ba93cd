package ng.bills.launcher.kill;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** The API as a partner sees it that runs on while the server dies: an answer, or none. */
final class PartnerApi {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final String url;
  private final String apiKey;
  private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  PartnerApi(String url, String apiKey) {
    this.url = url;
    this.apiKey = apiKey;
  }

  /**
   * A payment that waits for money.
   *
   * @param stroops what is to be sent
   */
  record Waiting(UUID id, String sendTo, String memo, long stroops) {}

  /** Asks for a payment; empty when there was no answer, or one that says: try again. */
  Optional<Waiting> pay(String key, Scenario.Bill bill) throws InterruptedException {
    var body =
        Json.createObjectBuilder()
            .add("bill_type", bill.billType())
            .add("provider_code", bill.biller())
            .add("account_number", bill.account())
            .add("amount", bill.naira())
            .add("currency", "NGN")
            .add("customer_email", "kill@customer.example");
    if (bill.billType().equals("electricity")) {
      body.add("account_type", "PREPAID");
    }
    Optional<JsonObject> answer =
        send(
            request("/api/v1/bills/pay")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body.build().toString())),
            "pay",
            201);
    return answer.map(
        payment -> {
          JsonObject how = payment.getJsonObject("instructions");
          return new Waiting(
              UUID.fromString(payment.getString("transaction_id")),
              how.getString("send_to"),
              how.getString("memo"),
              stroops(how.get("amount_cngn")));
        });
  }

  /** Calls a payment off; false when there was no answer, true also when it was too late. */
  boolean cancel(UUID id) throws InterruptedException {
    return send(
            request("/api/v1/bills/" + id + "/cancel").POST(HttpRequest.BodyPublishers.noBody()),
            "cancel",
            200,
            409)
        .isPresent();
  }

  /** The digits of all tokens a completed payment is said to have; empty without an answer. */
  Optional<Set<String>> tokens(UUID id) throws InterruptedException {
    return send(request("/api/v1/bills/" + id + "/status").GET(), "status", 200)
        .map(
            status -> {
              Set<String> tokens = new HashSet<>();
              if (status.containsKey("token")) {
                tokens.add(digits(status.getString("token")));
              }
              JsonArray all = status.getJsonArray("tokens");
              if (all != null) {
                all.getValuesAs(JsonObject.class)
                    .forEach(token -> tokens.add(digits(token.getString("token"))));
              }
              return tokens;
            });
  }

  /** Whether readiness and API answer 200. */
  boolean isReady() throws InterruptedException {
    return status("/health/ready") == 200 && status("/api/v1/health") == 200;
  }

  /** How often each answer came, for the report; what gave none is under its exception. */
  Map<String, LongAdder> answers() {
    return answers;
  }

  private int status(String path) throws InterruptedException {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0; // nobody listens
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + apiKey)
        .timeout(PATIENCE);
  }

  private Optional<JsonObject> send(HttpRequest.Builder request, String what, Integer... good)
      throws InterruptedException {
    String seen;
    Optional<JsonObject> read = Optional.empty();
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      seen = Integer.toString(answer.statusCode());
      if (answer.statusCode() >= 400 && !isOurs(answer)) {
        seen += " of a server that starts"; // it listens before the application is there
      }
      if (List.of(good).contains(answer.statusCode())) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
          read = Optional.of(reader.readObject());
        }
      }
    } catch (IOException e) {
      seen = "no answer";
    } catch (JsonException e) {
      seen = "cut off";
    }
    answers.computeIfAbsent(what + " " + seen, name -> new LongAdder()).increment();
    return read;
  }

  /** The API itself says what is wrong as a problem. */
  private static boolean isOurs(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Content-Type")
        .filter(type -> type.startsWith("application/problem+json"))
        .isPresent();
  }

  private static String digits(String token) {
    return token.replaceAll("\\D", "");
  }

  private static long stroops(JsonValue amount) {
    String text = amount instanceof JsonString string ? string.getString() : amount.toString();
    return new BigDecimal(text).movePointRight(7).longValueExact();
  }
}
