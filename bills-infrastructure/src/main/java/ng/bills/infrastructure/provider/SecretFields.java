package ng.bills.infrastructure.provider;

import java.util.regex.Pattern;

/**
 * Takes out of a request or answer what opens doors: keys and access tokens in JSON members and in
 * form or query fields, by name. What the customer bought (electricity tokens, exam PINs) stays. It
 * looks for the mark behind a name, a colon or an equals sign, and only there at the name: a
 * pattern tried at each character took a tenth of the server's time.
 */
final class SecretFields {
  private static final String REMOVED = "(removed)";

  private static final Pattern NAME =
      Pattern.compile(
          "(?i:(?:access|refresh|id|bearer)_?token|authorization|password|passwd|secret"
              + "|client_?secret|secret_?key|(?:api|public|private|encryption)[_-]?key"
              + "|secret_?hash)");

  /** The longest name, {@code encryption_key}, and one more. */
  private static final int LONGEST = 15;

  private SecretFields() {}

  static String removedFrom(String text) {
    return fieldsRemovedFrom(membersRemovedFrom(text));
  }

  /** {@code "name" : "value"} and {@code "name":12345}; a value that is not closed stays. */
  private static String membersRemovedFrom(String text) {
    StringBuilder left = new StringBuilder();
    int copied = 0;
    for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
      if (colon < copied || !isSecretMember(text, colon, copied)) {
        continue;
      }
      int value = skipSpace(text, colon + 1);
      int end = endOfValue(text, value);
      if (end > value) {
        left.append(text, copied, value).append('"').append(REMOVED).append('"');
        copied = end;
      }
    }
    return copied == 0 ? text : left.append(text, copied, text.length()).toString();
  }

  private static boolean isSecretMember(String text, int colon, int from) {
    int quote = colon - 1;
    while (quote > from && isSpace(text.charAt(quote))) {
      quote--;
    }
    if (quote <= from || text.charAt(quote) != '"') {
      return false;
    }
    int begin = text.lastIndexOf('"', quote - 1);
    return begin >= from && isSecret(text, begin + 1, quote);
  }

  private static int endOfValue(String text, int value) {
    if (value < text.length() && text.charAt(value) == '"') {
      return text.indexOf('"', value + 1) + 1;
    }
    int end = value;
    while (end < text.length() && !isSpace(text.charAt(end)) && !isMark(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** {@code name=value} at the start, in a line of its own, or behind a question mark or and. */
  private static String fieldsRemovedFrom(String text) {
    StringBuilder left = new StringBuilder();
    int copied = 0;
    for (int equals = text.indexOf('='); equals >= 0; equals = text.indexOf('=', equals + 1)) {
      int value = equals + 1;
      if (value <= copied || !isSecretField(text, equals, copied)) {
        continue;
      }
      int end = value;
      while (end < text.length() && text.charAt(end) != '&' && !isSpace(text.charAt(end))) {
        end++;
      }
      if (end > value) {
        left.append(text, copied, value).append(REMOVED);
        copied = end;
      }
    }
    return copied == 0 ? text : left.append(text, copied, text.length()).toString();
  }

  private static boolean isSecretField(String text, int equals, int from) {
    int begin = equals;
    while (begin > from && equals - begin <= LONGEST && !startsField(text.charAt(begin - 1))) {
      begin--;
    }
    boolean whole = begin == 0 || startsField(text.charAt(begin - 1));
    return whole && isSecret(text, begin, equals);
  }

  private static boolean isSecret(String text, int begin, int end) {
    int length = end - begin;
    return length > 0 && length <= LONGEST && NAME.matcher(text).region(begin, end).matches();
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean startsField(char c) {
    return c == '?' || c == '&' || c == '\n';
  }

  private static boolean isMark(char c) {
    return c == '"' || c == ',' || c == '}' || c == ']' || c == '{' || c == '[';
  }

  /** What a pattern calls white space. */
  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }
}
