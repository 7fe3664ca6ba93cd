package ng.bills.simulation.course;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Simulated time and what is to happen when. One thing happens after the other; what happens at the
 * same moment happens in the order in which it was entered. A step may stand still and let others
 * go on meanwhile: they run inside it, to a bounded depth. The outside world goes on in any case.
 */
public final class Agenda {

  private static final int MAX_DEPTH = 4;

  private record Entry(Instant at, long number, boolean counts, Runnable step) {
    private static final Comparator<Entry> ORDER =
        Comparator.comparing(Entry::at).thenComparing(Entry::number);
  }

  private final PriorityQueue<Entry> ours = new PriorityQueue<>(Entry.ORDER);
  private final PriorityQueue<Entry> theirs = new PriorityQueue<>(Entry.ORDER);
  private Instant now;
  private long numbers;
  private int counted;
  private int depth;

  public Agenda(Instant beginning) {
    now = beginning;
  }

  public Instant now() {
    return now;
  }

  /** How many steps stand still while the present one runs. */
  public int depth() {
    return depth;
  }

  /** Enters a step of a node; one that should have happened already happens next. */
  public void at(Instant when, Runnable step) {
    add(ours, when, true, step);
  }

  private void add(PriorityQueue<Entry> queue, Instant when, boolean counts, Runnable step) {
    queue.add(new Entry(when, numbers++, counts, step));
    counted += counts ? 1 : 0;
  }

  public void in(Duration time, Runnable step) {
    at(now.plus(time), step);
  }

  /** Enters a step that is no reason to go on: a timer goes on for ever. */
  public void idlyIn(Duration time, Runnable step) {
    add(ours, now.plus(time), false, step);
  }

  /** Enters something that happens outside, on time whatever stands still here. */
  public void outsideAt(Instant when, Runnable step) {
    add(theirs, when, true, step);
  }

  /** Whether nothing is to happen any more but for timers. */
  public boolean isQuiet() {
    return counted == 0;
  }

  private PriorityQueue<Entry> queue() {
    if (ours.isEmpty() || theirs.isEmpty()) {
      return ours.isEmpty() ? theirs : ours;
    }
    return Entry.ORDER.compare(ours.peek(), theirs.peek()) < 0 ? ours : theirs;
  }

  /** Lets time pass in which we do nothing: what our nodes were to do is late then. */
  public void pass(Duration time) {
    Instant end = now.plus(time);
    run(theirs, end);
    now = end;
  }

  /** The moment is not earlier than that any more. */
  public void passTo(Instant moment) {
    if (moment.isAfter(now)) {
      pass(Duration.between(now, moment));
    }
  }

  private void run(PriorityQueue<Entry> queue, Instant end) {
    while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
      happen(queue.poll());
    }
  }

  private void happen(Entry entry) {
    if (entry.at().isAfter(now)) {
      now = entry.at();
    }
    counted -= entry.counts() ? 1 : 0;
    entry.step().run();
  }

  /** Everything up to that moment, in order. */
  public void runUntil(Instant end) {
    for (PriorityQueue<Entry> next = queue();
        !next.isEmpty() && !next.peek().at().isAfter(end);
        next = queue()) {
      happen(next.poll());
    }
  }

  /** The present step stands still for that long while others go on. */
  public void meanwhile(Duration time) {
    Instant end = now.plus(time);
    if (depth >= MAX_DEPTH) {
      run(theirs, end);
    } else {
      depth++;
      try {
        runUntil(end);
      } finally {
        depth--;
      }
    }
    if (end.isAfter(now)) {
      now = end;
    }
  }
}
