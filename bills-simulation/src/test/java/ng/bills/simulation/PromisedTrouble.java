package ng.bills.simulation;

import java.util.Arrays;
import java.util.List;
import ng.bills.simulation.course.Counts;
import ng.bills.simulation.course.Fault;
import ng.bills.simulation.course.Happening;

/**
 * Each kind of trouble that the simulation is there for, and what is counted of it. A kind that
 * stops happening, for whatever reason, fails the build.
 */
enum PromisedTrouble {
  ANSWER_LOST_BEFORE_EFFECT(
      Fault.ORDER_LOST, Fault.SUBMIT_LOST, Fault.WEBHOOK_LOST, Fault.HOOK_LOST, Fault.MESSAGE_LOST),
  ANSWER_LOST_AFTER_EFFECT(
      Fault.ANSWER_LOST, Fault.SUBMIT_ANSWER_LOST, Fault.HOOK_ANSWER_LOST, Fault.MAIL_ANSWER_LOST),
  ANSWER_LATE(
      Fault.CALL_SLOW,
      Fault.ORDER_LATE,
      Fault.APPLIED_LATE,
      Fault.TOKEN_LATE,
      Fault.WEBHOOK_LATE,
      Fault.MESSAGE_LATE),
  ANSWER_DOUBLED(
      Fault.ORDER_DOUBLED,
      Fault.REQUEST_DOUBLED,
      Fault.WEBHOOK_DOUBLED,
      Fault.MESSAGE_DOUBLED,
      Fault.FEED_DOUBLED),
  ANSWER_REORDERED(
      Happening.ANSWERS_OVERTAKEN,
      Happening.WEBHOOKS_OVERTAKEN,
      Happening.MESSAGES_OVERTAKEN,
      Happening.HOOKS_OVERTAKEN),
  ANSWER_WRONG(
      Fault.ANSWER_GARBAGE,
      Fault.ANSWER_WRONG_AMOUNT,
      Fault.FAILURE_UNTRUE,
      Fault.FINAL_WORD_UNTRUE,
      Fault.CHARGED_OTHERWISE,
      Fault.WEBHOOK_UNTRUE,
      Fault.WEBHOOK_FORGED,
      Fault.FEED_UNREADABLE),
  NODE_DIES_BETWEEN_TWO_STEPS(
      Fault.KILLED_IN_UNIT,
      Fault.KILLED_AFTER_COMMIT,
      Fault.KILLED_BEFORE_CALL,
      Fault.KILLED_AFTER_CALL,
      Fault.KILLED_ANYTIME),
  /** Claimed and not ordered; ordered and not recorded; while it is recorded. */
  NODE_DIES_BETWEEN_THE_LINES(
      Happening.KILLED_BEFORE_ORDER_LEFT,
      Happening.KILLED_WHILE_ORDER_WAS_OUT,
      Fault.KILLED_IN_UNIT),
  COMMIT_RESULT_UNKNOWN(Fault.COMMIT_UNKNOWN),
  DATABASE_CONFLICT(Fault.CONFLICT, Fault.COMMIT_FAILED),
  LEASE_ENDS_UNDER_ITS_HOLDER(
      Happening.LEASES_OUTLIVED_WHILE_BUYING, Happening.LEASES_LOST_WHILE_BUYING),
  CLOCK_JUMPS(Fault.CLOCK_JUMPED);

  private final List<Enum<?>> counted;

  PromisedTrouble(Enum<?>... counted) {
    this.counted = List.of(counted);
  }

  /** What of it never happened. */
  List<String> missingIn(Counts counts) {
    return counted.stream().filter(c -> times(counts, c) == 0).map(c -> name() + ": " + c).toList();
  }

  private static long times(Counts counts, Enum<?> counted) {
    return counted instanceof Fault fault ? counts.of(fault) : counts.of((Happening) counted);
  }

  static List<String> allMissingIn(Counts counts) {
    return Arrays.stream(values()).flatMap(kind -> kind.missingIn(counts).stream()).toList();
  }
}
