package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Whoever finds the address: sends what it likes, with or without a key. */
final class AnyCaller {

  /** What an answer must never show: how we are made. */
  static final Pattern INSIDES =
      Pattern.compile(
          "(?i)<html|<!doctype|exception|\\bat"
              + " [a-z]+\\.|\\b(ng\\.bills|jakarta|javax|java|org|com|fish)\\.[a-z]+\\.|glassfish|grizzly|jersey|hibernate|postgres|sqlstate|stack"
              + " ?trace");

  private final BillsSystem system;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1) // what a proxy in front speaks (docs/deploy.md)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  AnyCaller(BillsSystem system) {
    this.system = system;
  }

  /** Sends a request; headers come in pairs. */
  HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(system.uri(path))
            .timeout(Duration.ofSeconds(20))
            .method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return Answers.noted(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new IllegalStateException("no answer to " + method + " " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  /** Sends bytes that need not be HTTP; the answer as it came. */
  String raw(String request) {
    try (Socket socket = new Socket("127.0.0.1", system.httpPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Answers.note("raw", "", 0, answer);
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  /** The answer is a problem of that status and code, and shows nothing of our insides. */
  static JsonObject problem(HttpResponse<String> answer, int status, String code) {
    String what = answer.request().method() + " " + answer.uri().getPath() + " " + answer.body();
    assertThat(answer.statusCode()).as(what).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse("none"))
        .as(what)
        .startsWith("application/problem+json");
    assertThat(answer.body()).doesNotContainPattern(INSIDES);
    JsonObject problem = PartnerClient.json(answer);
    assertThat(problem.getString("code")).as(what).isEqualTo(code);
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).isNotBlank();
    assertThat(problem.getString("correlation_id")).isNotBlank();
    return problem;
  }

  /** The codes of all faults by field; a field that is named twice fails. */
  static Map<String, String> faults(JsonObject problem) {
    Map<String, String> faults = new TreeMap<>();
    for (JsonObject fault : problem.getJsonArray("errors").getValuesAs(JsonObject.class)) {
      assertThat(fault.getString("message")).isNotBlank();
      assertThat(faults.put(fault.getString("field"), fault.getString("code")))
          .as("%s is named once", fault.getString("field"))
          .isNull();
    }
    return faults;
  }
}
