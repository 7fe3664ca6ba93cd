package ng.bills.application.staff;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.staff.port.StaffLinks;
import ng.bills.application.staff.port.StaffMembers;
import ng.bills.application.staff.port.StaffSessions;
import ng.bills.domain.audit.Act;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffRole;

/**
 * What administrators do about others: roles, disabling, ending sessions. Nobody does any of it to
 * themselves, so there is always an administrator left.
 */
@Singleton
public class ChangeStaff {

  private final StaffMembers members;
  private final StaffLinks links;
  private final StaffSessions sessions;
  private final RecordAct recordAct;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public ChangeStaff(
      StaffMembers members,
      StaffLinks links,
      StaffSessions sessions,
      RecordAct recordAct,
      UnitOfWork tx,
      InstantSource clock) {
    this.members = members;
    this.links = links;
    this.sessions = sessions;
    this.recordAct = recordAct;
    this.tx = tx;
    this.clock = clock;
  }

  /** What came of it. */
  public enum Outcome {
    DONE,
    /** Only administrators may. */
    NOT_ALLOWED,
    /** Not to oneself. */
    OWN_ACCOUNT,
    /** There is nobody of that id. */
    UNKNOWN
  }

  /**
   * Gives other roles. All sessions end: with other rights one comes in anew, and no token that was
   * known before is worth more than it was (ASVS 7.2.4).
   */
  public Outcome roles(Optional<StaffId> by, StaffId staff, Set<StaffRole> roles, String reason) {
    return change(
        by,
        staff,
        member -> {
          members.save(member.withRoles(roles));
          int ended = sessions.endAll(staff, Optional.empty(), clock.instant(), "other roles");
          return act(by, "staff.roles_changed", member)
              .because(reason)
              .with("before", InviteStaff.names(member.roles()))
              .with("after", InviteStaff.names(roles))
              .with("sessions_ended", Integer.toString(ended));
        });
  }

  /** Shuts somebody out, at once; an invitation makes them active again. */
  public Outcome disable(Optional<StaffId> by, StaffId staff, String reason) {
    return change(
        by,
        staff,
        member -> {
          Instant now = clock.instant();
          members.save(member.disabled());
          links.remove(staff);
          int ended = sessions.endAll(staff, Optional.empty(), now, "disabled");
          return act(by, "staff.disabled", member)
              .because(reason)
              .with("sessions_ended", Integer.toString(ended));
        });
  }

  /** Ends all sessions of somebody, on all servers. */
  public Outcome endSessions(Optional<StaffId> by, StaffId staff, String reason) {
    return change(
        by,
        staff,
        member -> {
          int ended =
              sessions.endAll(staff, Optional.empty(), clock.instant(), "by an administrator");
          return act(by, "staff.sessions_ended", member)
              .because(reason)
              .with("sessions_ended", Integer.toString(ended));
        });
  }

  private Outcome change(Optional<StaffId> by, StaffId staff, Function<StaffMember, Act> work) {
    return tx.call(
        () -> {
          if (!StaffRights.isAdmin(members, by)) {
            return Outcome.NOT_ALLOWED;
          }
          if (by.filter(staff::equals).isPresent()) {
            return Outcome.OWN_ACCOUNT;
          }
          return members
              .lock(staff)
              .map(
                  member -> {
                    recordAct.record(work.apply(member));
                    return Outcome.DONE;
                  })
              .orElse(Outcome.UNKNOWN);
        });
  }

  private static Act act(Optional<StaffId> by, String kind, StaffMember member) {
    return new Act(by, kind, "staff:" + member.id(), "", Map.of());
  }
}
