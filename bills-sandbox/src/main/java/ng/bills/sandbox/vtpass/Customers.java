package ng.bills.sandbox.vtpass;

/** Invented people behind account numbers: the same account is always the same person. */
final class Customers {
  private static final String[] FIRST = {
    "ADA", "BOLA", "CHIDI", "DAYO", "EMEKA", "FUNKE", "GARBA", "HALIMA", "IFEOMA", "JIDE", "KEMI",
    "LAMI"
  };
  private static final String[] LAST = {
    "OBI", "ADEYEMI", "OKAFOR", "BELLO", "EZE", "YUSUF", "OKON", "IDOWU", "NWOSU", "ALIYU", "ETIM"
  };
  private static final String[] STREET = {
    "SAMPLE CLOSE", "MARKET ROAD", "STATION STREET", "RIVER LANE", "SCHOOL ROAD", "PALM AVENUE"
  };

  private Customers() {}

  static String name(String account) {
    int hash = hash(account);
    return FIRST[hash % FIRST.length] + " " + LAST[hash / 16 % LAST.length];
  }

  static String address(String account) {
    int hash = hash(account);
    return hash % 90 + 1 + " " + STREET[hash / 8 % STREET.length];
  }

  private static int hash(String account) {
    return (account.hashCode() * 0x9E3779B1) >>> 4;
  }
}
