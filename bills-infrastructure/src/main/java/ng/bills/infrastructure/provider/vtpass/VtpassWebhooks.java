package ng.bills.infrastructure.provider.vtpass;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.VendReference;

/**
 * VTpass's callbacks (their callback page). They carry no signature and no secret, so nothing can
 * be called forged and nothing is believed: the event says which order to ask about, or that the
 * catalogue moved. They name no event either; the same bytes are the same event, as a repetition
 * is.
 */
final class VtpassWebhooks {
  private static final Set<String> KINDS = Set.of("transaction-update", "variations-update");

  private VtpassWebhooks() {}

  static WebhookReading read(WebhookDelivery delivery) {
    byte[] raw = delivery.body();
    Optional<JsonObject> body =
        VtpassWire.parse(new String(raw, StandardCharsets.UTF_8))
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast);
    if (body.isEmpty()) {
      return new WebhookReading.Unreadable("VTpass: no JSON object");
    }
    Optional<String> kind = VtpassWire.text(body.get(), "type").filter(KINDS::contains);
    if (kind.isEmpty()) {
      return new WebhookReading.Unreadable("VTpass: an event of a kind not documented");
    }
    JsonObject data = VtpassWire.object(body.get(), "data");
    JsonObject transaction = VtpassWire.object(VtpassWire.object(data, "content"), "transactions");
    return new WebhookReading.Event(
        "sha256:" + sha256(raw),
        VtpassWire.text(data, "requestId").flatMap(VtpassWebhooks::reference),
        VtpassWire.textOrNumber(transaction, "transactionId")
            .filter(text -> text.length() <= 100)
            .map(ProviderReference::new),
        kind.get());
  }

  private static Optional<VendReference> reference(String requestId) {
    try {
      return Optional.of(new VendReference(requestId));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not one that we ever sent
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
