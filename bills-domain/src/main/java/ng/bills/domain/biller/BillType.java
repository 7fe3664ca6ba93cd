package ng.bills.domain.biller;

import java.util.Arrays;
import java.util.Optional;

/** A kind of bill, with the words the API and the pay page use for it. */
public enum BillType {
  ELECTRICITY(
      "electricity",
      "Electricity",
      "Prepaid tokens and postpaid bills of every distribution company",
      "bolt",
      "Meter number"),
  AIRTIME("airtime", "Airtime", "Airtime top-up on every network", "phone", "Phone number");

  private final String wireName;
  private final String displayName;
  private final String description;
  private final String icon;
  private final String accountLabel;

  BillType(
      String wireName, String displayName, String description, String icon, String accountLabel) {
    this.wireName = wireName;
    this.displayName = displayName;
    this.description = description;
    this.icon = icon;
    this.accountLabel = accountLabel;
  }

  /** The bill type of that wire name, if it is sold. */
  public static Optional<BillType> named(String wireName) {
    return Arrays.stream(values()).filter(t -> t.wireName.equals(wireName)).findFirst();
  }

  public String wireName() {
    return wireName;
  }

  public String displayName() {
    return displayName;
  }

  public String description() {
    return description;
  }

  public String icon() {
    return icon;
  }

  /** What the customer's account is called for this type, e.g. "Meter number". */
  public String accountLabel() {
    return accountLabel;
  }

  /** Whether the provider is asked about the account before the bill is bought. */
  public boolean needsAccountCheck() {
    return this == ELECTRICITY;
  }
}
