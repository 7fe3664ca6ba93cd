package ng.bills.infrastructure.persistence.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.staff.port.StaffMembers;
import ng.bills.domain.staff.Lockout;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffRole;
import ng.bills.domain.staff.StaffState;
import ng.bills.infrastructure.crypto.FieldCrypt;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;
import ng.bills.infrastructure.persistence.UnitStatements;

/** By native statements, for the server and for commands alike. */
@ApplicationScoped
public class JpaStaffMembers implements StaffMembers {

  private static final String CODE = "staff recovery code";

  private static final String MEMBERS =
      "select id, email, name, roles, state, password_hash, last_step, failures, failed_at,"
          + " locked_until, created_at from staff ";
  private static final String ADD =
      """
      insert into staff (id, email, name, roles, state, password_hash, last_step, failures, failed_at, locked_until, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (email) do nothing""";
  private static final String SAVE =
      """
      update staff set name = ?, roles = ?, state = ?, password_hash = ?, last_step = ?, failures = ?, failed_at = ?,
             locked_until = ?
       where id = ?""";

  private final UnitStatements statements;
  private final FieldCrypt crypt;
  private final KeyedHash hash;

  @Inject
  public JpaStaffMembers(FieldCrypt crypt, KeyedHash hash) {
    this(UnitStatements.OPEN, crypt, hash);
  }

  /** Over another connection, for commands. */
  public JpaStaffMembers(UnitStatements statements, FieldCrypt crypt, KeyedHash hash) {
    this.statements = statements;
    this.crypt = crypt;
    this.hash = hash;
  }

  /** For the container's proxy. */
  protected JpaStaffMembers() {
    this(null, null, null);
  }

  @Override
  public Optional<StaffMember> find(StaffEmail email) {
    return one(MEMBERS + "where email = ?", s -> s.setString(1, email.value()));
  }

  @Override
  public Optional<StaffMember> find(StaffId id) {
    return one(MEMBERS + "where id = ?", s -> s.setObject(1, id.value()));
  }

  @Override
  public Optional<StaffMember> lock(StaffId id) {
    return one(MEMBERS + "where id = ? for update", s -> s.setObject(1, id.value()));
  }

  @Override
  public List<StaffMember> all() {
    return statements.select(MEMBERS + "order by name, id", s -> {}, JpaStaffMembers::read);
  }

  @Override
  public boolean add(StaffMember member) {
    return statements.update(
            ADD,
            s -> {
              s.setObject(1, member.id().value());
              s.setString(2, member.email().value());
              s.setString(3, member.name());
              s.setArray(4, roles(s, member.roles()));
              s.setString(5, Stored.name(member.state()));
              s.setString(6, member.passwordHash().orElse(null));
              s.setLong(7, member.lastStep());
              bind(s, 8, member.lockout());
              Stored.bind(s, 11, member.createdAt());
            })
        == 1;
  }

  @Override
  public void save(StaffMember member) {
    statements.update(
        SAVE,
        s -> {
          s.setString(1, member.name());
          s.setArray(2, roles(s, member.roles()));
          s.setString(3, Stored.name(member.state()));
          s.setString(4, member.passwordHash().orElse(null));
          s.setLong(5, member.lastStep());
          bind(s, 6, member.lockout());
          s.setObject(9, member.id().value());
        });
  }

  @Override
  public Optional<String> secret(StaffId id) {
    return statements
        .select(
            "select secret_sealed from staff where id = ? and secret_sealed is not null",
            s -> s.setObject(1, id.value()),
            row -> crypt.openText(context(id), row.getBytes(1)))
        .stream()
        .findFirst();
  }

  @Override
  public void keepSecret(StaffId id, String secret) {
    statements.update(
        "update staff set secret_sealed = ? where id = ?",
        s -> {
          s.setBytes(1, crypt.seal(context(id), secret));
          s.setObject(2, id.value());
        });
  }

  @Override
  public void dropSecondFactor(StaffId id) {
    statements.update(
        "update staff set secret_sealed = null where id = ?", s -> s.setObject(1, id.value()));
    dropRecoveryCodes(id);
  }

  private void dropRecoveryCodes(StaffId id) {
    statements.update(
        "delete from staff_recovery_code where staff_id = ?", s -> s.setObject(1, id.value()));
  }

  @Override
  public void keepRecoveryCodes(StaffId id, List<String> codes) {
    dropRecoveryCodes(id);
    for (String code : codes) {
      statements.update(
          "insert into staff_recovery_code (staff_id, code_hash) values (?, ?)",
          s -> {
            s.setObject(1, id.value());
            s.setBytes(2, hash.of(CODE, code));
          });
    }
  }

  @Override
  public boolean useRecoveryCode(StaffId id, String code, Instant at) {
    return statements.update(
            "update staff_recovery_code set used_at = ?"
                + " where staff_id = ? and code_hash = ? and used_at is null",
            s -> {
              Stored.bind(s, 1, at);
              s.setObject(2, id.value());
              s.setBytes(3, hash.of(CODE, code));
            })
        == 1;
  }

  @Override
  public int recoveryCodesLeft(StaffId id) {
    return statements
        .select(
            "select count(*) from staff_recovery_code where staff_id = ? and used_at is null",
            s -> s.setObject(1, id.value()),
            row -> row.getInt(1))
        .get(0);
  }

  private Optional<StaffMember> one(String sql, OpenUnit.Binder binder) {
    return statements.select(sql, binder, JpaStaffMembers::read).stream().findFirst();
  }

  private static StaffMember read(ResultSet row) throws SQLException {
    Set<StaffRole> roles = EnumSet.noneOf(StaffRole.class);
    for (String role : (String[]) row.getArray(4).getArray()) {
      roles.add(Stored.named(StaffRole.class, role));
    }
    return new StaffMember(
        new StaffId(row.getObject(1, UUID.class)),
        new StaffEmail(row.getString(2)),
        row.getString(3),
        roles,
        Stored.named(StaffState.class, row.getString(5)),
        Optional.ofNullable(row.getString(6)),
        row.getLong(7),
        lockout(row, 8),
        Stored.instant(row, 11));
  }

  static Lockout lockout(ResultSet row, int first) throws SQLException {
    return new Lockout(
        row.getInt(first),
        Optional.ofNullable(Stored.instant(row, first + 1)),
        Optional.ofNullable(Stored.instant(row, first + 2)));
  }

  static void bind(PreparedStatement statement, int first, Lockout lockout) throws SQLException {
    statement.setInt(first, lockout.failures());
    Stored.bind(statement, first + 1, lockout.last().orElse(null));
    Stored.bind(statement, first + 2, lockout.until().orElse(null));
  }

  private static Array roles(PreparedStatement statement, Set<StaffRole> roles)
      throws SQLException {
    return statement
        .getConnection()
        .createArrayOf("text", roles.stream().map(Stored::name).toArray());
  }

  private static String context(StaffId id) {
    return "staff.secret_sealed/" + id;
  }
}
