package ng.bills.sandbox.horizon;

/**
 * Money that one operation moved.
 *
 * @param operationId TOID of the operation
 * @param transactionHash lower-case hex
 * @param from account debited
 * @param to account credited; the balance id when it was set aside for claimants
 * @param asset {@code native} or {@code CODE:G…}, as received
 * @param stroops as received
 */
public record Movement(
    long operationId, String transactionHash, String from, String to, String asset, long stroops) {}
