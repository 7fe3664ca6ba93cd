package ng.bills.infrastructure.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.audit.VerifyAudit;
import ng.bills.application.audit.WatchAudit;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.audit.Act;
import ng.bills.domain.audit.AuditBreak;
import ng.bills.domain.audit.AuditBreak.What;
import ng.bills.domain.audit.AuditHead;
import ng.bills.domain.staff.StaffId;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an owner of the database who switches the triggers off, and has not the key, can do to the
 * log, and where it is seen.
 */
class AuditTamperIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaAuditLog log = new JpaAuditLog();
  private final HmacAuditSeal seal = new HmacAuditSeal(Samples.HASH);
  private final RecordAct recordAct = new RecordAct(log, seal, InstantSource.system());
  private final VerifyAudit verifyAudit = new VerifyAudit(log, seal, tx);
  private final WatchAudit watch = new WatchAudit(log, tx);
  private final StaffId ada = new StaffId(UUID.randomUUID());
  private long last;

  @BeforeEach
  void keep() throws SQLException {
    acts(20);
    last = tx.call(log::head).number();
    byForce(
        "create table kept as select * from audit_entry",
        "create table kept_head as select * from audit_head");
  }

  @AfterEach
  void putBack() throws SQLException {
    byForce(
        "delete from audit_entry",
        "insert into audit_entry select * from kept",
        "update audit_head set (number, seal) = (select number, seal from kept_head)",
        "drop table kept",
        "drop table kept_head");
    assertThat(breaks()).isEmpty();
  }

  private void acts(int count) {
    tx.run(
        () ->
            IntStream.range(0, count)
                .forEach(i -> recordAct.record(Act.of(ada, "payment.requeried", "payment:" + i))));
  }

  private List<AuditBreak> breaks() {
    return verifyAudit.verify(Optional.empty()).breaks();
  }

  private List<AuditBreak> breaksAgainst(Optional<AuditHead> noted) {
    return verifyAudit.verify(noted).breaks();
  }

  private static AuditBreak at(long number, What what) {
    return new AuditBreak(number, what);
  }

  private static String headPutBack() {
    return "update audit_head set (number, seal) ="
        + " (select number, seal from audit_entry order by number desc limit 1)";
  }

  @Test
  void givenLastRowDeleted_whenVerified_thenTheEndIsNamed() throws SQLException {
    byForce("delete from audit_entry where number = " + last);
    assertThat(breaks()).containsExactly(at(last, What.END));
  }

  @Test
  void givenEndCutOffAndHeadPutBack_whenLookedAt_thenEachNodeThatHasSeenMoreTellsIt()
      throws SQLException {
    assertThat(watch.look()).isEmpty();
    AuditHead end = watch.noted().orElseThrow();
    assertThat(end.number()).isEqualTo(last);
    byForce("delete from audit_entry where number > " + (last - 3), headPutBack());
    assertThat(breaks()).as("the chain alone cannot tell").isEmpty();
    assertThat(watch.look()).contains(at(last, What.MISSING));
    assertThat(watch.look()).as("and it goes on telling").contains(at(last, What.MISSING));
    assertThat(breaksAgainst(watch.noted())).containsExactly(at(last, What.MISSING));
    // acts that follow hide the gap in numbers, but not that the entry is another
    acts(5);
    assertThat(breaks()).isEmpty();
    assertThat(watch.look()).contains(at(last, What.NOT_AS_NOTED));
    assertThat(breaksAgainst(watch.noted())).containsExactly(at(last, What.NOT_AS_NOTED));
  }

  @Test
  void givenActsThatFollow_whenLookedAt_thenTheNewEndIsNoted() {
    assertThat(watch.look()).isEmpty();
    acts(2);
    assertThat(watch.look()).isEmpty();
    assertThat(watch.noted().orElseThrow().number()).isEqualTo(last + 2);
    last += 2;
  }

  @Test
  void givenMiddleRowDeleted_whenVerified_thenItIsNamed() throws SQLException {
    byForce("delete from audit_entry where number = " + (last - 9));
    assertThat(breaks()).containsExactly(at(last - 9, What.MISSING));
  }

  @Test
  void givenMiddleRowDeletedAndTheGapClosed_whenVerified_thenEverythingBehindItIsNamed()
      throws SQLException {
    long victim = last - 9;
    byForce(
        "delete from audit_entry where number = " + victim,
        "update audit_entry set number = number + 1000000 where number > " + victim,
        "update audit_entry set number = number - 1000001 where number > 1000000",
        "update audit_head set number = number - 1");
    assertThat(breaks())
        .containsExactlyElementsOf(
            LongStream.range(victim, last).mapToObj(n -> at(n, What.CHANGED)).toList());
  }

  @Test
  void givenTwoRowsThatChangePlaces_whenVerified_thenBothAreNamed() throws SQLException {
    byForce(
        "update audit_entry set number = number + 1000000 where number = " + (last - 9),
        "update audit_entry set number = %d where number = %d".formatted(last - 9, last - 4),
        "update audit_entry set number = %d where number > 1000000".formatted(last - 4));
    assertThat(breaks()).contains(at(last - 9, What.CHANGED), at(last - 4, What.CHANGED));
    assertThat(breaks())
        .extracting(AuditBreak::number)
        .allMatch(n -> n == last - 9 || n == last - 4 || n == last - 8 || n == last - 3);
  }

  @Test
  void givenRowInserted_whenVerified_thenItAndWhatWasMovedIsNamed() throws SQLException {
    long place = last - 4;
    byForce(
        "update audit_entry set number = number + 1000000 where number >= " + place,
        "update audit_entry set number = number - 999999 where number > 1000000",
        forged(place),
        "update audit_head set number = number + 1");
    assertThat(breaks())
        .containsAll(
            LongStream.rangeClosed(place, last + 1).mapToObj(n -> at(n, What.CHANGED)).toList());
  }

  @Test
  void givenRowPutBehindTheEnd_whenVerified_thenItIsNamed() throws SQLException {
    byForce(forged(last + 1), headPutBack());
    assertThat(breaks()).containsExactly(at(last + 1, What.CHANGED));
  }

  @Test
  void givenTailWrittenAnewWithoutTheKey_whenVerified_thenEachOfItIsNamed() throws SQLException {
    long from = last - 4;
    byForce("delete from audit_entry where number >= " + from);
    for (long number = from; number <= last; number++) {
      byForce(forged(number));
    }
    byForce(headPutBack());
    assertThat(breaks())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(from, last).mapToObj(n -> at(n, What.CHANGED)).toList());
  }

  /** It follows the one before; its seal is a hash of everything, only without the key. */
  private static String forged(long number) {
    return "insert into audit_entry (number, at, by_staff, kind, subject, reason, details, previous, seal)"
        + " select %1$d, e.at, e.by_staff, e.kind, 'payment:forged', '', e.details, e.seal,"
            .formatted(number)
        + " encode(sha256(convert_to(e.seal || 'payment:forged' || %1$d, 'UTF8')), 'hex')"
            .formatted(number)
        + " from audit_entry e where e.number = "
        + (number - 1);
  }

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
