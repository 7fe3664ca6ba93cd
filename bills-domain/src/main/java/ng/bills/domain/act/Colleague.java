package ng.bills.domain.act;

import java.util.Objects;
import java.util.Set;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffRole;

/**
 * Who acts.
 *
 * @param id the member of staff
 * @param name the name colleagues know
 * @param roles what they may do now; empty where an act of the past is read
 */
public record Colleague(StaffId id, String name, Set<StaffRole> roles) {

  public Colleague {
    Objects.requireNonNull(id, "id");
    roles = Set.copyOf(roles);
    if (name == null || name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("a colleague has a name of at most 200 characters");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
