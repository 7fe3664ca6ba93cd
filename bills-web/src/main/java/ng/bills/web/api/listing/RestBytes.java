package ng.bills.web.api.listing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ng.bills.application.listing.ListPayments.Rest;
import ng.bills.application.listing.ListPayments.Total;
import ng.bills.application.listing.port.Horizon;
import ng.bills.application.listing.port.Place;
import ng.bills.domain.payment.PaymentId;

/**
 * The rest of a list in few bytes. Only what we sealed is ever read, so it is well formed; another
 * form gets another name of its list.
 */
final class RestBytes {

  private static final int PLACE = 8 + 4 + 16;
  private static final int TOTAL = 8 + 1;
  private static final int LONGEST_NUMBER = 10;

  private RestBytes() {}

  static byte[] write(Rest rest) {
    Horizon horizon = rest.horizon();
    List<Long> underWay = horizon.underWay();
    ByteBuffer bytes = ByteBuffer.allocate(PLACE + TOTAL + LONGEST_NUMBER * (3 + underWay.size()));
    UUID id = rest.place().id().value();
    bytes.putLong(rest.place().createdAt().getEpochSecond());
    bytes.putInt(rest.place().createdAt().getNano());
    bytes.putLong(id.getMostSignificantBits());
    bytes.putLong(id.getLeastSignificantBits());
    bytes.putLong(rest.total().count());
    bytes.put((byte) (rest.total().exact() ? 1 : 0));
    number(bytes, horizon.from());
    number(bytes, horizon.to() - horizon.from());
    number(bytes, underWay.size());
    long last = horizon.from();
    for (long transaction : underWay) {
      number(bytes, transaction - last);
      last = transaction;
    }
    byte[] written = new byte[bytes.position()];
    bytes.flip().get(written);
    return written;
  }

  static Rest read(byte[] written) {
    ByteBuffer bytes = ByteBuffer.wrap(written);
    Instant createdAt = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
    PaymentId id = new PaymentId(new UUID(bytes.getLong(), bytes.getLong()));
    Total total = new Total(bytes.getLong(), bytes.get() == 1);
    long from = number(bytes);
    long to = from + number(bytes);
    long count = number(bytes);
    List<Long> underWay = new ArrayList<>();
    long last = from;
    for (long i = 0; i < count; i++) {
      last += number(bytes);
      underWay.add(last);
    }
    return new Rest(new Horizon(from, to, underWay), total, new Place(createdAt, id));
  }

  /** Seven bits a byte, the lowest first; the transactions of a horizon are close together. */
  private static void number(ByteBuffer bytes, long number) {
    long rest = number;
    while (rest >= 0x80) {
      bytes.put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    bytes.put((byte) rest);
  }

  private static long number(ByteBuffer bytes) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }
}
