package ng.bills.application.staff;

import java.util.Objects;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffSession;

/** Somebody with an open session. */
public record StaffOnline(StaffMember member, StaffSession session) {

  public StaffOnline {
    Objects.requireNonNull(member, "member");
    Objects.requireNonNull(session, "session");
  }

  /** Whether both factors were given. */
  public boolean isSignedIn() {
    return session.stage() == StaffSession.Stage.SIGNED_IN;
  }
}
