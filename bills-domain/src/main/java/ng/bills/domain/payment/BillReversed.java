package ng.bills.domain.payment;

/**
 * A provider has taken back a bill that it had bought for us, and returned the amount to our float.
 * Happens at most once for an attempt, after its {@link BillBought}.
 *
 * @param attempt which attempt was taken back
 */
public record BillReversed(Attempt attempt) {}
