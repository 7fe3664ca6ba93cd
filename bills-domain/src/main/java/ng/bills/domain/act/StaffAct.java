package ng.bills.domain.act;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.RefundId;

/**
 * Something a member of staff does. What moves no money is done at once. What moves money is
 * proposed by one person and decided by another, once; it is done in the moment it is approved, if
 * everything is still as it was.
 *
 * @param id its identity
 * @param kind what is done
 * @param payment to which payment, or for which one
 * @param refund with which money, where it is not a payment's own
 * @param reason why, in the words of who does it
 * @param evidence what proves it; always there when money moves
 * @param by who does or proposes it
 * @param at when it was done or proposed
 * @param expiresAt until when it can be approved
 * @param condition how everything stood when it was proposed
 * @param state where it is
 * @param decision what the second person said
 * @param outcome one sentence for people about its end, without personal data
 * @param version for optimistic locking; 0 when never stored
 */
public record StaffAct(
    ActId id,
    ActKind kind,
    Optional<PaymentId> payment,
    Optional<RefundId> refund,
    String reason,
    Optional<String> evidence,
    Colleague by,
    Instant at,
    Optional<Instant> expiresAt,
    ActCondition condition,
    ActState state,
    Optional<Decision> decision,
    Optional<String> outcome,
    long version) {

  /** Least and most characters of a reason, and most of evidence. */
  public static final int REASON_MIN = 5;

  public static final int TEXT_MAX = 500;

  /**
   * What the second person said.
   *
   * @param by who
   * @param at when
   * @param words why, in his words; may be empty for an approval
   */
  public record Decision(Colleague by, Instant at, String words) {

    public Decision {
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(words, "words");
    }
  }

  public StaffAct {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(state, "state");
    if (payment.isEmpty() && refund.isEmpty()) {
      throw new IllegalArgumentException("an act is about a payment or about money that waits");
    }
    if (!isText(reason, REASON_MIN)) {
      throw new IllegalArgumentException("an act needs a reason");
    }
    if (kind.movesMoney() && !isText(evidence.orElse(""), REASON_MIN)) {
      throw new IllegalArgumentException("an act that moves money needs evidence");
    }
  }

  /** Whether something can be kept as somebody's words: not too short or long, without a zero. */
  public static boolean isText(String text, int least) {
    String words = text.strip();
    return words.codePointCount(0, words.length()) >= least
        && text.length() <= TEXT_MAX
        && text.indexOf('\0') < 0;
  }

  /** Done at once by one person. */
  public static StaffAct done(
      ActId id,
      ActKind kind,
      PaymentId payment,
      String reason,
      Colleague by,
      ActCondition condition,
      String outcome,
      Instant at) {
    if (kind.movesMoney()) {
      throw new IllegalArgumentException(kind + " takes two people");
    }
    return new StaffAct(
        id,
        kind,
        Optional.of(payment),
        Optional.empty(),
        reason,
        Optional.empty(),
        by,
        at,
        Optional.empty(),
        condition,
        ActState.EXECUTED,
        Optional.empty(),
        Optional.of(outcome),
        0);
  }

  /** Proposed to a second person. */
  public static StaffAct proposed(
      ActId id,
      ActKind kind,
      Optional<PaymentId> payment,
      Optional<RefundId> refund,
      String reason,
      String evidence,
      Colleague by,
      ActCondition condition,
      Duration open,
      Instant at) {
    if (!kind.movesMoney()) {
      throw new IllegalArgumentException(kind + " takes one person");
    }
    return new StaffAct(
        id,
        kind,
        payment,
        refund,
        reason,
        Optional.of(evidence),
        by,
        at,
        Optional.of(at.plus(open)),
        condition,
        ActState.PROPOSED,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** Whether nobody decided in time. */
  public boolean isOverdue(Instant now) {
    return state == ActState.PROPOSED
        && expiresAt.filter(until -> !now.isBefore(until)).isPresent();
  }

  /**
   * The second person agrees; to be called in the unit of work that does it.
   *
   * @throws IllegalStateException when it was decided already, is overdue, is about something else
   *     by now, or when it is one's own
   */
  public StaffAct approved(
      Colleague second, ActCondition present, String words, String done, Instant now) {
    requireOpen();
    if (second.id().equals(by.id())) {
      throw new IllegalStateException("nobody approves what he proposed");
    }
    if (isOverdue(now) || !present.equals(condition)) {
      throw new IllegalStateException("the proposal does not hold any more");
    }
    return ended(ActState.EXECUTED, Optional.of(new Decision(second, now, words)), done);
  }

  /** Somebody does not agree; whoever proposed it may take it back so. */
  public StaffAct refused(Colleague who, String words, Instant now) {
    requireOpen();
    return ended(ActState.REFUSED, Optional.of(new Decision(who, now, words)), "refused");
  }

  /** It does not hold any more. */
  public StaffAct expired(String why) {
    requireOpen();
    return ended(ActState.EXPIRED, Optional.empty(), why);
  }

  private void requireOpen() {
    if (state != ActState.PROPOSED) {
      throw new IllegalStateException("act " + id + " is " + state.wireName());
    }
  }

  private StaffAct ended(ActState end, Optional<Decision> said, String how) {
    return new StaffAct(
        id,
        kind,
        payment,
        refund,
        reason,
        evidence,
        by,
        at,
        expiresAt,
        condition,
        end,
        said,
        Optional.of(how),
        version);
  }

  /** Without the words of people. */
  @Override
  public String toString() {
    return "act " + id + " (" + kind.wireName() + ", " + state.wireName() + ")";
  }
}
