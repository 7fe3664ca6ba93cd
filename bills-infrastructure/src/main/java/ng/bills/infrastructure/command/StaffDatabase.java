package ng.bills.infrastructure.command;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.staff.InviteStaff;
import ng.bills.application.staff.ListStaff;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffRole;
import ng.bills.infrastructure.crypto.FieldCrypt;
import ng.bills.infrastructure.crypto.KeyRing;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.crypto.SecureIdSource;
import ng.bills.infrastructure.persistence.audit.HmacAuditSeal;
import ng.bills.infrastructure.persistence.audit.JpaAuditLog;
import ng.bills.infrastructure.persistence.staff.JpaStaffLinks;
import ng.bills.infrastructure.persistence.staff.JpaStaffMembers;
import ng.bills.infrastructure.persistence.staff.JpaStaffSessions;

/**
 * Our people in a database without a server: the same use cases over one connection. The
 * application must have migrated the database before.
 */
public final class StaffDatabase implements AutoCloseable {

  private final OneConnection connection;
  private final InviteStaff inviteStaff;
  private final ListStaff listStaff;

  private StaffDatabase(OneConnection connection, KeyRing ring) {
    this.connection = connection;
    KeyedHash hash = new KeyedHash(ring);
    JpaStaffMembers members = new JpaStaffMembers(connection, new FieldCrypt(ring), hash);
    RecordAct recordAct =
        new RecordAct(new JpaAuditLog(connection), new HmacAuditSeal(hash), InstantSource.system());
    this.inviteStaff =
        new InviteStaff(
            members,
            new JpaStaffLinks(connection, hash),
            new JpaStaffSessions(connection, hash),
            recordAct,
            connection,
            new SecureIdSource(),
            InstantSource.system());
    this.listStaff = new ListStaff(members, connection);
  }

  /**
   * Connects.
   *
   * @param url JDBC address of the database
   * @param user its user
   * @param password that user's password
   * @param fieldKeys the key ring, as in BILLS_FIELD_KEYS
   * @throws IllegalStateException when the database does not take it; one line without secrets
   */
  public static StaffDatabase open(String url, String user, String password, String fieldKeys) {
    return over(OneConnection.open(url, user, password), fieldKeys);
  }

  static StaffDatabase over(OneConnection connection, String fieldKeys) {
    return new StaffDatabase(connection, KeyRing.parse(fieldKeys));
  }

  /**
   * Invites somebody, as a command of an operator.
   *
   * @return the code of the link and whose it is, or why not
   */
  public InviteStaff.Invitation invite(StaffEmail email, String name, Set<StaffRole> roles) {
    return inviteStaff.invite(Optional.empty(), email, name, roles);
  }

  /** Gives somebody a new start. */
  public InviteStaff.Invitation again(StaffEmail email, String reason) {
    return all().stream()
        .filter(member -> member.email().equals(email))
        .findFirst()
        .map(member -> inviteStaff.again(Optional.empty(), member.id(), reason))
        .orElse(InviteStaff.Refused.UNKNOWN);
  }

  /** Everybody, by name. */
  public List<StaffMember> all() {
    return listStaff.all();
  }

  @Override
  public void close() {
    connection.close();
  }
}
