package ng.bills.sandbox.horizon;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A closed ledger.
 *
 * @param closedAt seconds of the epoch
 * @param operations operations of the successful transactions
 * @param setOperations operations of all transactions
 */
record LedgerHeader(
    int sequence, long closedAt, int successful, int failed, int operations, int setOperations) {

  /** A hash that is stable for this ledger; it stands for its contents but does not prove them. */
  String hash(String passphrase) {
    return HexFormat.of()
        .formatHex(
            SignatureCheck.sha256(
                (passphrase + "/" + sequence + "/" + closedAt + "/" + setOperations)
                    .getBytes(StandardCharsets.UTF_8)));
  }
}
