package ng.bills.domain.hook;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a partner wants to be told: an absolute http or https address without user and fragment.
 * Whether its host may be called is not known here; that is looked at each time it is called. It
 * may carry a secret of the partner's in path or query, so it is never shown as a whole but to the
 * partner.
 *
 * @param value the address as the partner wrote it
 */
public record HookUrl(String value) {

  public static final int MAX_LENGTH = 1_000;

  private static final String PIECE = "[A-Za-z0-9._~!$&'()*+,;=:@/-]++|%[0-9A-Fa-f]{2}";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

  /** A name whose last part begins with a letter, four numbers, or IPv6 in brackets. */
  private static final String HOST =
      "(?:"
          + LABEL
          + "\\.){0,20}[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?|"
          + OCTET
          + "(?:\\."
          + OCTET
          + "){3}|\\[[0-9A-Fa-f:.]{2,45}]";

  private static final Pattern FORM =
      Pattern.compile(
          "https?://(?<host>"
              + HOST
              + ")(?::(?<port>\\d{1,5}))?(?:/(?:"
              + PIECE
              + ")*+)?(?:\\?(?:\\?|"
              + PIECE
              + ")*+)?",
          Pattern.CASE_INSENSITIVE);

  public HookUrl {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not an address that could be called");
    }
  }

  /** Whether a text is such an address. */
  public static boolean isWellFormed(String text) {
    if (text == null || text.length() > MAX_LENGTH) {
      return false;
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return false;
    }
    String port = form.group("port");
    return port == null || isPort(Integer.parseInt(port));
  }

  /** Of the well-known ports only those of the web: no mail server is to hear from us. */
  private static boolean isPort(int port) {
    return port == 443 || port == 80 || port >= 1_024 && port <= 65_535;
  }

  public boolean isHttps() {
    return value.toLowerCase(Locale.ROOT).startsWith("https:");
  }

  /** The host, in lower case; an IPv6 address in brackets. */
  public String host() {
    Matcher form = FORM.matcher(value);
    if (!form.matches()) {
      throw new IllegalStateException("checked when it was made");
    }
    return form.group("host").toLowerCase(Locale.ROOT);
  }

  /** The host alone. */
  @Override
  public String toString() {
    return host();
  }
}
