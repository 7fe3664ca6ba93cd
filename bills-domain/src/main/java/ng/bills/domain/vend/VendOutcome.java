package ng.bills.domain.vend;

import java.util.function.Function;

/**
 * What a provider answered to an order. Only an explicit success is {@link Delivered}, only an
 * explicit refusal {@link Rejected}; everything not recognised is {@link Unknown}.
 */
public sealed interface VendOutcome permits Delivered, Pending, Rejected, Unknown {

  <R> R fold(
      Function<Delivered, R> delivered,
      Function<Pending, R> pending,
      Function<Rejected, R> rejected,
      Function<Unknown, R> unknown);
}
