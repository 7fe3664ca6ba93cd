package ng.bills.infrastructure.persistence.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.desk.FindForDesk;
import ng.bills.application.desk.port.SearchTerm.Kind;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.biller.AccountFormat;
import ng.bills.domain.biller.FeeSchedule;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.ProvidersLeft;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.funds.JpaFundsReceipts;
import org.junit.jupiter.api.Test;

/** One search box, over everything a payment is called. */
class JpaPaymentSearchIT {

  private static final Asset CNGN = new Asset("cNGN", "GISSUER");

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaFundsReceipts receipts = new JpaFundsReceipts();
  private final JpaPaymentSearch search = new JpaPaymentSearch(Samples.seals());
  private final UUID partner = database.partner();

  private FindForDesk desk(Instant now) {
    return new FindForDesk(
        search,
        new PaymentPolicy(
            AccountFormat.STRICT, Duration.ofMinutes(10), FeeSchedule.standard(), CNGN),
        tx,
        InstantSource.fixed(now));
  }

  private List<PaymentId> found(String typed) {
    return desk(Instant.now()).find(typed).found().stream().map(f -> f.line().id()).toList();
  }

  private Payment stored(String requestReference) {
    Payment payment = Samples.payment(Samples.electricity(partner, Optional.of(requestReference)));
    tx.run(() -> payments.add(payment));
    return payment;
  }

  @Test
  void givenWhateverItIsCalled_whenTyped_thenFoundBeforeAndAfterTheTrailIsWritten() {
    Payment payment = stored("order-" + UUID.randomUUID());
    VendReference vend = Samples.vendReference();
    String theirs = "FLW-" + UUID.randomUUID();
    String hash = "ab".repeat(16) + UUID.randomUUID().toString().replace("-", "");
    String sender = "G" + "A".repeat(23) + Samples.IDS.randomText(8).toUpperCase() + "B".repeat(24);
    sender = sender.replaceAll("[0189]", "Z");
    String from = sender;
    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          Samples.upToVend(p, Samples.NOW);
          p.vendStarted(Samples.IDS.newId(), Samples.VTPASS, Samples.ITEM, vend, Samples.NOW);
          p.vendAnswered(
              vend,
              new Delivered(Optional.of(new ProviderReference(theirs)), Delivery.BARE, "000"),
              ProvidersLeft.NONE,
              Samples.policy(),
              Samples.IDS.random(),
              Samples.NOW);
          payments.save(p, p.takeNewMoves());
          receipts.add(
              "test-feed",
              new FundsReceipt(
                  UUID.randomUUID().toString(),
                  hash,
                  Samples.NOW,
                  from,
                  new AssetAmount(CNGN, 50_300_000_000L),
                  Optional.empty(),
                  Optional.empty()),
              FundsMatch.EXACT,
              Optional.of(payment.id()));
        });
    String request = payment.request().requestReference().orElseThrow();
    String account = payment.request().account().number();
    List<String> names =
        List.of(
            payment.reference().value(),
            "bill-" + payment.reference().value().toLowerCase(),
            payment.id().toString(),
            request,
            vend.value(),
            theirs,
            hash.toUpperCase(),
            from,
            account,
            Samples.PHONE,
            "+234" + Samples.PHONE.substring(1),
            Samples.EMAIL.toUpperCase());
    for (int round = 0; round < 2; round++) {
      for (String name : names) {
        assertThat(found(name)).as("%s in round %s", name, round).contains(payment.id());
      }
      Instant later = Instant.now().plus(Duration.ofMinutes(3));
      while (desk(later).writeTrail() > 0) {
        // until none is left
      }
    }
    assertThat(desk(Instant.now()).find(vend.value()).found().get(0).by())
        .contains(Kind.VEND_REFERENCE);
  }

  @Test
  void givenNonsense_whenTyped_thenNothingIsFoundAndNothingBreaks() {
    for (String typed :
        List.of(
            "", "   ", "x", "'; drop table payment; --", "%", "\0", "9".repeat(300), "₦₦₦", "@")) {
      assertThat(desk(Instant.now()).find(typed).found()).isEmpty();
    }
  }

  @Test
  void givenTrail_whenWrittenAgain_thenEachPaymentStandsThereOnce() {
    Payment payment = stored("twice-" + UUID.randomUUID());
    Instant later = Instant.now().plus(Duration.ofMinutes(3));
    while (desk(later).writeTrail() > 0) {
      // until none is left
    }
    assertThat(desk(later).writeTrail()).isZero();
    assertThat(
            database.value(
                "select count(*) from payment_trail where payment_id = '" + payment.id() + "'"))
        .isEqualTo(1L);
  }

  @Test
  void givenPaymentOfThisMoment_whenTheTrailIsWritten_thenItIsLeftForLater() {
    Payment payment = stored("young-" + UUID.randomUUID());
    while (desk(Instant.now()).writeTrail() > 0) {
      // until none is left
    }
    assertThat(
            database.value(
                "select count(*) from payment_trail where payment_id = '" + payment.id() + "'"))
        .isEqualTo(0L);
    assertThat(found(payment.request().account().number())).contains(payment.id());
  }
}
