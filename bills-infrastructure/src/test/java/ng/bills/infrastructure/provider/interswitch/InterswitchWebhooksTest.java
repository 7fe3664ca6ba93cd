package ng.bills.infrastructure.provider.interswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;
import ng.bills.sandbox.interswitch.CollectionEvent;
import ng.bills.sandbox.interswitch.InterswitchSandbox;
import org.junit.jupiter.api.Test;

class InterswitchWebhooksTest {
  private static final Optional<String> SECRET = Optional.of("sandbox-webhook-secret");
  private static final CollectionEvent EVENT =
      new CollectionEvent("TRANSACTION.COMPLETED", "event-0001", "collection-1", 10_000, "00");

  /** What really arrives, headers and bytes. */
  private static WebhookDelivery sent(CollectionEvent event) throws Exception {
    AtomicReference<WebhookDelivery> got = new AtomicReference<>();
    try (SandboxServer listener = new SandboxServer("listener", 0);
        InterswitchSandbox sandbox =
            InterswitchSandbox.start(ng.bills.sandbox.interswitch.InterswitchSettings.defaults())) {
      listener.route(
          "POST",
          "/hook",
          request -> {
            Map<String, String> headers = new HashMap<>();
            request
                .headers()
                .forEach(
                    (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            got.set(new WebhookDelivery(headers, request.body()));
            return Response.empty(200);
          });
      listener.start();
      sandbox.send(URI.create(listener.baseUrl() + "/hook"), event);
    }
    return got.get();
  }

  private static WebhookDelivery changed(WebhookDelivery delivery, String signature, byte[] body) {
    return new WebhookDelivery(Map.of("x-interswitch-signature", signature), body);
  }

  @Test
  void givenGenuineEvent_whenRead_thenAnEventThatNamesNoOrder() throws Exception {
    WebhookReading.Event event =
        (WebhookReading.Event) InterswitchWebhooks.read(SECRET, sent(EVENT));
    assertThat(event.eventId()).isEqualTo("event-0001");
    assertThat(event.kind()).isEqualTo("TRANSACTION.COMPLETED");
    assertThat(event.reference()).isEmpty();
    assertThat(event.theirs()).isEmpty();
  }

  @Test
  void givenTouchedBodyOrSignatureOrOtherSecret_whenRead_thenForged() throws Exception {
    WebhookDelivery genuine = sent(EVENT);
    String signature = genuine.headers().get("x-interswitch-signature");
    byte[] touched =
        new String(genuine.body(), StandardCharsets.UTF_8)
            .replace("10000", "90000")
            .getBytes(StandardCharsets.UTF_8);
    byte[] truncated = java.util.Arrays.copyOf(genuine.body(), genuine.body().length - 1);
    for (WebhookDelivery forged :
        new WebhookDelivery[] {
          changed(genuine, signature, touched),
          changed(genuine, signature, truncated),
          changed(genuine, signature.substring(1), genuine.body()),
          changed(genuine, "", genuine.body()),
          new WebhookDelivery(Map.of(), genuine.body())
        }) {
      assertThat(InterswitchWebhooks.read(SECRET, forged))
          .isInstanceOf(WebhookReading.Forged.class);
    }
    assertThat(InterswitchWebhooks.read(Optional.of("other"), genuine))
        .isInstanceOf(WebhookReading.Forged.class);
    assertThat(InterswitchWebhooks.read(Optional.empty(), genuine))
        .isInstanceOf(WebhookReading.Forged.class);
  }

  @Test
  void givenGenuineButOdd_whenRead_thenUnreadableOrNamedByItsBody() {
    assertThat(read("not json")).isInstanceOf(WebhookReading.Unreadable.class);
    assertThat(read("[1]")).isInstanceOf(WebhookReading.Unreadable.class);
    assertThat(read("{\"uuid\":\"event-0002\"}")).isInstanceOf(WebhookReading.Unreadable.class);
    WebhookReading.Event nameless =
        (WebhookReading.Event) read("{\"event\":\"INVOICE.PAID\",\"uuid\":\"odd one\"}");
    assertThat(nameless.eventId()).matches("[0-9a-f]{64}");
    assertThat(read("{\"event\":\"INVOICE.PAID\",\"uuid\":\"odd one\"}")).isEqualTo(nameless);
  }

  private static WebhookReading read(String body) {
    try (InterswitchSandbox sandbox =
        InterswitchSandbox.start(ng.bills.sandbox.interswitch.InterswitchSettings.defaults())) {
      return InterswitchWebhooks.read(
          SECRET,
          new WebhookDelivery(
              Map.of("x-interswitch-signature", sandbox.signature(body)),
              body.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
