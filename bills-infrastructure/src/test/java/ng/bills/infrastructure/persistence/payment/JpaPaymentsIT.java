package ng.bills.infrastructure.persistence.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.CustomerNumber;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.SmartcardNumber;
import ng.bills.domain.biller.SubscriptionChange;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.AttemptState;
import ng.bills.domain.payment.FailureCode;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.ProvidersLeft;
import ng.bills.domain.payment.Review;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

class JpaPaymentsIT {

  private static final String CREDIT = "01234567890123456789";
  private static final String KEY_CHANGE = "98765432109876543210";

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaPaymentHistory history = new JpaPaymentHistory(Samples.seals());
  private final UUID partner = database.partner();

  private Payment stored(PaymentRequest request) {
    Payment payment = Samples.payment(request);
    tx.run(() -> payments.add(payment));
    return payment;
  }

  private Payment electricity() {
    return stored(Samples.electricity(partner, Optional.empty()));
  }

  /** As a node reads it that knows nothing; what this one has kept is the same to the letter. */
  private Payment read(PaymentId id) {
    Payment stored = tx.call(() -> Samples.payments().find(id)).orElseThrow();
    assertThat(tx.call(() -> payments.find(id)))
        .get()
        .extracting(Payment::snapshot)
        .isEqualTo(stored.snapshot());
    return stored;
  }

  private void change(PaymentId id, java.util.function.Consumer<Payment> what) {
    tx.run(
        () -> {
          Payment payment = payments.lock(id).orElseThrow();
          what.accept(payment);
          payments.save(payment, payment.takeNewMoves());
        });
  }

  private VendReference vending(Payment payment) {
    VendReference reference = Samples.vendReference();
    change(
        payment.id(),
        p -> {
          Samples.upToVend(p, Samples.NOW);
          p.leaseTo(new Lease(Samples.IDS.newId(), Samples.later(60)));
          p.vendStarted(Samples.IDS.newId(), Samples.VTPASS, Samples.ITEM, reference, Samples.NOW);
        });
    return reference;
  }

  private static Delivered delivered(Token... tokens) {
    return new Delivered(
        Optional.of(new ProviderReference("17416102247366731230557150")),
        new Delivery(List.of(tokens), Optional.of("79.9"), Optional.of("R-1")),
        "000");
  }

  private void answer(Payment payment, VendReference reference, VendOutcome outcome) {
    change(
        payment.id(),
        p ->
            p.vendAnswered(
                reference,
                outcome,
                ProvidersLeft.NONE,
                Samples.policy(),
                Samples.IDS.random(),
                Samples.NOW));
  }

  @Test
  void givenNewPayment_whenReadBack_thenEverythingIsThere() {
    Payment payment =
        Samples.payment(Samples.electricity(partner, Optional.of("order " + partner)));
    tx.run(() -> payments.add(payment));
    Payment found = read(payment.id());
    assertThat(found.snapshot())
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(payment.snapshot());
    assertThat(found.version()).isEqualTo(1);
    assertThat(
            tx.call(
                () -> payments.findByRequestReference(new PartnerId(partner), "order " + partner)))
        .get()
        .extracting(Payment::id)
        .isEqualTo(payment.id());
    assertThat(tx.call(() -> payments.find(new PaymentId(Samples.IDS.newId())))).isEmpty();
  }

  @Test
  void givenAirtimePayment_whenReadBack_thenSame() {
    Payment payment = stored(Samples.airtime(partner));
    assertThat(read(payment.id()).request()).isEqualTo(payment.request());
  }

  @Test
  void givenEveryKindOfAccountAndPlan_whenReadBack_thenSame() {
    for (PaymentRequest request :
        List.of(
            Samples.plan(
                partner,
                BillType.CABLE_TV,
                new SmartcardNumber("7012345678"),
                "dstv-compact",
                Optional.of(SubscriptionChange.CHANGE)),
            Samples.plan(
                partner,
                BillType.DATA,
                new PhoneNumber("08031234567"),
                "mtn-1gb-30d",
                Optional.empty()),
            Samples.plan(
                partner,
                BillType.INTERNET,
                new CustomerNumber("ada@smile.com.ng"),
                "smile-1gb",
                Optional.empty()))) {
      assertThat(read(stored(request).id()).request()).isEqualTo(request);
    }
  }

  @Test
  void givenExaminationCard_whenDelivered_thenItsPinIsSealedAndReadBack() {
    Payment payment =
        stored(
            Samples.plan(
                partner,
                BillType.EDUCATION,
                new CustomerNumber("08031234567"),
                "waec-pin",
                Optional.empty()));
    Token serial = new Token(Token.Kind.SERIAL, "WRN182135587");
    Token pin = new Token(Token.Kind.PIN, "373820665258");
    answer(payment, vending(payment), delivered(pin, serial));

    assertThat(read(payment.id()).delivery().orElseThrow().tokens()).containsExactly(serial, pin);
    assertThat(
            database.value(
                "select count(*) from token where payment_id = '"
                    + payment.id()
                    + "' and position('373820665258'::bytea in digits_sealed) = 0"))
        .isEqualTo(2L);
  }

  @Test
  void givenPlanNobodySells_whenGivenUp_thenTheFailureIsReadBack() {
    Payment payment =
        stored(
            Samples.plan(
                partner,
                BillType.DATA,
                new PhoneNumber("08031234567"),
                "mtn-1gb-30d",
                Optional.empty()));
    change(
        payment.id(),
        p -> {
          Samples.upToVend(p, Samples.NOW);
          p.planUnavailable(Samples.NOW);
        });

    assertThat(read(payment.id()).failure().orElseThrow().code())
        .isEqualTo(FailureCode.PLAN_UNAVAILABLE);
    assertThat(read(payment.id()).state()).isEqualTo(PaymentState.REFUND_INITIATED);
  }

  @Test
  void givenVendedAndDelivered_whenReadBack_thenAttemptTokensAndMovesAreThere() {
    Payment payment = electricity();
    VendReference reference = vending(payment);
    assertThat(read(payment.id()).liveAttempt()).get().extracting("state").hasToString("STARTED");
    answer(
        payment,
        reference,
        delivered(
            new Token(Token.Kind.CREDIT, CREDIT), new Token(Token.Kind.KEY_CHANGE_1, KEY_CHANGE)));
    Payment found = read(payment.id());
    assertThat(found.state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(found.customerName()).contains("ADA OBI");
    assertThat(found.delivery().orElseThrow())
        .isEqualTo(
            new Delivery(
                List.of(
                    new Token(Token.Kind.KEY_CHANGE_1, KEY_CHANGE),
                    new Token(Token.Kind.CREDIT, CREDIT)),
                Optional.of("79.9"),
                Optional.of("R-1")));
    assertThat(found.attempts())
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.state()).isEqualTo(AttemptState.DELIVERED);
              assertThat(a.providerReference())
                  .contains(new ProviderReference("17416102247366731230557150"));
              assertThat(a.answeredAt()).contains(Samples.NOW);
            });
    assertThat(tx.call(() -> history.moves(payment.id())))
        .extracting(PaymentMoved::sequence, PaymentMoved::to)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, PaymentState.PENDING_PAYMENT),
            org.assertj.core.groups.Tuple.tuple(2, PaymentState.CNGN_RECEIVED),
            org.assertj.core.groups.Tuple.tuple(3, PaymentState.VERIFYING_ACCOUNT),
            org.assertj.core.groups.Tuple.tuple(4, PaymentState.PROCESSING_BILL),
            org.assertj.core.groups.Tuple.tuple(5, PaymentState.COMPLETED));
  }

  @Test
  void givenRejectedAttempt_whenVendedAgain_thenBothAttemptsAreThere() {
    Payment payment = electricity();
    VendReference first = vending(payment);
    VendReference second = Samples.vendReference();
    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          p.vendAnswered(
              first,
              new Rejected(RejectionReason.FAILED, "016", "TRANSACTION FAILED"),
              ProvidersLeft.NONE,
              Samples.policy(),
              Samples.IDS.random(),
              Samples.NOW);
          p.retryDue(Samples.later(10));
          // the end of one attempt and the beginning of the next in one unit of work
          p.vendStarted(
              Samples.IDS.newId(), Samples.VTPASS, Samples.ITEM, second, Samples.later(10));
          payments.save(p, p.takeNewMoves());
        });
    assertThat(read(payment.id()).attempts())
        .extracting(a -> a.state(), a -> a.reference())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(AttemptState.REJECTED, first),
            org.assertj.core.groups.Tuple.tuple(AttemptState.STARTED, second));
    assertThat(read(payment.id()).attempts().get(0).rejection()).contains(RejectionReason.FAILED);
  }

  @Test
  void givenDeliveredWithoutToken_whenTokenComesLater_thenBothDeliveriesAreKept() {
    Payment payment = electricity();
    VendReference reference = vending(payment);
    answer(payment, reference, delivered());
    assertThat(read(payment.id()).isTokenMissing()).isTrue();
    change(
        payment.id(),
        p ->
            p.requeryAnswered(
                reference,
                delivered(new Token(Token.Kind.CREDIT, CREDIT)),
                ProvidersLeft.NONE,
                Samples.policy(),
                Samples.IDS.random(),
                Samples.later(30),
                Samples.later(30)));
    Payment found = read(payment.id());
    assertThat(found.delivery().orElseThrow().creditToken())
        .contains(new Token(Token.Kind.CREDIT, CREDIT));
    assertThat(found.deliveredAttempt().orElseThrow().requeries()).isEqualTo(1);
  }

  @Test
  void givenTokenOfALateSecondDelivery_whenStored_thenTheFirstTokenIsNotLost() throws Exception {
    Payment payment = electricity();
    VendReference first = vending(payment);
    answer(payment, first, new Rejected(RejectionReason.FAILED, "016", "FAILED"));
    VendReference second = Samples.vendReference();
    change(
        payment.id(),
        p -> {
          p.retryDue(Samples.later(10));
          p.vendStarted(
              Samples.IDS.newId(), Samples.VTPASS, Samples.ITEM, second, Samples.later(10));
        });
    answer(payment, second, delivered(new Token(Token.Kind.CREDIT, CREDIT)));
    answer(payment, first, delivered(new Token(Token.Kind.CREDIT, KEY_CHANGE)));
    assertThat(read(payment.id()).review().orElseThrow().kind())
        .isEqualTo(Review.Kind.CONTRADICTION);
    assertThat(read(payment.id()).delivery().orElseThrow().tokens())
        .containsExactly(
            new Token(Token.Kind.CREDIT, CREDIT), new Token(Token.Kind.CREDIT, KEY_CHANGE));
    assertThat(
            database.value(
                "select count(distinct delivery_number) from token where payment_id = '"
                    + payment.id()
                    + "'"))
        .isEqualTo(2L);
  }

  @Test
  void givenUnknownThenNotFoundTwice_whenReadBack_thenCountsAndFailureAreThere() {
    Payment payment = electricity();
    VendReference reference = vending(payment);
    answer(payment, reference, new Unknown("timeout", "no answer"));
    for (int i = 1; i <= 2; i++) {
      int minutes = i * 3;
      change(
          payment.id(),
          p ->
              p.requeryAnswered(
                  reference,
                  new NotFound("015"),
                  ProvidersLeft.NONE,
                  Samples.policy(),
                  Samples.IDS.random(),
                  Samples.later(minutes * 60L),
                  Samples.later(minutes * 60L)));
    }
    Payment found = read(payment.id());
    assertThat(found.state()).isEqualTo(PaymentState.RETRY_SCHEDULED);
    assertThat(found.attempts().get(0).requeries()).isEqualTo(2);
    assertThat(found.attempts().get(0).state()).isEqualTo(AttemptState.NOT_FOUND);
    assertThat(found.nextActionAt()).isPresent();
    assertThat(found.retriesUsed()).isEqualTo(1);
  }

  @Test
  void givenReviewAndFailure_whenReadBack_thenSame() {
    Payment payment = electricity();
    change(payment.id(), p -> p.windowClosed(Samples.later(700)));
    change(
        payment.id(),
        p -> p.needPerson(Review.Kind.REFUND_BLOCKED, "no trust line", Samples.later(800)));
    Payment found = read(payment.id());
    assertThat(found.failure().orElseThrow().at()).isEqualTo(Samples.later(700));
    assertThat(found.review())
        .contains(new Review(Review.Kind.REFUND_BLOCKED, "no trust line", Samples.later(800)));
  }

  @Test
  void givenSavedTwiceInOneUnit_whenReadBack_thenBothChangesAreThere() {
    Payment payment = electricity();
    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          p.fundsMatched(Samples.NOW);
          payments.save(p, p.takeNewMoves());
          p.accountCheckStarted(Samples.NOW);
          payments.save(p, p.takeNewMoves());
        });
    assertThat(read(payment.id()).state()).isEqualTo(PaymentState.VERIFYING_ACCOUNT);
    assertThat(read(payment.id()).version()).isEqualTo(3);
  }

  @Test
  void givenChangedSinceItWasRead_whenSaved_thenConflictAndNothingStored() {
    Payment payment = electricity();
    Payment stale = read(payment.id());
    change(payment.id(), p -> p.fundsMatched(Samples.NOW));
    stale.cancelled(Samples.NOW);
    assertThatThrownBy(() -> tx.run(() -> payments.save(stale, stale.takeNewMoves())))
        .isInstanceOf(ConflictException.class);
    assertThat(read(payment.id()).state()).isEqualTo(PaymentState.CNGN_RECEIVED);
    assertThat(tx.call(() -> history.moves(payment.id()))).hasSize(2);
  }

  @Test
  void givenChangedBetweenReadAndSaveOfOneUnit_whenSaved_thenConflict() {
    Payment payment = electricity();
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      Payment unlocked = payments.find(payment.id()).orElseThrow();
                      elsewhere(() -> change(payment.id(), p -> p.fundsMatched(Samples.NOW)));
                      unlocked.cancelled(Samples.NOW);
                      payments.save(unlocked, unlocked.takeNewMoves());
                    }))
        .isInstanceOf(ConflictException.class);
    assertThat(read(payment.id()).state()).isEqualTo(PaymentState.CNGN_RECEIVED);
  }

  private static void elsewhere(Runnable work) {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      other.submit(work).get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void givenSameRequestReferenceAtOnce_whenAdded_thenExactlyOneIsStored() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Payment payment = Samples.payment(Samples.electricity(partner, Optional.of("once")));
      results.add(
          pool.submit(
              () -> {
                go.await();
                try {
                  tx.run(() -> payments.add(payment));
                  return true;
                } catch (ConflictException e) {
                  return false;
                }
              }));
    }
    go.countDown();
    int added = 0;
    for (Future<Boolean> result : results) {
      added += result.get(30, TimeUnit.SECONDS) ? 1 : 0;
    }
    pool.shutdown();
    assertThat(added).isEqualTo(1);
    assertThat(database.value("select count(*) from payment where partner_id = '" + partner + "'"))
        .isEqualTo(1L);
  }

  @Test
  void givenSeveralReferences_whenLockedTogether_thenAllComeWithTheirAttempts() {
    Payment one = electricity();
    Payment two = electricity();
    vending(two);
    List<Payment> locked =
        tx.call(() -> payments.lockAll(List.of(two.reference(), one.reference(), two.reference())));
    assertThat(locked).extracting(Payment::id).containsExactly(one.id(), two.id());
    assertThat(locked.get(1).attempts()).hasSize(1);
    assertThat(tx.call(() -> payments.lockAll(List.of()))).isEmpty();
  }

  @Test
  void givenWindows_whenAskedForExpired_thenOnlyThoseThatWait() {
    Payment early = Samples.payment(Samples.airtime(partner), Samples.NOW.minusSeconds(86_400));
    Payment paid = Samples.payment(Samples.airtime(partner), Samples.NOW.minusSeconds(86_400));
    tx.run(() -> payments.add(early));
    tx.run(() -> payments.add(paid));
    change(paid.id(), p -> p.fundsMatched(Samples.NOW));
    assertThat(tx.call(() -> payments.expiredBefore(Samples.NOW.minusSeconds(80_000), 1_000)))
        .contains(early.id())
        .doesNotContain(paid.id());
    assertThat(tx.call(() -> payments.expiredBefore(early.expiresAt(), 1_000)))
        .doesNotContain(early.id());
  }

  @Test
  void givenStoredPayment_whenRawBytesAreSearched_thenNothingPersonalIsReadable() throws Exception {
    Payment payment = electricity();
    VendReference reference = vending(payment);
    answer(payment, reference, delivered(new Token(Token.Kind.CREDIT, CREDIT)));
    StringBuilder raw = new StringBuilder();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("payment", "token", "attempt", "payment_move")) {
        try (ResultSet rows = statement.executeQuery("select * from " + table)) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              byte[] bytes = rows.getBytes(i);
              raw.append(bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1));
              raw.append('|').append(rows.getString(i)).append('|');
            }
          }
        }
      }
    }
    String hex = java.util.HexFormat.of().formatHex(CREDIT.getBytes(StandardCharsets.US_ASCII));
    assertThat(raw.toString())
        .contains(payment.reference().value())
        .doesNotContain(
            CREDIT, hex, Samples.METER, Samples.EMAIL, Samples.PHONE, "ADA OBI", "A-17");
  }

  @Test
  void givenNoOpenUnit_whenUsed_thenRefused() {
    assertThatThrownBy(() -> payments.find(new PaymentId(UUID.randomUUID())))
        .isInstanceOf(IllegalStateException.class);
  }
}
