package ng.bills.domain.vend;

import java.util.function.Function;

/**
 * What a provider answered when asked about an earlier order. {@link NotFound} is the only licence
 * to vend again, and only once it repeats after the provider's settle time.
 */
public sealed interface RequeryOutcome permits Delivered, Pending, Rejected, NotFound, Unknown {

  <R> R fold(
      Function<Delivered, R> delivered,
      Function<Pending, R> pending,
      Function<Rejected, R> rejected,
      Function<NotFound, R> notFound,
      Function<Unknown, R> unknown);
}
