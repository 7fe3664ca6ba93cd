package ng.bills.domain.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ng.bills.domain.payment.PaymentFixture;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.vend.Outcomes;
import ng.bills.domain.vend.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PossibleActsTest {

  private static final Set<ActKind> BUYS_OR_REFUNDS =
      EnumSet.of(ActKind.REFUND, ActKind.RETRY_NOW, ActKind.RESUME, ActKind.ACCEPT_DELIVERY);

  private static Set<ActKind> on(PaymentFixture payment) {
    return PossibleActs.on(payment.payment(), List.of());
  }

  @ParameterizedTest
  @EnumSource(PaymentState.class)
  void givenAnyStateWithAnUnknownOutcome_whenAsked_thenNeitherARefundNorATryIsOffered(
      PaymentState state) {
    PaymentFixture payment = PaymentFixture.in(state);
    for (int review = 0; review < 2; review++) {
      if (payment.payment().liveAttempt().isPresent()) {
        assertThat(on(payment)).doesNotContainAnyElementsOf(BUYS_OR_REFUNDS);
      }
      payment.payment().needPerson(Review.Kind.CONTRADICTION, "doubt", payment.now());
    }
  }

  @ParameterizedTest
  @EnumSource(PaymentState.class)
  void givenAnyState_whenAnActIsOffered_thenThePaymentTakesIt(PaymentState state) {
    for (Review.Kind kind : Review.Kind.values()) {
      for (ActKind act : on(reviewed(state, kind))) {
        PaymentFixture payment = reviewed(state, kind);
        switch (act) {
          case CANCEL -> payment.payment().calledOff(payment.now());
          case REQUERY_NOW, RETRY_NOW -> payment.payment().hastened(payment.now());
          case CLOSE_REVIEW, RESUME, KEEP_MONEY -> payment.payment().reviewClosed(payment.now());
          case CALL_DELIVERED -> payment.payment().deliveryAttested(payment.now());
          case RETRY_UNDELIVERED -> payment.payment().refusalAttested(true, payment.now());
          case REFUND_UNDELIVERED -> payment.payment().refusalAttested(false, payment.now());
          case REFUND -> payment.payment().refundApproved(payment.now());
          case ACCEPT_DELIVERY -> payment.payment().deliveryAccepted(payment.now());
          case GIVE_TOKEN ->
              payment
                  .payment()
                  .tokenAttested(Outcomes.deliveredWithToken().delivery(), payment.now());
          default -> throw new AssertionError(act + " is offered on " + state);
        }
      }
    }
  }

  private static PaymentFixture reviewed(PaymentState state, Review.Kind kind) {
    PaymentFixture payment = PaymentFixture.in(state);
    if (kind != Review.Kind.AMOUNT_DIFFERS) { // one of them stands for "no review"
      payment.payment().needPerson(kind, "look", payment.now());
    }
    return payment;
  }

  @Test
  void givenDeliveredWithoutToken_whenAsked_thenTheTokenCanBeGivenAndAskedFor() {
    PaymentFixture payment = PaymentFixture.ready().vending().answered(Outcomes.deliveredBare());
    assertThat(on(payment)).containsExactlyInAnyOrder(ActKind.REQUERY_NOW, ActKind.GIVE_TOKEN);
    payment.payment().needPerson(Review.Kind.TOKEN_MISSING, "none", payment.now());
    assertThat(on(payment))
        .containsExactlyInAnyOrder(ActKind.CLOSE_REVIEW, ActKind.GIVE_TOKEN, ActKind.REFUND);
  }

  @Test
  void givenReversedToken_whenAsked_thenRefundOrKeepTheMoney() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.COMPLETED);
    payment.requeried(Outcomes.rejected(RejectionReason.REVERSED));
    assertThat(on(payment)).containsExactlyInAnyOrder(ActKind.REFUND, ActKind.KEEP_MONEY);
  }

  @Test
  void givenLateDelivery_whenAsked_thenItIsAcceptedOrRefundedAndNothingIsBoughtAgain() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.RETRY_SCHEDULED);
    payment.requeried(Outcomes.deliveredWithToken());
    assertThat(on(payment)).containsExactlyInAnyOrder(ActKind.REFUND, ActKind.ACCEPT_DELIVERY);
  }
}
