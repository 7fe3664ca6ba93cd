package ng.bills.web.console;

import java.util.Set;
import java.util.UUID;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffRole;

/**
 * Who is signed in, as {@link ConsoleGate} found out for this request.
 *
 * @param id who
 * @param name how they are called
 * @param roles what they may do
 * @param session the session they came with
 */
public record SignedIn(StaffId id, String name, Set<StaffRole> roles, UUID session) {

  static final String ATTRIBUTE = SignedIn.class.getName();

  public SignedIn {
    roles = Set.copyOf(roles);
  }
}
