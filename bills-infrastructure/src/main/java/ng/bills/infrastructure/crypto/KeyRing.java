package ng.bills.infrastructure.crypto;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys that seal fields: the first seals, all open. Rotating is putting a new key in front; a
 * former one may go when nothing is sealed with it any more. The last one also makes the key of the
 * keyed hashes, unless that one is given by itself: then any may go.
 */
public final class KeyRing {

  /** The setting the ring is read from. */
  public static final String SETTING = "BILLS_FIELD_KEYS";

  /** The setting of the key of the keyed hashes; base64, 32 bytes. */
  public static final String INDEX_SETTING = "BILLS_INDEX_KEY";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final int KEY_BYTES = 32;

  private final Map<String, SealingKey> keys;
  private final SealingKey current;
  private final IndexKey index;

  private KeyRing(Map<String, SealingKey> keys, IndexKey index) {
    this.keys = keys;
    this.current = keys.values().iterator().next();
    this.index = index;
  }

  /** Reads a ring whose last key makes the key of the hashes. */
  public static KeyRing parse(String text) {
    return parse(text, Optional.empty());
  }

  /**
   * Reads {@code id:base64key,id:base64key}, newest first; each key is 32 bytes.
   *
   * @param index the key of the keyed hashes, base64; made from the last key when empty
   * @throws IllegalArgumentException when it is malformed; the message names the setting and the
   *     place, never a key
   */
  public static KeyRing parse(String text, Optional<String> index) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(SETTING + " is not set");
    }
    Map<String, SealingKey> keys = new LinkedHashMap<>();
    List<byte[]> secrets = new ArrayList<>();
    String[] entries = text.split(",", -1);
    for (int i = 0; i < entries.length; i++) {
      String place = "entry " + (i + 1);
      String entry = entries[i].strip();
      int colon = entry.indexOf(':');
      if (colon < 0 || !ID.matcher(entry.substring(0, colon)).matches()) {
        throw wrong(place + " does not begin with a key id and a colon");
      }
      String id = entry.substring(0, colon);
      byte[] key =
          key(entry.substring(colon + 1).strip())
              .orElseThrow(() -> wrong(place + " is not a key of 32 bytes in base64"));
      if (keys.put(id, SealingKey.of(id, key)) != null) {
        throw wrong(place + " repeats a key id");
      }
      secrets.add(key);
    }
    return new KeyRing(
        keys,
        index
            .map(KeyRing::indexKey)
            .orElseGet(() -> IndexKey.derivedFrom(secrets.get(secrets.size() - 1))));
  }

  private static IndexKey indexKey(String base64) {
    return key(base64.strip())
        .map(IndexKey::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    INDEX_SETTING + " is not a key of 32 bytes in base64"));
  }

  private static Optional<byte[]> key(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64)).filter(k -> k.length == KEY_BYTES);
    } catch (IllegalArgumentException e) {
      // without the cause: its message quotes a character of the key
      return Optional.empty();
    }
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        SETTING + " " + what + " (wanted: id:base64key,id:base64key, newest first, 32 bytes each)");
  }

  SealingKey current() {
    return current;
  }

  IndexKey index() {
    return index;
  }

  Optional<SealingKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** Whether the same ids mean the same keys. */
  boolean agreesWith(KeyRing other) {
    return keys.values().stream()
        .allMatch(key -> other.find(key.id()).map(key::isSameAs).orElse(true));
  }

  /** The key of the keyed hashes as {@link #INDEX_SETTING} wants it: a secret. */
  public String indexKeyText() {
    return Base64.getEncoder().encodeToString(index.bytes());
  }

  @Override
  public String toString() {
    return "key ring " + keys.keySet();
  }
}
