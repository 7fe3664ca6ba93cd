package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.webhook.TakeInWebhook.Result;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendReference;
import ng.bills.domain.webhook.ProviderEvent;
import ng.bills.domain.webhook.ProviderEventState;
import org.junit.jupiter.api.Test;

/** What providers tell us unasked moves nothing by itself, and is never lost. */
class ProviderEventsTest {

  private final TestSystem system = new TestSystem();

  private Payment paid(Act... acts) {
    system.provider().then(acts);
    Payment payment = system.request(TestSystem.electricity(5_000));
    system.pay(payment);
    system.tick();
    return payment;
  }

  private VendReference reference(Payment payment) {
    return system.now(payment.id()).attempts().get(0).reference();
  }

  private Result send(String eventId, Payment payment, String kind) {
    return send(
        ScriptedProvider.webhook(eventId, Optional.of(reference(payment)), Optional.empty(), kind));
  }

  private Result send(WebhookDelivery delivery) {
    return system.takeInWebhook.takeIn("vtpass", delivery);
  }

  private ProviderEvent onlyEvent() {
    assertThat(system.world.allEvents()).hasSize(1);
    return system.world.allEvents().get(0);
  }

  /**
   * What settled an order may be older than news that came while it was awaited: once more is
   * asked.
   */
  private void assertAppliedAfterOneQuestionMore(int asked) {
    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.DUE);
    system.run(Duration.ofMinutes(10), Duration.ofSeconds(10));
    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.APPLIED);
    assertThat(system.provider().requeries()).isEqualTo(asked + 1);
  }

  @Test
  void givenPendingOrder_whenNewsComes_thenItIsAskedAboutAtOnceAndDelivered() {
    Payment payment = paid(Act.PEND);
    system.provider().nowSays(reference(payment), ScriptedProvider.delivered());
    int asked = system.provider().requeries();
    WebhookDelivery news =
        ScriptedProvider.webhook(
            "1", Optional.of(reference(payment)), Optional.empty(), "delivered");
    int commits = system.world.commits();

    assertThat(send(news)).isEqualTo(Result.TAKEN_IN);
    assertThat(system.provider().requeries())
        .as("nobody is asked before the answer")
        .isEqualTo(asked);
    assertThat(system.world.commits()).isEqualTo(commits + 1);

    system.bringEvents();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().requeries()).isEqualTo(asked + 1);
    assertThat(onlyEvent().payment()).contains(payment.id());
    assertAppliedAfterOneQuestionMore(asked + 1);
    system.assertBooksAreTrue();
  }

  @Test
  void givenNewsThatSaysDelivered_whenTheProviderSaysPending_thenNothingIsDelivered() {
    Payment payment = paid(Act.PEND);

    send("1", payment, "delivered");
    system.bringEvents();

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(system.now(payment.id()).delivery()).isEmpty();
  }

  @Test
  void givenNewsWithTheirReference_whenApplied_thenKeptAndAskedBy() {
    Payment payment = paid(Act.PEND);
    assertThat(system.now(payment.id()).attempts().get(0).providerReference()).isEmpty();

    send(
        ScriptedProvider.webhook(
            "1", Optional.of(reference(payment)), Optional.of("CF-1"), "update"));
    system.bringEvents();

    assertThat(system.provider().askedByTheirs()).contains(new ProviderReference("CF-1"));
    assertThat(system.now(payment.id()).attempts().get(0).providerReference())
        .contains(new ProviderReference("CF-1"));
  }

  @Test
  void givenNewsOfASettledOrder_whenItHasTheirReference_thenAskedByIt() {
    Payment payment = paid(Act.FAIL);
    assertThat(system.now(payment.id()).attempts().get(0).isLive()).isFalse();

    send(
        ScriptedProvider.webhook(
            "1", Optional.of(reference(payment)), Optional.of("CF-1"), "delivered"));
    system.bringEvents();

    assertThat(system.provider().askedByTheirs()).contains(new ProviderReference("CF-1"));
  }

  @Test
  void givenForgedOrChangedWebhook_whenItComes_thenNothingIsStoredButCounted() {
    Payment payment = paid(Act.PEND);
    WebhookDelivery real =
        ScriptedProvider.webhook("1", Optional.of(reference(payment)), Optional.empty(), "failed");
    byte[] truncated = java.util.Arrays.copyOf(real.body(), real.body().length - 1);
    byte[] garbage = "{".getBytes(StandardCharsets.UTF_8);
    int commits = system.world.commits();

    assertThat(send(new WebhookDelivery(real.headers(), truncated))).isEqualTo(Result.FORGED);
    assertThat(send(new WebhookDelivery(Map.of(), real.body()))).isEqualTo(Result.FORGED);
    assertThat(send(new WebhookDelivery(real.headers(), garbage))).isEqualTo(Result.FORGED);
    assertThat(send(new WebhookDelivery(Map.of(), new byte[0]))).isEqualTo(Result.FORGED);

    assertThat(system.world.commits()).as("no transaction").isEqualTo(commits);
    assertThat(system.world.allEvents()).isEmpty();
    assertThat(system.webhookRefusals.of(system.provider().code())).isEqualTo(4);
  }

  @Test
  void givenUnreadableOrOddWebhook_whenItComes_thenNothingIsStored() {
    WebhookDelivery odd =
        ScriptedProvider.webhook("naïve", Optional.empty(), Optional.empty(), "x");
    WebhookDelivery nul = ScriptedProvider.webhook("1", Optional.empty(), Optional.empty(), "x\0");

    assertThat(send(odd)).isEqualTo(Result.UNREADABLE);
    assertThat(send(nul)).isEqualTo(Result.UNREADABLE);
    assertThat(system.takeInWebhook.takeIn("nobody", odd)).isEqualTo(Result.NO_SUCH_PROVIDER);
    assertThat(system.takeInWebhook.takeIn("../x", odd)).isEqualTo(Result.NO_SUCH_PROVIDER);
    assertThat(system.world.allEvents()).isEmpty();
  }

  @Test
  void givenNewsSentTenTimes_whenApplied_thenAnsweredTheSameAndAskedOnce() {
    Payment payment = paid(Act.PEND);
    int asked = system.provider().requeries();

    for (int i = 0; i < 10; i++) {
      assertThat(send("1", payment, "update")).isEqualTo(Result.TAKEN_IN);
      system.bringEvents();
    }

    assertThat(system.provider().requeries()).isEqualTo(asked + 1);
    onlyEvent();
  }

  @Test
  void givenNewsInTheWrongOrder_whenApplied_thenOnlyWhatTheProviderAnswersCounts() {
    Payment payment = paid(Act.PEND);
    VendReference reference = reference(payment);
    system.provider().nowSays(reference, ScriptedProvider.delivered());

    send("2", payment, "reversed");
    send("1", payment, "failed");
    send("0", payment, "pending");
    system.bringEvents();

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().vended()).hasSize(1);
    assertThat(system.world.allRefunds()).isEmpty();
    system.run(Duration.ofMinutes(10), Duration.ofSeconds(10));
    assertThat(system.world.allEvents())
        .extracting(ProviderEvent::state)
        .containsOnly(ProviderEventState.APPLIED);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    system.assertBooksAreTrue();
  }

  @Test
  void givenProviderThatIsNotToBeAskedEarly_whenNewsComes_thenItIsAskedAtItsFloor() {
    system.provider().floor(Duration.ofMinutes(5));
    Payment payment = paid(Act.PEND);
    VendReference reference = reference(payment);
    // the schedule of the stage is not what is looked at here
    system.provider().nowSays(reference, new Pending(Optional.empty(), "099"));
    system.run(Duration.ofSeconds(90), Duration.ofSeconds(30));
    int asked = system.provider().requeries();
    Payment waiting = system.now(payment.id());
    assertThat(waiting.nextActionAt()).isPresent();

    send("1", payment, "delivered");
    system.bringEvents();

    assertThat(system.provider().requeries()).isEqualTo(asked);
    assertThat(system.now(payment.id()).nextActionAt().orElseThrow())
        .isEqualTo(
            min(
                waiting.nextActionAt().orElseThrow(),
                waiting.attempts().get(0).startedAt().plus(Duration.ofMinutes(5))));
  }

  private static java.time.Instant min(java.time.Instant a, java.time.Instant b) {
    return a.isBefore(b) ? a : b;
  }

  @Test
  void givenNewsOfNobodysOrder_whenApplied_thenKeptAndMarked() {
    Payment payment = paid(Act.DELIVER);
    int asked = system.provider().requeries();
    VendReference strange = new VendReference("202603091200nobodys0order");

    send(ScriptedProvider.webhook("1", Optional.of(strange), Optional.empty(), "failed"));
    send(ScriptedProvider.webhook("2", Optional.empty(), Optional.empty(), "failed"));
    system.bringEvents();

    assertThat(system.world.allEvents())
        .hasSize(2)
        .allMatch(e -> e.state() == ProviderEventState.UNMATCHED && e.payment().isEmpty());
    assertThat(system.provider().requeries()).isEqualTo(asked);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenAnotherProvidersReference_whenNewsComes_thenItIsAboutNoOrder() {
    TestSystem two = new TestSystem(7, "vtpass", "acme");
    two.provider().then(Act.PEND);
    Payment payment = two.request(TestSystem.electricity(5_000));
    two.pay(payment);
    two.tick();
    VendReference reference = two.now(payment.id()).attempts().get(0).reference();

    two.takeInWebhook.takeIn(
        "acme",
        ScriptedProvider.webhook("1", Optional.of(reference), Optional.empty(), "delivered"));
    two.bringEvents();

    assertThat(two.world.allEvents())
        .extracting(ProviderEvent::state)
        .containsExactly(ProviderEventState.UNMATCHED);
    assertThat(two.provider().requeries()).isZero();
  }

  @Test
  void givenNewsByTheirReferenceBeforeWeKnowIt_whenKnown_thenApplied() {
    Payment payment = paid(Act.PEND);
    system.provider().nowSays(reference(payment), new Unknown("timeout", "no answer"));
    send(ScriptedProvider.webhook("1", Optional.empty(), Optional.of("T-17"), "delivered"));
    system.bringEvents();
    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.DUE);

    system
        .provider()
        .nowSays(
            reference(payment), new Pending(Optional.of(new ProviderReference("T-17")), "099"));
    system.run(Duration.ofMinutes(2), Duration.ofSeconds(10));
    assertThat(onlyEvent().payment()).contains(payment.id());
    assertThat(onlyEvent().state()).as("not settled").isEqualTo(ProviderEventState.DUE);

    Delivered bought =
        new Delivered(
            Optional.of(new ProviderReference("T-17")),
            ScriptedProvider.delivered().delivery(),
            "000");
    system.provider().nowSays(reference(payment), bought);
    system.run(Duration.ofHours(1), Duration.ofMinutes(1));
    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.APPLIED);
  }

  @Test
  void givenMessageIsLost_whenTheTimerLooks_thenTheEventIsApplied() {
    Payment payment = paid(Act.PEND);
    system.provider().nowSays(reference(payment), ScriptedProvider.delivered());
    send("1", payment, "delivered");
    system.world.takeReadyEvents(); // the broker has lost it

    system.applyProviderEvent.applyDue();
    system.world.runBackground();
    assertThat(onlyEvent().state()).as("left to its message").isEqualTo(ProviderEventState.DUE);

    system.world.pass(Duration.ofSeconds(16));
    system.applyProviderEvent.applyDue();
    system.world.runBackground();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertAppliedAfterOneQuestionMore(system.provider().requeries());
  }

  @Test
  void givenMessageIsDoubled_whenBroughtAgain_thenAskedOnce() {
    Payment payment = paid(Act.PEND);
    send("1", payment, "update");
    int asked = system.provider().requeries();

    system.applyProviderEvent.apply(onlyEvent().id());
    system.applyProviderEvent.apply(onlyEvent().id());

    assertThat(system.provider().requeries()).isEqualTo(asked + 1);
  }

  @Test
  void givenNewsWhileTheOrderIsOnItsWay_whenApplied_thenItWaitsAndAsksAfterwards() {
    Payment payment = system.request(TestSystem.airtime(500));
    system.provider().then(Act.PEND);
    system
        .provider()
        .meanwhile(
            () -> {
              send("1", payment, "delivered");
              system.applyProviderEvent.apply(onlyEvent().id());
            });
    system.pay(payment);
    system.takeInFunds.takeIn();
    system.world.runBackground();
    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.DUE);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    int asked = system.provider().requeries();
    system.provider().nowSays(reference(payment), ScriptedProvider.delivered());

    system.world.pass(Duration.ofSeconds(3));
    system.bringEvents();

    assertThat(system.provider().requeries()).isEqualTo(asked + 1);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertAppliedAfterOneQuestionMore(asked + 1);
  }

  /** Seed 34620 of the simulation. */
  @Test
  void
      givenNodeThatStandsStillWithItsAnswer_whenTheBillIsTakenBackMeanwhile_thenTheMoneyGoesBack() {
    system.provider().then(Act.DELIVER_WITHOUT_TOKEN);
    Payment payment = system.request(TestSystem.airtime(500));
    system.provider().meanwhile(() -> takenBackUnanswered(payment));

    system.pay(payment);
    system.takeInFunds.takeIn();
    system.world.runBackground();
    assertThat(system.stateOf(payment)).as("by the old answer").isEqualTo(PaymentState.COMPLETED);

    system
        .provider()
        .nowSays(reference(payment), new Rejected(RejectionReason.REVERSED, "040", "REVERSED"));
    system.run(Duration.ofHours(1), Duration.ofSeconds(30));

    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.APPLIED);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    system.assertBooksAreTrue();
  }

  private void takenBackUnanswered(Payment payment) {
    system.world.pass(TestSystem.LEASE.plusSeconds(1));
    system.provider().nowSays(reference(payment), new Unknown("timeout", "no answer"));
    system.runner.tick(system.vend);
    system.world.runBackground();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    int asked = system.provider().requeries();
    send("1", payment, "reversed");
    system.bringEvents();
    assertThat(system.provider().requeries()).isEqualTo(asked + 1);
  }

  @Test
  void givenNewsWhileSomebodyMayStillOrder_whenAPersonIsToLook_thenItWaitsAllTheSame() {
    Payment payment = system.request(TestSystem.airtime(500));
    system.provider().then(Act.PEND);
    system
        .provider()
        .meanwhile(
            () -> {
              system.world.call(
                  () -> {
                    Payment now = system.world.payments().lock(payment.id()).orElseThrow();
                    now.needPerson(
                        Review.Kind.CONTRADICTION, "news of before", system.world.instant());
                    system.world.payments().save(now, now.takeNewMoves());
                    return now;
                  });
              send("1", payment, "delivered");
              system.applyProviderEvent.apply(onlyEvent().id());
            });
    system.pay(payment);
    system.takeInFunds.takeIn();
    system.world.runBackground();

    assertThat(system.provider().requeries()).isZero();
    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.DUE);
    system.provider().nowSays(reference(payment), ScriptedProvider.delivered());
    system.run(Duration.ofSeconds(30), Duration.ofSeconds(10));
    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.APPLIED);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenDeliveredOrder_whenNewsComesThatItIsReversed_thenThePersonIsToldByTheAnswer() {
    Payment payment = paid(Act.DELIVER);
    VendReference reference = reference(payment);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);

    send("1", payment, "reversed");
    system.bringEvents();
    assertThat(system.now(payment.id()).review()).as("it still says delivered").isEmpty();

    system.provider().nowSays(reference, new Rejected(RejectionReason.FAILED, "040", "REVERSED"));
    send("2", payment, "reversed");
    system.bringEvents();
    assertThat(system.now(payment.id()).review()).isPresent();
    assertThat(system.world.allEvents())
        .extracting(ProviderEvent::state)
        .containsOnly(ProviderEventState.APPLIED);
    system.assertBooksAreTrue();
  }

  @Test
  void givenSettledOrder_whenTheProviderDoesNotAnswer_thenAskedAgainAndGivenUpInTheEnd() {
    Payment payment = paid(Act.DELIVER);
    system.provider().nowSays(reference(payment), new Unknown("timeout", "no answer"));

    send("1", payment, "reversed");
    system.bringEvents();
    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.DUE);
    system.run(Duration.ofHours(4), Duration.ofMinutes(1));

    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.GIVEN_UP);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
  }

  private Payment airtimeDelivered() {
    system.provider().then(Act.DELIVER_WITHOUT_TOKEN);
    Payment payment = system.request(TestSystem.airtime(500));
    system.pay(payment);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    return payment;
  }

  @Test
  void givenDeliveredOrder_whenTheirAnswersLagBehind_thenAskedAgainAndTheReversalIsPaidBack() {
    Payment payment = airtimeDelivered();
    system.provider().nowSays(reference(payment), new NotFound("015"));

    send("1", payment, "reversed");
    system.bringEvents();
    assertThat(system.now(payment.id()).review()).isEmpty();
    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.DUE);

    system
        .provider()
        .nowSays(reference(payment), new Rejected(RejectionReason.REVERSED, "040", "REVERSED"));
    system.run(Duration.ofMinutes(1), Duration.ofSeconds(5));

    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.APPLIED);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    system.assertBooksAreTrue();
  }

  @Test
  void givenDeliveredOrder_whenTheyNeverKnowItAgain_thenAPersonLooks() {
    Payment payment = airtimeDelivered();
    system.provider().nowSays(reference(payment), new NotFound("015"));

    send("1", payment, "reversed");
    system.bringEvents();
    system.run(Duration.ofMinutes(2), Duration.ofSeconds(5));
    assertThat(system.now(payment.id()).review()).as("not settled").isEmpty();
    system.run(Duration.ofMinutes(40), Duration.ofSeconds(30));

    assertThat(system.now(payment.id()).review().map(Review::kind))
        .contains(Review.Kind.CONTRADICTION);
    assertThat(onlyEvent().state()).isEqualTo(ProviderEventState.APPLIED);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenPaymentThatWaitsForAPerson_whenNewsComes_thenTheProviderIsAskedAllTheSame() {
    Payment payment = paid(Act.PEND);
    system.run(Duration.ofHours(25), Duration.ofMinutes(5));
    assertThat(system.now(payment.id()).review().map(Review::kind))
        .contains(Review.Kind.OUTCOME_UNKNOWN);
    system.provider().nowSays(reference(payment), ScriptedProvider.delivered());

    send("1", payment, "delivered");
    system.bringEvents();

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenNodeDiesAtAnyCommit_whenAnEventIsTakenInAndApplied_thenItIsAppliedInTheEnd() {
    for (boolean before : new boolean[] {true, false}) {
      for (int commit = 1; commit <= 4; commit++) {
        dieAndRecover(before, commit, Act.PEND);
        dieAndRecover(before, commit, Act.DELIVER);
      }
    }
  }

  private void dieAndRecover(boolean before, int commit, Act act) {
    TestSystem mortal = new TestSystem();
    mortal.provider().then(act);
    Payment payment = mortal.request(TestSystem.electricity(5_000));
    mortal.pay(payment);
    mortal.tick();
    VendReference reference = mortal.now(payment.id()).attempts().get(0).reference();
    mortal.provider().nowSays(reference, ScriptedProvider.delivered());
    WebhookDelivery news =
        ScriptedProvider.webhook("1", Optional.of(reference), Optional.empty(), "delivered");

    mortal.world.dieAt(before ? commit : 0, before ? 0 : commit);
    try {
      mortal.takeInWebhook.takeIn("vtpass", news);
      mortal.bringEvents();
    } catch (MemoryWorld.NodeDied e) {
      mortal.world.restart();
    }
    mortal.world.dieAt(0, 0);
    mortal.takeInWebhook.takeIn("vtpass", news); // it had no answer, so it is sent again
    mortal.run(Duration.ofMinutes(10), Duration.ofSeconds(20));

    String when = (before ? "before" : "after") + " commit " + commit + " of " + act;
    assertThat(mortal.stateOf(payment)).as(when).isEqualTo(PaymentState.COMPLETED);
    assertThat(mortal.provider().vended()).as(when).hasSize(1);
    assertThat(mortal.world.allEvents())
        .as(when)
        .extracting(ProviderEvent::state)
        .containsExactly(ProviderEventState.APPLIED);
    mortal.assertBooksAreTrue();
  }
}
