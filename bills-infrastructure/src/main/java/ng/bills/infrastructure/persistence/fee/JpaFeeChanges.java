package ng.bills.infrastructure.persistence.fee;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import ng.bills.application.fee.port.FeeChanges;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.fee.FeeChangeId;
import ng.bills.domain.fee.FeeChangeState;
import ng.bills.domain.fee.FeeScope;
import ng.bills.domain.money.Money;
import ng.bills.domain.staff.StaffId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;
import ng.bills.infrastructure.persistence.UnitStatements;

/** Changes by native statements; an index sees to it that one for the same bills waits. */
@ApplicationScoped
public class JpaFeeChanges implements FeeChanges {

  /** Half of what a change is known ahead at the least would do ({@link FeeChange#LEAD}). */
  private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

  private static final String INSERT =
      """
      insert into fee_change (id, scope, code, kobo, former_kobo, starts_at, reason, staff_id, staff_name, at, state, version)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)""";

  private static final String DECIDE =
      """
      update fee_change
         set state = ?, second_id = ?, second_name = ?, decided_at = ?, words = ?, version = version + 1
       where id = ? and version = ? and state = 'proposed'""";

  private static final String SELECT =
      """
      select id, scope, code, kobo, former_kobo, starts_at, reason, staff_id, staff_name, at, state, second_id, second_name,
             decided_at, words, version
        from fee_change""";

  private static final String APPROVED =
      SELECT + " where state = 'approved' order by starts_at, decided_at, id";

  private final UnitOfWork unitOfWork;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile Copy copy;

  private record Copy(List<FeeChange> approved, long readAtNanos) {}

  @Inject
  public JpaFeeChanges(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  /** For the container's proxy. */
  protected JpaFeeChanges() {
    this(null);
  }

  @Override
  public List<FeeChange> approved() {
    Copy present = copy;
    if (present == null) {
      return readAnew().approved;
    }
    boolean old = System.nanoTime() - present.readAtNanos > KEPT_NANOS;
    // one reads, the others go on with what is there
    if (old && reading.compareAndSet(false, true)) {
      try {
        return readAnew().approved;
      } finally {
        reading.set(false);
      }
    }
    return present.approved;
  }

  private Copy readAnew() {
    long at = System.nanoTime();
    List<FeeChange> read = OpenUnit.isOpen() ? approvedNow() : unitOfWork.call(this::approvedNow);
    Copy before = copy;
    Copy now =
        new Copy(before != null && before.approved.equals(read) ? before.approved : read, at);
    copy = now;
    return now;
  }

  @Override
  public List<FeeChange> approvedNow() {
    return UnitStatements.OPEN.select(APPROVED, select -> {}, JpaFeeChanges::change);
  }

  @Override
  public void add(FeeChange change) {
    UnitStatements.OPEN.update(
        INSERT,
        insert -> {
          insert.setObject(1, change.id().value());
          insert.setString(2, change.scope().kind().wireName());
          insert.setString(3, change.scope().code());
          insert.setLong(4, change.fee().kobo());
          insert.setObject(5, change.former().map(Money::kobo).orElse(null), Types.BIGINT);
          Stored.bind(insert, 6, change.startsAt());
          insert.setString(7, change.reason());
          insert.setObject(8, change.by().id().value());
          insert.setString(9, change.by().name());
          Stored.bind(insert, 10, change.at());
          insert.setString(11, change.state().wireName());
        });
  }

  @Override
  public void save(FeeChange change) {
    Optional<FeeChange.Decision> said = change.decision();
    int changed =
        UnitStatements.OPEN.update(
            DECIDE,
            update -> {
              update.setString(1, change.state().wireName());
              update.setObject(2, said.map(d -> d.by().id().value()).orElse(null));
              update.setString(3, said.map(d -> d.by().name()).orElse(null));
              Stored.bind(update, 4, said.map(FeeChange.Decision::at).orElse(null));
              update.setString(5, said.map(FeeChange.Decision::words).orElse(null));
              update.setObject(6, change.id().value());
              update.setLong(7, change.version());
            });
    if (changed != 1) {
      throw new ConflictException(change + " was decided since it was read", null);
    }
    OpenUnit.require().afterCommit(() -> copy = null);
  }

  @Override
  public Optional<FeeChange> lock(FeeChangeId id) {
    return UnitStatements.OPEN
        .select(
            SELECT + " where id = ? for update",
            select -> select.setObject(1, id.value()),
            JpaFeeChanges::change)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<FeeChange> waitingFor(FeeScope scope) {
    return UnitStatements.OPEN
        .select(
            SELECT + " where scope = ? and code = ? and state = 'proposed' for update",
            select -> {
              select.setString(1, scope.kind().wireName());
              select.setString(2, scope.code());
            },
            JpaFeeChanges::change)
        .stream()
        .findFirst();
  }

  @Override
  public List<FeeChange> all(int limit) {
    return UnitStatements.OPEN.select(
        SELECT + " order by at desc, id desc limit ?",
        select -> select.setInt(1, limit),
        JpaFeeChanges::change);
  }

  private static FeeChange change(ResultSet row) throws SQLException {
    Long former = row.getObject(5, Long.class);
    return new FeeChange(
        new FeeChangeId(row.getObject(1, UUID.class)),
        new FeeScope(Stored.named(FeeScope.Kind.class, row.getString(2)), row.getString(3)),
        Money.ofKobo(row.getLong(4)),
        Optional.ofNullable(former).map(Money::ofKobo),
        Stored.instant(row, 6),
        row.getString(7),
        colleague(row, 8),
        Stored.instant(row, 10),
        Stored.named(FeeChangeState.class, row.getString(11)),
        row.getObject(12) == null
            ? Optional.empty()
            : Optional.of(
                new FeeChange.Decision(
                    colleague(row, 12), Stored.instant(row, 14), row.getString(15))),
        row.getLong(16));
  }

  private static Colleague colleague(ResultSet row, int column) throws SQLException {
    return new Colleague(
        new StaffId(row.getObject(column, UUID.class)), row.getString(column + 1), Set.of());
  }
}
