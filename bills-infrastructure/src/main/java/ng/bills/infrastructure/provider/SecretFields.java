package ng.bills.infrastructure.provider;

import java.util.regex.Pattern;

/**
 * Takes out of a request or answer what opens doors: keys and access tokens in JSON members and in
 * form or query fields, by name. What the customer bought (electricity tokens, exam PINs) stays.
 */
final class SecretFields {
  private static final String REMOVED = "(removed)";

  private static final String NAMES =
      "(?:access|refresh|id|bearer)_?token|authorization|password|passwd|secret|client_?secret"
          + "|secret_?key|(?:api|public|private|encryption)[_-]?key|secret_?hash";

  // neither has a group under a star: an answer of a megabyte must not overflow the stack
  private static final Pattern MEMBER =
      Pattern.compile("(\"(?i:" + NAMES + ")\"\\s*+:\\s*+)(?:\"[^\"]*+\"|[^\\s\",}\\]{\\[]++)");
  private static final Pattern FIELD =
      Pattern.compile("((?:^|[?&\\n])(?i:" + NAMES + ")=)[^&\\s]++");

  private SecretFields() {}

  static String removedFrom(String text) {
    String noMembers = MEMBER.matcher(text).replaceAll("$1\"" + REMOVED + "\"");
    return FIELD.matcher(noMembers).replaceAll("$1" + REMOVED);
  }
}
