package ng.bills.domain.vend;

import java.util.Objects;
import java.util.function.Function;

/**
 * The provider says that it did not deliver and did not charge.
 *
 * @param reason why, in our words
 * @param statusCode its own code and status, for the record
 * @param detail its own words, without personal data
 */
public record Rejected(RejectionReason reason, String statusCode, String detail)
    implements VendOutcome, RequeryOutcome {

  public Rejected {
    Objects.requireNonNull(statusCode, "statusCode");
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public <R> R fold(
      Function<Delivered, R> delivered,
      Function<Pending, R> pending,
      Function<Rejected, R> rejected,
      Function<Unknown, R> unknown) {
    return rejected.apply(this);
  }

  @Override
  public <R> R fold(
      Function<Delivered, R> delivered,
      Function<Pending, R> pending,
      Function<Rejected, R> rejected,
      Function<NotFound, R> notFound,
      Function<Unknown, R> unknown) {
    return rejected.apply(this);
  }

  @Override
  public String toString() {
    return "Rejected " + statusCode;
  }
}
