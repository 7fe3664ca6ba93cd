package ng.bills.domain.vend;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import ng.bills.domain.money.Money;

/**
 * The provider says that the bill is paid.
 *
 * @param providerReference its reference, when it gave one
 * @param delivery what it handed over; a prepaid meter without a token here is paid all the same
 * @param statusCode its own code and status, for the record
 * @param charged what it says that the bill was for, where that is not what was ordered
 */
public record Delivered(
    Optional<ProviderReference> providerReference,
    Delivery delivery,
    String statusCode,
    Optional<Money> charged)
    implements VendOutcome, RequeryOutcome {

  public Delivered {
    Objects.requireNonNull(statusCode, "statusCode");
    Objects.requireNonNull(delivery, "delivery");
    Objects.requireNonNull(charged, "charged");
  }

  /** For the amount that was ordered. */
  public Delivered(
      Optional<ProviderReference> providerReference, Delivery delivery, String statusCode) {
    this(providerReference, delivery, statusCode, Optional.empty());
  }

  /** The same for another amount than was ordered. */
  public Delivered charging(Money other) {
    return new Delivered(providerReference, delivery, statusCode, Optional.of(other));
  }

  /** This, and what an earlier answer to the same order handed over besides. */
  public Delivered and(Delivered earlier) {
    return new Delivered(
        providerReference.or(earlier::providerReference),
        delivery.and(earlier.delivery),
        statusCode,
        charged.or(earlier::charged));
  }

  @Override
  public <R> R fold(
      Function<Delivered, R> delivered,
      Function<Pending, R> pending,
      Function<Rejected, R> rejected,
      Function<Unknown, R> unknown) {
    return delivered.apply(this);
  }

  @Override
  public <R> R fold(
      Function<Delivered, R> delivered,
      Function<Pending, R> pending,
      Function<Rejected, R> rejected,
      Function<NotFound, R> notFound,
      Function<Unknown, R> unknown) {
    return delivered.apply(this);
  }

  @Override
  public String toString() {
    return "Delivered " + statusCode;
  }
}
