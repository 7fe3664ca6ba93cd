package ng.bills.simulation.outside;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.hook.port.HookCaller;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.hook.HookUrl;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Fault;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.course.Rule;
import ng.bills.simulation.course.RuleBroken;

/**
 * A partner's server, which is told of payments by webhook: what it really took in, whatever was
 * heard of that. It may be out of reach, refuse, or take in and not say so.
 */
public final class SimulatedPartner {

  public static final HookUrl ADDRESS = new HookUrl("https://partner.example/bills");

  /** What became of a call. */
  public enum Call {
    NOT_ARRIVED,
    REFUSED,
    TAKEN
  }

  private final Course course;
  private final Map<HookEventId, String> bodies = new HashMap<>();
  private final List<HookEventId> taken = new ArrayList<>();
  private Instant outageUntil = Instant.MIN;

  public SimulatedPartner(Course course) {
    this.course = course;
  }

  /** It may be out of reach for a while from now on. */
  public void falterPerhaps() {
    if (course.strikes(Fault.PARTNER_OUTAGE)) {
      outageUntil = course.now().plus(course.dice().seconds(20, 400));
    }
  }

  /** A call leaves us: what becomes of it is decided here. */
  public Call take(HookCaller.Call call) {
    boolean out = course.now().isBefore(outageUntil) && !course.isCalm();
    if (out || course.strikes(Fault.HOOK_LOST)) {
      return Call.NOT_ARRIVED;
    }
    if (course.strikes(Fault.HOOK_REFUSED)) {
      return Call.REFUSED;
    }
    String before = bodies.putIfAbsent(call.id(), call.body());
    if (before == null) {
      taken.add(call.id());
      course.count(Happening.HOOKS_TAKEN);
    } else {
      course.count(Happening.HOOKS_TAKEN_AGAIN);
      if (!before.equals(call.body())) {
        throw new RuleBroken(Rule.PARTNER_TOLD, call.id() + " came with other bytes than before");
      }
    }
    return Call.TAKEN;
  }

  /** What we hear of it. */
  public HookCaller.Answer answer(Call call) {
    if (call == Call.NOT_ARRIVED || course.strikes(Fault.HOOK_ANSWER_LOST)) {
      return HookCaller.Answer.none("no answer in time");
    }
    return new HookCaller.Answer(
        Optional.of(call == Call.TAKEN ? 200 : 503),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What it took in, each event once, in the order in which they came. */
  public List<HookEventId> taken() {
    return List.copyOf(taken);
  }
}
