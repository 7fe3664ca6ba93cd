package ng.bills.sandbox.flutterwave;

import java.util.Locale;
import java.util.Optional;

/**
 * What happens to a bill: how its payment is answered, and what is true afterwards.
 *
 * <p>Each outcome has a number. The magic meter, phone and smartcard of the outcome end in it, see
 * {@link FlutterwaveMagic}; outcomes that VTpass's sandbox knows too have the same number there, so
 * that one account behaves alike at both. The numbers from 133 mean nothing there: the other
 * provider delivers what is refused here. The wire name (control API) is the constant in lower case
 * with hyphens.
 */
public enum FlutterwaveOutcome {
  DELIVERED(100, Reply.TRUTH, Truth.DELIVERED, "delivered at once"),
  TIMEOUT_THEN_DELIVERED(102, Reply.HOLD, Truth.DELIVERED, "no answer in time; status: there"),
  TIMEOUT_THEN_FAILED(
      103, Reply.HOLD, Truth.FAILED, "no answer in time; status: an error; webhook: fail"),
  TIMEOUT_THEN_NOT_FOUND(
      104, Reply.HOLD, Truth.NOT_TAKEN, "no answer in time, never arrived; status: not found"),
  TIMEOUT_THEN_LATE(
      105,
      Reply.HOLD,
      Truth.HIDDEN_THEN_DELIVERED,
      "no answer in time; status: not found first, then there"),
  PENDING_THEN_DELIVERED(
      106, Reply.TRUTH, Truth.PENDING_THEN_DELIVERED, "accepted (202); later delivered"),
  PENDING_THEN_FAILED(107, Reply.TRUTH, Truth.PENDING_THEN_FAILED, "accepted (202); later failed"),
  PENDING_FOREVER(109, Reply.TRUTH, Truth.PENDING_FOREVER, "accepted (202), and stays so"),
  DELIVERED_WITHOUT_TOKEN(
      110, Reply.TRUTH, Truth.TOKEN_LATER, "delivered without token; the token comes later"),
  TOKEN_NEVER(111, Reply.TRUTH, Truth.TOKEN_NEVER, "delivered, the token never comes"),
  LOW_FLOAT(
      112,
      Reply.LOW_FLOAT,
      Truth.NOT_TAKEN,
      "refused (400): wallet too low; the next balance read is too low as well"),
  GARBAGE_THEN_DELIVERED(113, Reply.GARBAGE, Truth.DELIVERED, "unreadable answer; status: there"),
  GARBAGE_THEN_FAILED(114, Reply.GARBAGE, Truth.FAILED, "unreadable answer; status: an error"),
  GARBAGE_THEN_NOT_FOUND(
      115, Reply.GARBAGE, Truth.NOT_TAKEN, "unreadable answer; status: not found"),
  UNDOCUMENTED_CODE(
      116, Reply.UNDOCUMENTED, Truth.DELIVERED, "an inner code nobody documented; status: there"),
  ERROR_AFTER_EFFECT(
      117, Reply.HTTP_503, Truth.DELIVERED, "HTTP 503 as after 28 s of theirs, but vended"),
  ERROR_BEFORE_EFFECT(118, Reply.HTML_503, Truth.NOT_TAKEN, "HTTP 503 as a page, not vended"),
  NO_ANSWER_THEN_DELIVERED(119, Reply.CUT, Truth.DELIVERED, "connection cut; status: there"),
  NO_ANSWER_THEN_FAILED(120, Reply.CUT, Truth.FAILED, "connection cut; status: an error"),
  NO_ANSWER_THEN_NOT_FOUND(
      121, Reply.CUT, Truth.NOT_TAKEN, "connection cut; status: not found for ever"),
  SLOW(122, Reply.SLOW, Truth.SLOWLY_DELIVERED, "delivered, answered after the slow delay"),
  INVALID_CUSTOMER(
      123, Reply.REFUSE, Truth.NOT_TAKEN, "validation says invalid; payment refused (400)"),
  BILLER_UNREACHABLE(124, Reply.REFUSE, Truth.NOT_TAKEN, "validation good; payment refused (400)"),
  CHECK_UNREACHABLE(125, Reply.TRUTH, Truth.DELIVERED, "validation answers 503; payment good"),
  CHECK_TIMEOUT(126, Reply.TRUTH, Truth.DELIVERED, "validation never answers; payment good"),
  FAILED(127, Reply.REFUSE, Truth.NOT_TAKEN, "validation good; payment refused (400)"),
  DELIVERED_THEN_FAILED(
      129,
      Reply.TRUTH,
      Truth.DELIVERED_THEN_FAILED,
      "delivered; later status: an error; webhook: fail"),
  SYSTEM_ERROR(130, Reply.HTTP_500, Truth.DELIVERED, "HTTP 500, but vended"),
  REFUSED(131, Reply.REFUSE, Truth.NOT_TAKEN, "refused (400) with the message of the rule"),
  FAILED_THEN_DELIVERED(
      138, Reply.ERROR_IN_200, Truth.DELIVERED, "HTTP 200 that says error, but vended"),
  SUCCESS_THEN_FAILED(
      139, Reply.PAID, Truth.FAILED, "answered as paid; status: an error; webhook: fail"),
  WRONG_AMOUNT(
      133, Reply.WRONG_AMOUNT, Truth.DELIVERED, "delivered; the answer names another amount"),
  TOO_MANY_REQUESTS(134, Reply.HTTP_429, Truth.NOT_TAKEN, "HTTP 429 with Retry-After, not vended"),
  DUPLICATE_THEN_DELIVERED(
      135,
      Reply.DUPLICATE,
      Truth.DELIVERED,
      "vended, but answered (400) as if the reference were used before"),
  REFERENCE_LOST(
      136,
      Reply.HTTP_503,
      Truth.LOST_REFERENCE,
      "HTTP 503, but vended; status knows it by tx_ref only, the list by our reference"),
  NOT_WHITELISTED(137, Reply.HTTP_403, Truth.NOT_TAKEN, "HTTP 403, address not whitelisted"),
  REFUSED_HERE(140, Reply.REFUSE, Truth.NOT_TAKEN, "refused (400); another provider delivers it"),
  LOW_FLOAT_HERE(
      141, Reply.LOW_FLOAT, Truth.NOT_TAKEN, "wallet too low; another provider delivers it");

  /** How the payment is answered. */
  enum Reply {
    TRUTH,
    HOLD,
    CUT,
    GARBAGE,
    UNDOCUMENTED,
    HTTP_403,
    HTTP_429,
    HTTP_500,
    HTTP_503,
    HTML_503,
    ERROR_IN_200,
    PAID,
    WRONG_AMOUNT,
    DUPLICATE,
    LOW_FLOAT,
    SLOW,
    REFUSE
  }

  /** What the status call finds. */
  enum Truth {
    DELIVERED,
    FAILED,
    NOT_TAKEN,
    HIDDEN_THEN_DELIVERED,
    LOST_REFERENCE,
    PENDING_THEN_DELIVERED,
    PENDING_THEN_FAILED,
    PENDING_FOREVER,
    TOKEN_LATER,
    TOKEN_NEVER,
    SLOWLY_DELIVERED,
    DELIVERED_THEN_FAILED;

    VendStatus first() {
      return switch (this) {
        case FAILED, NOT_TAKEN -> VendStatus.FAILED;
        case PENDING_THEN_DELIVERED, PENDING_THEN_FAILED, PENDING_FOREVER, SLOWLY_DELIVERED ->
            VendStatus.PENDING;
        default -> VendStatus.DELIVERED;
      };
    }

    /** Where a bill goes when it is due to end; what it is when it stays. */
    VendStatus end(VendStatus now) {
      return switch (this) {
        case PENDING_THEN_DELIVERED, SLOWLY_DELIVERED -> VendStatus.DELIVERED;
        case PENDING_THEN_FAILED, DELIVERED_THEN_FAILED -> VendStatus.FAILED;
        default -> now;
      };
    }
  }

  private final int number;
  private final Reply reply;
  private final Truth truth;
  private final String meaning;

  FlutterwaveOutcome(int number, Reply reply, Truth truth, String meaning) {
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
  public static Optional<FlutterwaveOutcome> of(String wireName) {
    for (FlutterwaveOutcome outcome : values()) {
      if (outcome.wireName().equals(wireName)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }

  /** Whether it spoils the validation; a rule of it counts validations, not payments. */
  boolean spoilsCheck() {
    return this == INVALID_CUSTOMER || this == CHECK_UNREACHABLE || this == CHECK_TIMEOUT;
  }

  Reply reply() {
    return reply;
  }

  Truth truth() {
    return truth;
  }

  /** What a refusal says without a rule that says something else; the texts are not stable. */
  String refusal() {
    return switch (this) {
      case INVALID_CUSTOMER -> "Invalid customer id";
      case BILLER_UNREACHABLE -> "Biller is not available at the moment";
      case FAILED -> "Bill payment failed";
      default -> "Bill payment could not be completed";
    };
  }
}
