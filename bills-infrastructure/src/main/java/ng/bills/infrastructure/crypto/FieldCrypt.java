package ng.bills.infrastructure.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Seals single fields by Tink with AES-256-GCM. A sealed field is bound to its context (table,
 * column, row), so that it opens nowhere else.
 *
 * <p>Format, released: version byte 1, length of the key id, key id, and what Tink makes of a key
 * without prefix: 12 bytes nonce, cipher text with its 16 bytes tag. Version, key id and context
 * are the associated data. The nonce is random, which is safe for 2<sup>32</sup> fields per key
 * (NIST SP 800-38D §8.3); rotate the key before.
 */
public final class FieldCrypt {

  static final byte VERSION = 1;
  private static final int HEAD_BYTES = 2;
  private static final int NONCE_AND_TAG_BYTES = 12 + 16;

  private final RotatingKeys keys;

  public FieldCrypt(RotatingKeys keys) {
    this.keys = Objects.requireNonNull(keys, "keys");
  }

  /** With keys that stay as they are. */
  public FieldCrypt(KeyRing ring) {
    this(RotatingKeys.fixed(ring));
  }

  /**
   * Seals bytes.
   *
   * @param context where it will be stored: table, column and row
   */
  public byte[] seal(String context, byte[] plain) {
    SealingKey key = keys.ring().current();
    byte[] head = key.head();
    try {
      return joined(head, key.aead().encrypt(plain, joined(head, context)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal " + context, e);
    }
  }

  /** Seals text. */
  public byte[] seal(String context, String plain) {
    return seal(context, plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Opens what was sealed in the same context. A key that is not in the ring is looked for in the
   * setting before it is missing: another node may have got it a moment earlier.
   *
   * @throws SealBrokenException when it was changed, moved, or its key is not in the ring
   */
  public byte[] open(String context, byte[] sealed) {
    String id =
        keyId(sealed)
            .orElseThrow(() -> new SealBrokenException(context, "not a sealed field", null));
    SealingKey key =
        keys.find(id)
            .orElseThrow(
                () ->
                    new SealBrokenException(
                        context, "its key is not in " + KeyRing.SETTING + " any more", null));
    int headBytes = HEAD_BYTES + id.length();
    byte[] head = Arrays.copyOf(sealed, headBytes);
    try {
      return key.aead()
          .decrypt(Arrays.copyOfRange(sealed, headBytes, sealed.length), joined(head, context));
    } catch (GeneralSecurityException e) {
      throw new SealBrokenException(context, "it was changed or moved", e);
    }
  }

  /** Opens text. */
  public String openText(String context, byte[] sealed) {
    return new String(open(context, sealed), StandardCharsets.UTF_8);
  }

  /**
   * Seals with the first key what another one sealed.
   *
   * @return empty when the first key sealed it already
   * @throws SealBrokenException as {@link #open}
   */
  public Optional<byte[]> reseal(String context, byte[] sealed) {
    return keyId(sealed).filter(keys.ring().current().id()::equals).isPresent()
        ? Optional.empty()
        : Optional.of(seal(context, open(context, sealed)));
  }

  /** What every field begins with that the first key seals. */
  public byte[] head() {
    return keys.ring().current().head();
  }

  /** The id of the first key. */
  public String currentId() {
    return keys.ring().current().id();
  }

  private static Optional<String> keyId(byte[] sealed) {
    if (sealed.length < HEAD_BYTES || sealed[0] != VERSION) {
      return Optional.empty();
    }
    int length = sealed[1];
    return length < 1 || sealed.length < HEAD_BYTES + length + NONCE_AND_TAG_BYTES
        ? Optional.empty()
        : Optional.of(new String(sealed, HEAD_BYTES, length, StandardCharsets.ISO_8859_1));
  }

  private static byte[] joined(byte[] head, String context) {
    return joined(head, context.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    byte[] both = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    return both;
  }
}
