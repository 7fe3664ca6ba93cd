package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.web.api.json.JsonForm;
import org.junit.jupiter.api.Test;

/** Whatever is sent to the webhook address: what is answered, and that nothing moves by it. */
class WebhooksOverHttpTest {

  private static final String ADDRESS = "/webhooks/vtpass";

  private final InProcessApi api = new InProcessApi();
  private final WebhookDelivery real =
      ScriptedProvider.webhook("1", Optional.empty(), Optional.empty(), "delivered");

  private InProcessApi.Answer post(String path, byte[] body, Map<String, String> headers) {
    return api.send("POST", path, Optional.empty(), body, headers);
  }

  private void assertRefused(InProcessApi.Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().getString("code")).isEqualTo(code);
    assertThat(api.system.world.allEvents()).isEmpty();
    assertThat(api.system.provider().requeries()).isZero();
  }

  @Test
  void givenSignedEvent_whenSentTenTimesWithoutKey_thenTheSameAnswerAndOneEvent() {
    for (int i = 0; i < 10; i++) {
      InProcessApi.Answer answer = post(ADDRESS, real.body(), real.headers());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"response\":\"success\"}");
    }
    assertThat(api.system.world.allEvents()).hasSize(1);
  }

  @Test
  void givenHeaderInAnyCaseAndAnyContentType_whenSent_thenTakenIn() {
    Map<String, String> headers =
        Map.of(
            "X-Scripted-SIGNATURE",
            real.headers().get(ScriptedProvider.SIGNATURE),
            "Content-Type",
            "text/plain",
            "Accept",
            "text/html");
    assertThat(post(ADDRESS, real.body(), headers).status()).isEqualTo(200);
  }

  @Test
  void givenForgery_whenSent_then401AndNothingStored() {
    assertRefused(post(ADDRESS, real.body(), Map.of()), 401, "UNAUTHORIZED");
    byte[] other = "2|||delivered".getBytes(StandardCharsets.UTF_8);
    assertRefused(post(ADDRESS, other, real.headers()), 401, "UNAUTHORIZED");
    assertRefused(post(ADDRESS, new byte[0], real.headers()), 401, "UNAUTHORIZED");
  }

  @Test
  void givenHugeBody_whenSent_then413AndNothingStored() {
    byte[] limit = new byte[JsonForm.MAX_BYTES];
    byte[] over = new byte[JsonForm.MAX_BYTES + 1];

    assertThat(post(ADDRESS, limit, Map.of()).status()).as("read, and forged").isEqualTo(401);
    assertRefused(post(ADDRESS, over, real.headers()), 413, "BODY_TOO_LARGE");
  }

  @Test
  void givenBodyWithoutEnd_whenSent_thenReadNoFurtherThanTheLimit() {
    InputStream endless =
        new InputStream() {
          private int given;

          @Override
          public int read() {
            given++;
            assertThat(given).isLessThanOrEqualTo(JsonForm.MAX_BYTES + 1);
            return 'x';
          }
        };

    assertRefused(api.send(ADDRESS, endless, real.headers()), 413, "BODY_TOO_LARGE");
  }

  @Test
  void givenBodyThatIsCutOff_whenSent_then400AndNothingStored() {
    InputStream cut =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }
        };

    assertRefused(api.send(ADDRESS, cut, real.headers()), 400, "BAD_REQUEST");
  }

  @Test
  void givenBodyThatDrips_whenSent_then408AndNothingStored() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    api.timeOfBodies = now::get;
    InputStream slow =
        new ByteArrayInputStream(real.body()) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            now.updateAndGet(t -> t.plus(Duration.ofSeconds(2)));
            return super.read(into, offset, 1);
          }
        };

    assertRefused(api.send(ADDRESS, slow, real.headers()), 408, "REQUEST_TIMEOUT");
  }

  @Test
  void givenUnknownProvider_whenSent_then404() {
    assertRefused(post("/webhooks/nobody", real.body(), real.headers()), 404, "NOT_FOUND");
    assertRefused(
        post("/wallet/flutterwave/webhook", real.body(), real.headers()), 404, "NOT_FOUND");
    assertRefused(post("/webhooks/%2e%2e", real.body(), real.headers()), 404, "NOT_FOUND");
  }

  @Test
  void givenWrongMethod_whenSent_then405() {
    for (String method : new String[] {"GET", "PUT", "DELETE", "PATCH"}) {
      InProcessApi.Answer answer =
          api.send(method, ADDRESS, Optional.empty(), null, real.headers());
      assertRefused(answer, 405, "METHOD_NOT_ALLOWED");
      assertThat(answer.header("Allow")).contains("POST");
    }
  }
}
