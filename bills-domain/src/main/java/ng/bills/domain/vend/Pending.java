package ng.bills.domain.vend;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The provider has the order and has not finished it.
 *
 * @param providerReference its reference, when it gave one
 * @param statusCode its own code and status, for the record
 */
public record Pending(Optional<ProviderReference> providerReference, String statusCode)
    implements VendOutcome, RequeryOutcome {

  public Pending {
    Objects.requireNonNull(statusCode, "statusCode");
    Objects.requireNonNull(providerReference, "providerReference");
  }

  @Override
  public <R> R fold(
      Function<Delivered, R> delivered,
      Function<Pending, R> pending,
      Function<Rejected, R> rejected,
      Function<Unknown, R> unknown) {
    return pending.apply(this);
  }

  @Override
  public <R> R fold(
      Function<Delivered, R> delivered,
      Function<Pending, R> pending,
      Function<Rejected, R> rejected,
      Function<NotFound, R> notFound,
      Function<Unknown, R> unknown) {
    return pending.apply(this);
  }

  @Override
  public String toString() {
    return "Pending " + statusCode;
  }
}
