package ng.bills.application.staff.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;

/** Our people. Secrets are kept sealed or hashed. All methods need an open unit of work. */
public interface StaffMembers {

  Optional<StaffMember> find(StaffEmail email);

  Optional<StaffMember> find(StaffId id);

  /** As {@link #find(StaffId)}; nobody else changes them until the unit ends. */
  Optional<StaffMember> lock(StaffId id);

  /** Everybody, by name. */
  List<StaffMember> all();

  /**
   * Adds somebody.
   *
   * @return false when the e-mail address is taken, and nothing was added
   */
  boolean add(StaffMember member);

  /** Stores what changed of somebody; their e-mail address stays. */
  void save(StaffMember member);

  /** The secret of their second factor. */
  Optional<String> secret(StaffId id);

  /** Replaces the secret. */
  void keepSecret(StaffId id, String secret);

  /** Takes second factor and recovery codes away. */
  void dropSecondFactor(StaffId id);

  /** Replaces their recovery codes. */
  void keepRecoveryCodes(StaffId id, List<String> codes);

  /** Uses a recovery code up; false when it is none of theirs, or was used before. */
  boolean useRecoveryCode(StaffId id, String code, Instant at);

  /** How many recovery codes are left. */
  int recoveryCodesLeft(StaffId id);
}
