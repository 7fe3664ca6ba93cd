package ng.bills.domain.refund;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.payment.VendPolicy;
import ng.bills.domain.vend.ProviderCode;

/**
 * The policy of the refund clock promises what the rules for asking, or our own schedule, cannot
 * keep.
 *
 * @param kind what cannot be kept
 * @param provider whose rules; empty for our own schedule
 * @param types the bill types it is about
 * @param needs how long it takes at the least
 * @param limit what the policy allows
 */
public record ClockContradiction(
    Kind kind,
    Optional<ProviderCode> provider,
    Set<BillType> types,
    Duration needs,
    Duration limit) {

  /** What cannot be kept. */
  public enum Kind {
    /** A failure the provider reports is confirmed by asking, and it may not be asked in time. */
    FAILURE_CONFIRMED_LATE(ClockedWait.REFUND),
    /** It may not be asked at all before a pending payment is in breach. */
    ASKED_TOO_LATE(ClockedWait.PENDING),
    /** That it never received an order is believed only after that. */
    NOT_FOUND_BELIEVED_LATE(ClockedWait.PENDING),
    /** A person is called only after that. */
    PERSON_CALLED_LATE(ClockedWait.PENDING),
    /** A refund whose answer was lost is looked at again only after that. */
    REFUND_LOOKED_AT_LATE(ClockedWait.REFUND),
    /** Timers find what no message brought up only after that. */
    TICKS_TOO_RARE(ClockedWait.REFUND);

    private final ClockedWait wait;

    Kind(ClockedWait wait) {
      this.wait = wait;
    }

    public ClockedWait limits() {
      return wait;
    }
  }

  public ClockContradiction {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(provider, "provider");
    types = Set.copyOf(types);
    Objects.requireNonNull(needs, "needs");
    Objects.requireNonNull(limit, "limit");
  }

  /**
   * Compares the rules for asking a provider with the policy.
   *
   * @param sells the bill types it can sell
   * @param provesFailures whether its adapter has asked before it says that an order failed
   * @param patience the rules as they are in force
   */
  public static List<ClockContradiction> ofProvider(
      ProviderCode provider,
      Set<BillType> sells,
      boolean provesFailures,
      VendPolicy patience,
      RefundClockPolicy policy) {
    Duration floor = patience.requeryFloor();
    Duration first = longer(floor, patience.requeries().delays().get(0));
    // one that may be asked at once is asked in the same breath (VendStage)
    Duration confirmed = floor.isZero() || provesFailures ? Duration.ZERO : first;
    Duration believed = longer(patience.notFoundSettle(), question(patience));
    Map<Kind, Duration> needs = new LinkedHashMap<>();
    needs.put(Kind.FAILURE_CONFIRMED_LATE, confirmed);
    needs.put(Kind.ASKED_TOO_LATE, first);
    needs.put(Kind.NOT_FOUND_BELIEVED_LATE, believed);
    needs.put(Kind.PERSON_CALLED_LATE, patience.requeryDeadline());
    List<ClockContradiction> found = new ArrayList<>();
    needs.forEach(
        (kind, needed) -> compare(kind, Optional.of(provider), sells, needed, policy, found));
    return found;
  }

  /**
   * Compares our own schedule with the policy.
   *
   * @param refundRecheck until a refund on its way is looked at again
   * @param ticks between two looks of the timers
   */
  public static List<ClockContradiction> ofSchedule(
      Duration refundRecheck, Duration ticks, RefundClockPolicy policy) {
    List<ClockContradiction> found = new ArrayList<>();
    Set<BillType> all = EnumSet.allOf(BillType.class);
    compare(Kind.REFUND_LOOKED_AT_LATE, Optional.empty(), all, refundRecheck, policy, found);
    compare(Kind.TICKS_TOO_RARE, Optional.empty(), all, ticks, policy, found);
    return found;
  }

  /** When a provider is asked for the time that may be the last one needed to believe it. */
  private static Duration question(VendPolicy patience) {
    List<Duration> gaps = patience.requeries().delays();
    Duration at = Duration.ZERO;
    for (int n = 0; n < patience.notFoundNeeded(); n++) {
      at = longer(at.plus(gaps.get(Math.min(n, gaps.size() - 1))), patience.requeryFloor());
    }
    return at;
  }

  private static void compare(
      Kind kind,
      Optional<ProviderCode> provider,
      Set<BillType> types,
      Duration needs,
      RefundClockPolicy policy,
      List<ClockContradiction> found) {
    Map<Duration, Set<BillType>> byLimit = new LinkedHashMap<>();
    types.stream()
        .sorted(Comparator.naturalOrder())
        .filter(type -> needs.compareTo(policy.of(type).of(kind.wait)) > 0)
        .forEach(
            type ->
                byLimit
                    .computeIfAbsent(
                        policy.of(type).of(kind.wait), limit -> EnumSet.noneOf(BillType.class))
                    .add(type));
    byLimit.forEach(
        (limit, which) -> found.add(new ClockContradiction(kind, provider, which, needs, limit)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
