package ng.bills.sandbox.vtpass;

import java.util.regex.Pattern;

/** Whom a service serves: what its {@code billersCode} is, and whether it can be verified. */
enum Served {
  /** Airtime: the phone, and no billersCode. */
  PHONE_ONLY("0[789][01]\\d{8}", false),
  /** Data, Showmax: the phone as billersCode. */
  PHONE("0[789][01]\\d{8}", false),
  /** DStv, GOtv: a smartcard with a bouquet to renew or change. */
  SUBSCRIBER("\\d{10,12}", true),
  /** StarTimes: a smartcard. */
  SMARTCARD("\\d{10,12}", true),
  /** Prepaid: the meter; postpaid: the account number. */
  METER("\\d{11}|\\d{13}", true),
  /** Smile: the account id, verified by e-mail address only. */
  SMILE_ACCOUNT("\\d{10}", false),
  /** JAMB: the candidate's profile id. */
  PROFILE("\\d{10}", true),
  /** WAEC: nobody; the pins are for whoever bought them, known by the phone. */
  BUYER("0[789][01]\\d{8}", false),
  /** Anything else with an account number. */
  ACCOUNT("[0-9A-Za-z/-]{5,20}", true);

  private static final Pattern POSTPAID_ACCOUNT = Pattern.compile("[0-9A-Za-z/-]{5,20}");

  private final Pattern form;
  private final boolean verified;

  Served(String form, boolean verified) {
    this.form = Pattern.compile(form);
    this.verified = verified;
  }

  /** Whether {@code /merchant-verify} knows it. */
  boolean verified() {
    return verified;
  }

  /** Whether the purchase names the customer by its phone alone. */
  boolean byPhone() {
    return this == PHONE_ONLY || this == BUYER;
  }

  boolean isPhone() {
    return this == PHONE_ONLY || this == PHONE || this == BUYER;
  }

  boolean isSmartcard() {
    return this == SUBSCRIBER || this == SMARTCARD;
  }

  boolean wellFormed(String variation, String account) {
    boolean postpaid = this == METER && variation.equals("postpaid");
    return (postpaid ? POSTPAID_ACCOUNT : form).matcher(account).matches();
  }
}
