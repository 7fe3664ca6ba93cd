package ng.bills.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.Outcomes;
import ng.bills.domain.vend.RejectionReason;
import org.junit.jupiter.api.Test;

/** What people decide about a payment that rules cannot. */
class PaymentStaffTest {

  private static PaymentFixture unknownWithReview(PaymentRequest request) {
    PaymentFixture payment = PaymentFixture.ready(request).vending().answered(Outcomes.unknown());
    payment.payment().needPerson(Review.Kind.OUTCOME_UNKNOWN, "no answer", payment.now());
    return payment;
  }

  @Test
  void givenUnknownOutcome_whenARefundIsApproved_thenItThrowsAndChangesNothing() {
    PaymentFixture payment = unknownWithReview(PaymentFixture.prepaidRequest());
    PaymentSnapshot before = payment.payment().snapshot();
    assertThatThrownBy(() -> payment.payment().refundApproved(payment.now()))
        .isInstanceOf(IllegalPaymentMoveException.class);
    assertThat(payment.payment().snapshot()).isEqualTo(before);
  }

  @Test
  void givenUnknownOutcomeWithoutReview_whenSomebodySaysHow_thenItIsTooEarly() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.PROVIDER_PROCESSING);
    assertThatThrownBy(() -> payment.payment().deliveryAttested(payment.now()))
        .isInstanceOf(IllegalPaymentMoveException.class);
    assertThatThrownBy(() -> payment.payment().refusalAttested(true, payment.now()))
        .isInstanceOf(IllegalPaymentMoveException.class);
  }

  @Test
  void givenPostpaid_whenTheProviderConfirmsTheDelivery_thenCompletedAndBookedOnce() {
    PaymentFixture payment = unknownWithReview(PaymentFixture.postpaidRequest());
    payment.payment().deliveryAttested(payment.now());
    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(payment.payment().review()).isEmpty();
    assertThat(payment.purchases()).hasSize(1);
    assertThat(payment.purchases().get(0).late()).isFalse();
    payment.requeried(Outcomes.deliveredBare());
    assertThat(payment.purchases()).hasSize(1);
  }

  @Test
  void givenPrepaid_whenTheProviderConfirmsTheDelivery_thenTheTokenIsAskedForOrGiven() {
    PaymentFixture payment = unknownWithReview(PaymentFixture.prepaidRequest());
    payment.payment().deliveryAttested(payment.now());
    assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(payment.payment().isTokenMissing()).isTrue();
    assertThat(payment.payment().isDue(payment.now())).isTrue();
    assertThatThrownBy(() -> payment.payment().tokenAttested(Delivery.BARE, payment.now()))
        .isInstanceOf(IllegalPaymentMoveException.class);
    payment.payment().tokenAttested(Outcomes.deliveredWithToken().delivery(), payment.now());
    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(payment.payment().delivery().orElseThrow().creditToken()).contains(Outcomes.TOKEN);
    assertThat(payment.purchases()).hasSize(1);
  }

  @Test
  void givenConfirmedRefusal_whenMoneyIsToGoBack_thenRefundIsInitiatedAndALateDeliveryIsLate() {
    PaymentFixture payment = unknownWithReview(PaymentFixture.prepaidRequest());
    payment.payment().refusalAttested(false, payment.now());
    assertThat(payment.state()).isEqualTo(PaymentState.REFUND_INITIATED);
    assertThat(payment.payment().failure()).isPresent();
    payment.requeried(Outcomes.deliveredWithToken());
    assertThat(payment.purchases()).hasSize(1);
    assertThat(payment.purchases().get(0).late()).isTrue();
    assertThat(payment.payment().review()).isPresent();
  }

  @Test
  void givenConfirmedRefusal_whenTriedAgain_thenAnotherAttemptMayBegin() {
    PaymentFixture payment = unknownWithReview(PaymentFixture.prepaidRequest());
    payment.payment().refusalAttested(true, payment.now());
    assertThat(payment.state()).isEqualTo(PaymentState.RETRY_SCHEDULED);
    payment.retrying().vending();
    assertThat(payment.payment().attempts()).hasSize(2);
  }

  @Test
  void givenLateDelivery_whenAccepted_thenCompletedAndNothingIsTriedAgain() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.RETRY_SCHEDULED);
    payment.requeried(Outcomes.deliveredWithToken());
    payment.payment().deliveryAccepted(payment.now());
    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(payment.payment().nextActionAt()).isEmpty();
    assertThat(payment.payment().completedAt()).contains(payment.now());
  }

  @Test
  void givenReversedToken_whenARefundIsApproved_thenMoneyGoesBack() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.COMPLETED);
    payment.requeried(Outcomes.rejected(RejectionReason.REVERSED));
    assertThat(payment.payment().review().orElseThrow().kind()).isEqualTo(Review.Kind.REVERSED);
    payment.payment().refundApproved(payment.now());
    assertThat(payment.state()).isEqualTo(PaymentState.REFUND_INITIATED);
    assertThat(payment.payment().failure().orElseThrow().code())
        .isEqualTo(FailureCode.PROVIDER_REVERSED);
  }

  @Test
  void givenWaitForARetry_whenHastened_thenItIsDueNow_butNotUnderAReview() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.RETRY_SCHEDULED);
    payment.payment().hastened(payment.now());
    assertThat(payment.payment().isDue(payment.now())).isTrue();
    payment.payment().needPerson(Review.Kind.CONTRADICTION, "doubt", payment.now());
    assertThatThrownBy(() -> payment.payment().hastened(payment.now()))
        .isInstanceOf(IllegalPaymentMoveException.class);
  }
}
