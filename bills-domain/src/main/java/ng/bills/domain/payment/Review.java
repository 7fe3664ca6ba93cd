package ng.bills.domain.payment;

import java.time.Instant;
import java.util.Objects;

/**
 * A payment that needs a person. Nothing works on it until somebody resolves the review.
 *
 * @param kind what is wrong
 * @param reason one sentence for the person who looks, without personal data
 * @param since when it was opened
 */
public record Review(Kind kind, String reason, Instant since) {

  /** What a person has to find out. */
  public enum Kind {
    /** The provider has not told us in time whether it delivered, or which token. */
    OUTCOME_UNKNOWN,
    /** The provider has delivered, and what the customer needs to use it has not come in time. */
    TOKEN_MISSING,
    /** The provider has delivered for another amount than was ordered. */
    AMOUNT_DIFFERS,
    /** The provider's answers contradict each other. */
    CONTRADICTION,
    /** The provider took back what the customer has had in hand and may have used. */
    REVERSED,
    /** The money cannot go back to where it came from. */
    REFUND_BLOCKED
  }

  public Review {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(since, "since");
  }
}
