package ng.bills.sandbox.interswitch;

import java.util.Locale;
import java.util.Optional;

/**
 * What happens to a payment: how it is answered, and what is true afterwards.
 *
 * <p>Interswitch documents no magic values, so these are ours; where VTpass's sandbox has the same
 * outcome it has the same number, and with it the same magic accounts ({@link InterswitchMagic}).
 * The wire name (control API) is the constant in lower case with hyphens.
 */
public enum InterswitchOutcome {
  DELIVERED(100, Reply.TRUTH, Truth.DELIVERED, "delivered at once"),
  KEY_CHANGE(
      101, Reply.TRUTH, Truth.KEY_CHANGE, "delivered with the key change tokens KCT1 and KCT2"),
  TIMEOUT_THEN_DELIVERED(102, Reply.HOLD, Truth.DELIVERED, "no answer in time; query: delivered"),
  TIMEOUT_THEN_FAILED(103, Reply.HOLD, Truth.FAILED, "no answer in time; query: failed (90006)"),
  TIMEOUT_THEN_NOT_FOUND(
      104, Reply.HOLD, Truth.NOT_TAKEN, "no answer in time, never arrived; query: not found"),
  TIMEOUT_THEN_LATE(
      105,
      Reply.HOLD,
      Truth.HIDDEN_THEN_DELIVERED,
      "no answer in time; query: not found first, then delivered"),
  PENDING_THEN_DELIVERED(
      106, Reply.TRUTH, Truth.PENDING_THEN_DELIVERED, "pending; after some queries delivered"),
  PENDING_THEN_FAILED(
      107, Reply.TRUTH, Truth.PENDING_THEN_FAILED, "pending; after some queries failed (90006)"),
  PENDING_FOREVER(109, Reply.TRUTH, Truth.PENDING_FOREVER, "pending, and stays so"),
  DELIVERED_WITHOUT_TOKEN(
      110,
      Reply.TRUTH,
      Truth.TOKEN_LATER,
      "delivered without token; the token comes after some queries, if queries tell tokens at all"),
  TOKEN_NEVER(111, Reply.TRUTH, Truth.TOKEN_NEVER, "delivered, the token never comes"),
  LOW_FLOAT(112, Reply.REFUSE, Truth.NOT_TAKEN, "refused: insufficient funds (90051)"),
  GARBAGE_THEN_DELIVERED(113, Reply.GARBAGE, Truth.DELIVERED, "unreadable answer; then delivered"),
  GARBAGE_THEN_FAILED(114, Reply.GARBAGE, Truth.FAILED, "unreadable answer; query: failed (90006)"),
  GARBAGE_THEN_NOT_FOUND(
      115, Reply.GARBAGE, Truth.NOT_TAKEN, "unreadable answer; query: not found"),
  UNDOCUMENTED_CODE(
      116, Reply.UNDOCUMENTED, Truth.DELIVERED, "a code nobody documented; query: delivered"),
  ERROR_AFTER_EFFECT(117, Reply.HTTP_500, Truth.DELIVERED, "HTTP 500, but vended"),
  ERROR_BEFORE_EFFECT(118, Reply.HTTP_502, Truth.NOT_TAKEN, "HTTP 502, not vended; not found"),
  NO_ANSWER_THEN_DELIVERED(119, Reply.CUT, Truth.DELIVERED, "connection cut; query: delivered"),
  NO_ANSWER_THEN_FAILED(120, Reply.CUT, Truth.FAILED, "connection cut; query: failed (90006)"),
  NO_ANSWER_THEN_NOT_FOUND(121, Reply.CUT, Truth.NOT_TAKEN, "connection cut; query: not found"),
  SLOW(122, Reply.SLOW, Truth.SLOWLY_DELIVERED, "delivered, answered after the slow delay"),
  INVALID_ACCOUNT(
      123, Reply.TRUTH, Truth.FAILED, "validation: 90014 inside 90000; payment fails with 90014"),
  BILLER_UNREACHABLE(
      124, Reply.TRUTH, Truth.FAILED, "validation good; payment and query say 90091, failed"),
  CHECK_UNREACHABLE(125, Reply.TRUTH, Truth.DELIVERED, "validation says 90091; payment good"),
  CHECK_TIMEOUT(126, Reply.TRUTH, Truth.DELIVERED, "validation never answers; payment good"),
  FAILED(127, Reply.TRUTH, Truth.FAILED, "validation good; payment fails (70070)"),
  CONTRADICTION(
      128, Reply.CONTRADICTION, Truth.FAILED, "code 90000 with grouping FAILED; query: failed"),
  DELIVERED_THEN_REVERSED(
      129, Reply.TRUTH, Truth.DELIVERED_THEN_REVERSED, "delivered; after some queries failed"),
  SYSTEM_ERROR(130, Reply.REFUSE, Truth.DELIVERED, "code 10001, but vended; query: delivered"),
  REFUSED(
      131,
      Reply.REFUSE,
      Truth.NOT_TAKEN,
      "refused with the code of the rule, without one 10200 (disabled by configuration)"),
  WRONG_AMOUNT(
      132, Reply.WRONG_AMOUNT, Truth.DELIVERED, "delivered; ApprovedAmount is another amount"),
  RATE_LIMITED(133, Reply.HTTP_429, Truth.NOT_TAKEN, "HTTP 429, not vended; query: not found"),
  PARTIAL_APPROVAL(134, Reply.PARTIAL, Truth.DELIVERED, "90010, approved partial; then delivered"),
  UNAUTHORISED(135, Reply.REFUSE, Truth.NOT_TAKEN, "refused: unauthorised (10003)"),
  TOKEN_REFUSED(
      136, Reply.HTTP_401, Truth.NOT_TAKEN, "HTTP 401 although the token is good; not vended"),
  DUPLICATE(137, Reply.REFUSE, Truth.DELIVERED, "answered 90026, duplicate; yet vended, once");

  /** How the payment is answered. */
  enum Reply {
    TRUTH,
    HOLD,
    CUT,
    GARBAGE,
    UNDOCUMENTED,
    HTTP_401,
    HTTP_429,
    HTTP_500,
    HTTP_502,
    SLOW,
    CONTRADICTION,
    WRONG_AMOUNT,
    PARTIAL,
    REFUSE
  }

  /** What a query finds. */
  enum Truth {
    DELIVERED,
    KEY_CHANGE,
    FAILED,
    NOT_TAKEN,
    HIDDEN_THEN_DELIVERED,
    PENDING_THEN_DELIVERED,
    PENDING_THEN_FAILED,
    PENDING_FOREVER,
    TOKEN_LATER,
    TOKEN_NEVER,
    SLOWLY_DELIVERED,
    DELIVERED_THEN_REVERSED
  }

  private final int number;
  private final Reply reply;
  private final Truth truth;
  private final String meaning;

  InterswitchOutcome(int number, Reply reply, Truth truth, String meaning) {
    this.number = number;
    this.reply = reply;
    this.truth = truth;
    this.meaning = meaning;
  }

  /** Three digits, unique; part of the magic accounts. */
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
  public static Optional<InterswitchOutcome> of(String wireName) {
    for (InterswitchOutcome outcome : values()) {
      if (outcome.wireName().equals(wireName)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }

  /** Whether it spoils the validation; a rule of it counts validations, not payments. */
  boolean spoilsCheck() {
    return this == INVALID_ACCOUNT || this == CHECK_UNREACHABLE || this == CHECK_TIMEOUT;
  }

  Reply reply() {
    return reply;
  }

  Truth truth() {
    return truth;
  }

  /** The code of an answer that refuses or tells a failure, without a rule that names another. */
  String refusalCode() {
    return switch (this) {
      case LOW_FLOAT -> "90051";
      case INVALID_ACCOUNT -> "90014";
      case BILLER_UNREACHABLE -> "90091";
      case SYSTEM_ERROR -> "10001";
      case UNAUTHORISED -> "10003";
      case DUPLICATE -> "90026";
      case REFUSED -> "10200";
      default -> "70070";
    };
  }

  /** The transaction response code that a query tells once the payment has failed. */
  String codeOfFailure() {
    return switch (this) {
      case INVALID_ACCOUNT, BILLER_UNREACHABLE -> refusalCode();
      default -> "90006"; // the documented sample of a query has it, with grouping FAILED
    };
  }
}
