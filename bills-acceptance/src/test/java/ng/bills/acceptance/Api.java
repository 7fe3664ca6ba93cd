package ng.bills.acceptance;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** A partner's view of the API: requests with its key, answers as JSON. */
public final class Api {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String BASE = "/api/v1";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BillsSystem system;
  private final String key;

  /**
   * @param system the system under test
   * @param key API key, or null for none
   */
  public Api(BillsSystem system, String key) {
    this.system = system;
    this.key = key;
  }

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param body as text
   */
  public record Answer(int status, String body) {
    /**
     * @return the body as an object
     */
    public JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(body))) {
        return reader.readObject();
      }
    }

    /**
     * @param name of a member
     * @return its value as text, or null when it is absent or null
     */
    public String text(String name) {
      JsonObject json = json();
      if (!json.containsKey(name) || json.isNull(name)) {
        return null;
      }
      return switch (json.get(name).getValueType()) {
        case STRING -> json.getString(name);
        default -> json.get(name).toString();
      };
    }
  }

  /**
   * @param path below /api/v1, such as {@code /bills/types}
   * @return the answer
   */
  public Answer get(String path) {
    return send(request(path).GET().build());
  }

  /**
   * @param path below /api/v1
   * @param json body
   * @return the answer
   */
  public Answer post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /**
   * Waits until the payment is in one of the states.
   *
   * @param transactionId of the payment
   * @param timeout how long at most
   * @param states wire names
   * @return the status as answered then
   */
  public Answer awaitStatus(String transactionId, Duration timeout, String... states) {
    Set<String> wanted = Set.of(states);
    Answer[] last = new Answer[1];
    BillsSystem.await(
        "payment " + transactionId + " in " + wanted,
        timeout,
        () -> {
          last[0] = get("/bills/" + transactionId + "/status");
          return last[0].status() == 200 && wanted.contains(last[0].text("status"));
        },
        () -> last[0] == null ? "no answer" : last[0].body());
    return last[0];
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(system.uri(BASE + path)).timeout(TIMEOUT);
    return key == null ? builder : builder.header("Authorization", "Bearer " + key);
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new IllegalStateException(request.method() + " " + request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
