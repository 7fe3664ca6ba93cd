package ng.bills.sandbox.flutterwave;

/** Invented people behind customer numbers: the same number is always the same person. */
final class Customers {
  private static final String[] FIRST = {"ADA", "BOLA", "CHIDI", "DAYO", "EMEKA", "FUNKE", "GARBA"};
  private static final String[] LAST = {"OBI", "ADEYEMI", "OKAFOR", "BELLO", "EZE", "YUSUF"};

  private Customers() {}

  static String name(String customer) {
    if (customer.equals(FlutterwaveMagic.FLUTTERWAVE_SMARTCARD)) {
      return "Test DSTV Account";
    }
    int hash = hash(customer);
    return FIRST[hash % FIRST.length] + " " + LAST[hash / 16 % LAST.length];
  }

  static String address(String customer) {
    return hash(customer) % 90 + 1 + " SAMPLE CLOSE";
  }

  /** By the prefix: for a ported number it is the wrong one, as at the real thing. */
  static String network(String phone) {
    String local = phone.replaceFirst("^\\+?234", "0");
    if (local.matches("0(701|708|802|808|812|90[1247]|91[12])\\d+")) {
      return "AIRTEL";
    }
    if (local.matches("0(705|805|807|811|815|905|915)\\d+")) {
      return "GLO";
    }
    return local.matches("0(809|817|818|908|909)\\d+") ? "9MOBILE" : "MTN";
  }

  private static int hash(String customer) {
    return (customer.hashCode() * 0x9E3779B1) >>> 4;
  }
}
