package ng.bills.infrastructure.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The blind index: HMAC-SHA-256 for searching sealed fields and for recognising API keys. Equal
 * input gives equal output, and nobody without the key can try inputs. Its key seals nothing and
 * does not change when sealing keys do.
 */
public final class KeyedHash {

  private final IndexKey key;

  public KeyedHash(KeyRing ring) {
    this.key = ring.index();
  }

  /**
   * 32 bytes.
   *
   * @param purpose keeps hashes of different fields apart
   */
  public byte[] of(String purpose, String value) {
    return key.hash((purpose + '\0' + value).getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #of(String, String)}, of bytes. */
  public byte[] of(String purpose, byte[] value) {
    byte[] prefix = (purpose + '\0').getBytes(StandardCharsets.UTF_8);
    byte[] input = Arrays.copyOf(prefix, prefix.length + value.length);
    System.arraycopy(value, 0, input, prefix.length, value.length);
    return key.hash(input);
  }
}
