package ng.bills.application.staff.port;

import java.time.Instant;
import java.util.Optional;
import ng.bills.domain.staff.StaffId;

/** Links by which people enrol. Of a link only the hash of its code is kept; one for a person. */
public interface StaffLinks {

  /** Gives somebody a link; a former one is worth nothing from now on. */
  void give(StaffId staff, String code, Instant expiresAt);

  /** Whose link it is, while it is good. */
  Optional<StaffId> find(String code, Instant now);

  /** Takes somebody's link away. */
  void remove(StaffId staff);
}
