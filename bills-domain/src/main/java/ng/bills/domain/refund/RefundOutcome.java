package ng.bills.domain.refund;

import java.time.Instant;
import java.util.function.Function;

/** What is known of a refund transaction. */
public sealed interface RefundOutcome {

  <R> R fold(
      Function<Confirmed, R> confirmed,
      Function<Refused, R> refused,
      Function<ProvenDead, R> dead,
      Function<Unknown, R> unknown);

  /** It is in a ledger and succeeded: the money is back. */
  record Confirmed(String hash, Instant closedAt) implements RefundOutcome {
    @Override
    public <R> R fold(
        Function<Confirmed, R> confirmed,
        Function<Refused, R> refused,
        Function<ProvenDead, R> dead,
        Function<Unknown, R> unknown) {
      return confirmed.apply(this);
    }
  }

  /**
   * It is in a ledger and failed there: nothing moved, and these bytes never can.
   *
   * @param code the operation's result code
   * @param blocked whether another transaction would fail alike (no trust line, no account, frozen)
   */
  record Refused(String code, boolean blocked) implements RefundOutcome {
    @Override
    public <R> R fold(
        Function<Confirmed, R> confirmed,
        Function<Refused, R> refused,
        Function<ProvenDead, R> dead,
        Function<Unknown, R> unknown) {
      return refused.apply(this);
    }
  }

  /** It is in no ledger and can be in none any more, proven by the procedure for it. */
  record ProvenDead(String proof) implements RefundOutcome {
    @Override
    public <R> R fold(
        Function<Confirmed, R> confirmed,
        Function<Refused, R> refused,
        Function<ProvenDead, R> dead,
        Function<Unknown, R> unknown) {
      return dead.apply(this);
    }
  }

  /** Anything else: it may be, or come, in a ledger. */
  record Unknown(String code) implements RefundOutcome {
    @Override
    public <R> R fold(
        Function<Confirmed, R> confirmed,
        Function<Refused, R> refused,
        Function<ProvenDead, R> dead,
        Function<Unknown, R> unknown) {
      return unknown.apply(this);
    }
  }
}
