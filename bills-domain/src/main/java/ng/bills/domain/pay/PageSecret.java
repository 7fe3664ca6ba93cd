package ng.bills.domain.pay;

import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What opens the page of one payment: 256 random bits in the address, made before the payment and
 * kept as a keyed hash only. Whoever has it sees the token, so it is in no log and no message.
 *
 * @param text 43 characters of base64 for addresses (RFC 4648 §5)
 */
public record PageSecret(String text) {

  public static final int BYTES = 32;

  /** The last character carries four bits. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

  public PageSecret {
    if (!FORM.matcher(Objects.requireNonNull(text, "text")).matches()) {
      throw new IllegalArgumentException("not the secret of a page");
    }
  }

  /** Made of bytes that nobody can guess. */
  public static PageSecret of(byte[] random) {
    if (random.length != BYTES) {
      throw new IllegalArgumentException("a page's secret has " + BYTES + " bytes");
    }
    return new PageSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** The secret, when a text can be one. */
  public static Optional<PageSecret> read(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new PageSecret(text))
        : Optional.empty();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "page secret";
  }
}
