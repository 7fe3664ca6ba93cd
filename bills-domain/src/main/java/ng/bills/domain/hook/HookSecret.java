package ng.bills.domain.hook;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A key for the signatures of one endpoint, as Standard Webhooks write it: {@code whsec_} and 24 to
 * 64 bytes in base64. Shown to the partner once.
 *
 * @param text the whole of it; never for a log, an error or a message
 */
public record HookSecret(String text) {

  /** How many random bytes a new one has. */
  public static final int BYTES = 32;

  private static final String PREFIX = "whsec_";
  private static final Pattern FORM = Pattern.compile("whsec_[A-Za-z0-9+/]{32,86}={0,2}");

  public HookSecret {
    if (text == null || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a webhook secret");
    }
  }

  /** Made of bytes that nobody can guess. */
  public static HookSecret of(byte[] random) {
    if (random.length != BYTES) {
      throw new IllegalArgumentException("a webhook secret has " + BYTES + " bytes");
    }
    return new HookSecret(PREFIX + Base64.getEncoder().encodeToString(random));
  }

  /** The key itself. */
  public byte[] key() {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "webhook secret";
  }
}
