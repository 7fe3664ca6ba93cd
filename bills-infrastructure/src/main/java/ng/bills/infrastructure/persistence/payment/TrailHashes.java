package ng.bills.infrastructure.persistence.payment;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/** What payments are found by: the first eight bytes of keyed hashes. */
final class TrailHashes {

  private TrailHashes() {}

  /** The first eight bytes of a hash; null for none. */
  static Long shortened(byte[] hash) {
    return hash == null ? null : ByteBuffer.wrap(hash).getLong();
  }

  /** Addresses are looked for as they are written in lower case. */
  static Optional<String> email(Optional<String> email) {
    return email.map(e -> e.toLowerCase(Locale.ROOT));
  }
}
