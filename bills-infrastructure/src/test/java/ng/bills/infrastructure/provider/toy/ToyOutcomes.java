package ng.bills.infrastructure.provider.toy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.toy.ToyWire.Reply;

/** What an answer of Toy means. Pure. */
final class ToyOutcomes {
  private static final Map<String, RejectionReason> REFUSALS =
      Map.of(
          "company", RejectionReason.NOT_SOLD,
          "meter", RejectionReason.ACCOUNT_INVALID,
          "float", RejectionReason.INSUFFICIENT_FLOAT);

  private ToyOutcomes() {}

  static VendOutcome vend(VendOrder order, OutsideAnswer answer) {
    return answer.fold(
        answered -> vend(order, answered),
        notSent ->
            new Rejected(
                RejectionReason.PROVIDER_UNREACHABLE, notSent.what(), "Toy: nothing was sent"),
        noAnswer -> new Unknown(noAnswer.what(), "Toy: no answer"));
  }

  private static VendOutcome vend(VendOrder order, OutsideAnswer.Answered answered) {
    Reply reply = Reply.of(answered.body()).orElse(null);
    if (reply == null) {
      return unknown(answered, "no JSON object");
    }
    if (answered.status() == 401 && reply.text("reason").equals("key")) {
      return new Rejected(RejectionReason.CREDENTIALS_REFUSED, answered.toString(), "Toy: key");
    }
    if (answered.status() != 200 || !reply.isAbout(order.reference())) {
      return unknown(answered, "no answer to this order");
    }
    RejectionReason refusal = REFUSALS.get(reply.text("reason"));
    return switch (reply.state()) {
      case "done" ->
          reply.isFor(order.amount()) ? delivered(reply) : unknown(answered, "another amount");
      case "open" -> new Pending(theirs(reply), "open");
      case "failed" -> new Rejected(RejectionReason.FAILED, "failed", "Toy: failed");
      case "refused" ->
          refusal == null
              ? unknown(answered, "refused for a reason we do not know")
              : new Rejected(refusal, "refused", "Toy: " + reply.text("reason"));
      default -> unknown(answered, reply.state());
    };
  }

  static RequeryOutcome requery(VendReference reference, Money ordered, OutsideAnswer answer) {
    return answer.fold(
        answered -> requery(reference, ordered, answered),
        notSent -> new Unknown(notSent.what(), "Toy could not be asked"),
        noAnswer -> new Unknown(noAnswer.what(), "Toy: no answer"));
  }

  private static RequeryOutcome requery(
      VendReference reference, Money ordered, OutsideAnswer.Answered answered) {
    Reply reply = Reply.of(answered.body()).filter(r -> r.isAbout(reference)).orElse(null);
    if (reply == null) {
      return unknown(answered, "no answer about this order");
    }
    return switch (answered.status() + " " + reply.state()) {
      case "200 done" ->
          delivered(ordered, reply)
              .<RequeryOutcome>map(delivered -> delivered)
              .orElseGet(() -> unknown(answered, "no amount"));
      case "200 open" -> new Pending(theirs(reply), "open");
      case "200 failed" -> new Rejected(RejectionReason.FAILED, "failed", "Toy: failed");
      case "404 none" -> new NotFound("none");
      default -> unknown(answered, reply.state());
    };
  }

  /** What a kept answer to an order says that it delivered, once that is confirmed. */
  static Optional<Delivered> reread(Money ordered, OutsideAnswer.Answered answered) {
    return Reply.of(answered.body())
        .filter(reply -> answered.status() == 200 && reply.state().equals("done"))
        .flatMap(reply -> delivered(ordered, reply));
  }

  /** With the amount, where it is another one; empty when it cannot be read. */
  private static Optional<Delivered> delivered(Money ordered, Reply reply) {
    return reply.text("naira").isEmpty() || reply.isFor(ordered)
        ? Optional.of(delivered(reply))
        : reply.amount().map(delivered(reply)::charging);
  }

  static AccountCheck check(String meter, OutsideAnswer answer) {
    return answer.fold(
        answered -> {
          Reply reply = Reply.of(answered.body()).orElse(null);
          if (reply != null && reply.text("meter").equals(meter)) {
            if (answered.status() == 200 && !reply.text("name").isEmpty()) {
              return new AccountCheck.Confirmed(
                  Optional.of(reply.text("name")),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty());
            }
            if (answered.status() == 404 && reply.state().equals("none")) {
              return new AccountCheck.Refused("Toy: no such meter");
            }
          }
          return new AccountCheck.Unavailable("Toy: " + answered, false);
        },
        notSent -> new AccountCheck.Unavailable("Toy: " + notSent.what(), false),
        noAnswer -> new AccountCheck.Unavailable("Toy: " + noAnswer.what(), noAnswer.timedOut()));
  }

  private static Delivered delivered(Reply reply) {
    List<Token> tokens =
        Token.isWellFormed(Token.Kind.CREDIT, reply.text("token"))
            ? List.of(new Token(Token.Kind.CREDIT, reply.text("token")))
            : List.of();
    return new Delivered(
        theirs(reply), new Delivery(tokens, Optional.empty(), Optional.empty()), "done");
  }

  private static Optional<ProviderReference> theirs(Reply reply) {
    return Optional.of(reply.text("receipt"))
        .filter(text -> !text.isBlank() && text.length() <= 100)
        .map(ProviderReference::new);
  }

  private static Unknown unknown(OutsideAnswer.Answered answered, String detail) {
    return new Unknown(answered.toString(), "Toy: " + detail);
  }
}
