package ng.bills.infrastructure.provider.vtpass;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.VendReference;

/**
 * Reads VTpass's callbacks. They carry no signature (their callback page), so nothing in them can
 * be proven or forged: one is a hint to ask about the order it names, and says no more.
 */
final class VtpassWebhooks {

  private static final String TRANSACTION = "transaction-update";
  private static final String VARIATIONS = "variations-update";

  private VtpassWebhooks() {}

  static WebhookReading read(WebhookDelivery delivery) {
    Optional<JsonObject> body =
        VtpassWire.parse(new String(delivery.body(), StandardCharsets.UTF_8))
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast);
    Optional<String> type = body.flatMap(b -> VtpassWire.text(b, "type"));
    if (type.equals(Optional.of(TRANSACTION))) {
      return transaction(VtpassWire.object(body.get(), "data"));
    }
    if (type.equals(Optional.of(VARIATIONS))) {
      return variations(body.get());
    }
    return new WebhookReading.Unreadable("VTpass: no callback that is documented");
  }

  private static WebhookReading transaction(JsonObject data) {
    Optional<VendReference> reference =
        VtpassWire.text(data, "requestId").flatMap(VtpassWebhooks::ours);
    if (reference.isEmpty()) {
      return new WebhookReading.Unreadable("VTpass: a callback about no order of ours");
    }
    JsonObject transaction = VtpassWire.object(VtpassWire.object(data, "content"), "transactions");
    String status = VtpassWire.textOrNumber(transaction, "status").orElse("");
    String code = VtpassWire.textOrNumber(data, "code").orElse("");
    Optional<ProviderReference> theirs =
        VtpassWire.textOrNumber(transaction, "transactionId")
            .filter(text -> text.length() <= 100)
            .map(ProviderReference::new);
    return new WebhookReading.Event(
        eventId(
            TRANSACTION,
            reference.get().value(),
            code,
            status,
            theirs.map(ProviderReference::value).orElse("")),
        reference,
        theirs,
        TRANSACTION);
  }

  private static WebhookReading variations(JsonObject body) {
    Optional<String> service = VtpassWire.text(body, "serviceID");
    Optional<String> at = VtpassWire.text(body, "datetime");
    return service.isEmpty() || at.isEmpty()
        ? new WebhookReading.Unreadable("VTpass: variations of no service")
        : new WebhookReading.Event(
            eventId(VARIATIONS, service.get(), at.get()),
            Optional.empty(),
            Optional.empty(),
            VARIATIONS);
  }

  private static Optional<VendReference> ours(String requestId) {
    try {
      return Optional.of(new VendReference(requestId));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * They name no event. What it says names it, so that a repetition is the same and whoever does
   * not know it all cannot take its place; hashed, as anybody may have written it.
   */
  private static String eventId(String... said) {
    try {
      byte[] whole = String.join("\n", said).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
