package ng.bills.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import ng.bills.domain.provider.Skip;
import ng.bills.domain.provider.SkipReason;
import ng.bills.domain.vend.Outcomes;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryRules;
import org.junit.jupiter.api.Test;

/** What providers say too late, and what is noted in the timeline. */
class PaymentLateTruthTest {

  private static final RejectionReason REVERSED = RejectionReason.REVERSED;

  private static PaymentFixture airtimeDelivered() {
    return PaymentFixture.ready(PaymentFixture.airtimeRequest())
        .vending()
        .answered(Outcomes.deliveredBare());
  }

  @Test
  void givenNothingInHand_whenTheProviderReversed_thenTheMoneyGoesBack() {
    PaymentFixture payment = airtimeDelivered();

    payment.after(Duration.ofDays(1)).requeried(Outcomes.rejected(REVERSED));

    assertThat(payment.transitions()).endsWith(PaymentTransition.PROVIDER_REVERSED);
    assertThat(payment.payment().failure().orElseThrow().code())
        .isEqualTo(FailureCode.PROVIDER_REVERSED);
    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.REVERSED);
    assertThat(payment.reversals()).hasSize(1);
    assertThat(payment.notes())
        .extracting(PaymentNote::kind)
        .containsExactly(PaymentNote.Kind.REVERSED);
    assertThat(payment.payment().review()).isEmpty();
  }

  @Test
  void givenATokenInHand_whenTheProviderReversed_thenItIsBookedAndAPersonDecides() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.COMPLETED);

    payment.requeried(Outcomes.rejected(REVERSED));

    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(payment.payment().review().orElseThrow().kind()).isEqualTo(Review.Kind.REVERSED);
    assertThat(payment.reversals()).hasSize(1);
    assertThat(payment.payment().delivery().orElseThrow().creditToken()).contains(Outcomes.TOKEN);
  }

  @Test
  void givenATokenAwaited_whenTheProviderReversed_thenTheMoneyGoesBack() {
    PaymentFixture payment = PaymentFixture.ready().vending().answered(Outcomes.deliveredBare());

    payment.requeried(Outcomes.rejected(REVERSED));

    assertThat(payment.state()).isEqualTo(PaymentState.REFUND_INITIATED);
    assertThat(payment.reversals()).hasSize(1);
  }

  @Test
  void givenReversed_whenSaidAgainOrCalledDelivered_thenNothingIsBookedTwice() {
    PaymentFixture payment = airtimeDelivered();
    payment.requeried(Outcomes.rejected(REVERSED));

    payment.requeried(Outcomes.rejected(REVERSED));
    payment.requeried(Outcomes.deliveredBare());

    assertThat(payment.reversals()).hasSize(1);
    assertThat(payment.purchases()).hasSize(1);
    assertThat(payment.payment().review().orElseThrow().kind())
        .isEqualTo(Review.Kind.CONTRADICTION);
  }

  @Test
  void givenAnOpenOrder_whenItsEndIsReversed_thenItIsARefusalAndNothingWasBought() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.PROVIDER_PROCESSING);

    payment.requeried(Outcomes.rejected(REVERSED));

    assertThat(payment.state()).isEqualTo(PaymentState.RETRY_SCHEDULED);
    assertThat(payment.purchases()).isEmpty();
    assertThat(payment.reversals()).isEmpty();
  }

  @Test
  void givenDeliveredLate_whenReversed_thenThePurchaseIsTakenBackWhateverTheState() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.REFUNDED);
    payment.answered(Outcomes.deliveredWithToken());

    payment.requeried(Outcomes.rejected(REVERSED));

    assertThat(payment.state()).isEqualTo(PaymentState.REFUNDED);
    assertThat(payment.purchases()).extracting(BillBought::late).containsExactly(true);
    assertThat(payment.reversals()).hasSize(1);
    assertThat(payment.notes())
        .extracting(PaymentNote::kind)
        .containsExactly(PaymentNote.Kind.DELIVERED_LATE, PaymentNote.Kind.REVERSED);
  }

  // --- fallback ------------------------------------------------------------------------------

  @Test
  void givenARefusal_whenAProviderIsLeftThatWasNotTried_thenItGoesThereAtOnce() {
    PaymentFixture payment = PaymentFixture.ready().vending();

    payment.answered(
        payment.lastReference(), Outcomes.rejected(RejectionReason.FAILED), ProvidersLeft.NOW);

    assertThat(payment.state()).isEqualTo(PaymentState.RETRY_SCHEDULED);
    assertThat(payment.dueIn()).contains(Duration.ZERO);
    assertThat(payment.payment().retriesUsed()).isZero();
  }

  @Test
  void givenNoAnswer_whenAProviderIsLeft_thenItWaitsForThisOneAllTheSame() {
    PaymentFixture payment = PaymentFixture.ready().vending();

    payment.answered(payment.lastReference(), Outcomes.unknown(), ProvidersLeft.NOW);
    payment.requeried(payment.lastReference(), Outcomes.pending(), ProvidersLeft.NOW);

    assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThatThrownBy(() -> payment.vending(PaymentFixture.FLUTTERWAVE))
        .isInstanceOf(IllegalPaymentMoveException.class);
  }

  // --- rules of a provider -------------------------------------------------------------------

  @Test
  void givenAFloor_whenTheOutcomeIsOpen_thenNobodyAsksBeforeIt() {
    PaymentFixture payment = PaymentFixture.ready().vending().after(Duration.ofSeconds(20));
    VendPolicy policy =
        Policies.VEND.with(
            new RequeryRules(
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                List.of(Duration.ofMinutes(1)),
                Duration.ofHours(1)));

    payment
        .payment()
        .vendAnswered(
            payment.lastReference(),
            Outcomes.pending(),
            ProvidersLeft.NONE,
            policy,
            payment.random(),
            payment.now());

    assertThat(payment.dueIn()).contains(Duration.ofSeconds(280));
    assertThat(policy.notFoundSettle()).isEqualTo(Duration.ofMinutes(10));
    assertThat(policy.requeryDeadline()).isEqualTo(Duration.ofHours(1));
  }

  // --- waiting for providers -----------------------------------------------------------------

  @Test
  void givenNoPlace_whenPostponed_thenItIsFreeAndDueThenAndNothingMoved() {
    PaymentFixture payment = PaymentFixture.ready();
    int moves = payment.history().size();

    payment.payment().postponed(payment.now().plusSeconds(2));

    assertThat(payment.dueIn()).contains(Duration.ofSeconds(2));
    assertThat(payment.payment().lease()).isEmpty();
    assertThat(payment.history()).hasSize(moves);
  }

  @Test
  void givenProvidersGaveOut_whenNothingWasTried_thenTheMoneyGoesBack() {
    PaymentFixture payment = PaymentFixture.ready();

    payment.payment().providersGaveOut(payment.now());

    assertThat(payment.state()).isEqualTo(PaymentState.REFUND_INITIATED);
    assertThat(payment.payment().failure().orElseThrow().code())
        .isEqualTo(FailureCode.PROVIDER_ERROR);
  }

  @Test
  void givenProvidersPassedOver_whenNoted_thenWhoAndWhyStandInTheTimeline() {
    PaymentFixture payment = PaymentFixture.ready();

    payment
        .payment()
        .providersSkipped(
            List.of(new Skip(PaymentFixture.FLUTTERWAVE, SkipReason.UNHEALTHY)), payment.now());

    assertThat(payment.notes())
        .containsExactly(
            new PaymentNote(
                PaymentNote.Kind.PROVIDER_SKIPPED,
                1,
                PaymentFixture.FLUTTERWAVE,
                "flutterwave does not work well just now",
                payment.now()));
  }
}
