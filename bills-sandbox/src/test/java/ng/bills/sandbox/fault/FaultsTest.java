package ng.bills.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final AtomicInteger happened = new AtomicInteger();
  private final Faults faults = new Faults();
  private final HttpClient client = HttpClient.newHttpClient();
  private SandboxServer server;

  @BeforeEach
  void start() {
    server = new SandboxServer("faults-test", 0);
    faults.install(server);
    server.route(
        "POST",
        "/things/{id}",
        request -> {
          happened.incrementAndGet();
          return Response.json(200, JsonText.of(Map.of("id", request.pathValue("id"))));
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
            .timeout(Duration.ofSeconds(5))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void givenNoRule_whenAsked_thenTheServiceAnswers() throws Exception {
    assertThat(post("/things/7", "").body()).isEqualTo("{\"id\":\"7\"}");
    assertThat(server.journal().entries("POST", "/things/.*")).hasSize(1);
  }

  @Test
  void givenSecondOnce_whenAskedThreeTimes_thenOnlyTheSecondFails() throws Exception {
    faults.add(
        FaultRule.when("POST", "/things/.*")
            .nth(2)
            .once()
            .effect("status", Map.of("code", 503, "body", "busy")));
    assertThat(post("/things/1", "").statusCode()).isEqualTo(200);
    assertThat(post("/things/1", "").statusCode()).isEqualTo(503);
    assertThat(post("/things/1", "").statusCode()).isEqualTo(200);
    assertThat(happened).hasValue(2);
  }

  @Test
  void givenBodyRegex_whenItDoesNotMatch_thenNoFault() throws Exception {
    faults.add(FaultRule.when("*", ".*").body("meter=1111").effect("html502"));
    assertThat(post("/things/1", "meter=2222").statusCode()).isEqualTo(200);
    HttpResponse<String> failed = post("/things/1", "meter=1111");
    assertThat(failed.statusCode()).isEqualTo(502);
    assertThat(failed.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
  }

  @Test
  void givenCloseBeforeAndAfter_whenAsked_thenOnlyOneHappened() throws Exception {
    // a POST that is cut off is not sent again by this client, so every call is one request
    String before = faults.add(FaultRule.when("POST", ".*").effect("close-before"));
    assertThatThrownBy(() -> post("/things/1", "")).isInstanceOf(IOException.class);
    assertThat(happened).hasValue(0);
    faults.remove(before);
    faults.add(FaultRule.when("POST", ".*").effect("close-after"));
    assertThatThrownBy(() -> post("/things/1", "")).isInstanceOf(IOException.class);
    assertThat(happened).hasPositiveValue();
  }

  @Test
  void givenCut_whenAsked_thenTheBodyEndsEarly() {
    faults.add(FaultRule.when("POST", ".*").effect("cut", Map.of("bytes", 3)));
    assertThatThrownBy(() -> post("/things/1", "")).isInstanceOf(IOException.class);
    assertThat(happened).hasPositiveValue();
  }

  @Test
  void givenTrickleOrDelay_whenAsked_thenTheTrueAnswerArrivesLate() throws Exception {
    String rule =
        faults.add(FaultRule.when("POST", ".*").effect("trickle", Map.of("bytes", 2, "ms", 5)));
    assertThat(post("/things/1", "").body()).isEqualTo("{\"id\":\"1\"}");
    faults.remove(rule);
    faults.add(FaultRule.when("POST", ".*").effect("delay", Map.of("ms", 120)));
    long start = System.nanoTime();
    assertThat(post("/things/1", "").body()).isEqualTo("{\"id\":\"1\"}");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(120));
  }

  @Test
  void givenGarbage_whenAsked_thenItHappenedAndTheAnswerIsNoJson() throws Exception {
    faults.add(FaultRule.when("POST", ".*").effect("garbage", Map.of("body", "<<")));
    assertThat(post("/things/1", "").body()).isEqualTo("<<");
    assertThat(happened).hasValue(1);
  }

  @Test
  void givenProbabilityAndSeed_whenRunTwice_thenTheSameRequestsFail() throws Exception {
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    for (StringBuilder run : new StringBuilder[] {first, second}) {
      faults.clear();
      faults.add(
          FaultRule.when("POST", ".*").probability(0.5, 42).effect("status", Map.of("code", 500)));
      for (int i = 0; i < 20; i++) {
        run.append(post("/things/1", "").statusCode()).append(' ');
      }
    }
    assertThat(first).hasToString(second.toString()).contains("200").contains("500");
  }

  @Test
  void givenControlApi_whenRulesAreSetListedAndCleared_thenTheyAct() throws Exception {
    HttpResponse<String> added =
        post(
            "/_sandbox/faults",
            "{\"method\":\"POST\",\"path\":\"/things/.*\",\"times\":1,\"effect\":\"status\",\"parameters\":"
                + "{\"code\":429,\"headers\":{\"Retry-After\":\"3\"}}}");
    assertThat(added.statusCode()).isEqualTo(201);
    HttpResponse<String> limited = post("/things/1", "");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).hasValue("3");
    assertThat(faults.toJson().getJsonObject(0).getInt("acted")).isEqualTo(1);
    assertThat(post("/_sandbox/faults", "{\"effect\":\"nonsense\"}").statusCode()).isEqualTo(400);
    assertThat(post("/_sandbox/faults", "{\"effekt\":\"status\"}").body()).contains("effekt");
    client.send(
        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/_sandbox/faults")).DELETE().build(),
        HttpResponse.BodyHandlers.discarding());
    assertThat(faults.toJson()).isEmpty();
  }
}
