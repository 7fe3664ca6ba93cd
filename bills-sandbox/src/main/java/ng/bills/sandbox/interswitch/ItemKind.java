package ng.bills.sandbox.interswitch;

import java.util.regex.Pattern;

/** What a payment item pays, and with it which customer ids look right to the biller. */
enum ItemKind {
  PREPAID_ELECTRICITY("\\d{11}|\\d{13}"),
  POSTPAID_ELECTRICITY("[0-9A-Za-z/-]{5,20}"),
  TV("\\d{10,12}"),
  AIRTIME("0[789][01]\\d{8}"),
  DATA("0[789][01]\\d{8}"),
  CUSTOMER("[0-9A-Za-z@._-]{3,50}");

  private final Pattern form;

  ItemKind(String form) {
    this.form = Pattern.compile(form);
  }

  boolean looksRight(String customerId) {
    return form.matcher(customerId).matches();
  }
}
