package ng.bills.infrastructure.persistence.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

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

  @Test
  void givenThousandsOfPayments_whenSearched_thenFast() throws SQLException {
    measured(20_000, 200);
  }

  /** {@code -Dbills.search.payments=1000000} measures as many. */
  @Test
  @EnabledIfSystemProperty(named = "bills.search.payments", matches = "\\d+")
  void givenAsManyPaymentsAsAsked_whenSearched_thenUnder200Millis() throws SQLException {
    measured(Integer.getInteger("bills.search.payments"), 200);
  }

  private void measured(int count, long limitMillis) throws SQLException {
    Payment needle = stored("needle-" + UUID.randomUUID());
    while (desk(Instant.now().plus(Duration.ofMinutes(3))).writeTrail() > 0) {
      // the trail reaches as far as it does in a system that runs
    }
    generate(count, needle);
    FindForDesk desk = desk(Instant.now());
    for (String typed :
        List.of(
            needle.reference().value(),
            needle.id().toString(),
            needle.request().requestReference().orElseThrow(),
            needle.request().account().number(),
            Samples.PHONE,
            Samples.EMAIL,
            "GMANY" + "A".repeat(51),
            "ab".repeat(32),
            "no-such-thing")) {
      desk.find(typed);
      long worst = 0;
      for (int i = 0; i < 10; i++) {
        long begin = System.nanoTime();
        desk.find(typed);
        worst = Math.max(worst, (System.nanoTime() - begin) / 1_000_000);
      }
      if (count > 100_000) {
        System.Logger log = System.getLogger(JpaPaymentSearchIT.class.getName());
        log.log(
            System.Logger.Level.INFO,
            "{0} payments, {1}: {2} ms at worst",
            count,
            desk.find(typed).readAs(),
            worst);
      }
      assertThat(worst).as(typed).isLessThan(limitMillis);
    }
  }

  /** Copies of a payment with hashes of their own; a tenth have its phone and address. */
  private void generate(int count, Payment needle) throws SQLException {
    String key = "gen" + Samples.IDS.randomText(5);
    database.byHand(
        "set local session_replication_role = replica",
        """
insert into payment (id, reference, partner_id, request_reference, bill_type, biller, account_kind, account_sealed,
  account_hash, phone_sealed, phone_hash, email_sealed, amount_kobo, fee_kobo, state, move_count, created_at,
  expires_at, updated_at, completed_at, check_tries, retries_used, attempt_count, delivery_number, version)
select (lpad(to_hex(16777215 - n), 8, '0') || substr(md5('%1$s' || n), 9, 4) || '7' || substr(md5('%1$s' || n), 14, 3) || '8'
         || substr(md5('%1$s' || n), 18))::uuid,
       upper(substr(md5('%1$s' || n), 1, 16)) || '*', p.partner_id, '%1$s-' || n, p.bill_type, p.biller,
       p.account_kind, p.account_sealed, sha256(('%1$s' || n)::bytea), p.phone_sealed,
       case when n %% 10 = 0 then p.phone_hash else sha256(('p%1$s' || n)::bytea) end, null,
       p.amount_kobo, p.fee_kobo, 'completed', 6, p.created_at - n * interval '1 ms', p.expires_at, p.updated_at, p.updated_at, 0, 0, 1, 0, 7
  from payment p, generate_series(1, %2$s) n where p.id = '%3$s'"""
            .formatted(key, count, needle.id()),
        """
        insert into payment_trail (payment_id, account, phone, email)
        select p.id, ('x' || substr(encode(p.account_hash, 'hex'), 1, 16))::bit(64)::bigint,
               ('x' || substr(encode(p.phone_hash, 'hex'), 1, 16))::bit(64)::bigint,
               ('x' || substr(encode(sha256(p.account_hash), 'hex'), 1, 16))::bit(64)::bigint
          from payment p where p.request_reference like '%1$s-%%'"""
            .formatted(key),
        """
insert into attempt (id, payment_id, seq, provider, reference, state, provider_reference, started_at, answered_at,
  requeries, not_founds)
select gen_random_uuid(), p.id, 1, 'vtpass', '%1$s' || p.request_reference, 'delivered', 'T' || p.request_reference,
       p.created_at, p.created_at, 0, 0
  from payment p where p.request_reference like '%1$s-%%'"""
            .formatted(key),
        """
insert into funds_receipt (feed, operation_key, transaction_hash, closed_at, sender, asset_code, asset_issuer, stroops,
  match, payment_id)
select 'gen', p.request_reference, encode(sha256(p.account_hash), 'hex'), p.created_at,
       case when row_number() over () %% 2 = 0 then 'GMANY' || repeat('A', 51)
            else rpad('G' || upper(md5(p.request_reference)), 56, 'B') end,
       'cNGN', 'GISSUER', 50300000000, 'exact', p.id
  from payment p where p.request_reference like '%1$s-%%'"""
            .formatted(key));
    seal(key, needle);
    database.byHand(
        "analyze payment", "analyze payment_trail", "analyze attempt", "analyze funds_receipt");
  }

  /** Each account is sealed for its own row; only the newest are ever shown. */
  private void seal(String key, Payment needle) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        PreparedStatement update =
            connection.prepareStatement("update payment set account_sealed = ? where id = ?")) {
      connection.setAutoCommit(false);
      statement.execute("set local session_replication_role = replica");
      List<UUID> newest = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select id from payment where request_reference like '"
                  + key
                  + "-%' order by created_at desc limit 1000")) {
        while (rows.next()) {
          newest.add(rows.getObject(1, UUID.class));
        }
      }
      for (UUID id : newest) {
        update.setBytes(1, Samples.seals().sealAccount(id, needle.request().account()));
        update.setObject(2, id);
        update.addBatch();
      }
      update.executeBatch();
      connection.commit();
    }
  }
}
