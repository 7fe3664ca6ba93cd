package ng.bills.domain.refund;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One transaction built for a refund.
 *
 * @param number 1 for the first
 * @param signed what was signed and stored before it was submitted
 * @param state how far it is
 * @param lastCode what was last heard of it
 * @param preparedAt when it was stored
 * @param submittedAt when it was sent at the latest; known once it is in a ledger and succeeded
 */
public record RefundAttempt(
    int number,
    SignedRefund signed,
    State state,
    Optional<String> lastCode,
    Instant preparedAt,
    Optional<Instant> submittedAt) {

  /** How far a refund transaction is. */
  public enum State {
    /** Stored; perhaps submitted, perhaps applied. */
    LIVE(true),
    CONFIRMED(false),
    /** In a ledger, but failed there: nothing moved. */
    FAILED(false),
    /** Proven never to be in a ledger. */
    DEAD(false);

    private final boolean live;

    State(boolean live) {
      this.live = live;
    }

    public boolean isLive() {
      return live;
    }

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RefundAttempt {
    Objects.requireNonNull(signed, "signed");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(lastCode, "lastCode");
    Objects.requireNonNull(preparedAt, "preparedAt");
    Objects.requireNonNull(submittedAt, "submittedAt");
  }

  /** Stored, not heard of. */
  static RefundAttempt prepared(int number, SignedRefund signed, Instant at) {
    return new RefundAttempt(number, signed, State.LIVE, Optional.empty(), at, Optional.empty());
  }

  RefundAttempt heard(State newState, String code) {
    return new RefundAttempt(number, signed, newState, Optional.of(code), preparedAt, submittedAt);
  }

  /** In a ledger, sent then or before; not before it was stored, whatever the clocks say. */
  RefundAttempt confirmed(Instant sentBy) {
    return new RefundAttempt(
        number,
        signed,
        State.CONFIRMED,
        Optional.of("tx_success"),
        preparedAt,
        Optional.of(sentBy.isBefore(preparedAt) ? preparedAt : sentBy));
  }
}
