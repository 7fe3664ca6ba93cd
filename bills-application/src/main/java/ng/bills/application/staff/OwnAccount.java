package ng.bills.application.staff;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.staff.port.CodeGenerator;
import ng.bills.application.staff.port.PasswordHashing;
import ng.bills.application.staff.port.StaffMembers;
import ng.bills.application.staff.port.StaffSessions;
import ng.bills.domain.audit.Act;
import ng.bills.domain.staff.PasswordRule;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffSession;

/** What somebody does about their own account; what weighs needs their present factors again. */
@Singleton
public class OwnAccount {

  private final StaffMembers members;
  private final StaffSessions sessions;
  private final PasswordHashing hashing;
  private final PasswordCheck check;
  private final CodeGenerator codes;
  private final StaffDoor door;
  private final RecordAct recordAct;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public OwnAccount(
      StaffMembers members,
      StaffSessions sessions,
      PasswordHashing hashing,
      PasswordCheck check,
      CodeGenerator codes,
      StaffDoor door,
      RecordAct recordAct,
      UnitOfWork tx,
      InstantSource clock) {
    this.members = members;
    this.sessions = sessions;
    this.hashing = hashing;
    this.check = check;
    this.codes = codes;
    this.door = door;
    this.recordAct = recordAct;
    this.tx = tx;
    this.clock = clock;
  }

  /** What came of a new password. */
  public enum PasswordChange {
    DONE,
    /** The present password is not right, or there were too many attempts. */
    WRONG,
    /** The new one breaks a rule. */
    BROKEN
  }

  /**
   * The answer to a change of password.
   *
   * @param broken which rule, when one is
   * @param token of the session that goes on, when it was changed
   */
  public record Answer(
      PasswordChange change, Optional<PasswordRule> broken, Optional<String> token) {

    private static final Answer WRONG =
        new Answer(PasswordChange.WRONG, Optional.empty(), Optional.empty());

    @Override
    public String toString() {
      return "change of a password: " + change;
    }
  }

  /** Changes the password and ends all sessions; who changed it goes on with a new one. */
  public Answer changePassword(
      StaffId staff, String address, String present, String password, String repeated) {
    Optional<StaffMember> counted = tx.call(() -> members.lock(staff).filter(this::count));
    if (counted.isEmpty()
        || !hashing.matches(present, counted.get().passwordHash().orElseThrow())) {
      return Answer.WRONG;
    }
    Optional<PasswordRule> broken =
        present.equals(password)
            ? Optional.of(PasswordRule.UNCHANGED)
            : check.broken(counted.get(), password, repeated);
    String hash = broken.isPresent() ? "" : hashing.hash(password);
    return tx.call(
        () -> {
          // while it was looked at somebody may have been disabled, or have changed it elsewhere
          Optional<StaffMember> still =
              members
                  .lock(staff)
                  .filter(StaffMember::isActive)
                  .filter(m -> m.passwordHash().equals(counted.get().passwordHash()));
          if (still.isEmpty()) {
            return Answer.WRONG;
          }
          StaffMember member = still.get().forgiven();
          if (broken.isPresent()) {
            members.save(member);
            return new Answer(PasswordChange.BROKEN, broken, Optional.empty());
          }
          members.save(member.withPassword(hash));
          sessions.endAll(staff, Optional.empty(), clock.instant(), "password changed");
          recordAct.record(Act.of(staff, "staff.password_changed", "staff:" + staff));
          return new Answer(
              PasswordChange.DONE,
              Optional.empty(),
              Optional.of(door.open(staff, StaffSession.Stage.SIGNED_IN, address)));
        });
  }

  /** New recovery codes in place of the former, for a fresh code; empty when it is not right. */
  public Optional<List<String>> renewRecoveryCodes(StaffId staff, String code) {
    Optional<StaffMember> counted = tx.call(() -> members.lock(staff).filter(this::count));
    if (counted.isEmpty()) {
      return Optional.empty();
    }
    return tx.call(
        () -> {
          StaffMember member = members.lock(staff).orElseThrow();
          OptionalLong step =
              members
                  .secret(staff)
                  .map(secret -> codes.step(secret, StaffDoor.plain(code), clock.instant()))
                  .orElse(OptionalLong.empty());
          if (step.isEmpty() || step.getAsLong() <= member.lastStep()) {
            return Optional.empty();
          }
          members.save(member.codeTaken(step.getAsLong()));
          List<String> fresh = door.newRecoveryCodes(staff);
          recordAct.record(Act.of(staff, "staff.recovery_codes_renewed", "staff:" + staff));
          return Optional.of(fresh);
        });
  }

  /** How many recovery codes are left. */
  public int recoveryCodesLeft(StaffId staff) {
    return tx.call(() -> members.recoveryCodesLeft(staff));
  }

  /** The sessions that are open now. */
  public List<StaffSession> sessions(StaffId staff) {
    return tx.call(
        () -> {
          Instant now = clock.instant();
          return sessions.of(staff, now.minus(StaffSession.LONGEST)).stream()
              .filter(session -> session.isOpen(now))
              .toList();
        });
  }

  /** Ends all sessions but this one. */
  public int endOtherSessions(StaffId staff, UUID session) {
    return tx.call(
        () -> {
          int ended =
              sessions.endAll(staff, Optional.of(session), clock.instant(), "by the person");
          recordAct.record(
              Act.of(staff, "staff.sessions_ended", "staff:" + staff)
                  .with("sessions_ended", Integer.toString(ended)));
          return ended;
        });
  }

  private boolean count(StaffMember member) {
    Instant now = clock.instant();
    if (!member.isActive() || member.lockout().isClosed(now)) {
      return false;
    }
    members.save(member.attempted(now));
    return true;
  }
}
