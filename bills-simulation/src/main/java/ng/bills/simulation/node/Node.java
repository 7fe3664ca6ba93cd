package ng.bills.simulation.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Dice;
import ng.bills.simulation.course.Fault;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.course.Rule;
import ng.bills.simulation.course.RuleBroken;

/**
 * One process with the whole application in it. Its parts come from its assembly; it lives until it
 * is killed, and whatever stood still in it then never goes on.
 */
public final class Node {

  private final String name;
  private final Course course;
  private final Runnable whenDead;
  private final Assembly assembly = new Assembly();
  private NodeUnit unit;
  private Duration skew = Duration.ZERO;
  private boolean alive = true;

  Node(String name, Course course, Runnable whenDead) {
    this.name = name;
    this.course = course;
    this.whenDead = whenDead;
  }

  void work(NodeUnit unitsOfWork) {
    unit = unitsOfWork;
  }

  Assembly assembly() {
    return assembly;
  }

  /** One of its use cases or stages. */
  public <T> T part(Class<T> type) {
    return assembly.get(type);
  }

  public boolean isAlive() {
    return alive;
  }

  /** Its clock, which can be ahead of others. */
  InstantSource clock() {
    return () -> course.now().plus(skew);
  }

  /** How far its clock is ahead from now on. */
  void skew(Duration ahead) {
    skew = ahead;
  }

  /**
   * Runs one step, unless it is dead.
   *
   * @return whether it ended well
   */
  public boolean run(String what, Runnable step) {
    if (!alive) {
      return false;
    }
    course.log(() -> name + ": " + what);
    try {
      step.run();
      return true;
    } catch (MemoryWorld.NodeDied died) {
      return false;
    } catch (RuntimeException e) {
      Surprises.judge(e);
      course.log(() -> name + ": " + what + " broke off, " + e.getMessage());
      return false;
    }
  }

  /** Runs a task of its own in a moment. */
  void later(Runnable task) {
    course.agenda().in(course.dice().millis(0, 40), () -> run("in the background", task));
  }

  /** Dies here; to be thrown. */
  MemoryWorld.NodeDied die() {
    kill();
    return new MemoryWorld.NodeDied();
  }

  /** Dies at once; whatever stands still in it never goes on. */
  void kill() {
    if (alive) {
      alive = false;
      course.log(() -> name + " is dead");
      whenDead.run();
    }
  }

  void count(Happening happening) {
    course.count(happening);
  }

  void mustLive() {
    if (!alive) {
      throw new MemoryWorld.NodeDied();
    }
  }

  /**
   * Calls the outside world.
   *
   * @param effect what the call does when it arrives
   * @param answer what is heard of it, some time later
   */
  <A> A outside(String what, Runnable effect, Supplier<A> answer) {
    mustLive();
    if (unit.isOpen()) {
      throw new RuleBroken(Rule.NO_CALL_IN_UNIT, name + " calls " + what);
    }
    if (course.strikes(Fault.KILLED_BEFORE_CALL)) {
      throw die();
    }
    course.log(() -> name + " -> " + what);
    Instant left = course.now();
    effect.run();
    if (course.strikes(Fault.CALL_SLOW)) {
      course
          .agenda()
          .meanwhile(
              course.dice().permille(250)
                  ? course.dice().seconds(60, 400)
                  : course.dice().seconds(1, 60));
    } else {
      course.agenda().pass(course.dice().millis(20, 600));
    }
    mustLive();
    if (course.strikes(Fault.KILLED_AFTER_CALL)) {
      throw die();
    }
    A heard = answer.get();
    course.log(
        () ->
            "%s <- %s, %d ms: %s"
                .formatted(name, what, Duration.between(left, course.now()).toMillis(), heard));
    if (course.strikes(Fault.STOOD_STILL_WITH_ANSWER)) {
      standStill();
    }
    return heard;
  }

  /**
   * Stands still: for a moment or beyond the lease while others go on, or with everybody else up to
   * the very end of the lease, where one may still act and others soon do.
   */
  void standStill() {
    Dice dice = course.dice();
    int how = dice.between(1, 10);
    if (how <= 4) {
      course.agenda().pass(Policies.LEASE.minus(dice.millis(1, 3000)));
    } else {
      course
          .agenda()
          .meanwhile(
              how <= 7
                  ? dice.seconds(1, 60)
                  : dice.between(Policies.LEASE, Duration.ofMinutes(15)));
    }
    mustLive();
  }

  @Override
  public String toString() {
    return name;
  }
}
