package ng.bills.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import ng.bills.domain.vend.Outcomes;
import ng.bills.domain.vend.VendReference;
import org.junit.jupiter.api.Test;

/**
 * From when "not found" counts. Whoever has committed an attempt may stand still and call the
 * provider at the very end of its lease: the settle time begins when that cannot happen any more.
 */
class PaymentSettleTest {

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration SETTLE = Policies.VEND.notFoundSettle();
  private static final Duration ONE = Duration.ofMillis(1);

  private static PaymentFixture vending() {
    PaymentFixture payment = PaymentFixture.ready().vending();
    payment.payment().leaseTo(new Lease(new UUID(9, 9), payment.now().plus(LEASE)));
    return payment;
  }

  @Test
  void givenTheLeaseWasLost_whenNotFoundRepeats_thenItSettlesFromTheLeasesEnd() {
    PaymentFixture payment = vending().after(LEASE).leaseLost();

    payment.requeried(Outcomes.notFound());
    payment.after(SETTLE.minus(ONE)).requeried(Outcomes.notFound());
    assertThat(payment.attempt(1).isLive()).isTrue();
    assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);

    payment.after(ONE).requeried(Outcomes.notFound());
    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.NOT_FOUND);
  }

  @Test
  void givenTheOrderLeftLate_whenItsAnswerDidNotCome_thenNotFoundSettlesFromThen() {
    PaymentFixture payment = vending().after(LEASE.minus(ONE)).answered(Outcomes.unknown());

    payment.requeried(Outcomes.notFound());
    payment.after(SETTLE.minus(ONE)).requeried(Outcomes.notFound());
    assertThat(payment.attempt(1).isLive()).isTrue();

    payment.after(ONE).requeried(Outcomes.notFound());
    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.NOT_FOUND);
  }

  @Test
  void givenALostLease_whenOtherAnswersAndAReviewComeBetween_thenTheyDoNotPutItOff() {
    PaymentFixture payment = vending().after(LEASE).leaseLost();
    Instant settled = payment.now().plus(SETTLE);

    payment.after(Duration.ofSeconds(10)).requeried(Outcomes.notFound());
    payment
        .after(Duration.ofSeconds(10))
        .requeried(Outcomes.unknown())
        .answered(Outcomes.unknown());
    payment.payment().needPerson(Review.Kind.OUTCOME_UNKNOWN, "silent", payment.now());
    payment.payment().reviewClosed(payment.now());
    payment.payment().postponed(payment.now().plusSeconds(5));
    payment.after(Duration.between(payment.now(), settled)).requeried(Outcomes.notFound());

    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.NOT_FOUND);
  }

  @Test
  void givenAnAnswerThatLayInANode_whenRecordedAfterItSettled_thenItCountsAsOfItsQuestion() {
    PaymentFixture payment = vending().after(LEASE).leaseLost().requeried(Outcomes.notFound());
    VendReference order = payment.attempt(1).reference();
    Instant asked = payment.now().plus(SETTLE).minus(ONE);

    payment.after(SETTLE.plus(SETTLE));
    payment.requeried(order, Outcomes.notFound(), ProvidersLeft.NOW, asked);
    assertThat(payment.attempt(1).isLive()).isTrue();

    payment.requeried(order, Outcomes.notFound(), ProvidersLeft.NOW, asked.plus(ONE));
    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.NOT_FOUND);
  }

  @Test
  void givenALostLease_whenAskedAsScheduled_thenItIsAskedAfterItSettledToo() {
    PaymentFixture payment = vending().after(LEASE).leaseLost();
    Instant settled = payment.now().plus(SETTLE);

    int asked = 0;
    for (; payment.attempt(1).isLive() && asked < 100; asked++) {
      assertThat(payment.payment().review()).isEmpty();
      payment.after(payment.dueIn().orElseThrow()).requeried(Outcomes.notFound());
    }

    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.NOT_FOUND);
    assertThat(payment.now())
        .isBetween(settled, settled.plus(Policies.VEND.requeries().delays().get(2)));
  }

  @Test
  void givenTheLeaseWasLostAfterTheDeadline_whenAskedAsScheduled_thenItSettlesWithoutAPerson() {
    PaymentFixture payment =
        vending().after(Policies.VEND.requeryDeadline().plus(LEASE)).leaseLost();

    for (int asked = 0; payment.attempt(1).isLive() && asked < 100; asked++) {
      payment.after(payment.dueIn().orElseThrow()).requeried(Outcomes.notFound());
      assertThat(payment.payment().review()).isEmpty();
    }

    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.NOT_FOUND);
  }

  @Test
  void givenTheLeaseWasLostAfterTheDeadline_whenItSettledAndNobodyAnswers_thenAPersonLooks() {
    PaymentFixture payment =
        vending().after(Policies.VEND.requeryDeadline().plus(LEASE)).leaseLost();

    payment.after(SETTLE).requeried(Outcomes.unknown());
    assertThat(payment.payment().review()).isEmpty();
    payment.after(ONE).requeried(Outcomes.unknown());

    assertThat(payment.payment().review().orElseThrow().kind())
        .isEqualTo(Review.Kind.OUTCOME_UNKNOWN);
  }

  // --- somebody may still be buying ------------------------------------------------------------

  @Test
  void givenNobodySawTheLeaseEnd_whenNotFoundIsHeard_thenItSettlesFromThere() {
    PaymentFixture payment = vending();

    payment.after(LEASE).requeried(Outcomes.notFound());
    // the answer to news of it: this ends the vend as a lost lease does
    assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    payment.requeried(Outcomes.notFound()).requeried(Outcomes.notFound());

    assertThat(payment.attempt(1).isLive()).isTrue();
    payment.after(SETTLE).requeried(Outcomes.notFound());
    assertThat(payment.attempt(1).state()).isEqualTo(AttemptState.NOT_FOUND);
  }

  @Test
  void givenSomebodyIsBuying_whenAPersonIsNeeded_thenTheLeaseIsTheirsUntilItEnds() {
    PaymentFixture payment = vending();

    payment.payment().needPerson(Review.Kind.CONTRADICTION, "news of before", payment.now());

    assertThat(payment.payment().lease().orElseThrow().until())
        .isEqualTo(payment.now().plus(LEASE));
    assertThat(payment.payment().isDue(payment.now())).isFalse();

    payment.answered(Outcomes.unknown());
    assertThat(payment.payment().lease()).isEmpty();
  }
}
