package ng.bills.infrastructure.persistence.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.staff.port.StaffLinks;
import ng.bills.domain.staff.StaffId;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.persistence.Stored;
import ng.bills.infrastructure.persistence.UnitStatements;

/** Links by the keyed hash of their code. */
@ApplicationScoped
public class JpaStaffLinks implements StaffLinks {

  private static final String PURPOSE = "staff link";
  private static final String GIVE =
      """
      insert into staff_link (staff_id, code_hash, expires_at) values (?, ?, ?)
      on conflict (staff_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at""";

  private final UnitStatements statements;
  private final KeyedHash hash;

  @Inject
  public JpaStaffLinks(KeyedHash hash) {
    this(UnitStatements.OPEN, hash);
  }

  /** Over another connection, for commands. */
  public JpaStaffLinks(UnitStatements statements, KeyedHash hash) {
    this.statements = statements;
    this.hash = hash;
  }

  /** For the container's proxy. */
  protected JpaStaffLinks() {
    this(null, null);
  }

  @Override
  public void give(StaffId staff, String code, Instant expiresAt) {
    statements.update(
        GIVE,
        s -> {
          s.setObject(1, staff.value());
          s.setBytes(2, hash.of(PURPOSE, code));
          Stored.bind(s, 3, expiresAt);
        });
  }

  @Override
  public Optional<StaffId> find(String code, Instant now) {
    return statements
        .select(
            "select staff_id from staff_link where code_hash = ? and expires_at > ?",
            s -> {
              s.setBytes(1, hash.of(PURPOSE, code));
              Stored.bind(s, 2, now);
            },
            row -> new StaffId(row.getObject(1, UUID.class)))
        .stream()
        .findFirst();
  }

  @Override
  public void remove(StaffId staff) {
    statements.update(
        "delete from staff_link where staff_id = ?", s -> s.setObject(1, staff.value()));
  }
}
