package ng.bills.domain.vend;

import java.util.Objects;
import java.util.function.Function;

/**
 * No answer, or none that can be believed: the bill may be paid or not.
 *
 * @param statusCode what was seen ({@code timeout}, {@code http 502}, an unlisted code)
 * @param detail more, without personal data
 */
public record Unknown(String statusCode, String detail) implements VendOutcome, RequeryOutcome {

  public Unknown {
    Objects.requireNonNull(statusCode, "statusCode");
    Objects.requireNonNull(detail, "detail");
  }

  @Override
  public <R> R fold(
      Function<Delivered, R> delivered,
      Function<Pending, R> pending,
      Function<Rejected, R> rejected,
      Function<Unknown, R> unknown) {
    return unknown.apply(this);
  }

  @Override
  public <R> R fold(
      Function<Delivered, R> delivered,
      Function<Pending, R> pending,
      Function<Rejected, R> rejected,
      Function<NotFound, R> notFound,
      Function<Unknown, R> unknown) {
    return unknown.apply(this);
  }

  @Override
  public String toString() {
    return "Unknown " + statusCode;
  }
}
