package ng.bills.infrastructure.provider.flutterwave;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.provider.flutterwave.FlutterwaveSettings.WebhookScheme;

/**
 * Verifies and reads events (their documentation of webhooks). An event may come again and out of
 * order; one of the same thing and status has the same id. The event of a failed bill names none.
 */
final class FlutterwaveWebhooks {
  private static final String HMAC = "HmacSHA256";
  private static final Pattern OURS = Pattern.compile("\\d{12}[A-Za-z0-9]{8,24}");
  private static final Pattern WORD = Pattern.compile("[!-~]{1,100}");

  private final FlutterwaveSettings settings;

  FlutterwaveWebhooks(FlutterwaveSettings settings) {
    this.settings = settings;
  }

  WebhookReading read(WebhookDelivery delivery) {
    if (!isProven(delivery)) {
      return new WebhookReading.Forged("without the right " + header());
    }
    Optional<JsonObject> body = text(delivery.body()).flatMap(FlutterwaveWire::parse);
    if (body.isEmpty()) {
      return new WebhookReading.Unreadable("no JSON object");
    }
    Optional<String> kind = word(body.get(), "event");
    if (kind.isEmpty()) {
      return new WebhookReading.Unreadable("no event"); // old deliveries and refunds are flat
    }
    JsonObject data =
        body.get().get("data") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    return new WebhookReading.Event(
        eventId(kind.get(), data, delivery.body()),
        word(data, "customer_reference").filter(OURS.asMatchPredicate()).map(VendReference::new),
        word(data, "tx_ref").map(ProviderReference::new),
        kind.get());
  }

  private boolean isProven(WebhookDelivery delivery) {
    String sent = delivery.headers().get(header());
    if (sent == null || settings.webhookHash().isEmpty()) {
      return false;
    }
    String expected =
        settings.webhookScheme() == WebhookScheme.VERIF_HASH
            ? settings.webhookHash()
            : signature(delivery.body());
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
  }

  private String header() {
    return settings.webhookScheme() == WebhookScheme.VERIF_HASH
        ? "verif-hash"
        : "flutterwave-signature";
  }

  private String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(settings.webhookHash().getBytes(StandardCharsets.UTF_8), HMAC));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  /** Of what the event is about and its status; of the whole body when it names nothing. */
  private static String eventId(String kind, JsonObject data, byte[] body) {
    Optional<String> about =
        Stream.of("id", "tx_ref", "customer_reference", "reference")
            .flatMap(name -> word(data, name).stream())
            .findFirst();
    String named = kind + ':' + about.orElse("") + ':' + word(data, "status").orElse("");
    return about.isPresent() && named.length() <= 255
        ? named
        : kind + ':' + HexFormat.of().formatHex(sha256(body));
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Optional<String> text(byte[] body) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty(); // no text, so no event
    }
  }

  private static Optional<String> word(JsonObject object, String name) {
    return FlutterwaveWire.textOrNumber(object, name).filter(WORD.asMatchPredicate());
  }
}
