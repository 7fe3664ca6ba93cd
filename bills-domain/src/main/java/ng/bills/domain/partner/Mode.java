package ng.bills.domain.partner;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an installation and its database are for. It never changes, and a key of the other kind is
 * worth nothing there.
 */
public enum Mode {
  /** Real money, real providers. */
  LIVE("bk_live_"),

  /** Everything outside is a sandbox. */
  SANDBOX("bk_test_");

  private final String keyPrefix;

  Mode(String keyPrefix) {
    this.keyPrefix = keyPrefix;
  }

  /** How all keys of this mode begin. */
  public String keyPrefix() {
    return keyPrefix;
  }

  /** As operators write it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of that wire name, if there is one. */
  public static Optional<Mode> named(String wireName) {
    return Arrays.stream(values()).filter(mode -> mode.wireName().equals(wireName)).findFirst();
  }

  /** The mode that a key says it is for. */
  public static Optional<Mode> ofKey(String presentedKey) {
    return Arrays.stream(values())
        .filter(mode -> presentedKey.startsWith(mode.keyPrefix))
        .findFirst();
  }
}
