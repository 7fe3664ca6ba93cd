package ng.bills.application.vending;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import ng.bills.domain.money.Money;

/**
 * What was spent at one provider over the last while, looked at every few seconds. Only what came
 * since the last look is summed up: all of it each time would cost more the more is sold.
 */
final class RecentSpending {

  /** Entries are committed after the moment they name: the latest are summed up anew each time. */
  private static final Duration UNSETTLED = Duration.ofMinutes(1);

  private static final int PARTS = 60;

  private final Duration over;
  private final Deque<Part> parts = new ArrayDeque<>();
  private Instant through = Instant.MIN;

  private record Part(Instant until, long kobo) {}

  /** Sums up a time, in kobo; negative when more came back. */
  @FunctionalInterface
  interface Sum {
    long kobo(Instant from, Instant until);
  }

  RecentSpending(Duration over) {
    this.over = over;
  }

  /** What was spent until then, to a sixtieth of the while; never below nothing. */
  synchronized Money asOf(Instant now, Sum sum) {
    Instant from = now.minus(over);
    while (!parts.isEmpty() && !parts.getFirst().until().isAfter(from)) {
      parts.removeFirst();
    }
    if (through.isBefore(from)) {
      through = from;
    }
    Instant settled = now.minus(UNSETTLED);
    while (through.isBefore(settled)) {
      Instant longest = through.plus(over.dividedBy(PARTS));
      Instant until = longest.isBefore(settled) ? longest : settled;
      parts.addLast(new Part(until, sum.kobo(through, until)));
      through = until;
    }
    long kobo = parts.stream().mapToLong(Part::kobo).sum() + sum.kobo(through, now.plus(UNSETTLED));
    return Money.ofKobo(Math.max(0, kobo));
  }
}
