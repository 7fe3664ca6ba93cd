package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendReference;
import org.junit.jupiter.api.Test;

/** An answer that reached the journal and nobody recorded, and what a requery may use of it. */
class KeptAnswerTest {

  private static final String TOKEN = "98765432109876543210";
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final Delivered BARE =
      new Delivered(Optional.empty(), Delivery.BARE, "000 delivered");

  private final TestSystem system = new TestSystem();

  /** Delivered; the answer is in the journal at most, and later they say so. */
  private Payment vendedThen(List<String> kept, RequeryOutcome later) {
    system.provider().then(Act.DELIVER_UNHEARD);
    Payment payment = system.request(TestSystem.electricity(5000));
    system.pay(payment);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    VendReference reference = system.provider().asked().get(0);
    kept.forEach(answer -> keep(reference, answer));
    system.provider().nowSays(reference, later);
    system.run(Duration.ofMinutes(1), STEP);
    return system.now(payment.id());
  }

  private void keep(VendReference reference, String answer) {
    system.exchanges.append(
        new Exchange(
            system.provider().code(),
            Optional.of(reference),
            Kind.VEND,
            "POST",
            200,
            answer,
            system.world.instant(),
            Duration.ZERO));
  }

  private static Optional<String> token(Payment payment) {
    return payment.delivery().flatMap(Delivery::creditToken).map(Token::digits);
  }

  @Test
  void givenTokenInTheJournalOnly_whenTheDeliveryIsConfirmed_thenTheCustomerGetsIt() {
    Payment payment = vendedThen(List.of("timeout", TOKEN), BARE);

    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(token(payment)).contains(TOKEN);
    assertThat(payment.review()).isEmpty();
    system.assertBooksAreTrue();
  }

  @Test
  void givenTokenTheyTellAgain_whenTheDeliveryIsConfirmed_thenTheJournalIsNotRead() {
    system.exchanges.alsoIn(
        reference -> {
          throw new IllegalStateException("not to be read");
        });
    Payment payment = vendedThen(List.of(), ScriptedProvider.delivered());

    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenTokenInTheJournal_whenTheyDoNotConfirm_thenItDecidesNothing() {
    for (RequeryOutcome said : List.of(new Unknown("http 502", "x"), new NotFound("015"))) {
      Payment payment = new KeptAnswerTest().vendedThen(List.of(TOKEN), said);
      assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
      assertThat(payment.delivery()).isEmpty();
    }
  }

  @Test
  void givenJournalThatCannotBeRead_whenTheDeliveryIsConfirmed_thenItCountsAllTheSame() {
    system.exchanges.alsoIn(
        reference -> {
          throw new IllegalStateException("no key");
        });
    Payment payment = vendedThen(List.of(), BARE);

    assertThat(payment.isTokenMissing()).isTrue();
    assertThat(payment.deliveredAttempt()).isPresent();
  }

  @Test
  void givenAnotherAmount_whenTheDeliveryIsConfirmed_thenCompletedAndAPersonLooks() {
    Payment payment =
        vendedThen(List.of(), ScriptedProvider.delivered().charging(Money.ofNaira(4_000)));

    assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
    Review review = payment.review().orElseThrow();
    assertThat(review.kind()).isEqualTo(Review.Kind.AMOUNT_DIFFERS);
    assertThat(review.reason()).contains("4000", "5000");
    assertThat(system.notes(payment))
        .extracting(PaymentNote::kind)
        .contains(PaymentNote.Kind.AMOUNT_DIFFERS);
    assertThat(system.world.allRefunds()).isEmpty();
    system.assertBooksAreTrue();
  }
}
