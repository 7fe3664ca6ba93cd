package ng.bills.sandbox.interswitch;

import jakarta.json.JsonObject;
import java.time.Instant;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;

/**
 * A webhook of Interswitch's. All of them tell of collections, money a customer paid to a merchant;
 * none tells of a bill. Header, signature and event names are documented; of the body only that the
 * response code is inside {@code data}, so the names of its members follow public clients.
 *
 * @param kind for example {@code TRANSACTION.COMPLETED}
 * @param uuid of the event
 * @param merchantReference of the collection
 * @param responseCode {@code 00} when the customer's payment succeeded; completed is not success
 */
public record CollectionEvent(
    String kind, String uuid, String merchantReference, long amountKobo, String responseCode) {

  /** Header of the signature: lower-case hex of HMAC-SHA512 over the raw body. */
  public static final String SIGNATURE = "X-Interswitch-Signature";

  /** {@code {"event","uuid","merchantReference","amountKobo","responseCode"}}. */
  static CollectionEvent fromJson(JsonObject json) {
    String kind = JsonText.text(json, "event", "TRANSACTION.COMPLETED");
    if (!kind.matches("[A-Z_]{1,40}\\.[A-Z_]{1,40}")) {
      throw new BadRequestException("event is like TRANSACTION.COMPLETED");
    }
    return new CollectionEvent(
        kind,
        JsonText.text(json, "uuid", java.util.UUID.randomUUID().toString()),
        JsonText.text(json, "merchantReference", "collection-1"),
        JsonText.number(json, "amountKobo", 100_00),
        JsonText.text(json, "responseCode", "00"));
  }

  JsonObject body(Instant at) {
    return JsonText.object()
        .add("event", kind)
        .add("uuid", uuid)
        .add("timestamp", at.toEpochMilli())
        .add(
            "data",
            JsonText.object()
                .add("merchantReference", merchantReference)
                .add("amount", amountKobo)
                .add("currencyCode", "566")
                .add("responseCode", responseCode))
        .build();
  }
}
