package ng.bills.domain.payment;

import static ng.bills.domain.payment.PaymentTransition.ACCOUNT_CHECK_GIVEN_UP;
import static ng.bills.domain.payment.PaymentTransition.ACCOUNT_REFUND_OWED;
import static ng.bills.domain.payment.PaymentTransition.ACCOUNT_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.Outcomes;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Account check, attempts, requeries, retries and contradictions. */
class PaymentVendTest {

  private static final Token OTHER_TOKEN = new Token(Token.Kind.CREDIT, "99998888777766665555");

  // --- account check -------------------------------------------------------------------------

  @Test
  void givenAccountConfirmed_whenAnswered_thenItIsDueForVendAtOnce() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.VERIFYING_ACCOUNT).confirmed();

    assertThat(payment.state()).isEqualTo(PaymentState.PROCESSING_BILL);
    assertThat(payment.payment().customerName()).contains("ADA OBI");
    assertThat(payment.dueIn()).contains(Duration.ZERO);
  }

  @Test
  void givenAccountRefused_whenAnswered_thenRefundIsOwedThroughAccountInvalid() {
    PaymentFixture payment =
        PaymentFixture.in(PaymentState.VERIFYING_ACCOUNT)
            .checked(new AccountCheck.Refused("Invalid meter"));

    assertThat(payment.transitions()).endsWith(ACCOUNT_REFUSED, ACCOUNT_REFUND_OWED);
    assertThat(payment.payment().failure().orElseThrow().code())
        .isEqualTo(FailureCode.ACCOUNT_NOT_FOUND);
    assertThat(payment.payment().nextActionAt()).isEmpty();
  }

  @Test
  void givenMinimumAboveAmount_whenAnswered_thenRefundIsOwed() {
    PaymentFixture payment =
        PaymentFixture.in(PaymentState.VERIFYING_ACCOUNT).checked(withMinimum(500_001));

    assertThat(payment.state()).isEqualTo(PaymentState.REFUND_INITIATED);
    assertThat(payment.payment().failure().orElseThrow().code())
        .isEqualTo(FailureCode.AMOUNT_INVALID);
  }

  @Test
  void givenMinimumEqualToAmount_whenAnswered_thenItGoesOn() {
    PaymentFixture payment =
        PaymentFixture.in(PaymentState.VERIFYING_ACCOUNT).checked(withMinimum(500_000));

    assertThat(payment.state()).isEqualTo(PaymentState.PROCESSING_BILL);
  }

  private static AccountCheck withMinimum(long kobo) {
    return new AccountCheck.Confirmed(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Money.ofKobo(kobo)));
  }

  @Test
  void givenNobodyCouldTell_whenAskedAgainAndAgain_thenItBacksOffAndThenGivesUp() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.VERIFYING_ACCOUNT);

    for (Duration wait : Policies.ACCOUNT_CHECK.delays()) {
      payment.payment().leaseTo(new Lease(new UUID(9, 9), payment.now().plusSeconds(60)));
      payment.checked(new AccountCheck.Unavailable("timeout", true));
      assertThat(payment.state()).isEqualTo(PaymentState.VERIFYING_ACCOUNT);
      assertThat(payment.dueIn()).contains(wait);
      assertThat(payment.payment().lease()).isEmpty();
      payment.after(wait);
    }
    payment.checked(new AccountCheck.Unavailable("timeout", true));

    assertThat(payment.transitions()).endsWith(ACCOUNT_CHECK_GIVEN_UP);
    assertThat(payment.payment().failure().orElseThrow().code())
        .isEqualTo(FailureCode.PROVIDER_ERROR);
  }

  // --- one live attempt at a time ------------------------------------------------------------

  @Test
  void givenVend_whenStarted_thenTheOrderSaysWhatTheCustomerAskedFor() {
    PaymentFixture payment = PaymentFixture.ready();

    VendOrder order = payment.vend(PaymentFixture.VTPASS);

    PaymentRequest request = payment.payment().request();
    assertThat(order.amount()).isEqualTo(request.amount()).isNotEqualTo(request.total());
    assertThat(order.account()).isEqualTo(request.account());
    assertThat(order.biller()).isEqualTo(request.biller());
    assertThat(order.contact()).isEqualTo(request.phone());
    assertThat(payment.attempt(1).reference()).isEqualTo(order.reference());
    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.STARTED);
    assertThat(payment.attempt(1).sequence()).isEqualTo(1);
  }

  @Test
  void givenPlan_whenVendStarts_thenTheOrderNamesIt() {
    PaymentFixture payment = PaymentFixture.ready(PaymentFixture.planRequest());
    assertThat(payment.vend(PaymentFixture.VTPASS).plan())
        .isEqualTo(payment.payment().request().plan());
  }

  @Test
  void givenPlanNobodySells_whenGivenUp_thenTheMoneyGoesBackWithItsOwnCode() {
    PaymentFixture payment = PaymentFixture.ready(PaymentFixture.planRequest());

    payment.payment().planUnavailable(payment.now());

    assertThat(payment.payment().state()).isEqualTo(PaymentState.REFUND_INITIATED);
    assertThat(payment.payment().failure().orElseThrow().code())
        .isEqualTo(FailureCode.PLAN_UNAVAILABLE);
    assertThat(payment.payment().takeNewMoves())
        .extracting(PaymentMoved::transition)
        .endsWith(PaymentTransition.VEND_REFUSED, PaymentTransition.NO_PROVIDER_LEFT);
  }

  @Test
  void givenLiveAttemptOrNoPlan_whenThePlanIsGivenUp_thenItThrows() {
    for (PaymentFixture payment :
        List.of(
            PaymentFixture.ready(PaymentFixture.planRequest()).vending(),
            PaymentFixture.ready(PaymentFixture.planRequest())
                .vending()
                .answered(Outcomes.unknown()),
            PaymentFixture.ready(PaymentFixture.airtimeRequest()),
            PaymentFixture.requested(PaymentFixture.planRequest()))) {
      PaymentState before = payment.payment().state();
      assertThatThrownBy(() -> payment.payment().planUnavailable(payment.now()))
          .isInstanceOf(IllegalPaymentMoveException.class);
      assertThat(payment.payment().state()).isEqualTo(before);
      assertThat(payment.payment().failure()).isEmpty();
    }
  }

  @Test
  void givenExaminationCard_whenDeliveredWithoutPin_thenItIsAskedForUntilThePinComes() {
    PaymentFixture payment =
        PaymentFixture.ready(PaymentFixture.cardRequest())
            .vending()
            .answered(Outcomes.deliveredWith(new Token(Token.Kind.SERIAL, "WRN123456789")));
    assertThat(payment.payment().state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(payment.payment().isTokenMissing()).isTrue();

    payment.requeried(Outcomes.deliveredWith(new Token(Token.Kind.PIN, "373820665258")));

    assertThat(payment.payment().state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(payment.payment().delivery().orElseThrow().tokens())
        .extracting(Token::kind)
        .containsExactly(Token.Kind.SERIAL, Token.Kind.PIN);
  }

  @Test
  void givenALiveAttempt_whenAnotherVendStarts_thenItThrows() {
    PaymentFixture payment = PaymentFixture.ready().vending();

    assertThatThrownBy(payment::vending).isInstanceOf(IllegalPaymentMoveException.class);
    assertThat(payment.payment().attempts()).hasSize(1);
  }

  @Test
  void givenALiveAttempt_whenNoProviderIsFound_thenItThrows() {
    PaymentFixture payment = PaymentFixture.ready().vending();

    assertThatThrownBy(payment::noProvider).isInstanceOf(IllegalPaymentMoveException.class);
  }

  @Test
  void givenAForeignReference_whenAnswered_thenItThrowsAndNamesNoReference() {
    PaymentFixture payment = PaymentFixture.ready().vending();
    VendReference foreign = VendReference.at(payment.now(), "somebodyelse");

    assertThatThrownBy(
            () -> payment.answered(foreign, Outcomes.deliveredWithToken(), ProvidersLeft.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(payment.state()).isEqualTo(PaymentState.PROCESSING_BILL);
  }

  // --- unknown is not a refusal --------------------------------------------------------------

  @Test
  void givenProviderTimedOut_whenVending_thenPaymentWaitsForRequery() {
    PaymentFixture payment = PaymentFixture.ready().vending().answered(Outcomes.unknown());

    assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.UNKNOWN);
    assertThat(payment.attempt(1).isLive()).isTrue();
    assertThat(payment.dueIn()).contains(Duration.ofSeconds(5));
    assertThat(payment.payment().failure()).isEmpty();
  }

  @Test
  void givenPending_whenTheNextAnswerIsUnknown_thenWhatWasKnownStays() {
    PaymentFixture payment = PaymentFixture.ready().vending().answered(Outcomes.pending());
    Attempt known = payment.attempt(1);

    payment.after(Duration.ofSeconds(5)).requeried(Outcomes.unknown());

    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.PENDING);
    assertThat(payment.attempt(1).providerReference()).isEqualTo(known.providerReference());
    assertThat(payment.attempt(1).statusCode()).isEqualTo(known.statusCode());
    assertThat(payment.attempt(1).requeries()).isEqualTo(1);
  }

  @Test
  void givenDelivered_whenALateUnknownOrPendingComes_thenNothingChanges() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.COMPLETED);
    PaymentSnapshot before = payment.payment().snapshot();

    payment.answered(Outcomes.unknown()).answered(Outcomes.pending());

    assertThat(payment.payment().snapshot()).isEqualTo(before);
  }

  @Test
  void givenRequeriesWithoutAnswer_whenTheDeadlineIsOver_thenAPersonLooks() {
    PaymentFixture payment = PaymentFixture.ready().vending().answered(Outcomes.unknown());
    int asked = 0;
    while (payment.payment().review().isEmpty() && asked < 1_000) {
      assertThat(payment.now())
          .isBeforeOrEqualTo(PaymentFixture.NOON.plus(Policies.VEND.requeryDeadline()));
      payment.after(payment.dueIn().orElseThrow()).requeried(Outcomes.unknown());
      asked++;
    }

    assertThat(payment.payment().review().orElseThrow().kind())
        .isEqualTo(Review.Kind.OUTCOME_UNKNOWN);
    assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(payment.payment().isDue(payment.now().plus(Duration.ofDays(1)))).isFalse();

    payment.payment().reviewClosed(payment.now());
    assertThat(payment.payment().isDue(payment.now())).isTrue();
  }

  @Test
  void givenRequeries_whenTheyGoOn_thenTheWaitsGrowAndTheLastRepeats() {
    PaymentFixture payment = PaymentFixture.ready().vending().answered(Outcomes.pending());

    for (long seconds : new long[] {5, 15, 30, 30, 30}) {
      assertThat(payment.dueIn()).contains(Duration.ofSeconds(seconds));
      payment.after(Duration.ofSeconds(seconds)).requeried(Outcomes.pending());
    }
  }

  // --- lost leases and late answers ----------------------------------------------------------

  @Test
  void givenTheNodeDied_whenItsLeaseIsLost_thenThePaymentIsRequeriedAtOnceAndNotVendedAgain() {
    PaymentFixture payment = PaymentFixture.ready().vending();
    payment.after(Duration.ofMinutes(2)).leaseLost();

    assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.UNKNOWN);
    assertThat(payment.payment().attemptToRequery()).contains(payment.attempt(1));
    assertThat(payment.dueIn()).contains(Duration.ZERO);
    assertThatThrownBy(payment::vending).isInstanceOf(IllegalPaymentMoveException.class);
  }

  @Test
  void givenNoAttempt_whenALeaseIsLost_thenItThrows() {
    PaymentFixture payment = PaymentFixture.ready();

    assertThatThrownBy(payment::leaseLost).isInstanceOf(IllegalPaymentMoveException.class);
    assertThat(payment.state()).isEqualTo(PaymentState.PROCESSING_BILL);
  }

  @Test
  void givenALostLease_whenTheAnswerComesAfterAll_thenItCounts() {
    PaymentFixture payment = PaymentFixture.ready().vending().leaseLost();

    payment.answered(Outcomes.deliveredWithToken());

    assertThat(payment.transitions()).endsWith(PaymentTransition.REQUERY_DELIVERED);
    assertThat(payment.payment().delivery().orElseThrow().creditToken()).contains(Outcomes.TOKEN);
  }

  @Test
  void givenALostLease_whenTheRefusalComesAfterAll_thenItCounts() {
    PaymentFixture payment = PaymentFixture.ready().vending().leaseLost();

    payment.answered(Outcomes.rejected(RejectionReason.FAILED));

    assertThat(payment.transitions()).endsWith(PaymentTransition.REQUERY_REJECTED);
  }

  // --- not found -----------------------------------------------------------------------------

  @Test
  void givenNotFoundOnce_whenSettled_thenItIsNotBelieved() {
    PaymentFixture payment = PaymentFixture.ready().vending().leaseLost();

    payment.after(Duration.ofMinutes(5)).requeried(Outcomes.notFound());

    assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(payment.attempt(1).isLive()).isTrue();
  }

  @Test
  void givenNotFoundRepeated_whenNotSettled_thenItIsNotBelieved() {
    PaymentFixture payment = PaymentFixture.ready().vending().leaseLost();

    payment.requeried(Outcomes.notFound()).requeried(Outcomes.notFound());
    payment.after(Policies.VEND.notFoundSettle().minusMillis(1)).requeried(Outcomes.notFound());

    assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
  }

  @Test
  void givenNotFoundRepeated_whenSettledToTheMoment_thenItIsBelievedAndTriedAgain() {
    PaymentFixture payment = PaymentFixture.ready().vending().leaseLost();

    payment.requeried(Outcomes.notFound());
    payment.after(Policies.VEND.notFoundSettle()).requeried(Outcomes.notFound());

    assertThat(payment.transitions()).endsWith(PaymentTransition.REQUERY_NOT_FOUND);
    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.NOT_FOUND);
    assertThat(payment.dueIn()).contains(Duration.ofSeconds(10));
    payment.retrying().vending();
    assertThat(payment.attempt(2).sequence()).isEqualTo(2);
  }

  @Test
  void givenPendingAcknowledged_whenNotFoundRepeatsAndSettles_thenAPersonLooksAndNoSecondVend() {
    PaymentFixture payment = PaymentFixture.ready().vending().answered(Outcomes.pending());

    payment.requeried(Outcomes.notFound()).requeried(Outcomes.notFound());
    payment.after(Policies.VEND.notFoundSettle()).requeried(Outcomes.notFound());

    assertThat(payment.payment().state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(payment.payment().review().orElseThrow().kind())
        .isEqualTo(Review.Kind.CONTRADICTION);
    assertThat(payment.attempt(1).isLive()).isTrue();
  }

  @Test
  void givenNotFoundThenPending_whenNotFoundOnceMore_thenTheCountBeginsAgain() {
    PaymentFixture payment = PaymentFixture.ready().vending().leaseLost();

    payment.requeried(Outcomes.notFound()).requeried(Outcomes.pending());
    payment.after(Duration.ofMinutes(5)).requeried(Outcomes.notFound());

    assertThat(payment.attempt(1).notFounds()).isEqualTo(1);
    assertThat(payment.attempt(1).isLive()).isTrue();
  }

  @Test
  void givenNotFoundBelieved_whenTheProviderSaysPendingAfterAll_thenAPersonLooks() {
    PaymentFixture payment = PaymentFixture.ready().vending().leaseLost();
    payment.requeried(Outcomes.notFound());
    payment.after(Policies.VEND.notFoundSettle()).requeried(Outcomes.notFound());

    payment.answered(Outcomes.pending());

    assertThat(payment.payment().review().orElseThrow().kind())
        .isEqualTo(Review.Kind.CONTRADICTION);
    assertThat(payment.payment().isDue(payment.now().plus(Duration.ofDays(1)))).isFalse();
  }

  @Test
  void givenRejected_whenTheProviderSaysPendingAfterAll_thenAPersonLooksAndNothingIsBought() {
    PaymentFixture payment = PaymentFixture.ready().vending().leaseLost();
    payment.requeried(Outcomes.rejected(RejectionReason.FAILED));
    assertThat(payment.state()).isEqualTo(PaymentState.RETRY_SCHEDULED);

    payment.answered(Outcomes.pending());

    assertThat(payment.payment().review().orElseThrow().kind())
        .isEqualTo(Review.Kind.CONTRADICTION);
    assertThat(payment.payment().isDue(payment.now().plus(Duration.ofDays(1)))).isFalse();
  }

  // --- tokens --------------------------------------------------------------------------------

  @Test
  void givenPrepaid_whenDeliveredWithToken_thenItIsCompleted() {
    PaymentFixture payment =
        PaymentFixture.ready().vending().answered(Outcomes.deliveredWithToken());

    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(payment.payment().completedAt()).contains(payment.now());
    assertThat(payment.payment().nextActionAt()).isEmpty();
    assertThat(payment.payment().deliveredAttempt()).contains(payment.attempt(1));
    assertThat(payment.purchases())
        .singleElement()
        .satisfies(bought -> assertThat(bought.late()).isFalse());
  }

  @Test
  void givenPrepaid_whenDeliveredWithoutToken_thenItWaitsForItAndCompletesByRequery() {
    PaymentFixture payment = PaymentFixture.ready().vending().answered(Outcomes.deliveredBare());

    assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(payment.payment().isTokenMissing()).isTrue();
    assertThat(payment.dueIn()).contains(Duration.ofSeconds(30));
    assertThat(payment.purchases()).hasSize(1);
    assertThat(payment.payment().attemptToRequery()).contains(payment.attempt(1));

    payment.after(Duration.ofSeconds(30)).requeried(Outcomes.deliveredBare());
    assertThat(payment.dueIn()).contains(Duration.ofSeconds(30));
    payment.after(Duration.ofSeconds(30)).requeried(Outcomes.unknown());
    assertThat(payment.dueIn()).contains(Duration.ofSeconds(30));
    payment.after(Duration.ofSeconds(30)).requeried(Outcomes.notFound());
    assertThat(payment.dueIn()).contains(Duration.ofSeconds(30));

    payment.after(Duration.ofSeconds(30)).requeried(Outcomes.deliveredWithToken());
    assertThat(payment.transitions()).endsWith(PaymentTransition.REQUERY_DELIVERED);
    assertThat(payment.payment().isTokenMissing()).isFalse();
    assertThat(payment.payment().delivery().orElseThrow().creditToken()).contains(Outcomes.TOKEN);
    assertThat(payment.purchases()).hasSize(1);
  }

  @Test
  void givenATokenThatNeverComes_whenAskedForAgainAndAgain_thenLessOftenAndThenAPersonLooks() {
    PaymentFixture payment = PaymentFixture.ready().vending().answered(Outcomes.deliveredBare());
    int asked = 0;
    while (payment.payment().review().isEmpty() && asked < 1_000) {
      assertThat(payment.now())
          .isBeforeOrEqualTo(PaymentFixture.NOON.plus(Policies.VEND.requeryDeadline()));
      payment.after(payment.dueIn().orElseThrow());
      payment.requeried(asked % 2 == 0 ? Outcomes.deliveredBare() : Outcomes.unknown());
      asked++;
    }

    assertThat(payment.payment().review().orElseThrow().kind())
        .isEqualTo(Review.Kind.TOKEN_MISSING);
    assertThat(asked).as("questions in half an hour").isBetween(12, 20);
    assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(payment.payment().lease()).isEmpty();

    // a person may still let it be asked for, and the token completes it
    payment.payment().reviewClosed(payment.now());
    assertThat(payment.payment().isDue(payment.now())).isTrue();
    payment.requeried(Outcomes.deliveredWithToken());
    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenDeliveredAtTheDeadlineWithoutToken_whenAskedFor_thenNotBeforeSupportIsAlerted() {
    PaymentFixture payment = PaymentFixture.ready().vending().answered(Outcomes.pending());
    payment.after(Policies.VEND.requeryDeadline()).requeried(Outcomes.deliveredBare());

    payment.after(Duration.ofSeconds(30)).requeried(Outcomes.deliveredBare());
    assertThat(payment.payment().review()).isEmpty();

    payment.after(Policies.VEND.tokenAlert()).requeried(Outcomes.deliveredBare());
    assertThat(payment.payment().review().orElseThrow().kind())
        .isEqualTo(Review.Kind.TOKEN_MISSING);
  }

  @Test
  void givenAMissingToken_whenAskedFor_thenTheWaitsGrowOnceSupportIsAlertedUpToAQuarterHour() {
    VendPolicy policy = Policies.VEND;
    for (long[] minutesAndSeconds :
        new long[][] {{0, 30}, {4, 30}, {5, 30}, {6, 60}, {9, 240}, {20, 900}, {900, 900}}) {
      assertThat(policy.tokenGap(Duration.ofMinutes(minutesAndSeconds[0]), new SplittableRandom(1)))
          .isEqualTo(Duration.ofSeconds(minutesAndSeconds[1]));
    }
  }

  @Test
  void givenTokenMissing_whenRequeriesSayDeliveredAgain_thenItIsMissingSinceTheFirstAnswer() {
    PaymentFixture payment = PaymentFixture.ready().vending().answered(Outcomes.deliveredBare());
    Instant delivered = payment.now();

    payment.after(Duration.ofSeconds(30)).requeried(Outcomes.deliveredBare());
    payment.after(Duration.ofMinutes(5)).requeried(Outcomes.deliveredBare());

    assertThat(payment.attempt(1).answeredAt()).contains(delivered);
  }

  @Test
  void givenOnlyAKeyChangeToken_whenDelivered_thenTheCreditTokenIsStillWaitedFor() {
    Token keyChange = new Token(Token.Kind.KEY_CHANGE_1, "11112222333344445555");
    PaymentFixture payment =
        PaymentFixture.ready().vending().answered(Outcomes.deliveredWith(keyChange));

    assertThat(payment.payment().isTokenMissing()).isTrue();

    payment.requeried(Outcomes.deliveredWithToken());
    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(payment.payment().delivery().orElseThrow().tokens())
        .containsExactly(keyChange, Outcomes.TOKEN);
  }

  @Test
  void givenPostpaidOrAirtime_whenDeliveredWithoutToken_thenItIsCompleted() {
    for (PaymentRequest request :
        new PaymentRequest[] {PaymentFixture.postpaidRequest(), PaymentFixture.airtimeRequest()}) {
      PaymentFixture payment =
          PaymentFixture.ready(request).vending().answered(Outcomes.deliveredBare());
      assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    }
  }

  @Test
  void givenDeliveredTwice_whenAnswered_thenItIsBoughtOnce() {
    PaymentFixture payment =
        PaymentFixture.ready().vending().answered(Outcomes.deliveredWithToken());

    payment.answered(Outcomes.deliveredWithToken()).requeried(Outcomes.deliveredBare());

    assertThat(payment.purchases()).hasSize(1);
    assertThat(payment.payment().delivery().orElseThrow().tokens()).containsExactly(Outcomes.TOKEN);
    assertThat(payment.payment().review()).isEmpty();
  }

  // --- refusals ------------------------------------------------------------------------------

  @Test
  void givenKnownRefusals_whenTheyGoOn_thenThereAreThreeRetriesWithBackoffAndThenARefundIsOwed() {
    PaymentFixture payment = PaymentFixture.ready();

    for (Duration wait : Policies.VEND.retries().delays()) {
      payment.vending().answered(Outcomes.rejected(RejectionReason.BILLER_UNREACHABLE));
      assertThat(payment.state()).isEqualTo(PaymentState.RETRY_SCHEDULED);
      assertThat(payment.dueIn()).contains(wait);
      payment.retrying();
    }
    payment.vending().answered(Outcomes.rejected(RejectionReason.BILLER_UNREACHABLE));

    assertThat(payment.payment().attempts()).hasSize(4);
    assertThat(payment.transitions())
        .endsWith(PaymentTransition.VEND_REJECTED, PaymentTransition.RETRIES_USED_UP);
    assertThat(payment.payment().failure().orElseThrow().code())
        .isEqualTo(FailureCode.PROVIDER_ERROR);
    assertThat(payment.payment().nextActionAt()).isEmpty();
  }

  @Test
  void givenNoProvider_whenThatGoesOn_thenRetriesAreUsedUpAndARefundIsOwed() {
    PaymentFixture payment = PaymentFixture.ready();
    for (int i = 0; i < 3; i++) {
      payment.noProvider().retrying();
    }
    payment.noProvider();

    assertThat(payment.state()).isEqualTo(PaymentState.REFUND_INITIATED);
    assertThat(payment.payment().attempts()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RejectionReason.class,
      names = {"INSUFFICIENT_FLOAT", "CREDENTIALS_REFUSED"})
  void givenOurOwnTroubleThere_whenAnotherProviderIsLeft_thenItIsAskedAtOnceWithoutUsingARetry(
      RejectionReason reason) {
    PaymentFixture payment = PaymentFixture.ready().vending();

    payment.answered(payment.lastReference(), Outcomes.rejected(reason), ProvidersLeft.NOW);

    assertThat(payment.transitions())
        .endsWith(PaymentTransition.VEND_REFUSED, PaymentTransition.OTHER_PROVIDER_CHOSEN);
    assertThat(payment.dueIn()).contains(Duration.ZERO);
    assertThat(payment.payment().retriesUsed()).isZero();
    assertThat(payment.payment().refusedBy()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RejectionReason.class,
      names = {"INSUFFICIENT_FLOAT", "CREDENTIALS_REFUSED"})
  void givenOurOwnTroubleThere_whenNoOtherProviderIsLeft_thenItIsTriedAgainLater(
      RejectionReason reason) {
    PaymentFixture payment = PaymentFixture.ready().vending();

    payment.answered(payment.lastReference(), Outcomes.rejected(reason), ProvidersLeft.NONE);

    assertThat(payment.transitions()).endsWith(PaymentTransition.VEND_REJECTED);
    assertThat(payment.dueIn()).contains(Duration.ofSeconds(10));
    assertThat(payment.payment().retriesUsed()).isOne();
  }

  @Test
  void givenNotSoldThere_whenAnotherProviderIsLeft_thenItIsAskedAndTheFirstNeverAgain() {
    PaymentFixture payment = PaymentFixture.ready().vending();

    payment.answered(
        payment.lastReference(), Outcomes.rejected(RejectionReason.NOT_SOLD), ProvidersLeft.NOW);

    assertThat(payment.payment().refusedBy()).containsExactly(PaymentFixture.VTPASS);
    payment.retrying().vending(PaymentFixture.FLUTTERWAVE);
    assertThat(payment.attempt(2).provider()).isEqualTo(PaymentFixture.FLUTTERWAVE);
  }

  @Test
  void givenNotSoldThere_whenAnotherMayDeliverLater_thenTheMoneyWaitsForARetryAndIsNotLostAtOnce() {
    PaymentFixture payment = PaymentFixture.ready();
    for (Duration wait : Policies.VEND.retries().delays()) {
      payment.vending();
      payment.answered(
          payment.lastReference(),
          Outcomes.rejected(RejectionReason.NOT_SOLD),
          ProvidersLeft.LATER);
      assertThat(payment.transitions())
          .endsWith(PaymentTransition.VEND_REFUSED, PaymentTransition.OTHER_PROVIDER_CHOSEN);
      assertThat(payment.dueIn()).contains(wait);
      payment.retrying();
    }
    payment.vending();
    payment.answered(
        payment.lastReference(), Outcomes.rejected(RejectionReason.NOT_SOLD), ProvidersLeft.LATER);
    assertThat(payment.transitions())
        .endsWith(PaymentTransition.OTHER_PROVIDER_CHOSEN, PaymentTransition.RETRIES_USED_UP);
  }

  @ParameterizedTest
  @EnumSource(RejectionReason.class)
  void givenAnyRefusal_whenNoOtherProviderIsLeft_thenItIsRetriedOrTheMoneyGoesBack(
      RejectionReason reason) {
    for (boolean byRequery : new boolean[] {false, true}) {
      PaymentFixture payment = PaymentFixture.ready().vending();
      if (byRequery) {
        payment.leaseLost().requeried(Outcomes.rejected(reason));
      } else {
        payment.answered(Outcomes.rejected(reason));
      }
      boolean retried =
          reason.remedy() == RejectionReason.Remedy.RETRY || reason.concernsOperations();
      assertThat(payment.state())
          .isEqualTo(retried ? PaymentState.RETRY_SCHEDULED : PaymentState.REFUND_INITIATED);
      assertThat(payment.attempt(1).rejection()).contains(reason);
      assertThat(payment.payment().failure().isPresent()).isEqualTo(!retried);
    }
  }

  @Test
  void givenAccountInvalid_whenAnotherProviderIsLeft_thenTheMoneyGoesBackAllTheSame() {
    PaymentFixture payment = PaymentFixture.ready().vending();

    payment.answered(
        payment.lastReference(),
        Outcomes.rejected(RejectionReason.ACCOUNT_INVALID),
        ProvidersLeft.NOW);

    assertThat(payment.state()).isEqualTo(PaymentState.REFUND_INITIATED);
    assertThat(payment.payment().failure().orElseThrow().code())
        .isEqualTo(FailureCode.ACCOUNT_NOT_FOUND);
  }

  // --- contradictions ------------------------------------------------------------------------

  @Test
  void givenCompleted_whenNotFoundOnceOrBeforeItSettles_thenNothingIsMadeOfIt() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.COMPLETED);
    Optional<String> said = payment.attempt(1).statusCode();

    payment.requeried(Outcomes.notFound()).requeried(Outcomes.notFound());
    assertThat(payment.payment().review()).as("their question lags").isEmpty();
    assertThat(payment.attempt(1).statusCode()).isEqualTo(said);

    payment.requeried(Outcomes.deliveredWithToken());
    payment.after(Policies.VEND.notFoundSettle()).requeried(Outcomes.notFound());
    assertThat(payment.payment().review()).as("the count begins again").isEmpty();

    // so that a reversal finds nothing in its way
    PaymentFixture bare =
        PaymentFixture.ready(PaymentFixture.airtimeRequest())
            .vending()
            .answered(Outcomes.deliveredBare());
    bare.requeried(Outcomes.notFound()).requeried(Outcomes.rejected(RejectionReason.REVERSED));
    assertThat(bare.state()).isEqualTo(PaymentState.REFUND_INITIATED);
  }

  @Test
  void givenCompleted_whenNotFoundRepeatsAndSettles_thenAPersonLooks() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.COMPLETED);

    payment.requeried(Outcomes.notFound());
    payment.after(Policies.VEND.notFoundSettle()).requeried(Outcomes.notFound());

    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(payment.payment().review().orElseThrow().kind())
        .isEqualTo(Review.Kind.CONTRADICTION);
  }

  @Test
  void givenDeliveredWithoutToken_whenNotFoundRepeatsAndSettles_thenAPersonLooksAndNoRefund() {
    PaymentFixture payment = PaymentFixture.ready().vending().answered(Outcomes.deliveredBare());

    payment.after(Duration.ofSeconds(30)).requeried(Outcomes.notFound());
    assertThat(payment.payment().review()).isEmpty();
    payment.after(Duration.ofSeconds(30)).requeried(Outcomes.notFound());

    assertThat(payment.payment().review().orElseThrow().kind())
        .isEqualTo(Review.Kind.CONTRADICTION);
    assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.DELIVERED);
  }

  @Test
  void givenRefundOwed_whenTheProviderDeliveredAfterAll_thenTheTokenIsKeptAndAPersonLooks() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.REFUND_INITIATED);

    payment.answered(Outcomes.deliveredWithToken());

    assertThat(payment.state()).isEqualTo(PaymentState.REFUND_INITIATED);
    assertThat(payment.payment().review().orElseThrow().kind())
        .isEqualTo(Review.Kind.CONTRADICTION);
    assertThat(payment.payment().delivery().orElseThrow().creditToken()).contains(Outcomes.TOKEN);
    assertThat(payment.purchases())
        .singleElement()
        .satisfies(bought -> assertThat(bought.late()).isTrue());
  }

  @Test
  void givenCompleted_whenTheProviderTakesItBack_thenAPersonLooksAndItStaysCompleted() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.COMPLETED);

    payment.requeried(Outcomes.rejected(RejectionReason.FAILED));

    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(payment.payment().review().orElseThrow().kind())
        .isEqualTo(Review.Kind.CONTRADICTION);
    assertThat(payment.payment().deliveredAttempt()).isPresent();
  }

  @Test
  void givenRetryWaiting_whenTheFirstAttemptDeliveredAfterAll_thenNothingIsBoughtAgainByRule() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.RETRY_SCHEDULED);

    payment.answered(Outcomes.deliveredWithToken());
    payment.payment().reviewClosed(payment.now());

    assertThat(payment.payment().isDue(payment.now().plus(Duration.ofDays(1)))).isFalse();
  }

  @Test
  void givenASecondAttempt_whenBothDeliver_thenBothTokensAreKept() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.RETRY_SCHEDULED).retrying().vending();

    payment.answered(payment.reference(1), Outcomes.deliveredWithToken(), ProvidersLeft.NONE);
    assertThat(payment.payment().review()).isPresent();
    payment.answered(payment.reference(2), Outcomes.deliveredWith(OTHER_TOKEN), ProvidersLeft.NONE);

    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(payment.payment().delivery().orElseThrow().tokens())
        .containsExactlyInAnyOrder(Outcomes.TOKEN, OTHER_TOKEN);
    assertThat(payment.purchases()).extracting(BillBought::late).containsExactly(true, false);
  }

  @Test
  void givenCompletedBySecondAttempt_whenTheFirstDeliversLate_thenTheCustomersTokenStays() {
    PaymentFixture payment =
        PaymentFixture.in(PaymentState.RETRY_SCHEDULED)
            .retrying()
            .vending()
            .answered(Outcomes.deliveredWithToken());

    payment.answered(payment.reference(1), Outcomes.deliveredBare(), ProvidersLeft.NONE);
    payment.requeried(
        payment.reference(1), Outcomes.deliveredWith(OTHER_TOKEN), ProvidersLeft.NONE);

    assertThat(payment.payment().delivery().orElseThrow().creditToken()).contains(Outcomes.TOKEN);
    assertThat(payment.payment().delivery().orElseThrow().tokens())
        .containsExactly(Outcomes.TOKEN, OTHER_TOKEN);
    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenLateDeliveryWithoutToken_whenTheTokenComes_thenItIsKeptWhateverTheState() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.REFUND_INITIATED);
    payment.answered(Outcomes.deliveredBare());

    payment.requeried(Outcomes.deliveredWithToken());

    assertThat(payment.state()).isEqualTo(PaymentState.REFUND_INITIATED);
    assertThat(payment.payment().delivery().orElseThrow().creditToken()).contains(Outcomes.TOKEN);
  }

  @Test
  void givenASecondLiveAttempt_whenTheFirstsTokenComes_thenThePaymentDoesNotCompleteOverIt() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.RETRY_SCHEDULED).retrying().vending();
    payment.answered(payment.reference(1), Outcomes.deliveredBare(), ProvidersLeft.NONE);

    payment.requeried(payment.reference(1), Outcomes.deliveredWithToken(), ProvidersLeft.NONE);

    assertThat(payment.state()).isEqualTo(PaymentState.PROCESSING_BILL);
    assertThat(payment.attempt(2).isLive()).isTrue();
    assertThat(payment.payment().delivery().orElseThrow().creditToken()).contains(Outcomes.TOKEN);
  }

  @ParameterizedTest
  @EnumSource(RejectionReason.class)
  void givenTheFirstDeliveredLate_whenTheLastAttemptIsRefused_thenNoRefundIsOwedByRule(
      RejectionReason reason) {
    PaymentFixture payment = PaymentFixture.ready();
    for (int i = 0; i < 3; i++) {
      payment.vending().answered(Outcomes.rejected(RejectionReason.FAILED)).retrying();
    }
    payment.vending();
    payment.answered(payment.reference(1), Outcomes.deliveredWithToken(), ProvidersLeft.NONE);

    payment.answered(payment.reference(4), Outcomes.rejected(reason), ProvidersLeft.NONE);

    assertThat(payment.state()).isNotEqualTo(PaymentState.REFUND_INITIATED);
    assertThat(payment.payment().review()).isPresent();
    payment.payment().reviewClosed(payment.now());
    assertThat(payment.payment().isDue(payment.now().plus(Duration.ofDays(1)))).isFalse();
  }

  @Test
  void givenADeliveredAttempt_whenNoProviderIsFound_thenItThrows() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.RETRY_SCHEDULED).retrying();
    payment.answered(payment.reference(1), Outcomes.deliveredWithToken(), ProvidersLeft.NONE);

    assertThatThrownBy(payment::noProvider).isInstanceOf(IllegalPaymentMoveException.class);
    assertThatThrownBy(payment::vending).isInstanceOf(IllegalPaymentMoveException.class);
  }

  // --- reviews, leases, due times ------------------------------------------------------------

  @Test
  void givenAReview_whenAnotherIsNeeded_thenTheFirstStays() {
    Payment payment = PaymentFixture.in(PaymentState.PROVIDER_PROCESSING).payment();
    Instant since = PaymentFixture.NOON;
    payment.needPerson(Review.Kind.OUTCOME_UNKNOWN, "first", since);

    payment.needPerson(Review.Kind.CONTRADICTION, "second", since.plusSeconds(1));

    assertThat(payment.review()).contains(new Review(Review.Kind.OUTCOME_UNKNOWN, "first", since));
  }

  @Test
  void givenALease_whenAskedOrReleased_thenOnlyItsHolderHasIt() {
    Payment payment = PaymentFixture.ready().payment();
    UUID holder = new UUID(5, 5);
    payment.leaseTo(new Lease(holder, PaymentFixture.NOON.plusSeconds(60)));

    assertThat(payment.isLeasedTo(holder)).isTrue();
    assertThat(payment.isLeasedTo(new UUID(5, 6))).isFalse();
    payment.release();
    assertThat(payment.isLeasedTo(holder)).isFalse();
  }

  @Test
  void givenADueTime_whenAsked_thenItIsDueFromThatMomentOn() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.RETRY_SCHEDULED);
    Instant due = payment.payment().nextActionAt().orElseThrow();

    assertThat(payment.payment().isDue(due.minusNanos(1))).isFalse();
    assertThat(payment.payment().isDue(due)).isTrue();
  }

  @Test
  void givenAPayment_whenPrinted_thenNeitherAccountNorTokenShows() {
    Payment payment = PaymentFixture.in(PaymentState.COMPLETED).payment();
    Delivered answer = Outcomes.deliveredWithToken();
    Delivery delivery = payment.delivery().orElseThrow();

    for (Object printed :
        new Object[] {payment, payment.snapshot(), payment.request(), answer, delivery}) {
      assertThat(printed.toString())
          .doesNotContain("45012345678")
          .doesNotContain("08031234567")
          .doesNotContain(Outcomes.TOKEN.digits());
    }
  }
}
