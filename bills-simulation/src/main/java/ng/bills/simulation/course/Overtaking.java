package ng.bills.simulation.course;

import java.util.HashMap;
import java.util.Map;

/** Numbers what leaves, and counts what arrives after something that left later. */
public final class Overtaking {

  private final Course course;
  private final Happening counted;
  private final Map<Object, Long> latest = new HashMap<>();
  private long numbers;

  public Overtaking(Course course, Happening counted) {
    this.course = course;
    this.counted = counted;
  }

  /** The number of what leaves now. */
  public long leaves() {
    return ++numbers;
  }

  /**
   * It is here.
   *
   * @param about only what is about the same overtakes it
   */
  public void arrives(Object about, long number) {
    if (number < latest.getOrDefault(about, 0L)) {
      course.count(counted);
    } else {
      latest.put(about, number);
    }
  }
}
