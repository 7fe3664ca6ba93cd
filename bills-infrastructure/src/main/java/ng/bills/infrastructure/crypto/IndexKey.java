package ng.bills.infrastructure.crypto;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.mac.HmacKey;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig2026;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** The key of the keyed hashes: seals nothing, and stays when sealing keys go. HMAC-SHA-256. */
final class IndexKey {

  private static final byte[] DERIVED = "bills keyed hash 1".getBytes(StandardCharsets.US_ASCII);
  private static final HmacParameters PARAMETERS = parameters();

  private final byte[] bytes;
  private final Mac mac;

  private IndexKey(byte[] bytes) {
    this.bytes = bytes.clone();
    this.mac = mac(bytes);
  }

  /** A key of its own, 32 bytes. */
  static IndexKey of(byte[] key) {
    return new IndexKey(key);
  }

  /** Made from the last sealing key, as before there was a setting of its own. */
  static IndexKey derivedFrom(byte[] sealingKey) {
    return new IndexKey(compute(mac(sealingKey), DERIVED));
  }

  byte[] hash(byte[] input) {
    return compute(mac, input);
  }

  /** For the operator who separates it from the sealing keys. */
  byte[] bytes() {
    return bytes.clone();
  }

  boolean isSameAs(IndexKey other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  private static Mac mac(byte[] key) {
    try {
      HmacKey secret =
          HmacKey.builder()
              .setParameters(PARAMETERS)
              .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
              .build();
      return KeysetHandle.newBuilder()
          .addEntry(KeysetHandle.importKey(secret).withFixedId(1).makePrimary())
          .build()
          .getPrimitive(MacConfig2026.get(), Mac.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }

  private static byte[] compute(Mac mac, byte[] input) {
    try {
      return mac.computeMac(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot hash", e);
    }
  }

  private static HmacParameters parameters() {
    try {
      return HmacParameters.builder()
          .setKeySizeBytes(32)
          .setTagSizeBytes(32)
          .setHashType(HmacParameters.HashType.SHA256)
          .setVariant(HmacParameters.Variant.NO_PREFIX)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "index key";
  }
}
