package ng.bills.infrastructure.crypto;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that seal fields: the first seals, all open. Rotating is putting a new key in front; the
 * last one stays for ever, because the keyed hashes are derived from it.
 */
public final class KeyRing {

  /** The setting the ring is read from. */
  public static final String SETTING = "BILLS_FIELD_KEYS";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final int KEY_BYTES = 32;

  private final Map<String, SecretKey> keys;
  private final String currentId;
  private final String oldestId;

  private KeyRing(Map<String, SecretKey> keys) {
    this.keys = keys;
    List<String> ids = new ArrayList<>(keys.keySet());
    this.currentId = ids.get(0);
    this.oldestId = ids.get(ids.size() - 1);
  }

  /**
   * Reads {@code id:base64key,id:base64key}, newest first; each key is 32 bytes.
   *
   * @throws IllegalArgumentException when it is malformed; the message names the setting and the
   *     place, never a key
   */
  public static KeyRing parse(String text) {
    if (text == null || text.isBlank()) {
      throw wrong("is not set");
    }
    Map<String, SecretKey> keys = new LinkedHashMap<>();
    String[] entries = text.split(",", -1);
    for (int i = 0; i < entries.length; i++) {
      String place = "entry " + (i + 1);
      String entry = entries[i].strip();
      int colon = entry.indexOf(':');
      if (colon < 0 || !ID.matcher(entry.substring(0, colon)).matches()) {
        throw wrong(place + " does not begin with a key id and a colon");
      }
      String id = entry.substring(0, colon);
      byte[] key = decode(entry.substring(colon + 1).strip(), place);
      if (key.length != KEY_BYTES) {
        throw wrong(place + " is not a key of 32 bytes");
      }
      if (keys.put(id, new SecretKeySpec(key, "AES")) != null) {
        throw wrong(place + " repeats a key id");
      }
    }
    return new KeyRing(keys);
  }

  private static byte[] decode(String base64, String place) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // without the cause: its message quotes a character of the key
      throw wrong(place + " is not base64");
    }
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        SETTING + " " + what + " (wanted: id:base64key,id:base64key, newest first, 32 bytes each)");
  }

  String currentId() {
    return currentId;
  }

  SecretKey current() {
    return keys.get(currentId);
  }

  SecretKey oldest() {
    return keys.get(oldestId);
  }

  Optional<SecretKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public String toString() {
    return "key ring " + keys.keySet();
  }
}
