package ng.bills.infrastructure.provider.interswitch;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.interswitch.InterswitchClient.Call;
import ng.bills.infrastructure.provider.interswitch.InterswitchClient.Door;
import ng.bills.infrastructure.provider.interswitch.InterswitchLogin.Grant;
import ng.bills.infrastructure.provider.interswitch.ResponseCodes.Meaning;
import ng.bills.infrastructure.provider.interswitch.ResponseCodes.Says;

/**
 * What an answer of Interswitch means. Pure. Code and grouping decide together; where they
 * contradict each other, or either is missing where it matters, the outcome is unknown.
 */
final class InterswitchOutcomes {
  private static final String GOOD = "90000";
  private static final Duration WITHOUT_EXPIRY = Duration.ofMinutes(2);
  private static final int LONGEST_LIFE_DIGITS = 9;

  private InterswitchOutcomes() {}

  /** What an answer to a request for a token means. */
  static Grant login(OutsideAnswer answer, Instant at) {
    return answer.fold(
        answered -> login(answered, at),
        notSent -> new Grant.Unavailable("no token: " + notSent.what()),
        noAnswer -> new Grant.Unavailable("no token: " + noAnswer.what()));
  }

  private static Grant login(OutsideAnswer.Answered answered, Instant at) {
    // documented: 400 or 401 with {"error":"invalid_request",…}
    if (answered.status() == 401 || answered.status() == 400) {
      return new Grant.Refused("login refused: " + answered);
    }
    Optional<JsonObject> body =
        answered.status() == 200 ? InterswitchWire.parse(answered.body()) : Optional.empty();
    return body.flatMap(b -> InterswitchWire.text(b, "access_token"))
        // it becomes a header
        .filter(token -> token.matches("[\\x21-\\x7e]{1,8192}"))
        .<Grant>map(
            token -> new Grant.Granted(new AccessToken(token, at, lifetime(body.orElseThrow()))))
        .orElseGet(() -> new Grant.Unavailable("no token: " + answered));
  }

  private static Duration lifetime(JsonObject body) {
    return InterswitchWire.text(body, "expires_in")
        .filter(text -> text.matches("\\d{1," + LONGEST_LIFE_DIGITS + "}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(WITHOUT_EXPIRY);
  }

  /** What an answer of {@code POST /Transactions} means. */
  static VendOutcome vend(VendOrder order, Call call) {
    return call.answer()
        .fold(
            answered ->
                answered.status() == 401
                    ? unauthorised(answered, call.door())
                    : Reply.of(answered)
                        .map(reply -> vend(order, reply))
                        .orElseGet(() -> unreadable(answered)),
            notSent ->
                new Rejected(
                    call.door() == Door.REFUSED
                        ? RejectionReason.CREDENTIALS_REFUSED
                        : RejectionReason.PROVIDER_UNREACHABLE,
                    notSent.what(),
                    "Interswitch: nothing was sent"),
            noAnswer -> new Unknown(noAnswer.what(), "Interswitch: no answer"));
  }

  /** An order that was answered with 401 was not executed; unless the body says something else. */
  private static VendOutcome unauthorised(OutsideAnswer.Answered answered, Door door) {
    boolean contradicts =
        Reply.of(answered)
            .filter(
                reply ->
                    !reply.grouping().isEmpty() && !reply.isGrouped(Reply.FAILED)
                        || !reply.code().isEmpty()
                            && ResponseCodes.of(reply.code()).says() != Says.REFUSED)
            .isPresent();
    if (contradicts) {
      return new Unknown("http 401", "Interswitch: unauthorised, and yet an outcome");
    }
    return door == Door.TOKEN_STALE
        ? new Rejected(
            RejectionReason.LOGIN_EXPIRED, "http 401", "Interswitch: the token went stale")
        : new Rejected(
            RejectionReason.CREDENTIALS_REFUSED, "http 401", "Interswitch: the token is refused");
  }

  private static VendOutcome vend(VendOrder order, Reply reply) {
    if (reply.status() == 429) {
      return new Unknown("http 429", "Interswitch: too many requests, by their gateway or after");
    }
    Meaning meaning = ResponseCodes.of(reply.code());
    if (meaning.says() == Says.APPROVED && reply.isGrouped(Reply.SUCCESSFUL)) {
      return isAboutAnotherAmount(order.amount(), reply, "ApprovedAmount")
          ? new Unknown(reply.seen(), "Interswitch answered about another amount")
          : delivered(reply, reply.code(), false);
    }
    if (isPending(meaning, reply)) {
      return new Pending(theirs(reply, false), reply.seen());
    }
    boolean refused =
        meaning.says() == Says.REFUSED && (reply.grouping().isEmpty() || reply.isGrouped("FAILED"))
            || meaning.says() == Says.REFUSED_IF_GROUPED && reply.isGrouped(Reply.FAILED);
    return refused
        ? new Rejected(meaning.reason(), reply.seen(), reply.words())
        : new Unknown(reply.seen(), whyUnknown(meaning));
  }

  private static boolean isAboutAnotherAmount(Money ordered, Reply reply, String member) {
    return InterswitchWire.says(reply.body(), member)
        && !InterswitchWire.kobo(reply.body(), member).equals(Optional.of(ordered));
  }

  /**
   * What a kept answer of {@code POST /Transactions} says that it delivered, once that is
   * confirmed; approved in part is enough then.
   */
  static Optional<Delivered> reread(Money ordered, OutsideAnswer.Answered answered) {
    return Reply.of(answered)
        .filter(reply -> isApproved(ResponseCodes.of(reply.code())))
        .filter(reply -> reply.isGrouped(Reply.SUCCESSFUL))
        .map(reply -> delivered(ordered, reply, reply.code(), "ApprovedAmount"))
        .filter(Delivered.class::isInstance)
        .map(Delivered.class::cast);
  }

  private static boolean isApproved(Meaning meaning) {
    return meaning.says() == Says.APPROVED || meaning.says() == Says.APPROVED_PARTLY;
  }

  /** With the amount, where it is another one; unknown where that cannot be read. */
  private static RequeryOutcome delivered(
      Money ordered, Reply reply, String code, String amountMember) {
    Delivered delivered = delivered(reply, code, amountMember.equals("Amount"));
    if (!isAboutAnotherAmount(ordered, reply, amountMember)) {
      return delivered;
    }
    return InterswitchWire.kobo(reply.body(), amountMember)
        .filter(amount -> !amount.isZero() && amount.compareTo(Money.MAX) <= 0)
        .<RequeryOutcome>map(delivered::charging)
        .orElseGet(
            () -> new Unknown(reply.seen(code), "Interswitch delivered for no readable amount"));
  }

  /**
   * What an answer of {@code GET /Transactions} means.
   *
   * @param requestReference the one asked about
   * @param ordered the amount of the order
   */
  static RequeryOutcome requery(String requestReference, Money ordered, Call call) {
    return call.answer()
        .fold(
            answered ->
                Reply.of(answered)
                    .map(reply -> requery(requestReference, ordered, reply))
                    .orElseGet(() -> unreadable(answered)),
            notSent -> new Unknown(notSent.what(), "Interswitch could not be asked"),
            noAnswer -> new Unknown(noAnswer.what(), "Interswitch: no answer"));
  }

  private static RequeryOutcome requery(String requestReference, Money ordered, Reply reply) {
    if (isNotFound(reply)) {
      return new NotFound(reply.seen());
    }
    if (reply.status() >= 300 || !reply.code().equals(GOOD)) {
      return new Unknown(reply.seen(), "Interswitch: the query itself failed");
    }
    String echoed = InterswitchWire.text(reply.body(), "RequestReference").orElse(requestReference);
    if (!InterswitchWire.decoded(echoed).equals(requestReference)) {
      return new Unknown(reply.seen(), "Interswitch answered about another reference");
    }
    String code = reply.transactionCode();
    Meaning meaning = ResponseCodes.of(code);
    if (isApproved(meaning) && reply.isGrouped(Reply.SUCCESSFUL)) {
      return delivered(ordered, reply, code, "Amount");
    }
    if (isPending(meaning, reply)) {
      return new Pending(theirs(reply, true), reply.seen(code));
    }
    boolean failed =
        switch (meaning.says()) {
          case REFUSED, REFUSED_IF_GROUPED, FAILED_IF_QUERIED -> reply.isGrouped(Reply.FAILED);
          default -> false;
        };
    return failed
        ? new Rejected(meaning.reason(), reply.seen(code), reply.words())
        : new Unknown(reply.seen(code), whyUnknown(meaning));
  }

  /**
   * 30010, or HTTP 404 with an error that is no other known one; the grouping must say FAILED, so
   * that a missing page is not taken for a missing order.
   */
  private static boolean isNotFound(Reply reply) {
    if (!reply.isGrouped(Reply.FAILED) || !reply.transactionCode().isEmpty()) {
      return false;
    }
    return ResponseCodes.of(reply.code()).says() == Says.NOT_FOUND
        || reply.status() == 404 && !ResponseCodes.isListed(reply.code());
  }

  private static boolean isPending(Meaning meaning, Reply reply) {
    return switch (meaning.says()) {
      case IN_PROGRESS -> reply.isGrouped(Reply.PENDING) || reply.grouping().isEmpty();
      case FAILED_IF_QUERIED, NOTHING -> reply.isGrouped(Reply.PENDING);
      default -> false;
    };
  }

  private static String whyUnknown(Meaning meaning) {
    return switch (meaning.says()) {
      case APPROVED, IN_PROGRESS, REFUSED, REFUSED_IF_GROUPED ->
          "Interswitch: code and grouping do not agree";
      case APPROVED_PARTLY -> "Interswitch: approved in part, must be asked about";
      default -> "Interswitch: the code promises nothing";
    };
  }

  private static Delivered delivered(Reply reply, String code, boolean encoded) {
    return new Delivered(
        theirs(reply, encoded), InterswitchDeliveries.of(reply.body()), reply.seen(code));
  }

  private static Optional<ProviderReference> theirs(Reply reply, boolean encoded) {
    return InterswitchWire.text(reply.body(), "TransactionRef")
        .map(text -> encoded ? InterswitchWire.decoded(text) : text)
        .filter(text -> text.length() <= 100 && !text.isBlank())
        .map(ProviderReference::new);
  }

  private static Unknown unreadable(OutsideAnswer.Answered answered) {
    return new Unknown(answered.toString(), "Interswitch: no readable answer");
  }

  /**
   * What an answer of {@code POST /Transactions/validatecustomers} means.
   *
   * @param customerId the one asked about
   */
  static AccountCheck check(String customerId, Call call) {
    return call.answer()
        .fold(
            answered ->
                Reply.of(answered)
                    .map(reply -> check(customerId, reply))
                    .orElseGet(() -> unavailable(answered.toString())),
            notSent -> unavailable(notSent.what()),
            noAnswer ->
                new AccountCheck.Unavailable(
                    "Interswitch: " + noAnswer.what(), noAnswer.timedOut()));
  }

  private static AccountCheck check(String customerId, Reply reply) {
    List<JsonObject> customers =
        InterswitchWire.objects(reply.body(), "Customers").orElse(List.of());
    if (!reply.code().equals(GOOD) || reply.isGrouped(Reply.FAILED) || customers.size() != 1) {
      return unavailable((reply.seen() + " " + reply.words()).strip());
    }
    JsonObject customer = customers.get(0);
    String code = InterswitchWire.text(customer, "ResponseCode").orElse("");
    String echoed = InterswitchWire.text(customer, "CustomerId").orElse(customerId);
    if (!echoed.equals(customerId)) {
      return unavailable("answered about another customer");
    }
    if (!code.equals(GOOD)) {
      return refused(code, customer);
    }
    return InterswitchWire.text(customer, "FullName")
        .map(name -> confirmed(name, customer))
        .orElseGet(() -> unavailable("confirmed nobody"));
  }

  private static AccountCheck refused(String code, JsonObject customer) {
    String words =
        InterswitchWire.text(customer, "ResponseDescription")
            .map(text -> Reply.clean(text, 160, 4))
            .orElse("refused");
    Meaning meaning = ResponseCodes.of(code);
    boolean blamesTheAccount =
        switch (meaning.says()) {
          case REFUSED, REFUSED_IF_GROUPED ->
              meaning.reason() == RejectionReason.ACCOUNT_INVALID
                  || meaning.reason() == RejectionReason.FAILED;
          default -> false;
        };
    return blamesTheAccount
        ? new AccountCheck.Refused(words)
        : unavailable((Reply.clean(code, 10, 6) + " " + words).strip());
  }

  /** The amount says what may be paid: 1 at least it, 5 exactly it; the rest is not confirmed. */
  private static AccountCheck confirmed(String name, JsonObject customer) {
    String type = InterswitchWire.text(customer, "AmountType").orElse("0");
    Optional<Money> amount =
        InterswitchWire.kobo(customer, "Amount")
            .filter(money -> !money.isZero() && money.compareTo(Money.MAX) <= 0);
    return new AccountCheck.Confirmed(
        Optional.of(name.length() <= 200 ? name : name.substring(0, 200)),
        Optional.empty(),
        amount.filter(money -> type.equals("5")),
        amount.filter(money -> type.equals("1") || type.equals("5")));
  }

  private static AccountCheck unavailable(String what) {
    return new AccountCheck.Unavailable("Interswitch: " + what, false);
  }
}
