package ng.bills.domain.insight;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What happened, counted. Each thing counts when it happened, whenever its payment was requested.
 *
 * @param requested payments asked for
 * @param requestedKobo their bills, in kobo
 * @param paid payments whose money came in exactly
 * @param paidKobo their bills, in kobo
 * @param delivered bills delivered
 * @param deliveredKobo these, in kobo
 * @param feeKobo what we earned on top of them, in kobo
 * @param refused attempts known not to have been delivered
 * @param retried further attempts
 * @param refundOwed payments whose money is to go back
 * @param refunded payments whose money went back
 * @param refundedKobo what went back, in kobo
 * @param expired payments nobody paid in time
 * @param speed how long the deliveries took
 */
public record Tally(
    long requested,
    long requestedKobo,
    long paid,
    long paidKobo,
    long delivered,
    long deliveredKobo,
    long feeKobo,
    long refused,
    long retried,
    long refundOwed,
    long refunded,
    long refundedKobo,
    long expired,
    Speed speed) {

  public static final Tally NOTHING =
      new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Speed.NOTHING);

  /**
   * How many deliveries came within what time of the money.
   *
   * @param within5 within 5 seconds
   * @param within15 within 15 seconds
   * @param within60 within a minute
   * @param within300 within five minutes
   * @param within1800 within half an hour
   */
  public record Speed(long within5, long within15, long within60, long within300, long within1800) {

    public static final Speed NOTHING = new Speed(0, 0, 0, 0, 0);

    private static final int[] SECONDS = {5, 15, 60, 300, 1_800};

    private long[] counts() {
      return new long[] {within5, within15, within60, within300, within1800};
    }

    /** The limits counted, in seconds. */
    public static int[] limits() {
      return SECONDS.clone();
    }

    /** How many came within the limit of that index. */
    public long within(int index) {
      return counts()[index];
    }

    Speed plus(Speed other) {
      return new Speed(
          within5 + other.within5,
          within15 + other.within15,
          within60 + other.within60,
          within300 + other.within300,
          within1800 + other.within1800);
    }

    /**
     * The shortest limit, in seconds, within which that share of the deliveries came.
     *
     * @param percent the share
     * @param of how many deliveries there were
     * @return empty when there was none, or when it took longer than the longest limit
     */
    public OptionalInt secondsFor(int percent, long of) {
      long[] counts = counts();
      return Arrays.stream(new int[] {0, 1, 2, 3, 4})
          .filter(i -> of > 0 && counts[i] * 100 >= of * percent)
          .map(i -> SECONDS[i])
          .findFirst();
    }
  }

  public Tally plus(Tally other) {
    return new Tally(
        requested + other.requested,
        requestedKobo + other.requestedKobo,
        paid + other.paid,
        paidKobo + other.paidKobo,
        delivered + other.delivered,
        deliveredKobo + other.deliveredKobo,
        feeKobo + other.feeKobo,
        refused + other.refused,
        retried + other.retried,
        refundOwed + other.refundOwed,
        refunded + other.refunded,
        refundedKobo + other.refundedKobo,
        expired + other.expired,
        speed.plus(other.speed));
  }

  /**
   * The share of paid bills that ended in a delivery, not in money going back; tenths of a percent.
   */
  public OptionalInt successOfBills() {
    return share(delivered, delivered + refundOwed);
  }

  /** The share of attempts that were delivered; tenths of a percent. */
  public OptionalInt successOfAttempts() {
    return share(delivered, delivered + refused);
  }

  private static OptionalInt share(long part, long whole) {
    return whole == 0
        ? OptionalInt.empty()
        : OptionalInt.of(Math.toIntExact(Math.floorDiv(part * 1_000, whole)));
  }
}
