package ng.bills.infrastructure.persistence.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.staff.port.StaffSessions;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffSession;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.persistence.Stored;
import ng.bills.infrastructure.persistence.UnitStatements;

/** Sessions by the keyed hash of their token. */
@ApplicationScoped
public class JpaStaffSessions implements StaffSessions {

  private static final String PURPOSE = "staff session";
  private static final String SESSIONS =
      "select id, staff_id, stage, created_at, seen_at, address from staff_session ";
  private static final String ADD =
      """
      insert into staff_session (id, token_hash, staff_id, stage, created_at, seen_at, address)
      values (?, ?, ?, ?, ?, ?, ?)""";
  private static final String END_ALL =
      """
      update staff_session set ended_at = ?, ended_why = ?
       where staff_id = ? and ended_at is null and id is distinct from ?""";

  private final UnitStatements statements;
  private final KeyedHash hash;

  @Inject
  public JpaStaffSessions(KeyedHash hash) {
    this(UnitStatements.OPEN, hash);
  }

  /** Over another connection, for commands. */
  public JpaStaffSessions(UnitStatements statements, KeyedHash hash) {
    this.statements = statements;
    this.hash = hash;
  }

  /** For the container's proxy. */
  protected JpaStaffSessions() {
    this(null, null);
  }

  @Override
  public void add(StaffSession session, String token) {
    statements.update(
        ADD,
        s -> {
          s.setObject(1, session.id());
          s.setBytes(2, hash.of(PURPOSE, token));
          s.setObject(3, session.staff().value());
          s.setString(4, Stored.name(session.stage()));
          Stored.bind(s, 5, session.createdAt());
          Stored.bind(s, 6, session.seenAt());
          s.setString(7, session.address());
        });
  }

  @Override
  public Optional<StaffSession> find(String token) {
    return statements
        .select(
            SESSIONS + "where token_hash = ? and ended_at is null",
            s -> s.setBytes(1, hash.of(PURPOSE, token)),
            JpaStaffSessions::read)
        .stream()
        .findFirst();
  }

  @Override
  public List<StaffSession> of(StaffId staff, Instant usedSince) {
    return statements.select(
        SESSIONS + "where staff_id = ? and ended_at is null and seen_at >= ? order by created_at",
        s -> {
          s.setObject(1, staff.value());
          Stored.bind(s, 2, usedSince);
        },
        JpaStaffSessions::read);
  }

  @Override
  public void seen(UUID session, Instant at) {
    statements.update(
        "update staff_session set seen_at = ? where id = ? and seen_at < ?",
        s -> {
          Stored.bind(s, 1, at);
          s.setObject(2, session);
          Stored.bind(s, 3, at);
        });
  }

  @Override
  public void end(UUID session, Instant at, String why) {
    statements.update(
        "update staff_session set ended_at = ?, ended_why = ? where id = ? and ended_at is null",
        s -> {
          Stored.bind(s, 1, at);
          s.setString(2, why);
          s.setObject(3, session);
        });
  }

  @Override
  public int endAll(StaffId staff, Optional<UUID> except, Instant at, String why) {
    return statements.update(
        END_ALL,
        s -> {
          Stored.bind(s, 1, at);
          s.setString(2, why);
          s.setObject(3, staff.value());
          s.setObject(4, except.orElse(null), Types.OTHER);
        });
  }

  private static StaffSession read(ResultSet row) throws SQLException {
    return new StaffSession(
        row.getObject(1, UUID.class),
        new StaffId(row.getObject(2, UUID.class)),
        Stored.named(StaffSession.Stage.class, row.getString(3)),
        Stored.instant(row, 4),
        Stored.instant(row, 5),
        row.getString(6));
  }
}
