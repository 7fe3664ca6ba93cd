package ng.bills.sandbox.interswitch;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.sandbox.http.JsonText;

/** Speaks to the sandbox over HTTP as an adapter would. */
final class InterswitchBuyer {
  static final String PREPAID = "051760220"; // Ikeja Electric
  static final String POSTPAID = "051760221";
  static final String MTN = "10901";
  static final String CONFAM = "051761404";

  private static final AtomicInteger IDS = new AtomicInteger();
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final InterswitchSandbox sandbox;
  private String token = "";

  InterswitchBuyer(InterswitchSandbox sandbox) {
    this.sandbox = sandbox;
  }

  static String newReference() {
    return "1453" + String.format("%08d", IDS.incrementAndGet());
  }

  static Map<String, Object> order(String paymentCode, String customerId, long kobo) {
    Map<String, Object> body = new TreeMap<>();
    body.put("TerminalId", "3PBL0001");
    body.put("paymentCode", paymentCode);
    body.put("customerId", customerId);
    body.put("customerMobile", "2348030001122");
    body.put("customerEmail", "ops@merchant.example");
    body.put("amount", String.valueOf(kobo));
    body.put("requestReference", newReference());
    return body;
  }

  HttpResponse<String> askToken(String id, String secret, String form)
      throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return http.send(
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + InterswitchSandbox.TOKEN))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  JsonObject login() throws IOException, InterruptedException {
    JsonObject answer =
        JsonText.parseObject(
            askToken(
                    "sandbox-client-id",
                    "sandbox-client-secret",
                    "grant_type=client_credentials&scope=profile")
                .body());
    token = answer.getString("access_token");
    return answer;
  }

  HttpResponse<String> send(HttpRequest.Builder request, Duration timeout)
      throws IOException, InterruptedException {
    return http.send(
        request
            .timeout(timeout)
            .header("Authorization", "Bearer " + token)
            .header("TerminalID", "3PBL0001")
            .header("Content-Type", "application/json")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(root(pathAndQuery)), PATIENT);
  }

  JsonObject read(String pathAndQuery) throws IOException, InterruptedException {
    return JsonText.parseObject(get(pathAndQuery).body());
  }

  HttpResponse<String> post(String path, Map<String, ?> body, Duration timeout)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(root(path))
            .POST(HttpRequest.BodyPublishers.ofString(JsonText.of(body).toString())),
        timeout);
  }

  HttpResponse<String> pay(Map<String, ?> order) throws IOException, InterruptedException {
    return post("/Transactions", order, PATIENT);
  }

  JsonObject paid(Map<String, ?> order) throws IOException, InterruptedException {
    return JsonText.parseObject(pay(order).body());
  }

  HttpResponse<String> query(Object reference) throws IOException, InterruptedException {
    return get("/Transactions?requestRef=" + reference);
  }

  JsonObject queried(Object reference) throws IOException, InterruptedException {
    return JsonText.parseObject(query(reference).body());
  }

  HttpResponse<String> validate(String paymentCode, String customerId, Duration timeout)
      throws IOException, InterruptedException {
    JsonObject customer = JsonText.of(Map.of("PaymentCode", paymentCode, "CustomerId", customerId));
    return post(
        "/Transactions/validatecustomers",
        Map.of("Customers", JsonText.array().add(customer).build(), "TerminalId", "3PBL0001"),
        timeout);
  }

  JsonObject customer(String paymentCode, String customerId)
      throws IOException, InterruptedException {
    JsonObject answer = JsonText.parseObject(validate(paymentCode, customerId, PATIENT).body());
    return answer.getJsonArray("Customers").getJsonObject(0);
  }

  HttpResponse<String> control(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(sandbox.controlUrl() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** A request with just these headers, to see what the gateway says. */
  HttpResponse<String> bare(String path, List<String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(root(path));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String token() {
    return token;
  }

  private URI root(String pathAndQuery) {
    return URI.create(sandbox.baseUrl() + InterswitchSandbox.ROOT + pathAndQuery);
  }
}
