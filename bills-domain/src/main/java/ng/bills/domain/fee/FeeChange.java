package ng.bills.domain.fee;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.money.Money;
import ng.bills.domain.staff.StaffRole;

/**
 * A fee that is to be another one. One person proposes it, with a reason and a beginning in the
 * future; another one approves it while that is still ahead and the fee is the one it was. Once
 * approved it is not taken back: a further change follows it.
 *
 * @param id its identity
 * @param scope for which bills
 * @param fee what is charged from then on, in kobo
 * @param former what was charged when it was proposed; empty where a biller had no exception
 * @param startsAt from when on
 * @param reason why, in the words of who proposes it
 * @param by who proposes it
 * @param at when it was proposed
 * @param state how far it is
 * @param decision what the second person said
 * @param version for optimistic locking; 0 when never stored
 */
public record FeeChange(
    FeeChangeId id,
    FeeScope scope,
    Money fee,
    Optional<Money> former,
    Instant startsAt,
    String reason,
    Colleague by,
    Instant at,
    FeeChangeState state,
    Optional<Decision> decision,
    long version) {

  /** Every node knows a change that long before it begins, so it begins everywhere at once. */
  public static final Duration LEAD = Duration.ofMinutes(5);

  /** Nobody plans further ahead. */
  public static final Duration FURTHEST = Duration.ofDays(366);

  /** More is a slip of the pen: 10,000 naira. */
  public static final Money MOST = Money.ofNaira(10_000);

  public static final int REASON_MIN = 5;
  public static final int TEXT_MAX = 500;

  private static final Set<StaffRole> DECIDERS = EnumSet.of(StaffRole.FINANCE, StaffRole.ADMIN);

  /**
   * What the second person said.
   *
   * @param by who
   * @param at when
   * @param words in their words; may be empty for an approval
   */
  public record Decision(Colleague by, Instant at, String words) {

    public Decision {
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(words, "words");
    }
  }

  public FeeChange {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(former, "former");
    Objects.requireNonNull(startsAt, "startsAt");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(decision, "decision");
    if (fee.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("not a fee");
    }
    if (reason.strip().length() < REASON_MIN || reason.length() > TEXT_MAX) {
      throw new IllegalArgumentException("a change of a fee needs a reason");
    }
  }

  /** Whether somebody with these roles may propose one, or approve another's. */
  public static boolean mayDecide(Set<StaffRole> roles) {
    return roles.stream().anyMatch(DECIDERS::contains);
  }

  public static FeeChange proposed(
      FeeChangeId id,
      FeeScope scope,
      Money fee,
      Optional<Money> former,
      Instant startsAt,
      String reason,
      Colleague by,
      Instant at) {
    if (!isAhead(startsAt, at) || startsAt.isAfter(at.plus(FURTHEST))) {
      throw new IllegalArgumentException("a change begins in the future, within a year");
    }
    return new FeeChange(
        id,
        scope,
        fee,
        former,
        startsAt,
        reason,
        by,
        at,
        FeeChangeState.PROPOSED,
        Optional.empty(),
        0);
  }

  /** Whether that beginning is far enough ahead to be heard of everywhere before. */
  public static boolean isAhead(Instant startsAt, Instant now) {
    return !startsAt.isBefore(now.plus(LEAD));
  }

  /** Whether it can be approved no more: too late, or the fee is not the one it was. */
  public boolean isVoid(Optional<Money> present, Instant now) {
    return !isAhead(startsAt, now) || !present.equals(former);
  }

  /**
   * The second person agrees.
   *
   * @param present what would be charged at its beginning without it
   * @throws IllegalStateException when it was decided, is one's own, or does not hold any more
   */
  public FeeChange approved(Colleague second, Optional<Money> present, String words, Instant now) {
    requireOpen();
    if (second.id().equals(by.id())) {
      throw new IllegalStateException("nobody approves what he proposed");
    }
    if (isVoid(present, now)) {
      throw new IllegalStateException("the proposal does not hold any more");
    }
    return ended(FeeChangeState.APPROVED, Optional.of(new Decision(second, now, words)));
  }

  /** Somebody does not agree; whoever proposed it may take it back so. */
  public FeeChange refused(Colleague who, String words, Instant now) {
    requireOpen();
    return ended(FeeChangeState.REFUSED, Optional.of(new Decision(who, now, words)));
  }

  /** It does not hold any more. */
  public FeeChange lapsed() {
    requireOpen();
    return ended(FeeChangeState.LAPSED, Optional.empty());
  }

  private void requireOpen() {
    if (state != FeeChangeState.PROPOSED) {
      throw new IllegalStateException("the change is " + state.wireName());
    }
  }

  private FeeChange ended(FeeChangeState end, Optional<Decision> said) {
    return new FeeChange(id, scope, fee, former, startsAt, reason, by, at, end, said, version);
  }

  /** Without the words of people. */
  @Override
  public String toString() {
    return "change " + id + " of the fee of " + scope + " (" + state.wireName() + ")";
  }
}
