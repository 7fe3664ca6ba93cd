package ng.bills.domain.payment;

import static ng.bills.domain.payment.PaymentState.CNGN_RECEIVED;
import static ng.bills.domain.payment.PaymentState.EXPIRED;
import static ng.bills.domain.payment.PaymentState.PENDING_PAYMENT;
import static ng.bills.domain.payment.PaymentState.PROCESSING_BILL;
import static ng.bills.domain.payment.PaymentState.PROVIDER_PROCESSING;
import static ng.bills.domain.payment.PaymentState.REFUND_INITIATED;
import static ng.bills.domain.payment.PaymentState.REFUND_PROCESSING;
import static ng.bills.domain.payment.PaymentState.RETRY_SCHEDULED;
import static ng.bills.domain.payment.PaymentState.VERIFYING_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Outcomes;
import ng.bills.domain.vend.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pair of state and transition, through the verbs a payment has. */
class PaymentMovesTest {

  /** From where and by which verb a transition comes about. */
  private record Way(Supplier<PaymentFixture> start, Consumer<PaymentFixture> verb) {}

  /** The verbs, and the states in which each can happen. */
  private enum Verb {
    FUNDS_MATCHED(p -> p.payment().fundsMatched(p.now()), PENDING_PAYMENT),
    FUNDS_MISMATCHED(p -> p.payment().fundsMismatched("too little", p.now()), PENDING_PAYMENT),
    WINDOW_CLOSED(p -> p.payment().windowClosed(p.now()), PENDING_PAYMENT),
    CANCELLED(p -> p.payment().cancelled(p.now()), PENDING_PAYMENT),
    FUNDS_CAME_LATE(p -> p.payment().fundsCameLate(p.now()), EXPIRED),
    ACCOUNT_CHECK_STARTED(
        p -> p.payment().accountCheckStarted(p.now()), CNGN_RECEIVED, VERIFYING_ACCOUNT),
    ACCOUNT_CONFIRMED(PaymentFixture::confirmed, VERIFYING_ACCOUNT),
    ACCOUNT_REFUSED(p -> p.checked(new AccountCheck.Refused("unknown")), VERIFYING_ACCOUNT),
    ACCOUNT_UNAVAILABLE(
        p -> p.checked(new AccountCheck.Unavailable("timeout", true)), VERIFYING_ACCOUNT),
    POSTPONED(
        p -> p.payment().postponed(p.now().plusSeconds(5)), VERIFYING_ACCOUNT, PROVIDER_PROCESSING),
    PROVIDERS_GAVE_OUT(p -> p.payment().providersGaveOut(p.now())),
    // PROCESSING_BILL of the fixture has a live attempt, see below for the one without
    VEND_STARTED(PaymentFixture::vending),
    NO_PROVIDER_FOUND(PaymentFixture::noProvider),
    LEASE_LOST(PaymentFixture::leaseLost, PROCESSING_BILL),
    RETRY_DUE(p -> p.payment().retryDue(p.now()), RETRY_SCHEDULED),
    REFUND_STARTED(p -> p.payment().refundStarted(p.now()), REFUND_INITIATED),
    REFUND_CONFIRMED(p -> p.payment().refundConfirmed(p.now()), REFUND_PROCESSING),
    REFUND_PROVEN_DEAD(p -> p.payment().refundProvenDead("too late", p.now()), REFUND_PROCESSING),
    REVIEW_CLOSED(p -> p.payment().reviewClosed(p.now())),
    CALLED_OFF(p -> p.payment().calledOff(p.now()), PENDING_PAYMENT),
    HASTENED(p -> p.payment().hastened(p.now()), PROVIDER_PROCESSING, RETRY_SCHEDULED),
    // these end a review, and the fixture has none
    DELIVERY_ATTESTED(p -> p.payment().deliveryAttested(p.now())),
    REFUSAL_ATTESTED(p -> p.payment().refusalAttested(false, p.now())),
    TOKEN_ATTESTED(
        p -> p.payment().tokenAttested(Outcomes.deliveredWithToken().delivery(), p.now())),
    DELIVERY_ACCEPTED(p -> p.payment().deliveryAccepted(p.now())),
    // the outcome of the fixture's attempt is not known in the states before
    REFUND_APPROVED(
        p -> p.payment().refundApproved(p.now()),
        RETRY_SCHEDULED,
        PaymentState.PROVIDER_FAILED,
        PaymentState.COMPLETED);

    private final Consumer<PaymentFixture> happens;
    private final Set<PaymentState> legal;

    Verb(Consumer<PaymentFixture> happens, PaymentState... legal) {
      this.happens = happens;
      this.legal = Set.copyOf(Arrays.asList(legal));
    }
  }

  private static Map<PaymentTransition, Way> ways() {
    Map<PaymentTransition, Way> ways = new EnumMap<>(PaymentTransition.class);
    for (PaymentTransition transition : PaymentTransition.values()) {
      ways.put(transition, way(transition));
    }
    return ways;
  }

  private static Way way(PaymentTransition transition) {
    Supplier<PaymentFixture> plain = () -> PaymentFixture.in(transition.from());
    return switch (transition) {
      case FUNDS_MATCHED -> new Way(plain, Verb.FUNDS_MATCHED.happens);
      case FUNDS_MISMATCHED -> new Way(plain, Verb.FUNDS_MISMATCHED.happens);
      case PAYMENT_WINDOW_CLOSED -> new Way(plain, Verb.WINDOW_CLOSED.happens);
      case PAYMENT_CANCELLED -> new Way(plain, Verb.CANCELLED.happens);
      case FUNDS_CAME_LATE -> new Way(plain, Verb.FUNDS_CAME_LATE.happens);
      case ACCOUNT_CHECK_STARTED -> new Way(plain, Verb.ACCOUNT_CHECK_STARTED.happens);
      case ACCOUNT_CONFIRMED -> new Way(plain, Verb.ACCOUNT_CONFIRMED.happens);
      case ACCOUNT_REFUSED -> new Way(plain, Verb.ACCOUNT_REFUSED.happens);
      case ACCOUNT_CHECK_GIVEN_UP ->
          new Way(
              () -> {
                PaymentFixture p = plain.get();
                for (int i = 0; i < Policies.ACCOUNT_CHECK.limit(); i++) {
                  Verb.ACCOUNT_UNAVAILABLE.happens.accept(p);
                }
                return p;
              },
              Verb.ACCOUNT_UNAVAILABLE.happens);
        // passed through within the verb before it
      case ACCOUNT_REFUND_OWED ->
          new Way(
              () -> PaymentFixture.in(PaymentState.VERIFYING_ACCOUNT),
              Verb.ACCOUNT_REFUSED.happens);
      case VEND_DELIVERED -> new Way(plain, p -> p.answered(Outcomes.deliveredWithToken()));
      case VEND_UNSETTLED -> new Way(plain, p -> p.answered(Outcomes.pending()));
      case LEASE_LOST -> new Way(plain, Verb.LEASE_LOST.happens);
      case VEND_REJECTED ->
          new Way(plain, p -> p.answered(Outcomes.rejected(RejectionReason.BILLER_UNREACHABLE)));
      case VEND_REFUSED ->
          new Way(plain, p -> p.answered(Outcomes.rejected(RejectionReason.NOT_SOLD)));
      case REQUERY_DELIVERED -> new Way(plain, p -> p.requeried(Outcomes.deliveredWithToken()));
      case REQUERY_REJECTED ->
          new Way(plain, p -> p.requeried(Outcomes.rejected(RejectionReason.FAILED)));
      case REQUERY_NOT_FOUND ->
          new Way(
              () -> plain.get().requeried(Outcomes.notFound()),
              p -> p.after(Policies.VEND.notFoundSettle()).requeried(Outcomes.notFound()));
      case REQUERY_REFUSED ->
          new Way(plain, p -> p.requeried(Outcomes.rejected(RejectionReason.AMOUNT_REFUSED)));
      case RETRY_DUE -> new Way(plain, Verb.RETRY_DUE.happens);
      case RETRIES_USED_UP ->
          new Way(
              () -> {
                PaymentFixture p = plain.get();
                while (p.payment().retriesUsed() < Policies.VEND.retries().limit()) {
                  p.retrying().vending().answered(Outcomes.rejected(RejectionReason.FAILED));
                }
                return p.retrying().vending();
              },
              p -> p.answered(Outcomes.rejected(RejectionReason.FAILED)));
      case OTHER_PROVIDER_CHOSEN ->
          new Way(
              PaymentFixture.ready()::vending,
              p ->
                  p.answered(
                      p.lastReference(),
                      Outcomes.rejected(RejectionReason.NOT_SOLD),
                      ProvidersLeft.NOW));
      case NO_PROVIDER_LEFT ->
          new Way(
              PaymentFixture.ready()::vending,
              p -> p.answered(Outcomes.rejected(RejectionReason.NOT_SOLD)));
      case REFUND_STARTED -> new Way(plain, Verb.REFUND_STARTED.happens);
      case REFUND_CONFIRMED -> new Way(plain, Verb.REFUND_CONFIRMED.happens);
      case REFUND_PROVEN_DEAD -> new Way(plain, Verb.REFUND_PROVEN_DEAD.happens);
        // of something the customer cannot have used
      case PROVIDER_REVERSED ->
          new Way(
              () ->
                  PaymentFixture.ready(PaymentFixture.airtimeRequest())
                      .vending()
                      .answered(Outcomes.deliveredBare()),
              p -> p.requeried(Outcomes.rejected(RejectionReason.REVERSED)));
      case REFUND_APPROVED -> new Way(plain, Verb.REFUND_APPROVED.happens);
      case DELIVERY_ACCEPTED, LATE_DELIVERY_ACCEPTED ->
          new Way(
              () -> plain.get().requeried(Outcomes.deliveredWithToken()),
              Verb.DELIVERY_ACCEPTED.happens);
    };
  }

  private static Stream<PaymentTransition> transitionsWithVerb() {
    return ways().keySet().stream();
  }

  private static Stream<Arguments> everyTransitionFromEveryState() {
    return ways().keySet().stream()
        .flatMap(t -> Arrays.stream(PaymentState.values()).map(s -> Arguments.of(t, s)));
  }

  private static Stream<Arguments> everyVerbInEveryState() {
    return Arrays.stream(Verb.values())
        .flatMap(v -> Arrays.stream(PaymentState.values()).map(s -> Arguments.of(v, s)));
  }

  @ParameterizedTest
  @MethodSource("transitionsWithVerb")
  void givenItsState_whenTheVerbHappens_thenTheTransitionIsTakenAndRecorded(
      PaymentTransition transition) {
    Way way = ways().get(transition);
    PaymentFixture payment = way.start().get();
    int before = payment.history().size();

    way.verb().accept(payment);

    PaymentMoved move =
        payment.history().stream()
            .skip(before)
            .filter(m -> m.transition() == transition)
            .findFirst()
            .orElseThrow(() -> new AssertionError(transition + " was not taken"));
    assertThat(move.from()).isEqualTo(transition.from());
    assertThat(move.to()).isEqualTo(transition.to());
    assertThat(move.at()).isEqualTo(payment.now());
    assertThat(move.cause()).isNotBlank();
    assertThat(move.actor()).isNotBlank();
    assertThat(payment.payment().updatedAt()).isEqualTo(payment.now());
  }

  @ParameterizedTest
  @MethodSource("everyTransitionFromEveryState")
  void givenAnyState_whenTheVerbOfATransitionHappens_thenItIsTakenFromItsOwnStateOnly(
      PaymentTransition transition, PaymentState state) {
    PaymentFixture payment = PaymentFixture.in(state);
    if (state == transition.from() || payment.payment().attempts().isEmpty() && needs(transition)) {
      return;
    }
    PaymentSnapshot before = payment.payment().snapshot();
    int moves = payment.history().size();

    try {
      way(transition).verb().accept(payment);
    } catch (IllegalPaymentMoveException e) {
      assertThat(payment.payment().snapshot()).isEqualTo(before);
      assertThat(payment.history()).hasSize(moves);
    }

    PaymentState at = before.state();
    for (PaymentMoved move : payment.history().subList(moves, payment.history().size())) {
      assertThat(move.from()).isEqualTo(at).isEqualTo(move.transition().from());
      assertThat(move.to()).isEqualTo(move.transition().to());
      at = move.to();
    }
    assertThat(payment.state()).isEqualTo(at);
  }

  /** Whether the verb is an answer about an attempt. */
  private static boolean needs(PaymentTransition transition) {
    return Set.of(PROCESSING_BILL, PROVIDER_PROCESSING, PaymentState.PROVIDER_FAILED)
            .contains(transition.from())
        || transition == PaymentTransition.RETRIES_USED_UP
        || transition == PaymentTransition.DELIVERY_ACCEPTED
        || transition == PaymentTransition.PROVIDER_REVERSED;
  }

  @ParameterizedTest
  @MethodSource("everyVerbInEveryState")
  void givenAnyState_whenAVerbHappens_thenItMovesOrThrowsAndChangesNothing(
      Verb verb, PaymentState state) {
    PaymentFixture payment = PaymentFixture.in(state);
    PaymentSnapshot before = payment.payment().snapshot();
    int moves = payment.history().size();

    if (verb.legal.contains(state)) {
      verb.happens.accept(payment);
      assertThat(payment.history().size() >= moves).isTrue();
      return;
    }
    assertThatThrownBy(() -> verb.happens.accept(payment))
        .isInstanceOf(IllegalPaymentMoveException.class)
        .hasMessageContaining(state.wireName())
        .hasMessageContaining(payment.payment().id().toString());
    assertThat(payment.payment().snapshot()).isEqualTo(before);
    assertThat(payment.history()).hasSize(moves);
  }

  @Test
  void givenEveryTransition_whenFollowed_thenEveryStateIsReached() {
    Set<PaymentState> reached = EnumSet.of(PENDING_PAYMENT);
    Deque<PaymentState> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      PaymentState state = open.pop();
      for (PaymentTransition t : PaymentTransition.values()) {
        if (t.from() == state && reached.add(t.to())) {
          open.push(t.to());
        }
      }
    }
    assertThat(reached).containsExactlyInAnyOrder(PaymentState.values());
  }

  @ParameterizedTest
  @EnumSource(PaymentState.class)
  void givenAnyState_whenLedThereByVerbs_thenItIsThere(PaymentState state) {
    assertThat(PaymentFixture.in(state).state()).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource(PaymentState.class)
  void givenAnyState_whenNoTransitionLeadsOut_thenAndOnlyThenItIsTerminal(PaymentState state) {
    boolean leadsOut =
        Arrays.stream(PaymentTransition.values()).anyMatch(t -> t.from().equals(state));
    assertThat(state.isTerminal()).isEqualTo(!leadsOut);
    assertThat(state.progress()).isBetween(0, 100);
  }

  @Test
  void givenTheTable_whenLookedAt_thenOnlyRefundedIsForGood() {
    // completed can be reversed, expired can get late money
    assertThat(Arrays.stream(PaymentState.values()).filter(PaymentState::isTerminal))
        .containsExactly(PaymentState.REFUNDED);
  }

  @Test
  void givenTheTable_whenTwoTransitionsAreCompared_thenNoneIsNamedOrStandsTwice() {
    assertThat(Arrays.stream(PaymentTransition.values()).map(PaymentTransition::wireName))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z_]+"));
    assertThat(PaymentTransition.values()).allMatch(t -> t.from() != t.to());
  }

  @Test
  void givenARequest_whenMade_thenItWaitsForMoneyAndItsHistoryBegins() {
    PaymentFixture payment = PaymentFixture.requested();

    assertThat(payment.state()).isEqualTo(PENDING_PAYMENT);
    assertThat(payment.payment().expiresAt())
        .isEqualTo(PaymentFixture.NOON.plus(PaymentFixture.WINDOW));
    assertThat(payment.payment().nextActionAt()).isEmpty();
    assertThat(payment.history())
        .singleElement()
        .satisfies(
            first -> {
              assertThat(first.sequence()).isEqualTo(1);
              assertThat(first.transition()).isNull();
              assertThat(first.from()).isNull();
            });
  }

  @Test
  void givenMoves_whenTaken_thenTheyAreNumberedWithoutGapsAndTakenOnce() {
    PaymentFixture payment = PaymentFixture.in(PaymentState.REFUNDED);

    assertThat(payment.history().stream().map(PaymentMoved::sequence))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(payment.payment().takeNewMoves()).isEmpty();
    assertThat(payment.payment().snapshot().moveCount()).isEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource(PaymentState.class)
  void givenAnyState_whenStoredAndReadAgain_thenNothingIsLost(PaymentState state) {
    PaymentSnapshot stored = PaymentFixture.in(state).payment().snapshot();

    Payment again = Payment.reconstitute(stored);

    assertThat(again.snapshot()).isEqualTo(stored);
    assertThat(again.takeNewMoves()).isEmpty();
    assertThat(again.takeNewPurchases()).isEmpty();
  }
}
