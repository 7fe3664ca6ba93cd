package ng.bills.infrastructure.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 for searching sealed fields and for recognising API keys: equal input gives equal
 * output, and nobody without the key can try inputs. Its key is derived from the last key of the
 * ring, so it stays the same when a new key is put in front.
 */
public final class KeyedHash {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKey key;

  public KeyedHash(KeyRing ring) {
    this.key =
        new SecretKeySpec(
            mac(ring.oldest(), "bills keyed hash 1".getBytes(StandardCharsets.US_ASCII)),
            ALGORITHM);
  }

  /**
   * 32 bytes.
   *
   * @param purpose keeps hashes of different fields apart
   */
  public byte[] of(String purpose, String value) {
    return mac(key, (purpose + '\0' + value).getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #of(String, String)}, of bytes. */
  public byte[] of(String purpose, byte[] value) {
    byte[] prefix = (purpose + '\0').getBytes(StandardCharsets.UTF_8);
    byte[] input = Arrays.copyOf(prefix, prefix.length + value.length);
    System.arraycopy(value, 0, input, prefix.length, value.length);
    return mac(key, input);
  }

  private static byte[] mac(SecretKey key, byte[] input) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getEncoded(), ALGORITHM));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }
}
