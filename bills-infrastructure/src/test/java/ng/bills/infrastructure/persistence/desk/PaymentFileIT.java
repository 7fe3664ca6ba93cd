package ng.bills.infrastructure.persistence.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import ng.bills.application.desk.ReadPaymentFile;
import ng.bills.application.desk.TimelineEntry;
import ng.bills.application.desk.TimelineEntry.Kind;
import ng.bills.application.hook.TellPartners;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.domain.act.ActCondition;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.hook.HookAttempt;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookSecret;
import ng.bills.domain.hook.HookUrl;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.notice.NoticeKind;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.payment.ProvidersLeft;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.refund.RefundReason;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.VendReference;
import ng.bills.domain.webhook.ProviderEvent;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.domain.webhook.ProviderNews;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.act.JpaReviewOwners;
import ng.bills.infrastructure.persistence.act.JpaStaffActs;
import ng.bills.infrastructure.persistence.audit.JpaAuditLog;
import ng.bills.infrastructure.persistence.funds.JpaFundsReceipts;
import ng.bills.infrastructure.persistence.hook.HookSeals;
import ng.bills.infrastructure.persistence.hook.JpaHookDeliveries;
import ng.bills.infrastructure.persistence.hook.JpaHookEndpoints;
import ng.bills.infrastructure.persistence.hook.JpaHookEvents;
import ng.bills.infrastructure.persistence.ledger.JpaJournal;
import ng.bills.infrastructure.persistence.notice.JpaNotices;
import ng.bills.infrastructure.persistence.payment.JpaPaymentHistory;
import ng.bills.infrastructure.persistence.payment.JpaPaymentNotes;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import ng.bills.infrastructure.persistence.refund.JpaRefundClocks;
import ng.bills.infrastructure.persistence.refund.JpaRefunds;
import ng.bills.infrastructure.persistence.vending.JpaProviderExchanges;
import ng.bills.infrastructure.persistence.webhook.JpaProviderEvents;
import org.junit.jupiter.api.Test;

/** Everything that is kept about a payment, at real PostgreSQL, and read along its indexes. */
class PaymentFileIT {

  private static final Asset CNGN = new Asset("cNGN", "GISSUER");
  private static final Colleague ADA = colleague("Ada");

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaPaymentNotes notes = new JpaPaymentNotes();
  private final JpaFundsReceipts receipts = new JpaFundsReceipts();
  private final JpaRefunds refunds = new JpaRefunds();
  private final JpaNotices notices = new JpaNotices();
  private final JpaJournal journal = new JpaJournal();
  private final JpaProviderExchanges exchanges =
      new JpaProviderExchanges(tx, Samples.IDS, Samples.CRYPT);
  private final JpaProviderEvents events = new JpaProviderEvents(tx, Samples.CRYPT);
  private final HookSeals seals = new HookSeals(Samples.CRYPT);
  private final JpaHookEndpoints endpoints = new JpaHookEndpoints(seals);
  private final JpaHookDeliveries hooks = new JpaHookDeliveries(seals);
  private final JpaStaffActs acts = new JpaStaffActs();
  private final JpaAuditLog audit = new JpaAuditLog();
  private final PartnerId partner = new PartnerId(database.partner());
  private final VendReference vend = Samples.vendReference();

  private static Colleague colleague(String name) {
    return new Colleague(new StaffId(UUID.randomUUID()), name, Set.of());
  }

  private ReadPaymentFile files(UnitOfWork over) {
    return new ReadPaymentFile(
        payments,
        new JpaPaymentHistory(Samples.seals()),
        notes,
        receipts,
        refunds,
        notices,
        journal,
        new JpaRefundClocks(),
        exchanges,
        events,
        hooks,
        acts,
        audit,
        new JpaReviewOwners(),
        over);
  }

  /** A payment to which about everything has happened. */
  private PaymentId eventful() {
    HookEndpoint endpoint =
        HookEndpoint.created(
            new HookEndpointId(Samples.IDS.newId()),
            partner,
            new HookUrl("https://partner.example/hooks"),
            Optional.empty(),
            Set.of(),
            HookSecret.of(Samples.IDS.randomBytes(HookSecret.BYTES)),
            Samples.NOW);
    assertThat(tx.call(() -> endpoints.add(endpoint))).isTrue();
    Payment payment = Samples.payment(Samples.electricity(partner.value(), Optional.empty()));
    tx.run(() -> payments.add(payment));
    tx.run(() -> upToPending(payment.id()));
    tx.run(() -> review(payment.id(), Review.Kind.OUTCOME_UNKNOWN, "no answer", Samples.later(60)));
    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          p.reviewClosed(Samples.later(70));
          payments.save(p, p.takeNewMoves());
        });
    tx.run(() -> review(payment.id(), Review.Kind.CONTRADICTION, "two", Samples.later(80)));
    tx.run(() -> called(endpoint));
    aroundIt(payment.id());
    exchanges.append(
        new ProviderExchanges.Exchange(
            Samples.VTPASS,
            Optional.of(vend),
            ProviderExchanges.Kind.VEND,
            "POST /pay\n{\"billersCode\":\"" + Samples.METER + "\"}",
            200,
            "{\"code\":\"099\",\"customer_name\":\"ADA OBI\"}",
            Samples.later(5),
            Duration.ofMillis(700)));
    return payment.id();
  }

  private void upToPending(PaymentId id) {
    Payment p = payments.lock(id).orElseThrow();
    Samples.upToVend(p, Samples.NOW);
    p.vendStarted(Samples.IDS.newId(), Samples.VTPASS, Samples.ITEM, vend, Samples.NOW);
    p.vendAnswered(
        vend,
        new Pending(Optional.empty(), "099"),
        ProvidersLeft.NONE,
        Samples.policy(),
        Samples.IDS.random(),
        Samples.NOW);
    List<PaymentMoved> moves = p.takeNewMoves();
    payments.save(p, moves);
    new TellPartners(new JpaHookEvents(messages -> {}, Samples.IDS)).moved(p, moves);
    journal.append(
        new JournalEntry(
            "receipt/" + UUID.randomUUID(),
            Optional.of(id),
            Samples.NOW,
            List.of(
                new Posting(AccountCode.STELLAR_WALLET, 50_300_000_000L),
                new Posting(AccountCode.CUSTOMER_FUNDS, -50_300_000_000L))));
  }

  private void review(PaymentId id, Review.Kind kind, String why, Instant at) {
    Payment p = payments.lock(id).orElseThrow();
    p.needPerson(kind, why, at);
    payments.save(p, p.takeNewMoves());
  }

  private void called(HookEndpoint endpoint) {
    endpoints.lock(endpoint.id()).orElseThrow();
    HookDeliveries.Claimed claimed =
        hooks
            .claim(
                endpoint.id(),
                3,
                new Lease(Samples.IDS.newId(), Samples.later(60)),
                Samples.later(1))
            .orElseThrow();
    hooks.record(
        claimed.delivery(),
        claimed.delivery().taken("http 200", Samples.later(2)),
        new HookAttempt.End(
            Samples.later(2), Optional.of(200), Optional.empty(), Optional.of("thanks")));
  }

  private void aroundIt(PaymentId id) {
    FundsReceipt receipt =
        new FundsReceipt(
            "op-" + UUID.randomUUID(),
            "cd".repeat(32),
            Samples.NOW,
            "GSOMEBODY",
            new AssetAmount(CNGN, 50_300_000_000L),
            Optional.empty(),
            Optional.empty());
    RefundId refund = new RefundId(Samples.IDS.newId());
    ProviderEventId event = new ProviderEventId(Samples.IDS.newId());
    NoticeId notice = new NoticeId(Samples.IDS.newId());
    tx.run(
        () -> {
          receipts.add("feed", receipt, FundsMatch.EXACT, Optional.of(id));
          notes.append(
              id,
              List.of(
                  new PaymentNote(
                      PaymentNote.Kind.PROVIDER_SKIPPED,
                      1,
                      Samples.VTPASS,
                      "switched off",
                      Samples.NOW)));
          refunds.add(
              Refund.owed(
                  refund,
                  receipt,
                  Optional.of(id),
                  false,
                  RefundReason.REPEATED,
                  Samples.later(9),
                  Samples.later(9)));
          events.addIfAbsent(
              ProviderEvent.received(
                  event,
                  new ProviderNews(
                      Samples.VTPASS,
                      "id-" + UUID.randomUUID(),
                      "transaction-update",
                      Optional.of(vend),
                      Optional.empty()),
                  Samples.later(6)),
              ("{\"meter\":\"" + Samples.METER + "\"}").getBytes(StandardCharsets.UTF_8));
          notices.addIfAbsent(
              Notice.due(
                  notice, id, NoticeKind.TOKEN_DELIVERED, NoticeChannel.SMS, Samples.later(7)));
        });
    tx.run(() -> events.save(events.find(event).orElseThrow().about(id).applied("asked")));
    for (int i = 0; i < 2; i++) {
      int n = i;
      tx.run(
          () -> {
            Notice held = notices.find(notice).orElseThrow();
            notices.save(
                n == 0
                    ? held.failed("503", Samples.backoff(), Samples.IDS.random(), Samples.NOW)
                    : held.sent(Samples.later(8)));
          });
    }
    tx.run(() -> notices.save(notices.find(notice).orElseThrow().again(Samples.later(20))));
    tx.run(() -> notices.save(notices.find(notice).orElseThrow().givenUp("no such number")));
    act(ActKind.REFUND, Optional.of(id), Optional.empty());
    act(ActKind.RELEASE_TO_SENDER, Optional.empty(), Optional.of(refund));
  }

  private void act(ActKind kind, Optional<PaymentId> payment, Optional<RefundId> refund) {
    tx.run(
        () ->
            acts.add(
                StaffAct.proposed(
                    new ActId(Samples.IDS.newId()),
                    kind,
                    payment,
                    refund,
                    "customer called",
                    "ticket 4711",
                    ADA,
                    new ActCondition("as it was"),
                    Duration.ofHours(24),
                    Samples.later(30))));
  }

  @Test
  void givenEventfulPayment_whenItsFileIsRead_thenEverythingStandsInTheTimelineMasked() {
    PaymentId id = eventful();
    List<TimelineEntry> timeline = files(tx).read(id).orElseThrow().timeline();

    Set<Kind> kinds =
        timeline.stream()
            .map(TimelineEntry::kind)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
    assertThat(kinds).isEqualTo(EnumSet.complementOf(EnumSet.of(Kind.BREACH)));
    assertThat(timeline).extracting(TimelineEntry::at).isSorted();
    assertThat(files(tx).read(id).orElseThrow().timeline()).isEqualTo(timeline);
    assertThat(texts(timeline, Kind.REVIEW))
        .containsExactly(
            "needs a person (outcome_unknown): no answer", "needs a person (contradiction): two");
    assertThat(texts(timeline, Kind.NOTICE))
        .containsExactlyInAnyOrder(
            "token_delivered was not sent and is tried again, try 1: 503",
            "token_delivered was sent, try 2",
            "token_delivered was not sent and is given up, try 1: no such number");
    assertThat(texts(timeline, Kind.PARTNER)) // which of them went first is nobody's promise
        .extracting(text -> text.replaceFirst("^bill\\.payment\\.[a-z]+", ""))
        .containsExactlyInAnyOrder(
            " is delivered, calls 1",
            " is due, calls 0",
            " is due, calls 0",
            ", call 1: HTTP 200 after 1000 ms");
    assertThat(texts(timeline, Kind.ACT))
        .containsExactlyInAnyOrder(
            "refund proposed: customer called", "release_to_sender proposed: customer called");
    assertThat(timeline.toString()).doesNotContain(Samples.METER, "ADA OBI", Samples.PHONE);
    assertThat(timeline)
        .filteredOn(e -> e.kind() == Kind.WEBHOOK || e.kind() == Kind.EXCHANGE)
        .allMatch(e -> e.detail().orElse("").contains("****"));
  }

  private static List<String> texts(List<TimelineEntry> timeline, Kind kind) {
    return timeline.stream().filter(e -> e.kind() == kind).map(TimelineEntry::text).toList();
  }

  @Test
  void givenPayment_whenItsFileIsRead_thenNoTableIsReadFromEndToEnd() {
    PaymentId id = eventful();
    List<String> readWhole = new ArrayList<>();
    UnitOfWork watched =
        new UnitOfWork() {
          @Override
          public <T> T call(Supplier<T> work) {
            return tx.call(
                () -> {
                  execute("set local enable_seqscan = off"); // small tables too, where an index is
                  T result = work.get();
                  readWhole.addAll(seqScans());
                  return result;
                });
          }
        };
    assertThat(files(watched).read(id)).isPresent();
    assertThat(readWhole).isEmpty();
  }

  private static void execute(String sql) {
    OpenUnit.require()
        .sql(
            c -> {
              try (Statement statement = c.createStatement()) {
                return statement.execute(sql);
              }
            });
  }

  private static List<String> seqScans() {
    return OpenUnit.require()
        .sql(
            c -> {
              List<String> tables = new ArrayList<>();
              try (Statement statement = c.createStatement();
                  ResultSet rows =
                      statement.executeQuery(
                          "select relname from pg_stat_xact_user_tables where seq_scan > 0")) {
                while (rows.next()) {
                  tables.add(rows.getString(1));
                }
              }
              return tables;
            });
  }

  @Test
  void givenWhatWasKept_whenChangedByHand_thenTheDatabaseRefuses() {
    eventful();
    for (String sql :
        List.of(
            "update notice_try set error = 'nothing'",
            "delete from notice_try",
            "truncate notice_try",
            "update payment_review set reason = 'nothing'",
            "delete from payment_review",
            "truncate payment_review")) {
      assertThatThrownBy(() -> database.byHand(sql)).as(sql).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void givenMessageCarriedAtOnce_whenStored_thenNoFurtherRow() {
    Payment payment = Samples.payment(Samples.airtime(partner.value()));
    NoticeId notice = new NoticeId(Samples.IDS.newId());
    tx.run(
        () -> {
          payments.add(payment);
          notices.addIfAbsent(
              Notice.due(
                  notice,
                  payment.id(),
                  NoticeKind.AIRTIME_DELIVERED,
                  NoticeChannel.SMS,
                  Samples.NOW));
        });
    tx.run(() -> notices.save(notices.find(notice).orElseThrow().sent(Samples.later(1))));
    assertThat(tx.call(() -> notices.tries(payment.id()))).isEmpty();
    assertThat(
            database.value(
                "select count(*) from payment_review where payment_id = '" + payment.id() + "'"))
        .isEqualTo(0L);
  }
}
