package ng.bills.web.api.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.PaymentId;

/**
 * A place in a partner's list as an opaque text. It carries a checksum over place and partner, so
 * that a cursor that was altered or belongs to somebody else is refused instead of skipping
 * payments; it is no secret, the list shows the caller's own payments whatever it says.
 */
public final class HistoryCursor {

  private static final int PLACE = 8 + 4 + 16;
  private static final int CHECK = 8;

  private HistoryCursor() {}

  public static String write(PaymentHistory.Position position, PartnerId partner) {
    byte[] place =
        ByteBuffer.allocate(PLACE)
            .putLong(position.createdAt().getEpochSecond())
            .putInt(position.createdAt().getNano())
            .putLong(position.id().value().getMostSignificantBits())
            .putLong(position.id().value().getLeastSignificantBits())
            .array();
    byte[] all = ByteBuffer.allocate(PLACE + CHECK).put(place).put(check(place, partner)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** The place; empty when this is no cursor that was given to this partner. */
  public static Optional<PaymentHistory.Position> read(String cursor, PartnerId partner) {
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (all.length != PLACE + CHECK) {
      return Optional.empty();
    }
    byte[] place = Arrays.copyOf(all, PLACE);
    if (!MessageDigest.isEqual(
        Arrays.copyOfRange(all, PLACE, PLACE + CHECK), check(place, partner))) {
      return Optional.empty();
    }
    ByteBuffer from = ByteBuffer.wrap(place);
    try {
      Instant createdAt = Instant.ofEpochSecond(from.getLong(), from.getInt());
      PaymentId id = new PaymentId(new UUID(from.getLong(), from.getLong()));
      return Optional.of(new PaymentHistory.Position(createdAt, id));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static byte[] check(byte[] place, PartnerId partner) {
    byte[] what =
        ByteBuffer.allocate(PLACE + 16)
            .put(place)
            .putLong(partner.value().getMostSignificantBits())
            .putLong(partner.value().getLeastSignificantBits())
            .array();
    return Arrays.copyOf(IdempotencyKey.sha256(what), CHECK);
  }
}
