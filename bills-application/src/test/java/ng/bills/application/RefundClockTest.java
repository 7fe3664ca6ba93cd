package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import ng.bills.application.memory.MemoryStellar.Fate;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.refund.RefundClockForm;
import ng.bills.application.refund.WatchRefundClock;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.application.vending.CheckClockPolicy;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.BreachCause;
import ng.bills.domain.refund.ClockBreach;
import ng.bills.domain.refund.ClockContradiction;
import ng.bills.domain.refund.ClockedWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits too long is found while he waits, told once, and said why. */
class RefundClockTest {

  private static final Duration TEN = Duration.ofSeconds(10);
  private static final RefundClocks.Filter ALL =
      new RefundClocks.Filter(Optional.empty(), Optional.empty(), Optional.empty());

  private final TestSystem system = new TestSystem();
  private final List<LogRecord> alerts = new ArrayList<>();
  private final Logger log = Logger.getLogger(WatchRefundClock.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            alerts.add(line);
          }
        }

        @Override
        public void flush() {
          // nothing is held back
        }

        @Override
        public void close() {
          // nothing is open
        }
      };

  @BeforeEach
  void listen() {
    log.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    log.removeHandler(handler);
  }

  private Payment paid(Act... acts) {
    system.provider().then(acts);
    Payment payment = system.request(TestSystem.electricity(5_000));
    system.pay(payment);
    system.tick();
    return payment;
  }

  /** Wrong money, owed back at once. */
  private Payment underpaid() {
    Payment payment = system.request(TestSystem.electricity(5_000));
    system.pay(payment, 10_000_000);
    return payment;
  }

  private ClockBreach onlyBreach() {
    assertThat(system.world.allBreaches()).hasSize(1);
    return system.world.allBreaches().get(0);
  }

  private String report(RefundClocks.Filter filter, RefundClockForm form) {
    StringBuilder all = new StringBuilder();
    system.reportRefundClock.write(filter, form, all::append);
    return all.toString();
  }

  @Test
  void givenRefundInTime_whenSwept_thenNoBreach() {
    underpaid();
    system.run(Duration.ofMinutes(10), TEN);

    assertThat(system.world.allRefunds().get(0).submittedAt()).isPresent();
    assertThat(system.world.allBreaches()).isEmpty();
    assertThat(alerts).isEmpty();
  }

  @Test
  void givenStellarSilent_whenTheLimitPasses_thenFoundWhileTheCustomerWaitsAndToldOnce() {
    system.stellar.then(Fate.DROP);
    Payment payment = underpaid();
    system.tick();
    Instant known = system.world.instant();
    system.run(Duration.ofSeconds(30), TEN);
    assertThat(system.world.allBreaches()).as("exactly 30 s are in order").isEmpty();

    system.run(TEN, TEN);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUND_PROCESSING);
    ClockBreach breach = onlyBreach();
    assertThat(breach.clocked()).isEqualTo(ClockedWait.REFUND);
    assertThat(breach.since()).isEqualTo(known);
    assertThat(breach.limit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(breach.finding().cause()).isEqualTo(BreachCause.SUBMISSION_UNKNOWN);
    assertThat(breach.finding().detail()).contains("504");
    assertThat(report(ALL, RefundClockForm.CSV)).contains(",,40,submission_unknown,");

    system.run(Duration.ofMinutes(10), TEN);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.world.allBreaches()).hasSize(1);
    assertThat(alerts).hasSize(1);
    assertThat(system.findPayments.story(TestSystem.PARTNER, payment.id()).orElseThrow().breaches())
        .containsExactly(breach);
  }

  @Test
  void givenNoNodeRan_whenItIsRefundedBeforeAnybodySweeps_thenFoundAllTheSame() {
    underpaid();
    system.takeInFunds.takeIn();
    system.world.pass(Duration.ofHours(2));
    system.refund.tick();

    assertThat(onlyBreach().clocked()).isEqualTo(ClockedWait.REFUND);
    assertThat(onlyBreach().finding().cause()).isEqualTo(BreachCause.NOT_TAKEN_UP);
    assertThat(alerts).hasSize(1);
    system.refundClock.sweep();
    assertThat(system.world.allBreaches()).hasSize(1);
  }

  /** Found by the simulation, seed 193. */
  @Test
  void givenRefundSentBetweenListAndLook_whenSwept_thenToldOnceAndNothingBreaksOff() {
    underpaid();
    system.takeInFunds.takeIn();
    system.world.pass(Duration.ofHours(2));
    system.world.meanwhile(1, system.refund::tick);

    assertThat(system.refundClock.sweep()).isZero();
    assertThat(onlyBreach().finding().cause()).isEqualTo(BreachCause.NOT_TAKEN_UP);
    assertThat(alerts).hasSize(1);
  }

  @Test
  void givenANewNodeAfterAnOutage_whenItSweeps_thenTheServerWasDown() {
    underpaid();
    system.takeInFunds.takeIn();
    system.world.pass(Duration.ofHours(2));
    WatchRefundClock restarted =
        new WatchRefundClock(
            system.world.refundClocks(),
            system.world.payments(),
            system.world.history(),
            system.world.refunds(),
            system.world.unitOfWork(),
            system.world,
            TestSystem.CLOCK_POLICY);

    assertThat(restarted.sweep()).isEqualTo(1);
    assertThat(onlyBreach().finding().cause()).isEqualTo(BreachCause.SERVER_DOWN);
  }

  @Test
  void givenBlockedRefund_whenSwept_thenTheReasonIsTheCause() {
    system.stellar.senderCannotReceive();
    underpaid();
    system.run(Duration.ofMinutes(1), TEN);

    assertThat(onlyBreach().finding().cause()).isEqualTo(BreachCause.REFUND_BLOCKED);
    assertThat(onlyBreach().finding().detail()).isEqualTo("no trust line");
  }

  @Test
  void givenOneOnItsWay_whenOthersWait_thenTheQueueIsTheCause() {
    system.stellar.then(Fate.DROP);
    underpaid();
    underpaid();
    system.run(Duration.ofSeconds(50), TEN);

    assertThat(system.world.allBreaches())
        .extracting(b -> b.finding().cause())
        .containsExactlyInAnyOrder(BreachCause.SUBMISSION_UNKNOWN, BreachCause.REFUND_QUEUE);
  }

  @Test
  void givenProviderPendingForADay_whenTheLimitPasses_thenFoundWhilePending() {
    Payment payment = paid(Act.PEND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    Instant since = system.now(payment.id()).attempts().get(0).startedAt();
    system.run(Duration.ofHours(24), Duration.ofMinutes(5));
    assertThat(system.world.allBreaches()).isEmpty();

    system.run(TEN, TEN);
    assertThat(onlyBreach().clocked()).isEqualTo(ClockedWait.PENDING);
    assertThat(onlyBreach().since()).isEqualTo(since);
    assertThat(onlyBreach().finding().cause())
        .isIn(BreachCause.PROVIDER_PENDING, BreachCause.REVIEW_OPEN);
    system.run(Duration.ofHours(1), Duration.ofMinutes(5));
    assertThat(alerts).hasSize(1);
  }

  @Test
  void givenPendingThatEndedBeforeAnybodySwept_whenItEnds_thenFoundWithTheOutcome() {
    Payment payment = paid(Act.DELIVER_UNHEARD);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    system.world.pass(Duration.ofHours(30));
    system.runner.tick(system.requery);
    system.world.runBackground();

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(onlyBreach().clocked()).isEqualTo(ClockedWait.PENDING);
    assertThat(system.findPayments.story(TestSystem.PARTNER, payment.id()).orElseThrow().clock())
        .satisfies(c -> assertThat(c.pendingUntil()).contains(system.world.instant()));
  }

  @Test
  void givenDamagedPayment_whenSwept_thenTheOthersAreFound() {
    system.stellar.senderCannotReceive();
    Payment damaged = underpaid();
    underpaid();
    system.takeInFunds.takeIn();
    system.world.pass(Duration.ofMinutes(2));
    system.world.damage(damaged.id());

    assertThat(system.refundClock.sweep()).isEqualTo(1);
  }

  @Test
  void givenMoreThanAPage_whenReported_thenEachOnceInBothForms() {
    system.stellar.senderCannotReceive();
    for (int i = 0; i < 450; i++) {
      underpaid();
    }
    system.takeInFunds.takeIn();
    system.world.pass(Duration.ofMinutes(2));
    assertThat(system.refundClock.sweep()).isEqualTo(450);

    List<String> csv = report(ALL, RefundClockForm.CSV).lines().toList();
    assertThat(csv).hasSize(452).doesNotHaveDuplicates();
    assertThat(csv.get(451)).startsWith("END,450,");
    assertThat(report(ALL, RefundClockForm.JSON)).endsWith("],\"count\":450}");
  }

  @Test
  void givenReportThatIsCutOff_whenRead_thenItsEndIsMissing() {
    system.stellar.senderCannotReceive();
    underpaid();
    system.run(Duration.ofMinutes(1), TEN);
    List<String> whole = report(ALL, RefundClockForm.CSV).lines().toList();
    assertThat(whole).hasSize(3);
    assertThat(whole.get(2)).isEqualTo("END,1,,,,,,,,,,,,");
    assertThat(whole.get(2).chars().filter(c -> c == ',').count())
        .isEqualTo(whole.get(0).chars().filter(c -> c == ',').count());

    StringBuilder part = new StringBuilder();
    assertThatThrownBy(
            () ->
                system.reportRefundClock.write(
                    ALL,
                    RefundClockForm.CSV,
                    piece -> {
                      if (piece.startsWith("END")) {
                        throw new IllegalStateException("the reader has gone");
                      }
                      part.append(piece);
                    }))
        .hasMessage("the reader has gone");
    assertThat(part.toString().lines()).hasSize(2).noneMatch(line -> line.startsWith("END,"));
  }

  @Test
  void givenFilter_whenReported_thenOnlyWhatWasAskedFor() {
    system.stellar.senderCannotReceive();
    underpaid();
    system.run(Duration.ofMinutes(1), TEN);
    Instant at = onlyBreach().at();
    Optional<PartnerId> other = Optional.of(new PartnerId(new java.util.UUID(9, 9)));

    assertThat(
            lines(
                new RefundClocks.Filter(Optional.of(TestSystem.PARTNER), at(at), Optional.empty())))
        .isEqualTo(1);
    assertThat(
            lines(
                new RefundClocks.Filter(Optional.empty(), at(at.plusMillis(1)), Optional.empty())))
        .isZero();
    assertThat(lines(new RefundClocks.Filter(Optional.empty(), Optional.empty(), at(at)))).isZero();
    assertThat(lines(new RefundClocks.Filter(other, Optional.empty(), Optional.empty()))).isZero();
  }

  private static Optional<Instant> at(Instant instant) {
    return Optional.of(instant);
  }

  private long lines(RefundClocks.Filter filter) {
    return report(filter, RefundClockForm.CSV).lines().count() - 2;
  }

  @Test
  void givenTextThatASpreadsheetWouldRun_whenWritten_thenItIsText() {
    Payment payment = underpaid();
    system.takeInFunds.takeIn();
    system.world.call(
        () ->
            system
                .world
                .refundClocks()
                .keep(
                    new ClockBreach(
                        payment.id(),
                        ClockedWait.REFUND,
                        system.world.instant(),
                        TEN,
                        new ng.bills.domain.refund.BreachFinding(
                            BreachCause.REFUND_BLOCKED, "=HYPERLINK(\"http://x\",\"y\")\\\n"),
                        system.world.instant())));

    assertThat(report(ALL, RefundClockForm.CSV))
        .contains(",refund_blocked,\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\\\n\",");
    assertThat(report(ALL, RefundClockForm.JSON))
        .contains("\"detail\":\"=HYPERLINK(\\\"http://x\\\",\\\"y\\\")\\\\\\u000a\"");
  }

  @Test
  void givenProviderThatIsAskedLate_whenComparedWithThePolicy_thenNamedWithTheNumbers() {
    CheckClockPolicy check =
        new CheckClockPolicy(
            () -> List.of(system.provider()), system.router, TestSystem.CLOCK_POLICY);
    assertThat(check.contradictions(system.policy.vend(), Duration.ofSeconds(5), TEN)).isEmpty();

    system.provider().floor(Duration.ofMinutes(5));
    assertThat(check.contradictions(system.policy.vend(), Duration.ofSeconds(5), TEN))
        .extracting(ClockContradiction::kind, ClockContradiction::needs)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                ClockContradiction.Kind.FAILURE_CONFIRMED_LATE, Duration.ofMinutes(5)));
  }
}
