package ng.bills.infrastructure.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import ng.bills.application.audit.AuditVerdict;
import ng.bills.application.audit.FindActs;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.audit.VerifyAudit;
import ng.bills.application.audit.port.AuditLog;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.audit.Act;
import ng.bills.domain.audit.AuditBreak;
import ng.bills.domain.audit.AuditBreak.What;
import ng.bills.domain.audit.AuditEntry;
import ng.bills.domain.audit.AuditHead;
import ng.bills.domain.staff.StaffId;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people did can be read and nothing else. */
class AuditLogIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaAuditLog log = new JpaAuditLog();
  private final HmacAuditSeal seal = new HmacAuditSeal(Samples.HASH);
  private final RecordAct recordAct = new RecordAct(log, seal, InstantSource.system());
  private final VerifyAudit verifyAudit = new VerifyAudit(log, seal, tx);
  private final FindActs findActs = new FindActs(log, tx);
  private final StaffId ada = new StaffId(UUID.randomUUID());

  private long record(Act act) {
    return tx.call(() -> recordAct.record(act));
  }

  private long record() {
    return record(
        Act.of(ada, "payment.requeried", "payment:" + UUID.randomUUID())
            .because("customer called: “no token”")
            .with("attempt", "3")
            .with("note", "a|1:b\n₦"));
  }

  private AuditVerdict verify() {
    return verifyAudit.verify(Optional.empty());
  }

  @Test
  void givenActsOfManyAtOnce_whenRecorded_thenOneChainWithoutGaps() {
    long before = tx.call(log::head).number();
    CompletableFuture<?>[] all =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(() -> IntStream.range(0, 25).forEach(n -> record())))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).join();
    AuditVerdict verdict = verify();
    assertThat(verdict.breaks()).isEmpty();
    assertThat(verdict.isWhole()).isTrue();
    assertThat(verdict.end().number()).isEqualTo(before + 100).isEqualTo(verdict.checked());
  }

  @Test
  void givenAct_whenItsUnitRollsBack_thenNeitherIsThere() {
    AuditHead before = tx.call(log::head);
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      recordAct.record(Act.of(ada, "payment.refunded", "payment:1"));
                      throw new IllegalStateException("the act failed");
                    }))
        .hasMessage("the act failed");
    assertThat(tx.call(log::head)).isEqualTo(before);
    assertThatThrownBy(() -> recordAct.record(Act.of(ada, "payment.refunded", "payment:1")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void givenActs_whenLookedFor_thenTheLatestFirstAndOnlyThose() {
    String subject = "payment:" + UUID.randomUUID();
    long first = record(Act.of(ada, "payment.requeried", subject));
    long second = record(Act.of(ada, "payment.refund_asked", subject).because("paid twice"));
    record();
    AuditLog.Query query =
        new AuditLog.Query(
            Optional.of(ada.value()),
            Optional.of("payment."),
            Optional.of(subject),
            Optional.empty(),
            Optional.empty());
    List<AuditEntry> found = findActs.latest(query, Long.MAX_VALUE, 10);
    assertThat(found).extracting(AuditEntry::number).containsExactly(second, first);
    assertThat(found.get(0).reason()).isEqualTo("paid twice");
    assertThat(findActs.latest(query, second, 10))
        .extracting(AuditEntry::number)
        .containsExactly(first);
    assertThat(findActs.latest(AuditLog.Query.ALL, Long.MAX_VALUE, 1_000_000))
        .hasSizeLessThanOrEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set reason = 'other'",
        "delete from audit_entry",
        "truncate audit_entry",
        "truncate audit_entry cascade",
        "delete from audit_head",
        "truncate audit_head",
        "insert into audit_head values (true, 5, 'x')",
        "update audit_head set number = 0",
        "update audit_head set number = number + 1",
        "update audit_head set seal = repeat('1', 64)",
        "insert into audit_entry select number + 1000, at, by_staff, kind, subject, reason,"
            + " details, previous, repeat('2', 64) from audit_entry order by number desc limit 1"
      })
  void givenLog_whenChangedByHand_thenTheDatabaseRefuses(String sql) {
    record();
    assertThatThrownBy(() -> database.byHand(sql)).isInstanceOf(SQLException.class);
    assertThat(verify().isWhole()).isTrue();
  }

  @Test
  void givenTwoThousandEntries_whenOneIsChangedPastTheTriggers_thenItAloneIsNamed()
      throws SQLException {
    tx.run(() -> IntStream.range(0, 2_000).forEach(i -> recordAct.record(sample(i))));
    AuditHead end = tx.call(log::head);
    long victim = end.number() - 1_234;
    for (String change :
        List.of(
            "reason = reason || ' '",
            "subject = 'payment:other'",
            "kind = 'payment.requeried2'",
            "at = at + interval '1 microsecond'",
            "by_staff = gen_random_uuid()",
            "by_staff = null",
            "details = details || '{\"attempt\": \"4\"}'",
            "details = details || '{\"attempt\": 3}'",
            "details = details - 'note'",
            "previous = repeat('3', 64)",
            "seal = repeat('4', 64)")) {
      String undo =
          "update audit_entry a set (at, by_staff, kind, subject, reason, details, previous, seal)"
              + " = (select at, by_staff, kind, subject, reason, details, previous, seal from kept)"
              + " where number = "
              + victim;
      byForce(
          "create table kept as select * from audit_entry where number = " + victim,
          "update audit_entry set " + change + " where number = " + victim);
      List<AuditBreak> breaks = verify().breaks();
      byForce(undo, "drop table kept");
      assertThat(breaks).as(change).contains(new AuditBreak(victim, What.CHANGED));
      // only a changed seal shows in the next one too
      assertThat(breaks)
          .as(change)
          .allMatch(
              b -> b.number() == victim || b.number() == victim + 1 && change.startsWith("seal"));
    }
    assertThat(verify().isWhole()).isTrue();
  }

  @Test
  void givenEntry_whenTakenOutOrCutOffTheEnd_thenNamed() throws SQLException {
    tx.run(() -> IntStream.range(0, 10).forEach(i -> recordAct.record(sample(i))));
    AuditHead end = tx.call(log::head);
    long victim = end.number() - 4;
    byForce(
        "create table kept as select * from audit_entry where number = " + victim,
        "delete from audit_entry where number = " + victim);
    List<AuditBreak> gap = verify().breaks();
    byForce("insert into audit_entry select * from kept", "drop table kept");
    assertThat(gap).containsExactly(new AuditBreak(victim, What.MISSING));

    byForce(
        "create table kept as select * from audit_entry where number > " + victim,
        "delete from audit_entry where number > " + victim);
    List<AuditBreak> cut = verify().breaks();
    // whoever also puts the head back is found by what was noted elsewhere
    byForce(
        "create table head as select * from audit_head",
        "update audit_head set (number, seal) = (select number, seal from audit_entry order by"
            + " number desc limit 1)");
    List<AuditBreak> unnoted = verify().breaks();
    List<AuditBreak> noted = verifyAudit.verify(Optional.of(end)).breaks();
    List<AuditBreak> other =
        verifyAudit.verify(Optional.of(new AuditHead(victim, "5".repeat(64)))).breaks();
    byForce(
        "insert into audit_entry select * from kept",
        "update audit_head set (number, seal) = (select number, seal from head)",
        "drop table kept",
        "drop table head");
    assertThat(cut).containsExactly(new AuditBreak(end.number(), What.END));
    assertThat(unnoted).isEmpty();
    assertThat(noted).containsExactly(new AuditBreak(end.number(), What.MISSING));
    assertThat(other).containsExactly(new AuditBreak(victim, What.NOT_AS_NOTED));
    assertThat(verify().isWhole()).isTrue();
  }

  @Test
  void givenTwoEntries_whenTheirContentsChangePlaces_thenBothAreNamed() throws SQLException {
    long first = record();
    long second = record();
    String swap =
        "update audit_entry a set (reason, details, subject) = (select reason, details, subject"
            + " from audit_entry b where b.number = case a.number when %1$d then %2$d else %1$d"
            + " end) where number in (%1$d, %2$d)";
    byForce(swap.formatted(first, second));
    List<Long> named = verify().breaks().stream().map(AuditBreak::number).toList();
    byForce(swap.formatted(first, second));
    assertThat(named).containsExactlyElementsOf(LongStream.of(first, second).boxed().toList());
  }

  private Act sample(int i) {
    return Act.of(ada, "payment.requeried", "payment:" + i)
        .because("reason " + i)
        .with("attempt", "3")
        .with("note", "x");
  }

  /** As an owner of the database who switches the triggers off. */
  private void byForce(String... statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      for (String sql : statements) {
        statement.execute(sql);
      }
      statement.execute("set session_replication_role = default");
    }
  }
}
