package ng.bills.application.desk;

import java.util.regex.Pattern;

/**
 * What was sent to a provider or came from one, with what is personal or worth money hidden: long
 * numbers (accounts, phones, tokens, however they are grouped), addresses, and the values of fields
 * that hold names, tokens or pins. Hides rather too much.
 */
final class MaskedText {

  private static final Pattern FIELD =
      Pattern.compile(
          "(\"[^\"]*(?:name|address|token|pin|serial|e-?mail|phone|customer|meter|account|card)"
              + "[^\"]*\"\\s*:\\s*)\"[^\"]*\"",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EMAIL = Pattern.compile("[^\\s\"'<>@=&?]+@[^\\s\"'<>@=&?]+");
  // seven digits or more, alone or in groups
  private static final Pattern NUMBER = Pattern.compile("\\d(?:[ -]?\\d){6,}");

  private MaskedText() {}

  static String of(String text) {
    String fields = FIELD.matcher(text).replaceAll("$1\"****\"");
    String addresses = EMAIL.matcher(fields).replaceAll("****@****");
    return NUMBER.matcher(addresses).replaceAll(m -> shortened(m.group()));
  }

  private static String shortened(String number) {
    return number.substring(0, 2) + "****" + number.substring(number.length() - 2);
  }
}
