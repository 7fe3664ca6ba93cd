package ng.bills.simulation.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.Outbox;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Fault;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.course.SimulatedFailure;

/**
 * A node's units of work on the common database, and what goes with them: messages, which are
 * stored with the unit, and tasks for afterwards, which are the node's own and die with it. A unit
 * can fail with nothing stored, fail although everything is stored, be cut off by the node's death,
 * and be followed by a long standstill.
 */
final class NodeUnit implements UnitOfWork, Outbox {

  private final Node node;
  private final Course course;
  private final MemoryWorld database;
  private final Mailbag mailbag;
  private final Runnable afterCommit;
  private boolean open;
  private List<Runnable> tasks = new ArrayList<>();
  private List<Runnable> messages = new ArrayList<>();

  NodeUnit(Node node, Course course, MemoryWorld database, Mailbag mailbag, Runnable afterCommit) {
    this.node = node;
    this.course = course;
    this.database = database;
    this.mailbag = mailbag;
    this.afterCommit = afterCommit;
  }

  boolean isOpen() {
    return open;
  }

  @Override
  public <T> T call(Supplier<T> work) {
    node.mustLive();
    if (open) {
      throw new IllegalStateException("units of work do not nest");
    }
    open = true;
    tasks = new ArrayList<>();
    messages = new ArrayList<>();
    T result;
    try {
      result = database.call(() -> stored(work));
    } finally {
      open = false;
    }
    course.count(Happening.COMMITS);
    afterCommit.run();
    messages.forEach(Runnable::run);
    if (course.strikes(Fault.KILLED_AFTER_COMMIT)) {
      throw node.die();
    }
    if (course.strikes(Fault.COMMIT_UNKNOWN)) {
      throw new SimulatedFailure("whether the unit was committed is not known");
    }
    tasks.forEach(node::later);
    if (course.strikes(Fault.STOOD_STILL)) {
      node.standStill();
    }
    return result;
  }

  private <T> T stored(Supplier<T> work) {
    T result = work.get();
    if (course.strikes(Fault.KILLED_IN_UNIT)) {
      throw node.die();
    }
    if (course.strikes(Fault.CONFLICT)) {
      throw new ConflictException("a conflict that was put in", null);
    }
    if (course.strikes(Fault.COMMIT_FAILED)) {
      throw new SimulatedFailure("the commit failed, nothing is stored");
    }
    return result;
  }

  /** As {@link ng.bills.application.port.AfterCommit}. */
  void afterwards(Runnable task) {
    if (open) {
      tasks.add(task);
    } else {
      node.later(task);
    }
  }

  @Override
  public void lookAt(PaymentId payment, Instant due) {
    messages.add(() -> mailbag.lookAt(payment, due));
  }

  @Override
  public void refundReady() {
    messages.add(mailbag::refundReady);
  }

  @Override
  public void noticeReady(NoticeId notice) {
    messages.add(() -> mailbag.noticeReady(notice));
  }

  @Override
  public void eventReady(ProviderEventId event, Instant due) {
    messages.add(() -> mailbag.eventReady(event, due));
  }

  @Override
  public void hookReady(HookEndpointId endpoint, Instant due) {
    messages.add(() -> mailbag.hookReady(endpoint, due));
  }
}
