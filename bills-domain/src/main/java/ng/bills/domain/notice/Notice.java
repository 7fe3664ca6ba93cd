package ng.bills.domain.notice;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import ng.bills.domain.payment.Backoff;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;

/**
 * One message to one customer over one channel. Its text is made from the payment when it is sent,
 * so no token lies about in a queue. It may reach the customer twice (a carrier's lost answer is no
 * refusal) but is never lost.
 *
 * @param id its identity
 * @param payment what it is about
 * @param kind what is told; at most one of a kind per payment and channel
 * @param channel how
 * @param state how far it is
 * @param tries how often it was tried
 * @param nextActionAt when to try, if at all
 * @param lease who is sending it, if anybody
 * @param lastError what the carrier last said, without personal data
 * @param sentAt when the carrier accepted it
 * @param version for optimistic locking; 0 when never stored
 */
public record Notice(
    NoticeId id,
    PaymentId payment,
    NoticeKind kind,
    NoticeChannel channel,
    NoticeState state,
    int tries,
    Optional<Instant> nextActionAt,
    Optional<Lease> lease,
    Optional<String> lastError,
    Optional<Instant> sentAt,
    long version) {

  public Notice {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(payment, "payment");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(nextActionAt, "nextActionAt");
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(lastError, "lastError");
    Objects.requireNonNull(sentAt, "sentAt");
  }

  public static Notice due(
      NoticeId id, PaymentId payment, NoticeKind kind, NoticeChannel channel, Instant at) {
    return new Notice(
        id,
        payment,
        kind,
        channel,
        NoticeState.DUE,
        0,
        Optional.of(at),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  public Notice leasedTo(Lease newLease) {
    return new Notice(
        id,
        payment,
        kind,
        channel,
        state,
        tries,
        nextActionAt,
        Optional.of(newLease),
        lastError,
        sentAt,
        version);
  }

  public Notice sent(Instant at) {
    return new Notice(
        id,
        payment,
        kind,
        channel,
        NoticeState.SENT,
        tries + 1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(at),
        version);
  }

  /** To be sent again, with as many tries as the first time. */
  public Notice again(Instant at) {
    return new Notice(
        id,
        payment,
        kind,
        channel,
        NoticeState.DUE,
        0,
        Optional.of(at),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        version);
  }

  /** Not sent this time; tried again as the backoff says, then given up. */
  public Notice failed(String error, Backoff backoff, RandomGenerator random, Instant at) {
    boolean again = tries < backoff.limit();
    return new Notice(
        id,
        payment,
        kind,
        channel,
        again ? NoticeState.DUE : NoticeState.DEAD,
        tries + 1,
        again ? Optional.of(at.plus(backoff.delay(tries, random))) : Optional.empty(),
        Optional.empty(),
        Optional.of(error),
        Optional.empty(),
        version);
  }

  /** Not sent, and trying again is pointless. */
  public Notice givenUp(String error) {
    return new Notice(
        id,
        payment,
        kind,
        channel,
        NoticeState.DEAD,
        tries + 1,
        Optional.empty(),
        Optional.empty(),
        Optional.of(error),
        Optional.empty(),
        version);
  }
}
