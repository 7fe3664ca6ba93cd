package ng.bills.sandbox.vtpass;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.sandbox.http.JsonText;

/** Speaks to the sandbox over HTTP as an adapter would. */
final class VtpassBuyer {
  private static final AtomicInteger IDS = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final VtpassSandbox sandbox;

  VtpassBuyer(VtpassSandbox sandbox) {
    this.sandbox = sandbox;
  }

  static String newRequestId() {
    return LocalDateTime.now(ZoneId.of("Africa/Lagos"))
            .format(DateTimeFormatter.ofPattern("yyyyMMddHHmm"))
        + "T"
        + IDS.incrementAndGet();
  }

  static Map<String, Object> electricity(String service, String meter, long naira) {
    Map<String, Object> body = new TreeMap<>();
    body.put("request_id", newRequestId());
    body.put("serviceID", service);
    body.put("billersCode", meter);
    body.put("variation_code", "prepaid");
    body.put("amount", naira);
    body.put("phone", "08030001122");
    return body;
  }

  static Map<String, Object> airtime(String service, String phone, long naira) {
    Map<String, Object> body = new TreeMap<>();
    body.put("request_id", newRequestId());
    body.put("serviceID", service);
    body.put("amount", naira);
    body.put("phone", phone);
    return body;
  }

  /** Data, television or education: the variation decides the price. */
  static Map<String, Object> plan(String service, String account, String variation) {
    Map<String, Object> body = new TreeMap<>();
    body.put("request_id", newRequestId());
    body.put("serviceID", service);
    body.put("billersCode", account);
    body.put("variation_code", variation);
    body.put("phone", "08030001122");
    return body;
  }

  JsonObject pay(Map<String, ?> body) throws IOException, InterruptedException {
    return JsonText.parseObject(post("/pay", body, Duration.ofSeconds(20)).body());
  }

  JsonObject requery(Object requestId) throws IOException, InterruptedException {
    return JsonText.parseObject(
        post("/requery", Map.of("request_id", requestId), Duration.ofSeconds(20)).body());
  }

  JsonObject verify(String service, String account, String type)
      throws IOException, InterruptedException {
    return JsonText.parseObject(
        post(
                "/merchant-verify",
                Map.of("billersCode", account, "serviceID", service, "type", type),
                Duration.ofSeconds(20))
            .body());
  }

  HttpResponse<String> post(String path, Map<String, ?> body, Duration timeout)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("api-key", "sandbox-api-key")
            .header("secret-key", "SK_sandbox")
            .POST(HttpRequest.BodyPublishers.ofString(JsonText.of(body).toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  JsonObject get(String pathAndQuery) throws IOException, InterruptedException {
    return JsonText.parseObject(
        http.send(
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + pathAndQuery))
                    .header("api-key", "sandbox-api-key")
                    .header("public-key", "PK_sandbox")
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  HttpResponse<String> control(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(sandbox.controlUrl() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> withHeaders(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
