package ng.bills.application.desk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was sent to somebody or came from them, with what is personal, secret or worth money hidden:
 * long numbers (accounts, phones, tokens, however they are grouped), addresses, and the values of
 * members and form fields that hold names, tokens, pins or keys, also in JSON inside a JSON string
 * and in what was cut off. Hides rather too much.
 */
final class MaskedText {

  private static final String HIDDEN = "****";

  private static final String NAMES =
      "(?i:name|address|token|pin|serial|e-?mail|phone|msisdn|mobile|customer|meter|account|card"
          + "|secret|passw|authori|key)";

  private static final Pattern MEMBER = Pattern.compile("\"[^\"]*" + NAMES + "[^\"]*\"\\s*:\\s*");
  private static final Pattern FIELD =
      Pattern.compile(
          "((?:^|[&?\\s])[A-Za-z0-9_.%\\[\\]-]*" + NAMES + "[A-Za-z0-9_.%\\[\\]-]*=)[^&\\s\"]+");
  private static final Pattern EMAIL = Pattern.compile("[^\\s\"'<>@=&?]+@[^\\s\"'<>@=&?]+");
  // seven digits or more, alone or in groups, but no day of a calendar
  private static final Pattern NUMBER =
      Pattern.compile("(?<!\\d)(?!\\d{4}-\\d\\d-\\d\\d(?!\\d|-))\\d(?:[ -]?\\d){6,}");

  private MaskedText() {}

  static String of(String text) {
    String members = membersHidden(text);
    String fields = FIELD.matcher(members).replaceAll("$1" + HIDDEN);
    String addresses = EMAIL.matcher(fields).replaceAll(HIDDEN + "@" + HIDDEN);
    return NUMBER.matcher(addresses).replaceAll(m -> shortened(m.group()));
  }

  private static String shortened(String number) {
    return number.substring(0, 2) + HIDDEN + number.substring(number.length() - 2);
  }

  private static String membersHidden(String text) {
    Matcher member = MEMBER.matcher(text);
    StringBuilder left = new StringBuilder();
    int copied = 0;
    int at = 0;
    while (at < text.length() && member.find(at)) {
      int value = member.end();
      int end = endOfValue(text, value);
      if (end > value) {
        String quote =
            text.startsWith("\\\"", value) ? "\\\"" : text.charAt(value) == '"' ? "\"" : "";
        left.append(text, copied, value).append(quote).append(HIDDEN).append(quote);
        copied = end;
      }
      at = Math.max(end, value);
    }
    return left.append(text, copied, text.length()).toString();
  }

  /** Where a value ends that is to be hidden; where it begins when it is no plain value. */
  private static int endOfValue(String text, int begin) {
    if (begin >= text.length()) {
      return begin;
    }
    if (text.startsWith("\\\"", begin)) {
      int end = text.indexOf("\\\"", begin + 2);
      return end < 0 ? text.length() : end + 2;
    }
    char first = text.charAt(begin);
    if (first == '"') {
      return endOfString(text, begin);
    }
    if (first == '[') {
      int end = text.indexOf(']', begin);
      int inner = text.indexOf('{', begin);
      boolean plain = end >= 0 && (inner < 0 || inner > end);
      return plain ? end + 1 : begin;
    }
    int end = begin;
    while (end < text.length() && "-+.0123456789eE".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private static int endOfString(String text, int quote) {
    for (int i = quote + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i + 1;
      }
    }
    return text.length(); // cut off
  }
}
