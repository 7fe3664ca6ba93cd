package ng.bills.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Outcomes;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Anything in any order: whatever happens to a payment, money and tokens stay safe. The seeds are
 * fixed; a run that fails fails again.
 */
class RandomPaymentTest {

  private static final int PAYMENTS = 400;
  private static final int EVENTS = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 1960, 20260302})
  void givenAnySequenceOfEvents_whenTheyHappen_thenThePaymentStaysLegal(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<PaymentState> seen = new HashSet<>();
    for (int i = 0; i < PAYMENTS; i++) {
      new Life(random.split()).run(seen);
    }
    // the scenario must go somewhere, else it proves nothing
    assertThat(seen)
        .contains(
            PaymentState.COMPLETED,
            PaymentState.REFUNDED,
            PaymentState.PROVIDER_PROCESSING,
            PaymentState.RETRY_SCHEDULED,
            PaymentState.EXPIRED);
  }

  private static final class Life {

    private final RandomGenerator random;
    private final PaymentFixture fixture;
    private final Payment payment;
    private final Set<Token> handedOver = new HashSet<>();
    private final Map<UUID, Integer> bought = new HashMap<>();
    private final List<String> story = new ArrayList<>();
    private int tokens;

    Life(RandomGenerator random) {
      this.random = random;
      this.fixture =
          PaymentFixture.requested(
              random.nextBoolean()
                  ? PaymentFixture.prepaidRequest()
                  : PaymentFixture.airtimeRequest());
      this.payment = fixture.payment();
    }

    void run(Set<PaymentState> seen) {
      if (random.nextInt(10) > 0) {
        // most lives get as far as the vend, where it becomes interesting
        fixture.funded().checking().confirmed();
      }
      for (int i = 0; i < EVENTS; i++) {
        fixture.after(Duration.ofSeconds(random.nextInt(90)));
        PaymentSnapshot before = payment.snapshot();
        int moves = fixture.history().size();
        boolean wasDelivered = payment.deliveredAttempt().isPresent();
        boolean happened = true;
        try {
          happen();
        } catch (IllegalPaymentMoveException e) {
          happened = false;
          story.add("  refused: " + e.getMessage());
        }
        if (!happened) {
          assertThat(payment.snapshot()).as("%s", story).isEqualTo(before);
          assertThat(fixture.history()).as("%s", story).hasSize(moves);
        }
        check(before, moves, wasDelivered);
        seen.add(payment.state());
      }
    }

    private void happen() {
      switch (random.nextInt(20)) {
        case 0 -> tell("funds", () -> payment.fundsMatched(fixture.now()));
        case 1 -> tell("wrong funds", () -> payment.fundsMismatched("wrong", fixture.now()));
        case 2 -> tell("window closed", () -> payment.windowClosed(fixture.now()));
        case 3 -> tell("late funds", () -> payment.fundsCameLate(fixture.now()));
        case 4 -> tell("check", fixture::checking);
        case 5 -> tell("checked", () -> fixture.checked(accountCheck()));
        case 6, 7 -> tell("vend", fixture::vending);
        case 8 -> tell("lease lost", fixture::leaseLost);
        case 9, 10, 11 -> vendAnswered();
        case 12, 13, 14 -> requeryAnswered();
        case 15 -> tell("retry due", () -> payment.retryDue(fixture.now()));
        case 16 -> tell("no provider", fixture::noProvider);
        case 17 -> tell("put off", () -> payment.postponed(fixture.now().plusSeconds(5)));
        case 18 -> tell("gave out", () -> payment.providersGaveOut(fixture.now()));
        default -> refundOrReview();
      }
    }

    private void refundOrReview() {
      switch (random.nextInt(11)) {
        case 4 -> tell("called off", () -> payment.calledOff(fixture.now()));
        case 5 -> tell("hastened", () -> payment.hastened(fixture.now()));
        case 6 -> tell("delivery attested", () -> payment.deliveryAttested(fixture.now()));
        case 7 ->
            tell(
                "refusal attested",
                () -> payment.refusalAttested(random.nextBoolean(), fixture.now()));
        case 8 ->
            tell(
                "token attested",
                () ->
                    payment.tokenAttested(Outcomes.deliveredWithToken().delivery(), fixture.now()));
        case 9 -> tell("delivery accepted", () -> payment.deliveryAccepted(fixture.now()));
        case 10 -> tell("refund approved", () -> payment.refundApproved(fixture.now()));
        case 0 -> tell("refund started", fixture::refunding);
        case 1 -> tell("refunded", fixture::refunded);
        case 2 -> tell("refund dead", () -> payment.refundProvenDead("dead", fixture.now()));
        default -> tell("review closed", () -> payment.reviewClosed(fixture.now()));
      }
    }

    private void tell(String what, Runnable event) {
      story.add(payment.state() + " " + what);
      event.run();
    }

    private void vendAnswered() {
      anyAttempt()
          .ifPresent(
              reference -> {
                VendOutcome outcome = (VendOutcome) outcome(false);
                tell(
                    "vend of " + reference + ": " + outcome,
                    () -> fixture.answered(reference, outcome, left()));
                remember(outcome instanceof Delivered d ? Optional.of(d) : Optional.empty());
              });
    }

    private void requeryAnswered() {
      anyAttempt()
          .ifPresent(
              reference -> {
                RequeryOutcome outcome = (RequeryOutcome) outcome(true);
                tell(
                    "requery of " + reference + ": " + outcome,
                    () -> fixture.requeried(reference, outcome, left()));
                remember(outcome instanceof Delivered d ? Optional.of(d) : Optional.empty());
              });
    }

    private ProvidersLeft left() {
      return ProvidersLeft.values()[random.nextInt(ProvidersLeft.values().length)];
    }

    private Optional<VendReference> anyAttempt() {
      int size = payment.attempts().size();
      return size == 0
          ? Optional.empty()
          : Optional.of(payment.attempts().get(random.nextInt(size)).reference());
    }

    private Record outcome(boolean requery) {
      return switch (random.nextInt(requery ? 8 : 6)) {
        case 0 -> {
          Token token = new Token(Token.Kind.CREDIT, "%020d".formatted(++tokens));
          Delivered delivered = Outcomes.deliveredWith(token);
          yield delivered;
        }
        case 1 -> Outcomes.deliveredBare();
        case 2 -> Outcomes.pending();
        case 3 -> Outcomes.unknown();
        case 4, 5 -> {
          RejectionReason[] reasons = RejectionReason.values();
          Rejected rejected = Outcomes.rejected(reasons[random.nextInt(reasons.length)]);
          yield rejected;
        }
        default -> Outcomes.notFound();
      };
    }

    private void remember(Optional<Delivered> delivered) {
      delivered.ifPresent(d -> handedOver.addAll(d.delivery().tokens()));
    }

    private AccountCheck accountCheck() {
      return switch (random.nextInt(6)) {
        case 0 -> new AccountCheck.Refused("unknown");
        case 1 -> new AccountCheck.Unavailable("timeout", true);
        default -> AccountCheck.Confirmed.UNASKED;
      };
    }

    private void check(PaymentSnapshot before, int movesBefore, boolean wasDelivered) {
      List<PaymentMoved> history = fixture.history();
      PaymentState at = before.state();
      for (PaymentMoved move : history.subList(movesBefore, history.size())) {
        assertThat(move.from()).as("%s", story).isEqualTo(at).isEqualTo(move.transition().from());
        assertThat(move.to()).as("%s", story).isEqualTo(move.transition().to());
        at = move.to();
        if (move.to() == PaymentState.REFUND_INITIATED
            && move.from() != PaymentState.REFUND_PROCESSING) {
          assertThat(payment.liveAttempt()).as("%s", story).isEmpty();
          // by rule money goes back only when nothing is delivered, or all of it was taken back;
          // two people may give it back for what was delivered
          boolean byRule = !move.actor().equals("staff");
          if (byRule) {
            assertThat(payment.deliveredAttempt()).as("%s", story).isEmpty();
          }
          if (byRule && wasDelivered) {
            assertThat(payment.failure().orElseThrow().code())
                .as("%s", story)
                .isEqualTo(FailureCode.PROVIDER_REVERSED);
            assertThat(handedOver).as("%s", story).isEmpty();
          }
          assertThat(payment.failure()).as("%s", story).isPresent();
        }
      }
      assertThat(payment.state()).as("%s", story).isEqualTo(at);
      for (int i = 0; i < history.size(); i++) {
        assertThat(history.get(i).sequence()).isEqualTo(i + 1);
      }

      long live = payment.attempts().stream().filter(Attempt::isLive).count();
      assertThat(live).as("%s", story).isLessThanOrEqualTo(1);
      if (live == 1) {
        assertThat(payment.state())
            .as("%s", story)
            .isIn(PaymentState.PROCESSING_BILL, PaymentState.PROVIDER_PROCESSING);
      }
      assertThat(payment.attempts().size()).as("%s", story).isLessThanOrEqualTo(EVENTS);

      bought.clear();
      fixture.purchases().forEach(b -> bought.merge(b.attempt().id(), 1, Integer::sum));
      Set<UUID> delivered = new HashSet<>();
      payment.attempts().stream()
          .filter(a -> a.state() == AttemptState.DELIVERED || a.state() == AttemptState.REVERSED)
          .forEach(a -> delivered.add(a.id()));
      assertThat(bought.keySet()).as("%s", story).isEqualTo(delivered);
      assertThat(bought.values()).as("%s", story).allMatch(times -> times == 1);

      Set<UUID> takenBack = new HashSet<>();
      fixture
          .reversals()
          .forEach(r -> assertThat(takenBack.add(r.attempt().id())).as("%s", story).isTrue());
      payment.attempts().stream()
          .filter(a -> takenBack.contains(a.id()))
          .forEach(a -> assertThat(a.state()).as("%s", story).isEqualTo(AttemptState.REVERSED));

      Set<Token> kept =
          payment.delivery().map(d -> new HashSet<>(d.tokens())).orElseGet(HashSet::new);
      assertThat(kept).as("%s", story).containsAll(handedOver);

      if (payment.state() == PaymentState.COMPLETED) {
        assertThat(
                payment.attempts().stream()
                    .anyMatch(
                        a ->
                            a.state() == AttemptState.DELIVERED
                                || a.state() == AttemptState.REVERSED))
            .as("%s", story)
            .isTrue();
        assertThat(payment.failure()).as("%s", story).isEmpty();
      }
      if (payment.state() == PaymentState.REFUNDED) {
        assertThat(payment.nextActionAt()).as("%s", story).isEmpty();
      }
    }
  }
}
