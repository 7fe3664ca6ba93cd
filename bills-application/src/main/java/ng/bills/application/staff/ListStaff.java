package ng.bills.application.staff;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.staff.port.StaffMembers;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;

/** Questions about our people. */
@Singleton
public class ListStaff {

  private final StaffMembers members;
  private final UnitOfWork tx;

  @Inject
  public ListStaff(StaffMembers members, UnitOfWork tx) {
    this.members = members;
    this.tx = tx;
  }

  /** Everybody, by name. */
  public List<StaffMember> all() {
    return tx.call(members::all);
  }

  /** One of them. */
  public Optional<StaffMember> find(StaffId id) {
    return tx.call(() -> members.find(id));
  }
}
