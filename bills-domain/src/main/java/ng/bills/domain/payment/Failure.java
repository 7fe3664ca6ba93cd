package ng.bills.domain.payment;

import java.time.Instant;
import java.util.Objects;

/**
 * That, why and when a payment failed.
 *
 * @param code for programs
 * @param reason one sentence for people, without personal data
 * @param at when it was known
 */
public record Failure(FailureCode code, String reason, Instant at) {

  public Failure {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(at, "at");
  }
}
