package ng.bills.domain.funds;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.money.AssetAmount;

/**
 * Money that reached our account on Stellar, one operation (or one balance change of one).
 *
 * @param operationKey unique on its network: the operation's id, with a suffix for the n-th balance
 *     change of a contract call
 * @param transactionHash the transaction that carried it, 64 hex digits
 * @param closedAt when its ledger closed
 * @param from the account that paid ({@code G…}, {@code M…} or {@code C…}); refunds go there
 * @param amount what arrived, in stroops of its asset
 * @param memo the payment meant by memo or muxed address, when one can be read
 * @param memoText the memo for people, at most 64 characters
 */
public record FundsReceipt(
    String operationKey,
    String transactionHash,
    Instant closedAt,
    String from,
    AssetAmount amount,
    Optional<PaymentMemo> memo,
    Optional<String> memoText) {

  public FundsReceipt {
    Objects.requireNonNull(operationKey, "operationKey");
    Objects.requireNonNull(transactionHash, "transactionHash");
    Objects.requireNonNull(closedAt, "closedAt");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(amount, "amount");
    Objects.requireNonNull(memo, "memo");
    Objects.requireNonNull(memoText, "memoText");
  }
}
