package ng.bills.infrastructure.provider.interswitch;

import java.util.HashMap;
import java.util.Map;
import ng.bills.domain.vend.RejectionReason;

/**
 * Their code table (docs/response-codes), and what public clients have seen besides: 900A0, 10001
 * for a used reference, 70070, 70132, 900A5 to 900A9.
 */
final class ResponseCodes {
  /** What a code allows us to conclude. */
  enum Says {
    APPROVED,
    /** Approved in part: documented as a success, but worth a question before it is believed. */
    APPROVED_PARTLY,
    IN_PROGRESS,
    /** A refusal, also where no grouping is told. */
    REFUSED,
    /** A refusal when the grouping says so too. */
    REFUSED_IF_GROUPED,
    /** A failure only when a query says it. */
    FAILED_IF_QUERIED,
    NOT_FOUND,
    /** Nothing. */
    NOTHING
  }

  /**
   * @param reason why, where it is a refusal
   */
  record Meaning(Says says, RejectionReason reason) {}

  private static final Meaning NOTHING = new Meaning(Says.NOTHING, RejectionReason.FAILED);
  private static final Map<String, Meaning> TABLE = table();

  private ResponseCodes() {}

  static Meaning of(String code) {
    return TABLE.getOrDefault(code, NOTHING);
  }

  static boolean isListed(String code) {
    return TABLE.containsKey(code);
  }

  private static Map<String, Meaning> table() {
    Map<String, Meaning> table = new HashMap<>();
    // 900 and an ISO 8583 code; the ones that mean something else follow and replace these
    range(table, 90001, 90099, Says.REFUSED_IF_GROUPED, RejectionReason.FAILED);
    put(table, Says.APPROVED, RejectionReason.FAILED, "90000", "90011", "90016");
    put(table, Says.APPROVED_PARTLY, RejectionReason.FAILED, "90010");
    put(table, Says.IN_PROGRESS, RejectionReason.FAILED, "90009");
    put(table, Says.REFUSED_IF_GROUPED, RejectionReason.AMOUNT_REFUSED, "90013");
    put(table, Says.REFUSED_IF_GROUPED, RejectionReason.ACCOUNT_INVALID, "90014");
    put(table, Says.REFUSED_IF_GROUPED, RejectionReason.INSUFFICIENT_FLOAT, "90051");
    put(table, Says.FAILED_IF_QUERIED, RejectionReason.FAILED, "90006", "90068", "90096");
    put(table, Says.FAILED_IF_QUERIED, RejectionReason.BILLER_UNREACHABLE, "90091");
    put(table, Says.NOTHING, RejectionReason.FAILED, "90026", "30020", "10001", "900A0");
    put(
        table,
        Says.REFUSED_IF_GROUPED,
        RejectionReason.FAILED,
        "70038", // not in any document: the grouping decides
        "70070",
        "70132",
        "900A5",
        "900A6",
        "900A7",
        "900A8",
        "900A9");
    put(table, Says.REFUSED, RejectionReason.FAILED, "10002"); // invalid request
    // unauthorised, partner or method not set up, deactivated, wrong address
    put(
        table,
        Says.REFUSED,
        RejectionReason.CREDENTIALS_REFUSED,
        "10003",
        "10010",
        "10011",
        "10020",
        "10021",
        "10022",
        "10030",
        "10040");
    range(table, 10050, 10100, Says.REFUSED, RejectionReason.CREDENTIALS_REFUSED); // session, keys
    put(table, Says.REFUSED, RejectionReason.NOT_SOLD, "10200"); // disabled by configuration
    range(table, 20010, 20061, Says.REFUSED, RejectionReason.FAILED); // a field is missing or wrong
    put(table, Says.REFUSED, RejectionReason.NOT_SOLD, "20062"); // entity or location disabled
    put(table, Says.REFUSED, RejectionReason.CREDENTIALS_REFUSED, "30030"); // bank authorisation
    put(table, Says.NOT_FOUND, RejectionReason.FAILED, "30010");
    return Map.copyOf(table);
  }

  private static void put(
      Map<String, Meaning> table, Says says, RejectionReason reason, String... codes) {
    for (String code : codes) {
      table.put(code, new Meaning(says, reason));
    }
  }

  private static void range(
      Map<String, Meaning> table, int first, int last, Says says, RejectionReason reason) {
    for (int code = first; code <= last; code++) {
      put(table, says, reason, String.valueOf(code));
    }
  }
}
