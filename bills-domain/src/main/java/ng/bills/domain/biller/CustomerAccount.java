package ng.bills.domain.biller;

/** The customer's account with a biller. Its full number is personal data: show {@link #masked}. */
public sealed interface CustomerAccount
    permits MeterNumber, PhoneNumber, SmartcardNumber, CustomerNumber {

  /** The full number as the provider wants it. Never for a log, an error or a message. */
  String number();

  /** The number with its middle hidden, for people who know it anyway. */
  String masked();

  /** First three and last three characters with stars between; shorter ones show less. */
  static String mask(String number) {
    int shown = number.length() >= 9 ? 3 : 1;
    return number.substring(0, shown) + "****" + number.substring(number.length() - shown);
  }
}
