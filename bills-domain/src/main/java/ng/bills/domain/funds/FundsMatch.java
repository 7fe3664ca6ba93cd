package ng.bills.domain.funds;

import java.util.Optional;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;

/** What a receipt turns out to be. */
public enum FundsMatch {
  /** The total, in time. */
  EXACT,
  /** Less than the total, in time. */
  UNDER,
  /** More than the total, in time. */
  OVER,
  /** After the payment window, or for a payment that was cancelled. */
  LATE,
  /** For a payment that has had its money. */
  REPEATED,
  /** No payment of ours is meant. */
  UNMATCHED,
  /** Not our cNGN: never counts as money. */
  WRONG_ASSET;

  /**
   * Decides by asset first, then payment, then time, then amount. Only code and issuer together
   * make an asset ours. In time is what its ledger's close time says, not when we looked.
   */
  public static FundsMatch of(FundsReceipt receipt, Optional<Payment> meant, Asset cngn) {
    if (!receipt.amount().asset().equals(cngn)) {
      return WRONG_ASSET;
    }
    if (meant.isEmpty()) {
      return UNMATCHED;
    }
    Payment payment = meant.get();
    if (payment.state() == PaymentState.EXPIRED) {
      return LATE;
    }
    if (payment.state() != PaymentState.PENDING_PAYMENT) {
      return REPEATED;
    }
    if (receipt.closedAt().isAfter(payment.expiresAt())) {
      return LATE;
    }
    int sign = receipt.amount().compareAmount(AssetAmount.worth(cngn, payment.request().total()));
    return sign == 0 ? EXACT : sign < 0 ? UNDER : OVER;
  }
}
