package ng.bills.sandbox.vtpass;

import java.util.Locale;
import java.util.Optional;

/**
 * What happens to a purchase: how it is answered, and what is true afterwards.
 *
 * <p>Each outcome has a number. The magic meter and the magic phones of the outcome end in it, see
 * {@link VtpassMagic}. The wire name (control API) is the constant in lower case with hyphens.
 */
public enum VtpassOutcome {
  DELIVERED(100, Reply.TRUTH, Truth.DELIVERED, "delivered at once"),
  KEY_CHANGE(
      101, Reply.TRUTH, Truth.KEY_CHANGE, "delivered with the key change tokens KCT1 and KCT2"),
  TIMEOUT_THEN_DELIVERED(102, Reply.HOLD, Truth.DELIVERED, "no answer in time; requery: delivered"),
  TIMEOUT_THEN_FAILED(103, Reply.HOLD, Truth.FAILED, "no answer in time; requery: failed (016)"),
  TIMEOUT_THEN_NOT_FOUND(
      104, Reply.HOLD, Truth.NOT_TAKEN, "no answer in time, never arrived; requery: 015 for ever"),
  TIMEOUT_THEN_LATE(
      105,
      Reply.HOLD,
      Truth.HIDDEN_THEN_DELIVERED,
      "no answer in time; requery: 015 first, then delivered"),
  PENDING_THEN_DELIVERED(
      106, Reply.TRUTH, Truth.PENDING_THEN_DELIVERED, "pending; after some requeries delivered"),
  PENDING_THEN_FAILED(
      107, Reply.TRUTH, Truth.PENDING_THEN_FAILED, "pending; after some requeries failed (016)"),
  PENDING_THEN_REVERSED(
      108,
      Reply.TRUTH,
      Truth.PENDING_THEN_REVERSED,
      "pending; after some requeries reversed (040)"),
  PENDING_FOREVER(109, Reply.TRUTH, Truth.PENDING_FOREVER, "pending, and stays so"),
  DELIVERED_WITHOUT_TOKEN(
      110,
      Reply.TRUTH,
      Truth.TOKEN_LATER,
      "delivered without token; the token comes after some requeries"),
  TOKEN_NEVER(111, Reply.TRUTH, Truth.TOKEN_NEVER, "delivered, the token never comes"),
  LOW_FLOAT(112, Reply.REFUSE, Truth.NOT_TAKEN, "refused: low wallet balance (018)"),
  GARBAGE_THEN_DELIVERED(
      113, Reply.GARBAGE, Truth.DELIVERED, "unreadable answer; requery: delivered"),
  GARBAGE_THEN_FAILED(114, Reply.GARBAGE, Truth.FAILED, "unreadable answer; requery: failed (016)"),
  GARBAGE_THEN_NOT_FOUND(
      115, Reply.GARBAGE, Truth.NOT_TAKEN, "unreadable answer; requery: 015 for ever"),
  UNDOCUMENTED_CODE(
      116, Reply.UNDOCUMENTED, Truth.DELIVERED, "a code nobody documented; requery: delivered"),
  ERROR_AFTER_EFFECT(117, Reply.HTTP_500, Truth.DELIVERED, "HTTP 500, but vended"),
  ERROR_BEFORE_EFFECT(118, Reply.HTTP_502, Truth.NOT_TAKEN, "HTTP 502, not vended; requery: 015"),
  NO_ANSWER_THEN_DELIVERED(119, Reply.CUT, Truth.DELIVERED, "connection cut; requery: delivered"),
  NO_ANSWER_THEN_FAILED(120, Reply.CUT, Truth.FAILED, "connection cut; requery: failed (016)"),
  NO_ANSWER_THEN_NOT_FOUND(
      121, Reply.CUT, Truth.NOT_TAKEN, "connection cut; requery: 015 for ever"),
  SLOW(122, Reply.SLOW, Truth.SLOWLY_DELIVERED, "delivered, answered after the slow delay"),
  WRONG_BILLERS_CODE(
      123, Reply.TRUTH, Truth.FAILED, "account check says WrongBillersCode; purchase fails (016)"),
  BILLER_UNREACHABLE(
      124, Reply.REFUSE, Truth.NOT_TAKEN, "account check good; purchase refused with 030"),
  CHECK_UNREACHABLE(
      125, Reply.TRUTH, Truth.DELIVERED, "account check refused with 030; purchase good"),
  CHECK_TIMEOUT(126, Reply.TRUTH, Truth.DELIVERED, "account check never answers; purchase good"),
  FAILED(127, Reply.TRUTH, Truth.FAILED, "account check good; purchase fails (016)"),
  FAILED_INSIDE_000(128, Reply.TRUTH, Truth.FAILED, "code 000 with the inner status failed"),
  DELIVERED_THEN_REVERSED(
      129,
      Reply.TRUTH,
      Truth.DELIVERED_THEN_REVERSED,
      "delivered; after some requeries reversed (040)"),
  SYSTEM_ERROR(130, Reply.REFUSE, Truth.DELIVERED, "code 083, but vended; requery: delivered"),
  REFUSED(
      131,
      Reply.REFUSE,
      Truth.NOT_TAKEN,
      "refused with the code of the rule, without one 034 (service suspended)"),
  BUSY(132, Reply.REFUSE, Truth.DELIVERED, "code 089 (processing), but vended; requery: delivered"),
  TIMEOUT_THEN_NOT_PROCESSED(
      133, Reply.HOLD, Truth.NOT_PROCESSED, "no answer in time; requery: not processed (091)"),
  PENDING_THEN_STAFF(
      134,
      Reply.TRUTH,
      Truth.RESOLVED_BY_STAFF,
      "pending; after some requeries resolved by staff (044)");

  /** How the purchase is answered. */
  enum Reply {
    TRUTH,
    HOLD,
    CUT,
    GARBAGE,
    UNDOCUMENTED,
    HTTP_500,
    HTTP_502,
    SLOW,
    REFUSE
  }

  /** What requery finds. */
  enum Truth {
    DELIVERED,
    KEY_CHANGE,
    FAILED,
    NOT_TAKEN,
    HIDDEN_THEN_DELIVERED,
    PENDING_THEN_DELIVERED,
    PENDING_THEN_FAILED,
    PENDING_THEN_REVERSED,
    PENDING_FOREVER,
    TOKEN_LATER,
    TOKEN_NEVER,
    SLOWLY_DELIVERED,
    DELIVERED_THEN_REVERSED,
    NOT_PROCESSED,
    RESOLVED_BY_STAFF
  }

  private final int number;
  private final Reply reply;
  private final Truth truth;
  private final String meaning;

  VtpassOutcome(int number, Reply reply, Truth truth, String meaning) {
    this.number = number;
    this.reply = reply;
    this.truth = truth;
    this.meaning = meaning;
  }

  /** Three digits, unique; part of the magic meter and phone. */
  public int number() {
    return number;
  }

  /** One line for people. */
  public String meaning() {
    return meaning;
  }

  /** Name in the control API, for example {@code timeout-then-delivered}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The outcome with this wire name. */
  public static Optional<VtpassOutcome> of(String wireName) {
    for (VtpassOutcome outcome : values()) {
      if (outcome.wireName().equals(wireName)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }

  /** Whether it spoils the account check; a rule of it counts checks, not purchases. */
  boolean spoilsCheck() {
    return this == WRONG_BILLERS_CODE || this == CHECK_UNREACHABLE || this == CHECK_TIMEOUT;
  }

  Reply reply() {
    return reply;
  }

  Truth truth() {
    return truth;
  }

  /** The code of an answer that refuses without a rule that names another. */
  String refusalCode() {
    return switch (this) {
      case LOW_FLOAT -> "018";
      case BILLER_UNREACHABLE -> "030";
      case SYSTEM_ERROR -> "083";
      case BUSY -> "089";
      default -> "034";
    };
  }
}
