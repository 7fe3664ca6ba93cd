package ng.bills.domain.act;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundReason;
import ng.bills.domain.refund.RefundState;

/**
 * Which acts fit a payment as it is. No refund and no new try while an attempt's outcome is not
 * known; while a review is open only its exits.
 */
public final class PossibleActs {

  private PossibleActs() {}

  /** What can be done to a payment; sending again and revealing are always possible. */
  public static Set<ActKind> on(Payment payment, List<Refund> refunds) {
    Set<ActKind> acts = EnumSet.noneOf(ActKind.class);
    boolean review = payment.review().isPresent();
    boolean live = payment.liveAttempt().isPresent();
    boolean delivered = payment.deliveredAttempt().isPresent();
    switch (payment.state()) {
      case PENDING_PAYMENT -> acts.add(ActKind.CANCEL);
      case PROCESSING_BILL -> {
        if (review && live) {
          acts.add(ActKind.CLOSE_REVIEW);
        } else if (review) {
          addAfterLateTruth(acts, payment, delivered);
        }
      }
      case PROVIDER_PROCESSING -> addWhileAsked(acts, payment, review, live, delivered);
      case RETRY_SCHEDULED -> {
        if (review) {
          addAfterLateTruth(acts, payment, delivered);
        } else {
          acts.add(ActKind.RETRY_NOW);
          acts.add(ActKind.REFUND);
        }
      }
      case PROVIDER_FAILED -> {
        if (review) {
          addAfterLateTruth(acts, payment, delivered);
          acts.remove(ActKind.RESUME); // no stage works on this state
        }
      }
      case COMPLETED -> {
        if (!live) {
          acts.add(ActKind.REFUND);
        }
        if (review) {
          acts.add(isReversed(payment) ? ActKind.KEEP_MONEY : ActKind.CLOSE_REVIEW);
        }
      }
      case REFUND_INITIATED, REFUND_PROCESSING -> {
        if (refunds.stream().anyMatch(PossibleActs::isBlockedSettlement)) {
          acts.add(ActKind.RELEASE_TO_SENDER);
        } else if (review && !refunds.isEmpty()) {
          acts.add(ActKind.RESUME);
        }
      }
      case REFUNDED -> {
        if (review) {
          acts.add(ActKind.CLOSE_REVIEW);
        }
      }
      default -> {
        // nobody needs to do anything
      }
    }
    return acts;
  }

  private static void addWhileAsked(
      Set<ActKind> acts, Payment payment, boolean review, boolean live, boolean delivered) {
    boolean askable = payment.attemptToRequery().isPresent();
    if (askable) {
      acts.add(review ? ActKind.CLOSE_REVIEW : ActKind.REQUERY_NOW);
    }
    if (payment.isTokenMissing()) {
      acts.add(ActKind.GIVE_TOKEN);
    }
    if (review && live) {
      acts.add(ActKind.CALL_DELIVERED);
      if (!delivered) {
        acts.add(ActKind.RETRY_UNDELIVERED);
        acts.add(ActKind.REFUND_UNDELIVERED);
      }
    } else if (review) {
      acts.add(ActKind.REFUND);
    }
  }

  /** Nothing is under way; an attempt may have delivered late. */
  private static void addAfterLateTruth(Set<ActKind> acts, Payment payment, boolean delivered) {
    acts.add(ActKind.REFUND);
    if (!delivered) {
      acts.add(ActKind.RESUME);
    } else if (payment.delivery().filter(payment::isEnough).isPresent()) {
      acts.add(ActKind.ACCEPT_DELIVERY);
    }
  }

  private static boolean isReversed(Payment payment) {
    return payment.review().filter(r -> r.kind() == Review.Kind.REVERSED).isPresent();
  }

  private static boolean isBlockedSettlement(Refund refund) {
    return refund.settlesPayment() && refund.state() == RefundState.BLOCKED;
  }

  /** What can be done with money that waits and is no payment's own. */
  public static Set<ActKind> on(Refund refund) {
    boolean waits = refund.state() == RefundState.BLOCKED || refund.state() == RefundState.DUE;
    if (!waits || refund.liveAttempt().isPresent()) {
      return EnumSet.noneOf(ActKind.class);
    }
    boolean ownerless =
        !refund.settlesPayment()
            && (refund.reason() == RefundReason.UNMATCHED
                || refund.reason() == RefundReason.REPEATED);
    if (ownerless) {
      return EnumSet.of(ActKind.RELEASE_TO_SENDER, ActKind.RELEASE_TO_PAYMENT);
    }
    return refund.state() == RefundState.BLOCKED
        ? EnumSet.of(ActKind.RELEASE_TO_SENDER)
        : EnumSet.noneOf(ActKind.class);
  }

  /** Whether that money is exactly what a payment waits for, in time. */
  public static boolean pays(Refund refund, Payment target, Instant now) {
    AssetAmount money = refund.order().amount();
    return target.state() == PaymentState.PENDING_PAYMENT
        && !now.isAfter(target.expiresAt())
        && money.compareAmount(AssetAmount.worth(money.asset(), target.request().total())) == 0;
  }
}
