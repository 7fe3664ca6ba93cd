package ng.bills.infrastructure.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals single fields with AES-256-GCM. A sealed field is bound to its context (table, column,
 * row), so that it opens nowhere else.
 *
 * <p>Format: version byte 1, length of the key id, key id, 12 bytes nonce, cipher text with its 16
 * bytes tag. Version, key id and context are authenticated. The nonce is random, which is safe for
 * 2<sup>32</sup> fields per key (NIST SP 800-38D §8.3); rotate the key before.
 */
public final class FieldCrypt {

  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String CIPHER = "AES/GCM/NoPadding";

  private final KeyRing ring;
  private final SecureRandom random = new SecureRandom();

  public FieldCrypt(KeyRing ring) {
    this.ring = Objects.requireNonNull(ring, "ring");
  }

  /**
   * Seals bytes.
   *
   * @param context where it will be stored: table, column and row
   */
  public byte[] seal(String context, byte[] plain) {
    byte[] id = ring.currentId().getBytes(StandardCharsets.US_ASCII);
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] head =
        ByteBuffer.allocate(2 + id.length).put(VERSION).put((byte) id.length).put(id).array();
    byte[] sealed = run(Cipher.ENCRYPT_MODE, ring.current(), nonce, head, context, plain);
    return ByteBuffer.allocate(head.length + NONCE_BYTES + sealed.length)
        .put(head)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /** Seals text. */
  public byte[] seal(String context, String plain) {
    return seal(context, plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Opens what was sealed in the same context.
   *
   * @throws SealBrokenException when it was changed, moved, or its key is not in the ring
   */
  public byte[] open(String context, byte[] sealed) {
    ByteBuffer in = ByteBuffer.wrap(sealed);
    if (sealed.length < 2 + NONCE_BYTES + TAG_BITS / 8 || in.get() != VERSION) {
      throw new SealBrokenException(context, "not a sealed field", null);
    }
    int idLength = in.get();
    if (idLength < 1 || in.remaining() < idLength + NONCE_BYTES + TAG_BITS / 8) {
      throw new SealBrokenException(context, "not a sealed field", null);
    }
    byte[] id = new byte[idLength];
    in.get(id);
    byte[] nonce = new byte[NONCE_BYTES];
    in.get(nonce);
    byte[] body = new byte[in.remaining()];
    in.get(body);
    byte[] head = new byte[2 + idLength];
    System.arraycopy(sealed, 0, head, 0, head.length);
    String keyId = new String(id, StandardCharsets.US_ASCII);
    SecretKey key =
        ring.find(keyId)
            .orElseThrow(
                () ->
                    new SealBrokenException(
                        context, "its key is not in " + KeyRing.SETTING + " any more", null));
    return run(Cipher.DECRYPT_MODE, key, nonce, head, context, body);
  }

  /** Opens text. */
  public String openText(String context, byte[] sealed) {
    return new String(open(context, sealed), StandardCharsets.UTF_8);
  }

  private static byte[] run(
      int mode, SecretKey key, byte[] nonce, byte[] head, String context, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(head);
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new SealBrokenException(context, "it was changed or moved", e);
    }
  }
}
