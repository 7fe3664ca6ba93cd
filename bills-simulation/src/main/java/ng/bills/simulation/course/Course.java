package ng.bills.simulation.course;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Everything that the parts of one run share: chance, time, faults, log and counts. */
public final class Course {

  /** A Monday at noon in Lagos. */
  public static final Instant BEGINNING = Instant.parse("2026-03-09T11:00:00Z");

  /** How often a run takes a fault: not at all, as given, or much more. */
  private static final List<Integer> INTENSITIES = List.of(0, 0, 1, 1, 1, 1, 1, 3);

  private final Dice dice;
  private final Agenda agenda = new Agenda(BEGINNING);
  private final EventLog log;
  private final Counts counts = new Counts();
  private final Map<Fault, Integer> chances = new EnumMap<>(Fault.class);
  private boolean calm;

  public Course(long seed, EventLog log) {
    this.dice = new Dice(seed);
    this.log = log;
    for (Fault fault : Fault.values()) {
      chances.put(fault, Math.min(600, fault.permille() * dice.pick(INTENSITIES)));
    }
  }

  public Dice dice() {
    return dice;
  }

  public Agenda agenda() {
    return agenda;
  }

  public Instant now() {
    return agenda.now();
  }

  public Counts counts() {
    return counts;
  }

  /** Whether that fault strikes now. It is counted and logged. */
  public boolean strikes(Fault fault) {
    boolean strikes = !calm && dice.permille(chances.get(fault));
    if (strikes) {
      counts.add(fault);
      log.line(agenda, () -> "! " + fault.name().toLowerCase(java.util.Locale.ROOT));
    }
    return strikes;
  }

  /** From now on nothing goes wrong any more. */
  public void calmDown() {
    calm = true;
    log("calm from now on");
  }

  public boolean isCalm() {
    return calm;
  }

  public void count(Happening happening) {
    counts.add(happening);
  }

  public void log(String what) {
    log.line(agenda, () -> what);
  }

  public void log(Supplier<String> what) {
    log.line(agenda, what);
  }

  /** How long the run has lasted. */
  public Duration lasted() {
    return Duration.between(BEGINNING, agenda.now());
  }
}
