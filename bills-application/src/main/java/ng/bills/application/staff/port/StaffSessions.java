package ng.bills.application.staff.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffSession;

/**
 * Sessions, known by the hash of a token that only the browser has. They are in the database, so
 * that all servers know them and ending one ends it everywhere.
 */
public interface StaffSessions {

  void add(StaffSession session, String token);

  /** The session of a token, unless it was ended. */
  Optional<StaffSession> find(String token);

  /** Sessions of somebody that were not ended and have been used since then. */
  List<StaffSession> of(StaffId staff, Instant usedSince);

  /** Notes that it is used. */
  void seen(UUID session, Instant at);

  /** Ends one; again is fine. */
  void end(UUID session, Instant at, String why);

  /**
   * Ends all of somebody.
   *
   * @param except one that goes on
   * @return how many were ended
   */
  int endAll(StaffId staff, Optional<UUID> except, Instant at, String why);
}
