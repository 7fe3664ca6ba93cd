package ng.bills.sandbox.horizon;

import java.util.List;

/**
 * One operation of a closed ledger.
 *
 * @param id TOID
 * @param fields Horizon's JSON members of it, without braces, id and links
 * @param participants accounts whose history it belongs to
 * @param movement what was paid; null when nothing was
 */
record OperationRecord(
    long id,
    TransactionRecord transaction,
    int type,
    String fields,
    List<String> participants,
    Movement movement) {

  /** Exactly the types that Horizon lists under payments. */
  boolean isPayment() {
    return type == 0 || type == 1 || type == 2 || type == 8 || type == 13 || type == 24;
  }
}
