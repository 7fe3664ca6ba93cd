package ng.bills.simulation.outside;

import java.util.LinkedHashSet;
import java.util.Set;
import ng.bills.application.notice.port.Notifier;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Fault;
import ng.bills.simulation.course.Happening;

/** Who carries mail to customers: what was really carried, whatever was said about it. */
public final class SimulatedCarrier {

  private final Course course;
  private final Set<Notifier.Message> carried = new LinkedHashSet<>();

  public SimulatedCarrier(Course course) {
    this.course = course;
  }

  /**
   * A message leaves us.
   *
   * @return whether it is carried
   */
  public boolean take(Notifier.Message message) {
    if (course.strikes(Fault.MAIL_REFUSED)) {
      return false;
    }
    course.count(carried.add(message) ? Happening.MAILS_CARRIED : Happening.MAILS_CARRIED_AGAIN);
    return true;
  }

  /** What we hear of it. */
  public Notifier.Result answer(boolean taken) {
    return !taken || course.strikes(Fault.MAIL_ANSWER_LOST)
        ? new Notifier.NotAccepted("not now", false)
        : new Notifier.Accepted();
  }

  /** What customers have got, each text once. */
  public Set<Notifier.Message> carried() {
    return carried;
  }
}
