package ng.bills.infrastructure.provider.toy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.provider.toy.ToyWire.Reply;

/** Toy's events: verified over the raw bytes before anything is parsed. */
final class ToyWebhooks {
  private static final String SIGNATURE = "toy-signature";

  private ToyWebhooks() {}

  static WebhookReading read(String key, WebhookDelivery delivery) {
    byte[] expected = signature(key, delivery.body()).getBytes(StandardCharsets.UTF_8);
    String sent = delivery.headers().getOrDefault(SIGNATURE, "");
    if (!MessageDigest.isEqual(expected, sent.getBytes(StandardCharsets.UTF_8))) {
      return new WebhookReading.Forged("Toy: the signature does not fit");
    }
    return Reply.of(new String(delivery.body(), StandardCharsets.UTF_8))
        .filter(event -> event.text("event").matches("[!-~]{1,255}"))
        .filter(event -> event.text("reference").matches("\\d{12}[A-Za-z0-9]{8,24}"))
        .<WebhookReading>map(
            event ->
                new WebhookReading.Event(
                    event.text("event"),
                    Optional.of(new VendReference(event.text("reference"))),
                    Optional.empty(),
                    event.state()))
        .orElseGet(() -> new WebhookReading.Unreadable("Toy: no event"));
  }

  private static String signature(String key, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
