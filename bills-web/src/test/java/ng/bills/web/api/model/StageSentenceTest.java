package ng.bills.web.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.AttemptState;
import ng.bills.domain.payment.Failure;
import ng.bills.domain.payment.FailureCode;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentSnapshot;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.VendReference;
import org.junit.jupiter.api.Test;

class StageSentenceTest {

  private static final Instant AT = Instant.parse("2026-01-31T12:00:00.5Z");

  private final PaymentSnapshot base =
      new TestSystem().request(TestSystem.electricity(5000)).snapshot();

  private Payment payment(
      PaymentState state,
      Optional<AttemptState> attempt,
      int retries,
      Optional<Failure> failure,
      Optional<Review> review) {
    List<Attempt> attempts =
        attempt
            .map(
                a ->
                    List.of(
                        new Attempt(
                            new UUID(3, 3),
                            1,
                            new ProviderCode("vtpass"),
                            VendReference.at(AT, "abcdefgh"),
                            a,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            AT,
                            Optional.empty(),
                            0,
                            0)))
            .orElse(List.of());
    return Payment.reconstitute(
        new PaymentSnapshot(
            base.id(),
            base.reference(),
            base.request(),
            state,
            2,
            base.createdAt(),
            base.expiresAt(),
            AT,
            Optional.of(AT),
            Optional.empty(),
            0,
            retries,
            Optional.empty(),
            attempts,
            Optional.empty(),
            failure,
            review,
            Optional.empty(),
            1));
  }

  private String sentence(PaymentState state, AttemptState attempt, int retries) {
    return StageSentence.of(
        payment(state, Optional.ofNullable(attempt), retries, Optional.empty(), Optional.empty()),
        3);
  }

  @Test
  void givenEachOfTheThirteenStates_whenTold_thenEachHasItsOwnSentence() {
    Set<String> sentences = new HashSet<>();
    for (PaymentState state : PaymentState.values()) {
      String sentence = sentence(state, null, 0);
      assertThat(sentence).isNotBlank().doesNotContain("_");
      assertThat(sentences.add(sentence)).as(state + ": " + sentence).isTrue();
    }
    assertThat(sentences).hasSize(13);
  }

  @Test
  void givenTriesAndAttempts_whenTold_thenTheSentenceCountsAndDistinguishesThem() {
    assertThat(sentence(PaymentState.PROCESSING_BILL, AttemptState.STARTED, 0))
        .isEqualTo("calling the provider, try 1 of 4");
    assertThat(sentence(PaymentState.PROCESSING_BILL, AttemptState.REJECTED, 2))
        .isEqualTo("about to call the provider, try 3 of 4");
    assertThat(sentence(PaymentState.RETRY_SCHEDULED, AttemptState.REJECTED, 1))
        .isEqualTo("not bought yet, trying again at 2026-01-31T12:00:00Z, try 2 of 4");
    assertThat(sentence(PaymentState.PROVIDER_PROCESSING, AttemptState.PENDING, 0))
        .isEqualTo("the provider is working on it");
    assertThat(sentence(PaymentState.PROVIDER_PROCESSING, AttemptState.UNKNOWN, 0))
        .contains("no clear answer");
    assertThat(sentence(PaymentState.PROVIDER_PROCESSING, AttemptState.DELIVERED, 0))
        .isEqualTo("delivered, waiting for the token");
  }

  @Test
  void givenCancelledOrUnderReview_whenTold_thenTheSentenceSaysSo() {
    Payment cancelled =
        payment(
            PaymentState.EXPIRED,
            Optional.empty(),
            0,
            Optional.of(new Failure(FailureCode.PAYMENT_CANCELLED, "cancelled", AT)),
            Optional.empty());
    assertThat(StageSentence.of(cancelled, 3)).startsWith("cancelled");

    for (PaymentState state : PaymentState.values()) {
      Payment reviewed =
          payment(
              state,
              Optional.empty(),
              0,
              Optional.empty(),
              Optional.of(new Review(Review.Kind.OUTCOME_UNKNOWN, "no answer", AT)));
      assertThat(StageSentence.of(reviewed, 3)).contains("a person is looking");
    }
  }
}
