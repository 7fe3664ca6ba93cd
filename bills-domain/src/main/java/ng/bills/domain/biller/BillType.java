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
      "Meter number",
      AccountKind.METER,
      PlanUse.NEVER,
      true),
  AIRTIME(
      "airtime",
      "Airtime",
      "Airtime top-up on every network",
      "phone",
      "Phone number",
      AccountKind.PHONE,
      PlanUse.NEVER,
      false),
  DATA(
      "data",
      "Data",
      "Data bundles on every network",
      "wifi",
      "Phone number",
      AccountKind.PHONE,
      PlanUse.ALWAYS,
      false),
  CABLE_TV(
      "cable_tv",
      "Cable TV",
      "Renew or change a television subscription",
      "tv",
      "Smartcard or IUC number",
      AccountKind.SMARTCARD,
      PlanUse.WHERE_SOLD,
      true),
  WATER(
      "water",
      "Water",
      "Bills of the state water boards",
      "droplet",
      "Customer number",
      AccountKind.CUSTOMER,
      PlanUse.WHERE_SOLD,
      true),
  INTERNET(
      "internet",
      "Internet",
      "Subscriptions and bundles of internet providers",
      "globe",
      "Account id",
      AccountKind.CUSTOMER,
      PlanUse.WHERE_SOLD,
      true),
  GAMING(
      "gaming",
      "Gaming",
      "Wallets of betting and gaming companies",
      "dice",
      "User id",
      AccountKind.CUSTOMER,
      PlanUse.WHERE_SOLD,
      true),
  EDUCATION(
      "education",
      "Education",
      "Examination and result-checker PINs",
      "book",
      "Profile id or phone number",
      AccountKind.CUSTOMER,
      PlanUse.ALWAYS,
      true);

  /** How a customer's account of a type is written. */
  public enum AccountKind {
    METER,
    PHONE,
    SMARTCARD,
    /** Whatever the biller calls its customers by. */
    CUSTOMER
  }

  /** Whether a bill of a type names a plan. */
  public enum PlanUse {
    /** Any amount the biller takes. */
    NEVER,
    /** Nothing is sold but plans. */
    ALWAYS,
    /** A plan where the biller sells plans and nothing is renewed, else an amount. */
    WHERE_SOLD
  }

  private final String wireName;
  private final String displayName;
  private final String description;
  private final String icon;
  private final String accountLabel;
  private final AccountKind accountKind;
  private final PlanUse planUse;
  private final boolean needsAccountCheck;

  BillType(
      String wireName,
      String displayName,
      String description,
      String icon,
      String accountLabel,
      AccountKind accountKind,
      PlanUse planUse,
      boolean needsAccountCheck) {
    this.wireName = wireName;
    this.displayName = displayName;
    this.description = description;
    this.icon = icon;
    this.accountLabel = accountLabel;
    this.accountKind = accountKind;
    this.planUse = planUse;
    this.needsAccountCheck = needsAccountCheck;
  }

  /** The bill type of that wire name, if there is one. */
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

  public AccountKind accountKind() {
    return accountKind;
  }

  public PlanUse planUse() {
    return planUse;
  }

  /** Whether the provider is asked about the account before the bill is bought. */
  public boolean needsAccountCheck() {
    return needsAccountCheck;
  }
}
