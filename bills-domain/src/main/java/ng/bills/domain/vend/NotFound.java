package ng.bills.domain.vend;

import java.util.Objects;
import java.util.function.Function;

/**
 * The provider does not know the reference.
 *
 * @param statusCode its own code, for the record
 */
public record NotFound(String statusCode) implements RequeryOutcome {

  public NotFound {
    Objects.requireNonNull(statusCode, "statusCode");
  }

  @Override
  public <R> R fold(
      Function<Delivered, R> delivered,
      Function<Pending, R> pending,
      Function<Rejected, R> rejected,
      Function<NotFound, R> notFound,
      Function<Unknown, R> unknown) {
    return notFound.apply(this);
  }

  @Override
  public String toString() {
    return "NotFound " + statusCode;
  }
}
