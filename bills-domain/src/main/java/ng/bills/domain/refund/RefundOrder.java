package ng.bills.domain.refund;

import java.util.Objects;
import ng.bills.domain.money.AssetAmount;

/**
 * What is to be sent back.
 *
 * @param destination the account that had paid, {@code G…} or {@code M…}
 * @param amount exactly what had come, in stroops
 * @param returnHash the incoming transaction, named by the return memo; 64 hex digits
 */
public record RefundOrder(String destination, AssetAmount amount, String returnHash) {

  public RefundOrder {
    Objects.requireNonNull(destination, "destination");
    Objects.requireNonNull(amount, "amount");
    Objects.requireNonNull(returnHash, "returnHash");
  }
}
