package ng.bills.infrastructure.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.payment.Payment;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

class JpaJournalIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaJournal journal = new JpaJournal();
  private final Payment payment = Samples.payment(Samples.airtime(database.partner()));
  private final String reference = "test:" + payment.id();

  JpaJournalIT() {
    tx.run(() -> Samples.payments().add(payment));
  }

  private JournalEntry entry(String name, long stroops) {
    return new JournalEntry(
        name,
        Optional.of(payment.id()),
        Samples.NOW,
        List.of(
            Posting.debit(AccountCode.STELLAR_WALLET, stroops + 7),
            Posting.credit(AccountCode.CUSTOMER_FUNDS, stroops),
            Posting.credit(AccountCode.FEE_INCOME, 7)));
  }

  private long entryId() {
    return (long)
        database.value("select id from journal_entry where reference = '" + reference + "'");
  }

  @Test
  void givenEntry_whenReadBack_thenSame() {
    JournalEntry entry = entry(reference, 50_300_000_000L);
    tx.run(() -> journal.append(entry));
    tx.run(() -> journal.append(entry.reverse(reference + ":reversed", Samples.later(1))));
    assertThat(tx.call(() -> journal.of(payment.id())))
        .containsExactly(entry, entry.reverse(reference + ":reversed", Samples.later(1)));
  }

  @Test
  void givenUsedReference_whenAppendedAgain_thenConflict() {
    tx.run(() -> journal.append(entry(reference, 1)));
    assertThatThrownBy(() -> tx.run(() -> journal.append(entry(reference, 2))))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void givenEntriesFromManyThreads_whenBalanced_thenAccountsMoveAndTheSumIsZero() throws Exception {
    Map<AccountCode, BigInteger> before = tx.call(journal::balances);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String name = reference + ":" + i;
      all.add(pool.submit(() -> tx.run(() -> journal.append(entry(name, 1_000)))));
    }
    for (Future<?> one : all) {
      one.get(30, TimeUnit.SECONDS);
    }
    pool.shutdown();
    Map<AccountCode, BigInteger> after = tx.call(journal::balances);
    assertThat(after.values().stream().reduce(BigInteger.ZERO, BigInteger::add)).isZero();
    assertThat(
            after
                .get(AccountCode.STELLAR_WALLET)
                .subtract(before.getOrDefault(AccountCode.STELLAR_WALLET, BigInteger.ZERO)))
        .isEqualTo(BigInteger.valueOf(40 * 1_007));
    assertThat(database.value("select sum(stroops)::bigint from trial_balance")).isEqualTo(0L);
  }

  @Test
  void givenUnbalancedEntry_whenWrittenByHand_thenRefused() {
    String unbalanced =
        "with e as (insert into journal_entry (reference, at) values ('hand:"
            + UUID.randomUUID()
            + "', now()) returning id) insert into posting select e.id, v.* from e, (values"
            + " (1, 'stellar_wallet', 10::bigint), (2, 'customer_funds', -9)) v";
    assertThatThrownBy(() -> database.byHand(unbalanced))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("out of balance");
  }

  @Test
  void givenStoredEntry_whenAddedToOrChangedByHand_thenRefused() {
    tx.run(() -> journal.append(entry(reference, 1)));
    assertThatThrownBy(
            () ->
                database.byHand(
                    "insert into posting values (%1$d, 4, 'suspense', 5), (%1$d, 5, 'fee_income', -5)"
                        .formatted(entryId())))
        .hasMessageContaining("added to");
    for (String sql :
        List.of(
            "update posting set stroops = -stroops",
            "delete from posting",
            "truncate posting",
            "update journal_entry set reference = 'x'",
            "delete from journal_entry",
            "truncate journal_entry cascade")) {
      assertThatThrownBy(() -> database.byHand(sql))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("append-only");
    }
    assertThatThrownBy(
            () ->
                database.byHand("insert into posting values (" + entryId() + ", 9, 'suspense', 0)"))
        .hasMessageContaining("breaks the rule stroops");
  }

  @Test
  void givenUnitThatFails_whenRolledBack_thenTheEntryIsGoneToo() {
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      journal.append(entry(reference, 1));
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(tx.call(() -> journal.of(payment.id()))).isEmpty();
  }
}
