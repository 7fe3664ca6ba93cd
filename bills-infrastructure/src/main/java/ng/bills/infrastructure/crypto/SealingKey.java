package ng.bills.infrastructure.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * One key of the ring. Our own ids are kept in front of what Tink makes, so its keys are without
 * prefix.
 *
 * @param id of the setting; ASCII
 * @param aead AES-256-GCM with a random nonce of 12 bytes and a tag of 16
 * @param head version, length of the id, id
 */
record SealingKey(String id, Aead aead, byte[] head) {

  private static final AesGcmParameters PARAMETERS = parameters();

  static SealingKey of(String id, byte[] key) {
    try {
      AesGcmKey secret =
          AesGcmKey.builder()
              .setParameters(PARAMETERS)
              .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
              .build();
      Aead aead =
          KeysetHandle.newBuilder()
              .addEntry(KeysetHandle.importKey(secret).withFixedId(1).makePrimary())
              .build()
              .getPrimitive(AeadConfig2026.get(), Aead.class);
      byte[] name = id.getBytes(StandardCharsets.US_ASCII);
      return new SealingKey(
          id,
          aead,
          ByteBuffer.allocate(2 + name.length)
              .put(FieldCrypt.VERSION)
              .put((byte) name.length)
              .put(name)
              .array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-256-GCM", e);
    }
  }

  /** Whether one opens what the other seals. */
  boolean isSameAs(SealingKey other) {
    try {
      other.aead.decrypt(aead.encrypt(head, head), head);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static AesGcmParameters parameters() {
    try {
      return AesGcmParameters.builder()
          .setKeySizeBytes(32)
          .setIvSizeBytes(12)
          .setTagSizeBytes(16)
          .setVariant(AesGcmParameters.Variant.NO_PREFIX)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
