package ng.bills.launcher.kill;

/** What must hold after everything, whatever was killed. */
enum Rule {
  DOUBLE_VEND("double vends"),
  LOST_RECEIPT("lost receipts"),
  LOST_TOKEN("lost tokens"),
  DOUBLE_REFUND("double refunds"),
  BILL_AND_REFUND("bill delivered and money back"),
  LEDGER_IMBALANCE("ledger imbalance"),
  UNFINISHED("neither ended nor in review"),
  IDEMPOTENCY("requests with more or less than one payment"),
  REFUSED("right requests refused"),
  RESUME("work not resumed in time");

  private final String words;

  Rule(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
