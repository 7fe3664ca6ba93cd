package ng.bills.domain.webhook;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import ng.bills.domain.payment.Backoff;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;

/**
 * News of a provider as we keep it: one row however often it was sent, applied once. To apply it is
 * to ask the provider about the order.
 *
 * @param id its identity
 * @param news what was said
 * @param receivedAt when it came for the first time
 * @param state how far it is
 * @param tries how often applying it has failed
 * @param nextActionAt when to look at it, if at all
 * @param lease who is applying it, if anybody
 * @param payment which payment it is about, once known
 * @param note what came of it, without personal data
 * @param version for optimistic locking; 0 when never stored
 */
public record ProviderEvent(
    ProviderEventId id,
    ProviderNews news,
    Instant receivedAt,
    ProviderEventState state,
    int tries,
    Optional<Instant> nextActionAt,
    Optional<Lease> lease,
    Optional<PaymentId> payment,
    Optional<String> note,
    long version) {

  public ProviderEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(news, "news");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(payment, "payment");
    Objects.requireNonNull(note, "note");
    Objects.requireNonNull(lease, "lease");
    if ((state == ProviderEventState.DUE) != nextActionAt.isPresent()) {
      throw new IllegalArgumentException("an event is looked at while it is due, and only then");
    }
  }

  /** News that has just come in. */
  public static ProviderEvent received(ProviderEventId id, ProviderNews news, Instant at) {
    return new ProviderEvent(
        id,
        news,
        at,
        ProviderEventState.DUE,
        0,
        Optional.of(at),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** Gives the work on it to the holder of a lease. */
  public ProviderEvent leasedTo(Lease newLease) {
    return new ProviderEvent(
        id,
        news,
        receivedAt,
        state,
        tries,
        nextActionAt,
        Optional.of(newLease),
        payment,
        note,
        version);
  }

  /** Whether that lease is the one under which it is applied. */
  public boolean isLeasedTo(UUID leaseId) {
    return lease.filter(l -> l.id().equals(leaseId)).isPresent();
  }

  /** Which payment it is about. */
  public ProviderEvent about(PaymentId found) {
    return new ProviderEvent(
        id, news, receivedAt, state, tries, nextActionAt, lease, Optional.of(found), note, version);
  }

  /** Done: the provider was asked, or is about to be. */
  public ProviderEvent applied(String how) {
    return ended(ProviderEventState.APPLIED, tries, how);
  }

  /** No order of ours is meant, or none that could be told. */
  public ProviderEvent unmatched(String why) {
    return ended(ProviderEventState.UNMATCHED, tries, why);
  }

  /** Not the moment for it: looked at again then. That is no failure. */
  public ProviderEvent postponed(Instant until, String why) {
    return again(tries, until, why);
  }

  /** It could not be applied: tried again as the backoff says, then given up. */
  public ProviderEvent failed(String why, Backoff backoff, RandomGenerator random, Instant at) {
    return tries < backoff.limit()
        ? again(tries + 1, at.plus(backoff.delay(tries, random)), why)
        : ended(ProviderEventState.GIVEN_UP, tries + 1, why);
  }

  private ProviderEvent again(int newTries, Instant due, String why) {
    return new ProviderEvent(
        id,
        news,
        receivedAt,
        ProviderEventState.DUE,
        newTries,
        Optional.of(due),
        Optional.empty(),
        payment,
        Optional.of(why),
        version);
  }

  private ProviderEvent ended(ProviderEventState end, int newTries, String why) {
    return new ProviderEvent(
        id,
        news,
        receivedAt,
        end,
        newTries,
        Optional.empty(),
        Optional.empty(),
        payment,
        Optional.of(why),
        version);
  }
}
