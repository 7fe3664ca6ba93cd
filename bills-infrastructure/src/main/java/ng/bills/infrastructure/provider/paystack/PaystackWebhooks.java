package ng.bills.infrastructure.provider.paystack;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.vend.ProviderReference;

/**
 * Paystack's events: verified over the raw bytes before anything is parsed. The reference in them
 * is one of a checkout or a payout, never of a bill.
 */
final class PaystackWebhooks {
  private static final String SIGNATURE = "x-paystack-signature";
  private static final String ALGORITHM = "HmacSHA512";
  private static final String EVENT_NAME = "[a-z][a-z0-9_.-]{0,99}";

  private final SecretKeySpec key;

  PaystackWebhooks(String secretKey) {
    this.key = new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  WebhookReading read(WebhookDelivery delivery) {
    String sent = delivery.headers().get(SIGNATURE);
    if (sent == null) {
      return new WebhookReading.Forged("Paystack: no signature");
    }
    byte[] raw = delivery.body();
    byte[] expected = HexFormat.of().formatHex(hmac(raw)).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(expected, sent.getBytes(StandardCharsets.UTF_8))) {
      return new WebhookReading.Forged("Paystack: the signature does not fit");
    }
    return PaystackWire.object(new String(raw, StandardCharsets.UTF_8))
        .map(PaystackWebhooks::event)
        .orElseGet(() -> new WebhookReading.Unreadable("Paystack: no JSON object"));
  }

  private static WebhookReading event(JsonObject body) {
    Optional<String> name =
        PaystackWire.text(body, "event").filter(text -> text.matches(EVENT_NAME));
    if (name.isEmpty() || !(body.get("data") instanceof JsonObject data)) {
      return new WebhookReading.Unreadable("Paystack: no event");
    }
    OptionalLong id = PaystackWire.whole(data, "id");
    if (id.isEmpty()) {
      return new WebhookReading.Unreadable("Paystack: an event without an id");
    }
    return new WebhookReading.Event(
        name.get() + ":" + id.getAsLong(),
        Optional.empty(),
        PaystackWire.text(data, "reference")
            .filter(text -> text.length() <= 100)
            .map(ProviderReference::new),
        name.get());
  }

  private byte[] hmac(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM); // not shared: it is not thread safe
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
