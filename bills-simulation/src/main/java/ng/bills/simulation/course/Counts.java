package ng.bills.simulation.course;

import java.util.EnumMap;
import java.util.Map;

/** How often what happened. */
public final class Counts {

  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private final Map<Happening, Long> happenings = new EnumMap<>(Happening.class);

  public void add(Fault fault) {
    faults.merge(fault, 1L, Long::sum);
  }

  public void add(Happening happening) {
    add(happening, 1);
  }

  public void add(Happening happening, long times) {
    happenings.merge(happening, times, Long::sum);
  }

  /** Adds what happened in another run. */
  public void add(Counts other) {
    other.faults.forEach((f, n) -> faults.merge(f, n, Long::sum));
    other.happenings.forEach((h, n) -> happenings.merge(h, n, Long::sum));
  }

  public long of(Fault fault) {
    return faults.getOrDefault(fault, 0L);
  }

  public long of(Happening happening) {
    return happenings.getOrDefault(happening, 0L);
  }
}
