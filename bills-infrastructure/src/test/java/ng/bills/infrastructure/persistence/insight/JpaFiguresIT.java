package ng.bills.infrastructure.persistence.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import ng.bills.application.insight.Dashboard;
import ng.bills.application.insight.FindFigures;
import ng.bills.application.insight.RollUpFigures;
import ng.bills.application.insight.port.Figures;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.insight.Period;
import ng.bills.domain.insight.Tally;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.ProvidersLeft;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import org.junit.jupiter.api.Test;

class JpaFiguresIT {

  private static final ProviderCode SLOW = new ProviderCode("slowpay");
  private static final Delivered DELIVERED = new Delivered(Optional.empty(), Delivery.BARE, "000");
  private static final Rejected FAILED = new Rejected(RejectionReason.FAILED, "016", "failed");

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final Figures figures = new JpaFigures();
  private final UUID partner = database.partner();

  private void rolledUntil(Instant at) throws SQLException {
    database.byHand("update insight_rolled set until = '" + at + "'");
  }

  private FindFigures find(Instant now) {
    return new FindFigures(figures, tx, () -> now);
  }

  private void change(Payment payment, Consumer<Payment> what) {
    tx.run(
        () -> {
          Payment read = payments.lock(payment.id()).orElseThrow();
          what.accept(read);
          payments.save(read, read.takeNewMoves());
        });
  }

  private Payment paid(Instant at) {
    Payment payment = Samples.payment(Samples.airtime(partner), at);
    tx.run(() -> payments.add(payment));
    change(payment, p -> Samples.upToVend(p, at.plusSeconds(1)));
    return payment;
  }

  private void vend(Payment payment, ProviderCode provider, VendOutcome answer, Instant at) {
    VendReference reference = Samples.vendReference();
    change(
        payment,
        p ->
            p.vendStarted(
                Samples.IDS.newId(), provider, Samples.ITEM, reference, at.minusSeconds(1)));
    change(
        payment,
        p ->
            p.vendAnswered(
                reference, answer, ProvidersLeft.NONE, Samples.policy(), Samples.IDS.random(), at));
  }

  @Test
  void givenPayments_whenAsked_thenEachThingCountsOnceWhereItHappened_liveAndRolledUp()
      throws Exception {
    Instant base = Instant.parse("2025-03-03T10:00:00Z");
    rolledUntil(base);
    Payment quick = paid(base.plusSeconds(10));
    vend(quick, Samples.VTPASS, DELIVERED, base.plusSeconds(14));
    Payment second = paid(base.plusSeconds(20));
    vend(second, SLOW, FAILED, base.plusSeconds(24));
    change(second, p -> p.retryDue(base.plusSeconds(60)));
    vend(second, Samples.VTPASS, DELIVERED, base.plusSeconds(70));
    Payment unpaid = Samples.payment(Samples.electricity(partner, Optional.empty()), base);
    tx.run(() -> payments.add(unpaid));
    Period hour = Period.between(base, base.plus(Duration.ofHours(1)));

    Dashboard live = find(base.plusSeconds(100)).of(hour);

    Tally all = live.total();
    assertThat(all.requested()).isEqualTo(3);
    assertThat(all.requestedKobo()).isEqualTo(3 * 500_000);
    assertThat(all.paid()).isEqualTo(2);
    assertThat(all.delivered()).isEqualTo(2);
    assertThat(all.feeKobo()).isEqualTo(2 * 3_000);
    assertThat(all.retried()).isEqualTo(1);
    assertThat(all.speed().within5()).isEqualTo(1);
    assertThat(all.speed().within15()).isEqualTo(1);
    assertThat(all.speed().within60()).isEqualTo(2);
    assertThat(live.byProvider().get(SLOW).refused()).isEqualTo(1);
    assertThat(live.byProvider().get(SLOW).successOfAttempts()).hasValue(0);
    assertThat(live.byProvider().get(Samples.VTPASS).successOfAttempts()).hasValue(1_000);
    assertThat(live.byType()).containsOnlyKeys(BillType.ELECTRICITY, BillType.AIRTIME);

    assertThat(new RollUpFigures(figures, tx, () -> base.plusSeconds(1_199)).roll()).isZero();
    assertThat(new RollUpFigures(figures, tx, () -> base.plusSeconds(1_200)).roll()).isEqualTo(1);
    assertThat(tx.call(figures::rolledUntil)).isEqualTo(base.plusSeconds(900));

    assertThat(find(base.plusSeconds(1_300)).of(hour).slices()).isEqualTo(live.slices());
  }

  @Test
  void givenOpenPayments_whenAsked_thenTheyAreCountedByStateAndAge() {
    Instant base = Instant.parse("2025-04-04T10:00:00Z");
    List<Figures.Open> before = tx.call(() -> figures.open(base));
    Payment waiting = Samples.payment(Samples.airtime(partner), base.minusSeconds(200));
    tx.run(() -> payments.add(waiting));

    List<Figures.Open> after = tx.call(() -> figures.open(base));

    assertThat(count(after, Figures.Age.UP_TO_10_MINUTES))
        .isEqualTo(count(before, Figures.Age.UP_TO_10_MINUTES) + 1);
  }

  private static long count(List<Figures.Open> open, Figures.Age age) {
    return open.stream()
        .filter(o -> o.age() == age && !o.reviewed())
        .mapToLong(Figures.Open::count)
        .sum();
  }

  /**
   * With {@code -Dbills.insight.payments=1000000} a measurement; otherwise only that it holds with
   * some thousand rows.
   */
  @Test
  void givenManyPayments_whenAsked_thenADashboardTakesLittle() throws Exception {
    int count = Integer.getInteger("bills.insight.payments", 2_000);
    Instant base = Instant.parse("2025-06-01T00:00:00Z");
    int most = count < 100_000 ? 1 : 30;
    Instant end = base.plus(Duration.ofDays(most));
    ManyPayments.store(database, partner, base, end, count);
    rolledUntil(base);

    long rolling = System.nanoTime();
    RollUpFigures roll = new RollUpFigures(figures, tx, () -> end.minus(Duration.ofMinutes(2)));
    int quarters = 0;
    int slowest = 0;
    for (int some = 1; some > 0; ) {
      long begun = System.nanoTime();
      some = roll.roll();
      quarters += some;
      slowest = Math.max(slowest, some == 0 ? 0 : (int) (millis(begun) / some));
    }
    say(
        "rolled %d quarters in %d ms, %d ms each in the slowest 200",
        quarters, millis(rolling), slowest);

    Dashboard month = null;
    for (int days : new int[] {1, Math.min(7, most), most}) {
      Period period = Period.between(end.minus(Duration.ofDays(days)), end);
      for (int time = 0; time < 3; time++) {
        long begun = System.nanoTime();
        month = find(end).of(period);
        say("%d days: %d ms for %d requested", days, millis(begun), month.total().requested());
      }
    }
    assertThat(month.total().requested()).isEqualTo(count);
    assertThat(month.calls().stream().mapToLong(Figures.Calls::calls).sum())
        .isBetween(count - 10L, (long) count);
  }

  private static long millis(long since) {
    return (System.nanoTime() - since) / 1_000_000;
  }

  private static void say(String form, Object... values) {
    if (Boolean.getBoolean("bills.insight.say")) {
      System.out.println(String.format(form, values));
    }
  }
}
