package ng.bills.infrastructure.persistence.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.application.payment.port.PaymentHistory.Line;
import ng.bills.application.payment.port.PaymentHistory.Total;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.ProvidersLeft;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

class JpaPaymentHistoryIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaPaymentHistory history = new JpaPaymentHistory(Samples.seals());
  private final UUID partner = database.partner();

  private Payment stored(Instant at) {
    Payment payment = Samples.payment(Samples.airtime(partner), at);
    tx.run(() -> payments.add(payment));
    return payment;
  }

  private Filter filter(Set<PaymentState> states) {
    return new Filter(
        new PartnerId(partner), states, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private List<PaymentId> ids(List<Line> lines) {
    return lines.stream().map(Line::id).toList();
  }

  @Test
  void givenPaymentsOfOneMoment_whenTheLatestAreAsked_thenOwnOnesNewestFirst() {
    List<PaymentId> newestFirst = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      newestFirst.add(0, stored(Samples.later(i / 3)).id());
    }
    stranger();
    assertThat(ids(tx.call(() -> history.latest(filter(Set.of()), 5))))
        .containsExactlyElementsOf(newestFirst.subList(0, 5));
  }

  private void stranger() {
    Payment other = Samples.payment(Samples.airtime(database.partner()));
    tx.run(() -> payments.add(other));
  }

  @Test
  void givenLine_whenShown_thenAccountIsMaskedAndAmountsAreWhole() {
    Payment payment = stored(Samples.NOW);
    assertThat(tx.call(() -> history.latest(filter(Set.of()), 10)))
        .containsExactly(
            new Line(
                payment.id(),
                payment.reference().value(),
                PaymentState.PENDING_PAYMENT,
                BillType.AIRTIME,
                "mtn",
                "080****4567",
                500_000,
                3_000,
                Samples.NOW,
                Samples.NOW,
                Optional.empty()));
  }

  @Test
  void givenFilters_whenListed_thenOnlyWhatMatches() {
    Payment expired = stored(Samples.NOW);
    Payment pending = stored(Samples.later(100));
    tx.run(
        () -> {
          Payment p = payments.lock(expired.id()).orElseThrow();
          p.windowClosed(Samples.later(700));
          payments.save(p, p.takeNewMoves());
        });
    assertThat(
            ids(
                tx.call(
                    () ->
                        history.latest(
                            filter(EnumSet.of(PaymentState.EXPIRED, PaymentState.COMPLETED)), 10))))
        .containsExactly(expired.id());
    Filter electricity =
        new Filter(
            new PartnerId(partner),
            Set.of(),
            Optional.of(BillType.ELECTRICITY),
            Optional.empty(),
            Optional.empty());
    assertThat(tx.call(() -> history.latest(electricity, 10))).isEmpty();
    Filter between =
        new Filter(
            new PartnerId(partner),
            Set.of(),
            Optional.of(BillType.AIRTIME),
            Optional.of(Samples.later(100)),
            Optional.of(Samples.later(101)));
    assertThat(ids(tx.call(() -> history.latest(between, 10)))).containsExactly(pending.id());
    Filter before =
        new Filter(
            new PartnerId(partner),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Samples.later(100)));
    assertThat(ids(tx.call(() -> history.latest(before, 10)))).containsExactly(expired.id());
  }

  @Test
  void givenCompletedPayments_whenTotalled_thenFeesCountAndOthersDoNot() {
    stored(Samples.NOW);
    complete(stored(Samples.NOW));
    complete(stored(Samples.later(50)));
    PartnerId who = new PartnerId(partner);
    assertThat(tx.call(() -> history.totals(who, Optional.empty(), Optional.empty())))
        .isEqualTo(Map.of(BillType.AIRTIME, new Total(2, 1_006_000)));
    assertThat(tx.call(() -> history.totals(who, Optional.of(Samples.later(50)), Optional.empty())))
        .isEqualTo(Map.of(BillType.AIRTIME, new Total(1, 503_000)));
    assertThat(tx.call(() -> history.totals(who, Optional.empty(), Optional.of(Samples.NOW))))
        .isEmpty();
  }

  private void complete(Payment payment) {
    VendReference reference = Samples.vendReference();
    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          Samples.upToVend(p, Samples.NOW);
          p.vendStarted(Samples.IDS.newId(), Samples.VTPASS, Samples.ITEM, reference, Samples.NOW);
          p.vendAnswered(
              reference,
              new Delivered(Optional.empty(), Delivery.BARE, "000"),
              ProvidersLeft.NONE,
              Samples.policy(),
              Samples.IDS.random(),
              Samples.NOW);
          payments.save(p, p.takeNewMoves());
        });
  }
}
