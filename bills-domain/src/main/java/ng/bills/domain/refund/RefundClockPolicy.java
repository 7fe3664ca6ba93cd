package ng.bills.domain.refund;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import ng.bills.domain.biller.BillType;

/**
 * How long customers may wait: by default 30 seconds from a known failure to the refund and 24
 * hours while pending, as the draft of the Central Bank of Nigeria and the Communications
 * Commission of 5 February 2026 has it for airtime and data.
 *
 * @param usual where nothing else is said
 * @param byType for bills of a type
 * @param grace how long work that is due may lie before it counts as not taken up
 */
public record RefundClockPolicy(Limits usual, Map<BillType, Limits> byType, Duration grace) {

  /**
   * What is still in order; longer is a breach.
   *
   * @param refund from the moment the failure is known until the refund is submitted
   * @param pending until it is known whether the bill was delivered
   */
  public record Limits(Duration refund, Duration pending) {

    public static final Limits STANDARD = new Limits(Duration.ofSeconds(30), Duration.ofHours(24));

    public Limits {
      if (refund.isNegative() || refund.isZero() || pending.isNegative() || pending.isZero()) {
        throw new IllegalArgumentException("a limit lasts");
      }
    }

    public Duration of(ClockedWait wait) {
      return wait == ClockedWait.REFUND ? refund : pending;
    }
  }

  public RefundClockPolicy {
    Objects.requireNonNull(usual, "usual");
    byType = Map.copyOf(byType);
    if (grace.isNegative() || grace.isZero()) {
      throw new IllegalArgumentException("whoever takes work up needs a moment");
    }
  }

  public Limits of(BillType type) {
    return byType.getOrDefault(type, usual);
  }
}
