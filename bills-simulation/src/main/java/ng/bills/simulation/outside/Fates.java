package ng.bills.simulation.outside;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.VendOrder;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Dice;
import ng.bills.simulation.course.Fault;

/** Decides what becomes of an order when it leaves us. */
final class Fates {

  /** An order may be under way so long after it has left, whenever it was committed. */
  private static final Duration TRANSIT = Duration.ofSeconds(130);

  private static final List<RejectionReason> REFUSALS =
      List.of(
          RejectionReason.FAILED,
          RejectionReason.FAILED,
          RejectionReason.NOT_SOLD,
          RejectionReason.BILLER_UNREACHABLE,
          RejectionReason.INSUFFICIENT_FLOAT,
          RejectionReason.CREDENTIALS_REFUSED,
          RejectionReason.ACCOUNT_INVALID,
          RejectionReason.AMOUNT_REFUSED,
          RejectionReason.LIKELY_DUPLICATE,
          RejectionReason.REVERSED);

  /** What providers say for good of an order that they deliver in the end. */
  private static final List<RejectionReason> DENIALS =
      List.of(
          RejectionReason.FAILED,
          RejectionReason.NOT_SOLD,
          RejectionReason.BILLER_UNREACHABLE,
          RejectionReason.ACCOUNT_INVALID);

  private final Course course;
  private final Dice dice;

  Fates(Course course) {
    this.course = course;
    this.dice = course.dice();
  }

  /**
   * What becomes of an order.
   *
   * @param lost whether it cannot arrive
   * @param theirs the provider's reference of it
   */
  Order of(VendOrder asked, boolean lost, String theirs) {
    Instant arrivesAt = arrival(lost);
    Instant doneAt = arrivesAt;
    Instant visibleFrom = arrivesAt;
    Instant tokensFrom = arrivesAt;
    Optional<RejectionReason> refusal = Optional.empty();
    Optional<RejectionReason> denial = Optional.empty();
    if (!arrivesAt.equals(Order.NEVER)) {
      if (course.strikes(Fault.FINAL_WORD_UNTRUE)) {
        denial = Optional.of(dice.pick(DENIALS));
        doneAt = arrivesAt.plus(dice.seconds(20, 2400));
        tokensFrom = doneAt;
      } else if (course.strikes(Fault.ORDER_PENDING_FOR_EVER)) {
        doneAt = Order.NEVER;
        tokensFrom = doneAt;
      } else {
        if (course.strikes(Fault.ORDER_PENDING)) {
          doneAt =
              arrivesAt.plus(dice.permille(700) ? dice.seconds(1, 90) : dice.seconds(90, 2400));
        }
        tokensFrom = doneAt;
        if (course.strikes(Fault.TOKEN_NEVER)) {
          tokensFrom = Order.NEVER;
        } else if (course.strikes(Fault.TOKEN_LATE)) {
          tokensFrom = doneAt.plus(dice.seconds(10, 400));
        }
      }
      if (course.strikes(Fault.REQUERY_LAGS)) {
        visibleFrom = arrivesAt.plus(dice.seconds(1, 10));
      }
      if (denial.isEmpty() && course.strikes(Fault.ORDER_REFUSED)) {
        refusal = Optional.of(dice.pick(REFUSALS));
      }
    }
    return new Order(
        asked,
        new ProviderReference(theirs),
        refusal,
        denial,
        tokens(asked),
        arrivesAt,
        doneAt,
        visibleFrom,
        tokensFrom,
        course.strikes(Fault.TOKEN_TOLD_ONCE),
        course.strikes(Fault.CHARGED_OTHERWISE)
            ? Optional.of(asked.amount().plus(Money.ofNaira(50)))
            : Optional.empty());
  }

  private List<Token> tokens(VendOrder asked) {
    if (!(asked.account() instanceof MeterNumber meter) || meter.type() != MeterType.PREPAID) {
      return List.of();
    }
    List<Token> tokens = new ArrayList<>();
    if (dice.permille(100)) {
      tokens.add(new Token(Token.Kind.KEY_CHANGE_1, dice.digits(20)));
      tokens.add(new Token(Token.Kind.KEY_CHANGE_2, dice.digits(20)));
    }
    tokens.add(new Token(Token.Kind.CREDIT, dice.digits(20)));
    return tokens;
  }

  private Instant arrival(boolean lost) {
    if (lost || course.strikes(Fault.ORDER_LOST)) {
      return Order.NEVER;
    }
    if (!course.strikes(Fault.ORDER_LATE)) {
      return course.now();
    }
    Duration least = dice.permille(500) ? Duration.ofMillis(1) : TRANSIT.dividedBy(2);
    return course.now().plus(dice.between(least, TRANSIT));
  }
}
