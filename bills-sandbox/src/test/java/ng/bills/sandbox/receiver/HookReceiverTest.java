package ng.bills.sandbox.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import ng.bills.sandbox.http.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HookReceiverTest {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HookReceiver receiver = HookReceiver.start(0);

  @AfterEach
  void stop() {
    receiver.close();
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(receiver.baseUrl() + path))
            .timeout(Duration.ofMillis(700))
            .header("Webhook-Id", "<7>")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String get(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(receiver.baseUrl() + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void givenWebhook_whenSent_thenShownAsItCame() throws Exception {
    assertThat(post("/shop", "{\"type\":\"<x>\"}").statusCode()).isEqualTo(200);
    assertThat(receiver.received("/shop"))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.header("webhook-id")).isEqualTo("<7>");
              assertThat(r.body()).isEqualTo("{\"type\":\"<x>\"}");
              assertThat(r.answered()).isEqualTo(200);
            });
    JsonObject shown = JsonText.parseObject(get("/_sandbox/receiver"));
    assertThat(shown.getJsonArray("received").getJsonObject(0).getString("webhook_id"))
        .isEqualTo("<7>");
    assertThat(get("/")).contains("&lt;7&gt;").doesNotContain("<7>");
  }

  @Test
  void givenPathToldToFail_whenCalled_thenThatOftenAndNowhereElse() throws Exception {
    assertThat(
            post("/_sandbox/receiver", "{\"path\":\"/shop\",\"answer\":\"500\",\"times\":2}")
                .statusCode())
        .isEqualTo(200);
    assertThat(post("/other", "").statusCode()).isEqualTo(200);
    assertThat(post("/shop", "").statusCode()).isEqualTo(500);
    assertThat(post("/shop", "").statusCode()).isEqualTo(500);
    assertThat(post("/shop", "").statusCode()).isEqualTo(200);
    assertThat(post("/_sandbox/receiver", "{\"answer\":\"perhaps\"}").statusCode()).isEqualTo(400);
  }

  @Test
  void givenEveryKindOfTrouble_whenCalled_thenItHappens() throws Exception {
    receiver.behave("/shop", Behaviour.status(302));
    assertThat(post("/shop", "").headers().firstValue("Location"))
        .contains(receiver.baseUrl() + "/redirected");
    receiver.behave("/shop", Behaviour.status(410));
    assertThat(post("/shop", "").statusCode()).isEqualTo(410);
    receiver.behave("/shop", Behaviour.dead());
    assertThatThrownBy(() -> post("/shop", "")).isInstanceOf(IOException.class);
    receiver.behave("/shop", Behaviour.slow(Duration.ofSeconds(20)));
    assertThatThrownBy(() -> post("/shop", "")).isInstanceOf(HttpTimeoutException.class);
    receiver.clear();
    assertThat(receiver.received()).isEmpty();
    assertThat(post("/shop", "").statusCode()).isEqualTo(200);
  }
}
