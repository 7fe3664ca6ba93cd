package ng.bills.application.staff;

import java.util.Optional;
import ng.bills.application.staff.port.StaffMembers;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffRole;

/** Whether somebody may do something now, whatever the page believed. */
final class StaffRights {

  private StaffRights() {}

  /** Who may; a command of an operator may everything. */
  static boolean isAdmin(StaffMembers members, Optional<StaffId> by) {
    return by.isEmpty()
        || members
            .find(by.get())
            .filter(StaffMember::isActive)
            .filter(member -> member.roles().contains(StaffRole.ADMIN))
            .isPresent();
  }
}
