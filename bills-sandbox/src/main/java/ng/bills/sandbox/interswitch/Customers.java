package ng.bills.sandbox.interswitch;

/** Invented people behind account numbers: the same account is always the same person. */
final class Customers {
  private static final String[] FIRST = {
    "ADA", "BOLA", "CHIDI", "DAYO", "EMEKA", "FUNKE", "GARBA", "HALIMA", "IFEOMA", "JIDE", "KEMI",
    "LAMI"
  };
  private static final String[] LAST = {
    "OBI", "ADEYEMI", "OKAFOR", "BELLO", "EZE", "YUSUF", "OKON", "IDOWU", "NWOSU", "ALIYU", "ETIM"
  };

  private Customers() {}

  static String name(String account) {
    int hash = hash(account);
    return FIRST[hash % FIRST.length] + " " + LAST[hash / 16 % LAST.length];
  }

  private static int hash(String account) {
    return (account.hashCode() * 0x9E3779B1) >>> 4;
  }
}
