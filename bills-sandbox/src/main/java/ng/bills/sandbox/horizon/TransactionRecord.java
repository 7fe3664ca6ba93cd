package ng.bills.sandbox.horizon;

import java.util.ArrayList;
import java.util.List;

/**
 * One transaction of a closed ledger, successful or not. Immutable once its operations are added.
 */
final class TransactionRecord {
  final String hash;
  final String innerHash;
  final int ledger;
  final int order;
  final boolean successful;

  /** Lower-case hex of the transaction given back, null unless the memo is a return hash. */
  final String returns;

  final String code;
  final String innerCode;
  final List<String> operationCodes;
  final List<String> participants;

  /** Stroops per operation: charged and bid. */
  final long feePerOperation;

  final long bidPerOperation;

  /** Horizon's JSON members, without braces and links. */
  final String fields;

  final List<OperationRecord> operations = new ArrayList<>();

  TransactionRecord(
      String hash,
      String innerHash,
      int ledger,
      int order,
      boolean successful,
      String returns,
      String code,
      String innerCode,
      List<String> operationCodes,
      List<String> participants,
      long feePerOperation,
      long bidPerOperation,
      String fields) {
    this.hash = hash;
    this.innerHash = innerHash;
    this.ledger = ledger;
    this.order = order;
    this.successful = successful;
    this.returns = returns;
    this.code = code;
    this.innerCode = innerCode;
    this.operationCodes = List.copyOf(operationCodes);
    this.participants = List.copyOf(participants);
    this.feePerOperation = feePerOperation;
    this.bidPerOperation = bidPerOperation;
    this.fields = fields;
  }

  /** TOID of the transaction. */
  long id() {
    return toid(ledger, order, 0);
  }

  /** SEP-35: ledger, position in the ledger from 1, operation from 1. */
  static long toid(int ledger, int order, int operation) {
    return ((long) ledger << 32) | ((long) order << 12) | operation;
  }
}
