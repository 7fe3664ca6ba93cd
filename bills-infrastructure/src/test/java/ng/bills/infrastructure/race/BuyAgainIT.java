package ng.bills.infrastructure.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.payment.RequestPayment.Accepted;
import ng.bills.application.payment.RequestPayment.Asking;
import ng.bills.application.payment.RequestPayment.Mismatch;
import ng.bills.application.payment.RequestPayment.Repeated;
import ng.bills.application.payment.RequestPayment.Result;
import ng.bills.application.payment.RequestPayment.UnderWay;
import ng.bills.application.payment.port.FirstAnswer;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentOutcome;
import ng.bills.domain.payment.PaymentState;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.payment.JpaRepetitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same payment again, over one PostgreSQL. */
class BuyAgainIT {

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Optional<String> NO_KEY = Optional.empty();

  private RaceWorld world;
  private Node node;
  private Node other;

  @BeforeEach
  void open() throws Exception {
    world = new RaceWorld();
    node = world.nodeThatAsks(WINDOW, connection -> connection);
    other = world.nodeThatAsks(WINDOW, connection -> connection);
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private static PaymentForm form(long naira, Optional<String> key, boolean buyAgain) {
    PaymentForm f = RaceWorld.electricity(naira, key);
    return new PaymentForm(
        f.billType(),
        f.providerCode(),
        f.accountNumber(),
        f.accountType(),
        f.planCode(),
        f.subscriptionChange(),
        f.amount(),
        f.currency(),
        f.paymentSource(),
        f.customerEmail(),
        f.customerPhone(),
        key,
        f.metadata(),
        buyAgain);
  }

  private Result ask(Node at, PaymentForm form) {
    return at.requestPayment.request(
        world.partner,
        form,
        List.of(),
        Optional.of(
            new Asking(
                form.toString().concat(" " + form.buyAgain()).getBytes(StandardCharsets.UTF_8),
                p ->
                    new FirstAnswer("there", p.id().toString().getBytes(StandardCharsets.UTF_8)))));
  }

  private Payment accepted(Result result) {
    assertThat(result).isInstanceOf(Accepted.class);
    return ((Accepted) result).payment();
  }

  private long payments() {
    return world.database.number("select count(*) from payment");
  }

  @Test
  void givenHundredTapsAtOnceOnTwoNodes_whenRequesting_thenOnePayment() throws Exception {
    try (AtOnce crowd = new AtOnce(100)) {
      for (int round = 1; round <= 5; round++) {
        long naira = 5_000 + round;
        List<Callable<Result>> taps = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          Node at = i % 2 == 0 ? node : other;
          Optional<String> key = i % 3 == 0 ? NO_KEY : Optional.of("tap-" + naira + "-" + i);
          taps.add(() -> ask(at, form(naira, key, false)));
        }
        List<Result> answers = crowd.run(taps);
        assertThat(answers).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(answers)
            .allMatch(r -> r instanceof Accepted || r instanceof Repeated || r instanceof UnderWay);
        assertThat(payments()).isEqualTo(round);
        assertThat(ask(node, form(naira, NO_KEY, false))).isInstanceOf(Repeated.class);
      }
    }
  }

  @Test
  void givenTwinsUnderOneKeyAtOnce_whenRequesting_thenNeverCalledARepetition() throws Exception {
    try (AtOnce crowd = new AtOnce(16)) {
      for (int round = 1; round <= 20; round++) {
        long naira = 5_000 + round;
        List<Callable<Result>> twins = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
          Node at = i % 2 == 0 ? node : other;
          twins.add(() -> ask(at, form(naira, Optional.of("twin-" + naira), false)));
        }
        assertThat(crowd.run(twins)).allMatch(r -> r instanceof Accepted || r instanceof UnderWay);
        assertThat(payments()).isEqualTo(round);
      }
    }
  }

  @Test
  void givenAnEarlierPayment_whenAskedAgain_thenItIsNamedUntilYesIsSaid() {
    Payment first = accepted(ask(node, form(5_000, Optional.of("first"), false)));
    world.pass(Duration.ofMinutes(9));

    Repeated repeated = (Repeated) ask(other, form(5_000, Optional.of("second"), false));

    assertThat(repeated.earlier().id()).isEqualTo(first.id());
    assertThat(repeated.earlier().reference()).isEqualTo(first.reference());
    assertThat(repeated.earlier().state()).isEqualTo(PaymentState.PENDING_PAYMENT);
    assertThat(repeated.earlier().createdAt()).isEqualTo(first.createdAt());
    assertThat(payments()).isEqualTo(1);

    // the key made nothing, so it may be used for the yes; and then stands for it
    Payment second = accepted(ask(node, form(5_000, Optional.of("second"), true)));
    assertThat(second.id()).isNotEqualTo(first.id());
    Accepted replayed = (Accepted) ask(other, form(5_000, Optional.of("second"), true));
    assertThat(replayed.repeated()).isTrue();
    assertThat(replayed.payment().id()).isEqualTo(second.id());
    assertThat(world.now(node, second).request().buyAgain()).isTrue();

    // the first answer is repeated as ever, and a yes under its key is not taken for it
    assertThat(((Accepted) ask(node, form(5_000, Optional.of("first"), false))).repeated())
        .isTrue();
    assertThat(ask(node, form(5_000, Optional.of("first"), true)))
        .isEqualTo(new Mismatch(first.id()));
    assertThat(ask(node, form(5_000, Optional.of("second"), false)))
        .isEqualTo(new Mismatch(second.id()));
    assertThat(payments()).isEqualTo(2);

    // the one that was wanted counts like any other
    assertThat(((Repeated) ask(node, form(5_000, NO_KEY, false))).earlier().id())
        .isEqualTo(second.id());
  }

  @Test
  void givenOtherAmountOrTimeOver_whenAsked_thenNothingIsRepeated() {
    accepted(ask(node, form(5_000, NO_KEY, false)));
    accepted(ask(node, form(5_001, NO_KEY, false)));
    world.pass(WINDOW);
    accepted(ask(node, form(5_000, NO_KEY, false)));
    assertThat(ask(node, form(5_000, NO_KEY, false))).isInstanceOf(Repeated.class);
  }

  @Test
  void givenTheEarlierWasCancelled_whenAsked_thenItDoesNotCountButOneBeforeItDoes() {
    Payment first = accepted(ask(node, form(5_000, NO_KEY, false)));
    Payment second = accepted(ask(node, form(5_000, NO_KEY, true)));
    node.cancelPayment.cancel(world.partner, second.id());
    assertThat(((Repeated) ask(node, form(5_000, NO_KEY, false))).earlier().id())
        .isEqualTo(first.id());
    node.cancelPayment.cancel(world.partner, first.id());
    accepted(ask(node, form(5_000, NO_KEY, false)));
  }

  @Test
  void givenTheBillWasPaid_whenAskedAgain_thenRepeatedWithItsStatus() {
    Payment first = accepted(ask(node, form(5_000, NO_KEY, false)));
    world.pay(first);
    node.takeInFunds.takeIn();
    assertThat(world.now(node, first).state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(((Repeated) ask(node, form(5_000, NO_KEY, false))).earlier().state())
        .isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenPaymentsOneAfterTheOther_whenRequested_thenOneStatementMoreInTheSameCommit() {
    CountedStatements counted = new CountedStatements();
    Node seen = world.nodeThatAsks(WINDOW, counted);
    ask(seen, form(4_000, Optional.of("reads-the-catalogue"), false));
    counted.commits.set(0);
    counted.executions.set(0);
    for (int i = 0; i < 10; i++) {
      accepted(ask(seen, form(5_000 + i, Optional.of("order-" + i), false)));
    }
    assertThat(counted.commits).hasValue(10);
    assertThat(counted.executions).as("payment, move, note and answer").hasValue(40);
  }

  @Test
  void givenTheDatabase_whenAskedWhatDoesNotCount_thenThePaymentsThatFailed() {
    String function =
        world
            .database
            .rows("select prosrc from pg_proc where proname = 'refuse_payment_again'")
            .get(0)
            .get("prosrc")
            .toString();
    Matcher list = Pattern.compile("state in \\(([^)]*)\\)").matcher(function);
    assertThat(list.find()).isTrue();
    assertThat(new TreeSet<>(Arrays.asList(list.group(1).replace("'", "").split(", "))))
        .isEqualTo(
            new TreeSet<>(
                Arrays.stream(PaymentState.values())
                    .filter(s -> s.outcome() == PaymentOutcome.FAILED)
                    .map(PaymentState::wireName)
                    .toList()));
  }

  @Test
  void givenOldNotes_whenPruned_thenThoseOnly() {
    Payment first = accepted(ask(node, form(5_000, NO_KEY, false)));
    JpaRepetitions repetitions = new JpaRepetitions(Samples.HASH);
    assertThat(
            world
                .database
                .unitOfWork()
                .<Integer>call(() -> repetitions.prune(first.createdAt(), 10)))
        .isZero();
    assertThat(
            world
                .database
                .unitOfWork()
                .<Integer>call(() -> repetitions.prune(first.createdAt().plusSeconds(1), 10)))
        .isEqualTo(1);
  }
}
