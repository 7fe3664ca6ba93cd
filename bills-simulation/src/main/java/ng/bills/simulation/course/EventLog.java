package ng.bills.simulation.course;

import java.util.function.Supplier;

/** What happened, line by line; kept only when somebody wants to read it. */
public final class EventLog {

  private final StringBuilder text;

  private EventLog(StringBuilder text) {
    this.text = text;
  }

  /** One that keeps everything. */
  public static EventLog kept() {
    return new EventLog(new StringBuilder());
  }

  /** One that keeps nothing and makes no line. */
  public static EventLog none() {
    return new EventLog(null);
  }

  void line(Agenda agenda, Supplier<String> what) {
    if (text != null) {
      String time = agenda.now().toString();
      text.append(time, 11, time.length())
          .append("  ".repeat(agenda.depth() + 1))
          .append(what.get())
          .append('\n');
    }
  }

  /** All lines; empty when none were kept. */
  public String text() {
    return text == null ? "" : text.toString();
  }
}
