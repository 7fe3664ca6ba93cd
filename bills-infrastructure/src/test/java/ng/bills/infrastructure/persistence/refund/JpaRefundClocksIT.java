package ng.bills.infrastructure.persistence.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.RefundClockForm;
import ng.bills.application.refund.ReportRefundClock;
import ng.bills.application.refund.WatchRefundClock;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.refund.BreachCause;
import ng.bills.domain.refund.BreachFinding;
import ng.bills.domain.refund.ClockBreach;
import ng.bills.domain.refund.ClockedWait;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundClock;
import ng.bills.domain.refund.RefundClockPolicy;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.RefundReason;
import ng.bills.domain.refund.SignedRefund;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.command.RefundClockReport;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.Stored;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.payment.JpaPaymentHistory;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import org.junit.jupiter.api.Test;

class JpaRefundClocksIT {

  private static final Duration RECHECK = Duration.ofSeconds(5);
  private static final Unknown UNKNOWN = new Unknown("timeout", "no answer");
  private static final Delivered DELIVERED = new Delivered(Optional.empty(), Delivery.BARE, "000");
  private static final Rejected REFUSED =
      new Rejected(RejectionReason.ACCOUNT_INVALID, "016", "no such account");
  private static final int ALL = 100_000;

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaPaymentHistory history = new JpaPaymentHistory(Samples.seals());
  private final JpaRefunds refunds = new JpaRefunds();
  private final JpaRefundClocks clocks = new JpaRefundClocks();
  private final UUID partner = database.partner();

  private Payment stored(PaymentRequest request) {
    Payment payment = Samples.payment(request);
    tx.run(() -> payments.add(payment));
    return payment;
  }

  private void change(Payment payment, Consumer<Payment> what) {
    tx.run(
        () -> {
          Payment read = payments.lock(payment.id()).orElseThrow();
          what.accept(read);
          payments.save(read, read.takeNewMoves());
        });
  }

  private VendReference vending(Payment payment, long seconds) {
    VendReference reference = Samples.vendReference();
    Instant at = Samples.later(seconds);
    change(
        payment,
        p -> p.vendStarted(Samples.IDS.newId(), Samples.VTPASS, Samples.ITEM, reference, at));
    return reference;
  }

  private Payment upToVend() {
    Payment payment = stored(Samples.airtime(partner));
    change(payment, p -> Samples.upToVend(p, Samples.NOW));
    return payment;
  }

  private Payment unknown() {
    Payment payment = upToVend();
    answer(payment, vending(payment, 2), UNKNOWN, 62);
    return payment;
  }

  private void answer(
      Payment payment,
      VendReference reference,
      ng.bills.domain.vend.VendOutcome said,
      long seconds) {
    change(
        payment,
        p ->
            p.vendAnswered(
                reference,
                said,
                ng.bills.domain.payment.ProvidersLeft.NONE,
                Samples.policy(),
                Samples.IDS.random(),
                Samples.later(seconds)));
  }

  private void requery(Payment payment, ng.bills.domain.vend.RequeryOutcome said, long seconds) {
    change(
        payment,
        p ->
            p.requeryAnswered(
                p.attempts().get(0).reference(),
                said,
                ng.bills.domain.payment.ProvidersLeft.NONE,
                Samples.policy(),
                Samples.IDS.random(),
                Samples.later(seconds),
                Samples.later(seconds)));
  }

  private Refund owed(Payment payment, boolean settles, long seconds) {
    Refund refund =
        Refund.owed(
            new RefundId(Samples.IDS.newId()),
            new FundsReceipt(
                UUID.randomUUID().toString(),
                "ab".repeat(32),
                Samples.NOW,
                "GSENDER",
                new AssetAmount(new Asset("cNGN", "GISSUER"), 50_300_000_000L),
                Optional.empty(),
                Optional.empty()),
            Optional.of(payment.id()),
            settles,
            settles ? RefundReason.BILL_NOT_PAID : RefundReason.REPEATED,
            Samples.later(seconds),
            Samples.later(seconds));
    tx.run(() -> refunds.add(refund));
    return refund;
  }

  private void sent(Refund refund, long asked, long closed) {
    SignedRefund signed =
        new SignedRefund(
            "G" + UUID.randomUUID(),
            7,
            "AAAA",
            UUID.randomUUID().toString(),
            Samples.later(closed + 60));
    tx.run(
        () -> {
          Refund read = refunds.lock(refund.id()).orElseThrow();
          read.prepared(signed, Samples.later(asked));
          refunds.save(read);
        });
    tx.run(
        () -> {
          Refund read = refunds.lock(refund.id()).orElseThrow();
          read.heard(
              new RefundOutcome.Confirmed(signed.hash(), Samples.later(closed)),
              Samples.later(asked),
              RECHECK,
              Samples.later(closed + 1));
          refunds.save(read);
        });
  }

  private RefundClock byDomain(Payment payment) {
    return tx.call(
        () ->
            RefundClock.of(
                payments.find(payment.id()).orElseThrow(),
                history.moves(payment.id()),
                refunds.of(payment.id())));
  }

  private RefundClock byView(Payment payment) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select pending_since, pending_until, failure_known_at, refund_submitted_at"
                    + " from refund_clock where payment_id = ?")) {
      select.setObject(1, payment.id().value());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new RefundClock(
            Optional.ofNullable(Stored.instant(row, 1)),
            Optional.ofNullable(Stored.instant(row, 2)),
            Optional.ofNullable(Stored.instant(row, 3)),
            Optional.ofNullable(Stored.instant(row, 4)));
      }
    }
  }

  @Test
  void givenHistoriesOfAllKinds_whenReadByTheView_thenAsTheDomainSays() throws SQLException {
    List<Payment> all = new ArrayList<>();
    all.add(stored(Samples.airtime(partner)));
    Payment atOnce = upToVend();
    answer(atOnce, vending(atOnce, 2), DELIVERED, 5);
    all.add(atOnce);
    Payment buying = upToVend();
    vending(buying, 3);
    all.add(buying);
    all.add(unknown());
    Payment delivered = unknown();
    requery(delivered, DELIVERED, 100);
    all.add(delivered);
    Payment died = upToVend();
    vending(died, 4);
    change(died, p -> p.leaseLost(Samples.later(9_000)));
    all.add(died);
    Payment refused = unknown();
    requery(refused, REFUSED, 200);
    owed(refused, true, 200);
    all.add(refused);
    Payment refunded = unknown();
    requery(refunded, REFUSED, 200);
    sent(owed(refunded, true, 200), 210, 215);
    owed(refunded, false, 300);
    all.add(refunded);
    Payment twice = unknown();
    requery(twice, new NotFound("015"), 130);
    requery(twice, new NotFound("015"), 190);
    change(twice, p -> p.retryDue(Samples.later(200)));
    VendReference second = vending(twice, 201);
    requery(twice, DELIVERED, 210);
    all.add(twice);
    Payment doubly = twice;
    assertThat(byDomain(doubly).pendingUntil()).isEmpty();
    answer(twice, second, REFUSED, 220);

    for (Payment payment : all) {
      assertThat(byView(payment)).as(payment.toString()).isEqualTo(byDomain(payment));
    }
    assertThat(byDomain(refunded))
        .isEqualTo(
            new RefundClock(
                Optional.of(Samples.later(2)),
                Optional.of(Samples.later(200)),
                Optional.of(Samples.later(200)),
                Optional.of(Samples.later(210))));
    assertThat(byDomain(twice).pendingUntil())
        .as("delivered by the attempt that was given up; a person has the rest")
        .contains(Samples.later(210));
  }

  @Test
  void givenRefundConfirmedBeforeItWasRecorded_whenRead_thenTheCloseOfItsLedger()
      throws SQLException {
    Payment payment = unknown();
    requery(payment, REFUSED, 200);
    Refund refund = owed(payment, true, 200);
    database.byHand(
        "update refund set state = 'confirmed', next_action_at = null, confirmed_at = '"
            + Samples.later(222)
            + "' where id = '"
            + refund.id()
            + "'");

    assertThat(byView(payment).submittedAt()).contains(Samples.later(222));
    assertThat(byDomain(payment)).isEqualTo(byView(payment));
  }

  private static Map<BillType, Instant> before(Instant moment) {
    Map<BillType, Instant> all = new EnumMap<>(BillType.class);
    for (BillType type : BillType.values()) {
      all.put(type, moment);
    }
    return all;
  }

  private List<PaymentId> unsent(Map<BillType, Instant> before) {
    return tx.call(() -> clocks.unsent(before, Optional.empty(), ALL)).stream()
        .map(RefundClocks.Place::payment)
        .toList();
  }

  private List<PaymentId> unsettled(Map<BillType, Instant> before) {
    return tx.call(() -> clocks.unsettled(before, Optional.empty(), ALL)).stream()
        .map(RefundClocks.Place::payment)
        .toList();
  }

  private ClockBreach breach(Payment payment, ClockedWait clocked, long since) {
    return new ClockBreach(
        payment.id(),
        clocked,
        Samples.later(since),
        Duration.ofSeconds(30),
        new BreachFinding(BreachCause.REFUND_QUEUE, "others before it"),
        Samples.later(since + 35));
  }

  @Test
  void givenRefundsOwed_whenLookedFor_thenThoseThatAreOldEnoughAndNotSentNorKept() {
    Payment waiting = stored(Samples.airtime(partner));
    owed(waiting, true, 100);
    Payment sent = stored(Samples.airtime(partner));
    sent(owed(sent, true, 100), 110, 115);
    Payment besides = stored(Samples.airtime(partner));
    owed(besides, false, 100);

    assertThat(unsent(before(Samples.later(101))))
        .contains(waiting.id())
        .doesNotContain(sent.id(), besides.id());
    assertThat(unsent(before(Samples.later(100)))).doesNotContain(waiting.id());
    Map<BillType, Instant> other = before(Samples.later(200));
    other.put(BillType.AIRTIME, Samples.later(50));
    assertThat(unsent(other)).doesNotContain(waiting.id());

    assertThat(tx.call(() -> clocks.keep(breach(waiting, ClockedWait.REFUND, 100)))).isTrue();
    assertThat(tx.call(() -> clocks.keep(breach(waiting, ClockedWait.REFUND, 100)))).isFalse();
    assertThat(unsent(before(Samples.later(101)))).doesNotContain(waiting.id());
    assertThat(tx.call(() -> clocks.of(waiting.id())))
        .containsExactly(breach(waiting, ClockedWait.REFUND, 100));
  }

  @Test
  void givenMany_whenLookedForPageByPage_thenEachOnce() {
    List<PaymentId> mine = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Payment payment = stored(Samples.airtime(partner));
      owed(payment, true, -9_000 - i / 2);
      mine.add(payment.id());
    }
    List<PaymentId> found = new ArrayList<>();
    Optional<RefundClocks.Place> after = Optional.empty();
    List<RefundClocks.Place> page;
    do {
      Optional<RefundClocks.Place> from = after;
      page = tx.call(() -> clocks.unsent(before(Samples.later(-8_000)), from, 2));
      page.forEach(p -> found.add(p.payment()));
      after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1));
    } while (!page.isEmpty());
    assertThat(found).doesNotHaveDuplicates().containsAll(mine);
  }

  @Test
  void givenUnknownOutcomes_whenLookedFor_thenTheOpenOnesOnly() {
    Payment open = unknown();
    Payment done = unknown();
    requery(done, DELIVERED, 100);
    Payment unpaid = stored(Samples.airtime(partner));

    assertThat(unsettled(before(Samples.later(1))))
        .contains(open.id())
        .doesNotContain(done.id(), unpaid.id());
    tx.run(() -> clocks.keep(breach(open, ClockedWait.PENDING, 2)));
    assertThat(unsettled(before(Samples.later(1)))).doesNotContain(open.id());
  }

  @Test
  void givenLiveTransaction_whenAsked_thenOthersAreOnTheirWay() {
    Payment payment = stored(Samples.airtime(partner));
    Refund live = owed(payment, true, 100);
    Refund next = owed(payment, false, 100);
    tx.run(
        () -> {
          Refund read = refunds.lock(live.id()).orElseThrow();
          read.prepared(
              new SignedRefund(
                  "G" + UUID.randomUUID(),
                  7,
                  "AAAA",
                  UUID.randomUUID().toString(),
                  Samples.later(500)),
              Samples.later(101));
          refunds.save(read);
        });
    assertThat(tx.call(() -> clocks.othersOnTheirWay(next.id()))).isTrue();
  }

  @Test
  void givenSweepOverTheRealTables_whenRun_thenBreachesAreKeptAndReportedToTheirPartnerOnly() {
    Payment late = unknown();
    requery(late, REFUSED, 200);
    owed(late, true, 200);
    Payment pending = unknown();
    WatchRefundClock watch =
        new WatchRefundClock(
            clocks,
            payments,
            history,
            refunds,
            tx,
            () -> Samples.later(90_000),
            new RefundClockPolicy(
                RefundClockPolicy.Limits.STANDARD, Map.of(), Duration.ofSeconds(20)));

    assertThat(watch.sweep()).isGreaterThanOrEqualTo(2);
    assertThat(watch.sweep()).isZero();

    RefundClocks.Filter mine =
        new RefundClocks.Filter(
            Optional.of(new PartnerId(partner)), Optional.empty(), Optional.empty());
    List<RefundClocks.Line> lines = tx.call(() -> clocks.breaches(mine, Optional.empty(), ALL));
    assertThat(lines)
        .extracting(l -> l.breach().payment(), l -> l.breach().clocked(), l -> l.until())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(late.id(), ClockedWait.REFUND, Optional.empty()),
            org.assertj.core.groups.Tuple.tuple(
                pending.id(), ClockedWait.PENDING, Optional.empty()));
    assertThat(lines.get(0).breach().finding().cause()).isEqualTo(BreachCause.SERVER_DOWN);

    StringBuilder csv = new StringBuilder();
    new ReportRefundClock(clocks, tx, () -> Samples.later(90_000))
        .write(mine, RefundClockForm.CSV, csv::append);
    assertThat(csv.toString().lines()).hasSize(4);
    assertThat(csv.toString()).contains("\r\nEND,2,");
    assertThat(csv).contains(late.reference().value(), "server_down");
  }

  @Test
  void givenBothWaitsOfOnePayment_whenReportedPageByPage_thenEachOnce() {
    Payment payment = unknown();
    tx.run(() -> clocks.keep(breach(payment, ClockedWait.PENDING, 50)));
    tx.run(() -> clocks.keep(breach(payment, ClockedWait.REFUND, 50)));
    Payment other = unknown();
    tx.run(() -> clocks.keep(breach(other, ClockedWait.REFUND, 50)));

    RefundClocks.Filter mine =
        new RefundClocks.Filter(
            Optional.of(new PartnerId(partner)),
            Optional.of(Samples.later(80)),
            Optional.of(Samples.later(81)));
    List<ClockBreach> found = new ArrayList<>();
    Optional<RefundClocks.Cursor> after = Optional.empty();
    for (int i = 0; i < 3; i++) {
      Optional<RefundClocks.Cursor> from = after;
      List<RefundClocks.Line> page = tx.call(() -> clocks.breaches(mine, from, 1));
      assertThat(page).hasSize(1);
      found.add(page.get(0).breach());
      after =
          Optional.of(
              new RefundClocks.Cursor(
                  page.get(0).place(), page.get(0).breach().clocked() == ClockedWait.REFUND));
    }
    Optional<RefundClocks.Cursor> end = after;
    assertThat(tx.call(() -> clocks.breaches(mine, end, 1))).isEmpty();
    assertThat(found).doesNotHaveDuplicates();
    RefundClocks.Filter later =
        new RefundClocks.Filter(mine.partner(), Optional.of(Samples.later(81)), Optional.empty());
    assertThat(tx.call(() -> clocks.breaches(later, Optional.empty(), ALL))).isEmpty();
  }

  @Test
  void givenCommand_whenRun_thenEverybodysBreachesOverAConnectionOfItsOwn() throws SQLException {
    Payment payment = unknown();
    tx.run(() -> clocks.keep(breach(payment, ClockedWait.PENDING, 5_000)));
    String url;
    try (Connection connection = database.dataSource().getConnection()) {
      url = connection.getMetaData().getURL();
    }
    StringBuilder json = new StringBuilder();
    RefundClockReport.report(
        url,
        "postgres",
        "postgres",
        new RefundClocks.Filter(
            Optional.empty(), Optional.of(Samples.later(5_030)), Optional.empty()),
        RefundClockForm.JSON,
        json::append);

    assertThat(json)
        .startsWith("{\"from\":\"" + "2026-11-21T10:23:50.123Z\"")
        .contains("\"transaction_id\":\"" + payment.id() + "\"")
        .endsWith("}");
  }

  @Test
  void givenBreach_whenChangedByHand_thenRefused() {
    Payment payment = unknown();
    tx.run(() -> clocks.keep(breach(payment, ClockedWait.PENDING, 2)));
    assertThatThrownBy(() -> database.byHand("update refund_clock_breach set detail = ''"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> database.byHand("delete from refund_clock_breach"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(
            () ->
                database.byHand(
                    "insert into refund_clock_breach values ('"
                        + payment.id()
                        + "', 'refund', now(), 1, now() + interval '1 s', 'bad luck', '', now())"))
        .hasMessageContaining("cause");
  }

  @Test
  void givenEveryCauseAndHindrance_whenKept_thenTheDatabaseKnowsIt() {
    for (BreachCause cause : BreachCause.values()) {
      Payment payment = stored(Samples.airtime(partner));
      ClockBreach breach =
          new ClockBreach(
              payment.id(),
              ClockedWait.PENDING,
              Samples.NOW,
              Duration.ofSeconds(1),
              new BreachFinding(cause, "so"),
              Samples.NOW);
      assertThat(tx.call(() -> clocks.keep(breach))).isTrue();
    }
    for (var kind : ng.bills.domain.refund.RefundHindrance.Kind.values()) {
      Refund refund = owed(stored(Samples.airtime(partner)), true, 1);
      tx.run(
          () -> {
            Refund read = refunds.lock(refund.id()).orElseThrow();
            read.postponed(
                new ng.bills.domain.refund.RefundHindrance(kind, "so"), Samples.later(2));
            refunds.save(read);
          });
    }
  }
}
