package ng.bills.infrastructure.persistence.vending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.ProviderFloats.Told;
import ng.bills.application.vending.port.ProviderSwitches.Switching;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.AttemptState;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.ProvidersLeft;
import ng.bills.domain.payment.Review;
import ng.bills.domain.provider.Skip;
import ng.bills.domain.provider.SkipReason;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.ledger.JpaJournal;
import ng.bills.infrastructure.persistence.payment.JpaPaymentNotes;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import org.junit.jupiter.api.Test;

/** Notes, switches, floats and reversed attempts, in a real database. */
class JpaRoutingIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaPaymentNotes notes = new JpaPaymentNotes();
  private final JpaProviderFloats floats = new JpaProviderFloats();
  private final JpaProviderSwitches switches = new JpaProviderSwitches(tx);

  /** A provider of this test alone. */
  private static ProviderCode somebody() {
    return new ProviderCode("p" + Samples.IDS.randomText(12).toLowerCase(java.util.Locale.ROOT));
  }

  private Payment upToVend() {
    Payment payment = Samples.payment(Samples.airtime(database.partner()));
    tx.run(
        () -> {
          payments.add(payment);
          Samples.upToVend(payment, Samples.NOW);
          payments.save(payment, payment.takeNewMoves());
        });
    return payment;
  }

  @Test
  void givenNotes_whenKept_thenInOrderAndTheSameOnce() {
    Payment payment = upToVend();
    ProviderCode other = new ProviderCode("flutterwave");
    payment.providersSkipped(
        List.of(new Skip(other, SkipReason.UNHEALTHY), new Skip(Samples.VTPASS, SkipReason.BUSY)),
        Samples.NOW);
    List<PaymentNote> first = payment.takeNewNotes();
    tx.run(() -> notes.append(payment.id(), first));
    payment.providersSkipped(
        List.of(new Skip(other, SkipReason.UNHEALTHY), new Skip(other, SkipReason.SWITCHED_OFF)),
        Samples.later(15));
    List<PaymentNote> second = payment.takeNewNotes();
    tx.run(() -> notes.append(payment.id(), second));

    assertThat(tx.call(() -> notes.of(payment.id())))
        .containsExactly(first.get(0), first.get(1), second.get(1));
    assertThatThrownBy(() -> database.byHand("delete from payment_note"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("append-only");
  }

  @Test
  void givenSwitchings_whenAsked_thenTheLastCountsAndNoneIsForgotten() {
    ProviderCode provider = somebody();
    assertThat(switches.isOn(provider)).isTrue();
    Switching off = new Switching(provider, false, "ops", "their own advice", Samples.NOW);
    tx.run(() -> switches.record(off));
    assertThat(switches.isOn(provider)).isFalse();
    assertThat(tx.call(() -> switches.isOn(provider))).isFalse();
    assertThat(new JpaProviderSwitches(tx).isOn(provider)).isFalse();
    Switching on = new Switching(provider, true, "ops", "they are back", Samples.later(60));
    tx.run(() -> switches.record(on));
    assertThat(switches.isOn(provider)).isTrue();
    assertThat(tx.call(() -> switches.of(provider))).containsExactly(off, on);
    assertThat(tx.call(switches::latest)).containsEntry(provider, on);
    assertThatThrownBy(() -> database.byHand("update provider_switching set switched_on = true"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("append-only");
  }

  @Test
  void givenASwitchingThatIsRolledBack_whenAsked_thenItIsOn() {
    ProviderCode provider = somebody();
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      switches.record(new Switching(provider, false, "ops", "x", Samples.NOW));
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(switches.isOn(provider)).isTrue();
  }

  @Test
  void givenBalances_whenTold_thenTheLatestAndAllSince() {
    ProviderCode provider = somebody();
    assertThat(tx.call(() -> floats.latest(provider))).isEmpty();
    Told first = new Told(provider, Money.ofNaira(500), Samples.NOW);
    Told second = new Told(provider, Money.ofNaira(400), Samples.later(60));
    tx.run(
        () -> {
          floats.keep(first);
          floats.keep(second);
          floats.keep(second);
        });
    assertThat(tx.call(() -> floats.latest(provider))).contains(second);
    assertThat(tx.call(() -> floats.since(provider, Samples.NOW))).containsExactly(first, second);
    assertThat(tx.call(() -> floats.since(provider, Samples.later(1)))).containsExactly(second);
  }

  @Test
  void givenSpendingAndReversal_whenSummed_thenWhatIsGoneSinceThen() {
    ProviderCode provider = somebody();
    JpaJournal journal = new JpaJournal();
    tx.run(
        () -> {
          book(journal, provider, -9_000_0000000L, Samples.NOW);
          book(journal, provider, -5_000_0000000L, Samples.later(100));
          book(journal, provider, -500_0000000L, Samples.later(200));
          book(journal, provider, 500_0000000L, Samples.later(300));
        });
    assertThat(spentKobo(provider, 100, 400)).isEqualTo(Money.ofNaira(5_000).kobo());
    assertThat(spentKobo(provider, 0, 200)).isEqualTo(Money.ofNaira(14_000).kobo());
    assertThat(spentKobo(provider, 250, 400)).isEqualTo(-Money.ofNaira(500).kobo());
    assertThat(spentKobo(somebody(), 0, 400)).isZero();
  }

  private long spentKobo(ProviderCode provider, long from, long until) {
    return tx.call(() -> floats.spentKobo(provider, Samples.later(from), Samples.later(until)));
  }

  private static void book(JpaJournal journal, ProviderCode provider, long stroops, Instant at) {
    journal.append(
        new JournalEntry(
            "test:" + Samples.IDS.newId(),
            Optional.empty(),
            at,
            List.of(
                new Posting(AccountCode.floatAt(provider), stroops),
                new Posting(AccountCode.SUSPENSE, -stroops))));
  }

  @Test
  void givenADeliveredAttempt_whenReversed_thenStoredAndNothingLeadsOutOfIt() {
    Payment payment = upToVend();
    VendReference reference = Samples.vendReference();
    Payment open = tx.call(() -> payments.lock(payment.id()).orElseThrow());
    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          p.vendStarted(Samples.IDS.newId(), Samples.VTPASS, Samples.ITEM, reference, Samples.NOW);
          payments.save(p, p.takeNewMoves());
        });
    assertThat(open.state()).isEqualTo(PaymentState.PROCESSING_BILL);
    hear(payment, reference, new Delivered(Optional.empty(), Delivery.BARE, "000 delivered"));
    hear(
        payment,
        reference,
        new Rejected(RejectionReason.REVERSED, "040 reversed", "TRANSACTION REVERSAL"));

    Payment read = tx.call(() -> payments.find(payment.id()).orElseThrow());
    assertThat(read.state()).isEqualTo(PaymentState.REFUND_INITIATED);
    assertThat(read.attempts()).extracting(Attempt::state).containsExactly(AttemptState.REVERSED);
    assertThatThrownBy(
            () ->
                database.byHand(
                    "update attempt set state = 'delivered' where reference = '" + reference + "'"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("is reversed");

    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          p.needPerson(Review.Kind.REVERSED, "taken back", Samples.NOW);
          payments.save(p, p.takeNewMoves());
        });
    assertThat(tx.call(() -> payments.find(payment.id()).orElseThrow()).review()).isPresent();
  }

  @Test
  void givenAnOrderUnderWay_whenCounted_thenAtItsProviderUntilItIsSettled() {
    ProviderCode provider = somebody();
    Payment payment = upToVend();
    VendReference reference = VendReference.at(Samples.NOW, Samples.IDS.randomText(16));
    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          p.vendStarted(
              Samples.IDS.newId(), provider, ProviderItem.of("mtn"), reference, Samples.NOW);
          payments.save(p, p.takeNewMoves());
        });
    JpaOpenOrders openOrders = new JpaOpenOrders();
    assertThat(tx.call(openOrders::byProvider)).containsEntry(provider, 1);

    hear(payment, reference, new Delivered(Optional.empty(), Delivery.BARE, "000"));
    assertThat(tx.call(openOrders::byProvider)).doesNotContainKey(provider);
  }

  private void hear(Payment payment, VendReference reference, RequeryOutcome outcome) {
    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          p.requeryAnswered(
              reference,
              outcome,
              ProvidersLeft.NONE,
              Samples.policy(),
              Samples.IDS.random(),
              Samples.later(30),
              Samples.later(30));
          payments.save(p, p.takeNewMoves());
        });
  }
}
