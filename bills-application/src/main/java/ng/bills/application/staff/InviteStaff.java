package ng.bills.application.staff;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.staff.port.StaffLinks;
import ng.bills.application.staff.port.StaffMembers;
import ng.bills.application.staff.port.StaffSessions;
import ng.bills.domain.audit.Act;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffRole;

/**
 * Makes somebody one of our people, or gives them a new start after a forgotten password or a lost
 * phone. Either way they get the code of a link that is good once and for a day.
 */
@Singleton
public class InviteStaff {

  public static final Duration GOOD_FOR = Duration.ofHours(24);
  private static final int CODE_LENGTH = 32;

  private final StaffMembers members;
  private final StaffLinks links;
  private final StaffSessions sessions;
  private final RecordAct recordAct;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public InviteStaff(
      StaffMembers members,
      StaffLinks links,
      StaffSessions sessions,
      RecordAct recordAct,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock) {
    this.members = members;
    this.links = links;
    this.sessions = sessions;
    this.recordAct = recordAct;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
  }

  /** What comes of it. */
  public sealed interface Invitation permits Invited, Refused {}

  /**
   * Done.
   *
   * @param code to be given to the person, shown once
   */
  public record Invited(StaffId staff, String code) implements Invitation {

    public Invited {
      Objects.requireNonNull(staff, "staff");
    }

    @Override
    public String toString() {
      return "invited " + staff;
    }
  }

  /** Nothing was done. */
  public enum Refused implements Invitation {
    /** Only administrators may. */
    NOT_ALLOWED,
    /** Somebody has that e-mail address. */
    EMAIL_TAKEN,
    /** There is nobody of that id. */
    UNKNOWN,
    /** Nobody takes their own factors away, and nobody enables themselves. */
    OWN_ACCOUNT
  }

  /**
   * Invites somebody new.
   *
   * @param by who; empty for a command of an operator
   */
  public Invitation invite(
      Optional<StaffId> by, StaffEmail email, String name, Set<StaffRole> roles) {
    String code = ids.randomText(CODE_LENGTH);
    return tx.call(
        () -> {
          if (!StaffRights.isAdmin(members, by)) {
            return Refused.NOT_ALLOWED;
          }
          Instant now = clock.instant();
          StaffMember member =
              StaffMember.invited(new StaffId(ids.newId()), email, name, roles, now);
          if (!members.add(member)) {
            return Refused.EMAIL_TAKEN;
          }
          links.give(member.id(), code, now.plus(GOOD_FOR));
          recordAct.record(act(by, "staff.invited", member).with("roles", names(roles)));
          return new Invited(member.id(), code);
        });
  }

  /** Takes password and second factor away, ends all sessions and gives a new link. */
  public Invitation again(Optional<StaffId> by, StaffId staff, String reason) {
    String code = ids.randomText(CODE_LENGTH);
    return tx.call(
        () -> {
          if (!StaffRights.isAdmin(members, by)) {
            return Refused.NOT_ALLOWED;
          }
          if (by.filter(staff::equals).isPresent()) {
            return Refused.OWN_ACCOUNT;
          }
          Optional<StaffMember> known = members.lock(staff);
          if (known.isEmpty()) {
            return Refused.UNKNOWN;
          }
          Instant now = clock.instant();
          members.save(known.get().invitedAgain());
          members.dropSecondFactor(staff);
          sessions.endAll(staff, Optional.empty(), now, "invited again");
          links.give(staff, code, now.plus(GOOD_FOR));
          recordAct.record(act(by, "staff.invited_again", known.get()).because(reason));
          return new Invited(staff, code);
        });
  }

  private static Act act(Optional<StaffId> by, String kind, StaffMember member) {
    return new Act(by, kind, "staff:" + member.id(), "", Map.of()).with("name", member.name());
  }

  static String names(Set<StaffRole> roles) {
    return roles.stream().map(StaffRole::name).sorted().collect(Collectors.joining(","));
  }
}
