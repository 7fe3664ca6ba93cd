package ng.bills.domain.payment;

/**
 * A provider has paid the biller and taken the amount from our float. Happens at most once for an
 * attempt, with or before the payment's completion.
 *
 * @param attempt which attempt bought it
 * @param late whether the provider had said before that it was not delivered, so that the
 *     customer's money may have gone back already
 */
public record BillBought(Attempt attempt, boolean late) {}
