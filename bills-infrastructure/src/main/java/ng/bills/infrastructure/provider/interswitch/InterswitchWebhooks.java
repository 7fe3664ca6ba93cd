package ng.bills.infrastructure.provider.interswitch;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;

/**
 * Their webhooks: {@code X-Interswitch-Signature} is the hex of HMAC-SHA512 over the raw body. They
 * tell of collections, so an event names no order of ours.
 */
final class InterswitchWebhooks {
  private static final String ALGORITHM = "HmacSHA512";
  private static final String HEADER = "x-interswitch-signature";

  private InterswitchWebhooks() {}

  static WebhookReading read(Optional<String> secret, WebhookDelivery delivery) {
    if (secret.isEmpty()) {
      return new WebhookReading.Forged("no webhook secret of Interswitch is set");
    }
    String sent = delivery.headers().getOrDefault(HEADER, "").strip().toLowerCase(Locale.ROOT);
    byte[] body = delivery.body();
    boolean genuine =
        MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8),
            signature(secret.get(), body).getBytes(StandardCharsets.UTF_8));
    if (!genuine) {
      return new WebhookReading.Forged(sent.isEmpty() ? "no signature" : "wrong signature");
    }
    return InterswitchWire.parse(new String(body, StandardCharsets.UTF_8))
        .map(json -> event(json, body))
        .orElseGet(() -> new WebhookReading.Unreadable("no JSON object"));
  }

  private static WebhookReading event(JsonObject json, byte[] body) {
    Optional<String> kind =
        InterswitchWire.text(json, "event").filter(text -> text.matches("[\\x21-\\x7e]{1,100}"));
    // the member is not documented: without it, and whenever it is odd, the body names itself
    String id =
        InterswitchWire.text(json, "uuid")
            .filter(text -> text.matches("[0-9A-Za-z_.:-]{8,100}"))
            .orElseGet(() -> HexFormat.of().formatHex(InterswitchWire.sha256(body)));
    return kind.<WebhookReading>map(
            text -> new WebhookReading.Event(id, Optional.empty(), Optional.empty(), text))
        .orElseGet(() -> new WebhookReading.Unreadable("no event"));
  }

  private static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
