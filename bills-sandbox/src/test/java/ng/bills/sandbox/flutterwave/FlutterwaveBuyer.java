package ng.bills.sandbox.flutterwave;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.sandbox.http.JsonText;

/** Speaks to the sandbox over HTTP as an adapter would. */
final class FlutterwaveBuyer {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final FlutterwaveSandbox sandbox;

  FlutterwaveBuyer(FlutterwaveSandbox sandbox) {
    this.sandbox = sandbox;
  }

  static String newReference() {
    return "my-ref-" + NUMBERS.incrementAndGet();
  }

  static Map<String, Object> bill(String customer, Object naira) {
    Map<String, Object> body = new TreeMap<>();
    body.put("country", "NG");
    body.put("customer_id", customer);
    body.put("amount", naira);
    body.put("reference", newReference());
    return body;
  }

  /** Prepaid electricity of IKEDC. */
  HttpResponse<String> pay(Map<String, ?> body) throws IOException, InterruptedException {
    return pay("BIL113", "UB159", body);
  }

  HttpResponse<String> pay(String biller, String item, Map<String, ?> body)
      throws IOException, InterruptedException {
    return post("/billers/" + biller + "/items/" + item + "/payment", body, PATIENT);
  }

  HttpResponse<String> post(String path, Map<String, ?> body, Duration timeout)
      throws IOException, InterruptedException {
    return http.send(
        request(path)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonText.of(body).toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
    return http.send(
        request(pathAndQuery).timeout(PATIENT).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> status(Object reference) throws IOException, InterruptedException {
    return get("/bills/" + reference + "?verbose=1");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
        .header("Authorization", "Bearer FLWSECK_TEST-sandbox-X");
  }

  HttpResponse<String> withAuthorization(String path, String... header)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path));
    if (header.length > 0) {
      request.headers(header);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> control(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(sandbox.controlUrl() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static JsonObject json(HttpResponse<String> answer) {
    return JsonText.parseObject(answer.body());
  }

  static JsonObject data(HttpResponse<String> answer) {
    return json(answer).getJsonObject("data");
  }
}
