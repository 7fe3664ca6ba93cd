package ng.bills.sandbox.flutterwave;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is paid for at a biller: a bouquet, a bundle, prepaid or postpaid.
 *
 * @param billerName the name of the item in the old flat list, and the {@code type} of the old form
 * @param category code of the category the biller is in
 * @param amountKobo fixed price; 0 when the customer decides
 * @param feeKobo what the provider adds, taken from the wallet on top
 * @param commission as a fraction or a percentage: the provider shows both
 * @param pattern the provider's own validation of the customer; may be empty
 * @param validityDays of a bundle
 */
record Item(
    String billerCode,
    String itemCode,
    String name,
    String billerName,
    String shortName,
    String group,
    String category,
    String label,
    long amountKobo,
    long feeKobo,
    String commission,
    String pattern,
    Optional<String> validityDays) {

  static final String AIRTIME = "AIRTIME";
  static final String DATA = "MOBILEDATA";
  static final String CABLE = "CABLEBILLS";
  static final String INTERNET = "INTSERVICE";
  static final String UTILITY = "UTILITYBILLS";

  Item priced(long kobo) {
    return new Item(
        billerCode,
        itemCode,
        name,
        billerName,
        shortName,
        group,
        category,
        label,
        kobo,
        feeKobo,
        commission,
        pattern,
        validityDays);
  }

  boolean isAirtime() {
    return category.equals(AIRTIME);
  }

  boolean isPrepaidElectricity() {
    return category.equals(UTILITY) && billerName.contains("PREPAID");
  }

  boolean takes(String customer) {
    try {
      return pattern.isEmpty() || Pattern.matches(pattern, customer);
    } catch (PatternSyntaxException e) {
      return true; // the provider serves patterns nobody can read
    }
  }
}
