package ng.bills.infrastructure.persistence.staff;

import jakarta.enterprise.context.ApplicationScoped;
import ng.bills.application.staff.port.AddressLockouts;
import ng.bills.domain.staff.Lockout;
import ng.bills.infrastructure.persistence.UnitStatements;

/** Failed attempts by network address. */
@ApplicationScoped
public class JpaAddressLockouts implements AddressLockouts {

  /** Those that do not count any more, a few at a time, so that a flood leaves nothing behind. */
  private static final String FORGET =
      """
      delete from staff_address where address in
        (select address from staff_address where failed_at < now() - interval '1 day'
          order by failed_at limit 20 for update skip locked)""";

  private final UnitStatements statements = UnitStatements.OPEN;

  @Override
  public Lockout lock(String address) {
    statements.update(FORGET, s -> {});
    statements.update(
        "insert into staff_address (address, failures) values (?, 0) on conflict do nothing",
        s -> s.setString(1, address));
    return statements
        .select(
            "select failures, failed_at, locked_until from staff_address where address = ? for"
                + " update",
            s -> s.setString(1, address),
            row -> JpaStaffMembers.lockout(row, 1))
        .get(0);
  }

  @Override
  public void save(String address, Lockout lockout) {
    statements.update(
        "update staff_address set failures = ?, failed_at = ?, locked_until = ? where address = ?",
        s -> {
          JpaStaffMembers.bind(s, 1, lockout);
          s.setString(4, address);
        });
  }
}
