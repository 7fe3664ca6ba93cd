package ng.bills.domain.staff;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Somebody's time in the console on one browser, from signing in until it ends: by signing out, by
 * standing idle, by its longest time, or because somebody ends it.
 *
 * @param id of this session
 * @param staff whose
 * @param stage how far they proved who they are
 * @param createdAt since when
 * @param seenAt when a page was asked for last, to the minute
 * @param address where from; may be empty
 */
public record StaffSession(
    UUID id, StaffId staff, Stage stage, Instant createdAt, Instant seenAt, String address) {

  /** How far somebody proved who they are. */
  public enum Stage {
    /** Has used a link and chosen a password; has to set up the second factor. */
    ENROLLING,
    /** Has given the password; has to give the second factor. */
    PASSWORD_GIVEN,
    /** Has given both. */
    SIGNED_IN
  }

  /** Idle and longest time of who is signed in, within NIST SP 800-63B §2.2.3 (AAL2). */
  public static final Duration IDLE = Duration.ofMinutes(20);

  public static final Duration LONGEST = Duration.ofHours(10);

  /** For the second factor, and to set it up. */
  public static final Duration HALF_WAY = Duration.ofMinutes(10);

  /** So often it is noted that it is used. */
  public static final Duration NOTED_EVERY = Duration.ofMinutes(1);

  public StaffSession {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(staff, "staff");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(seenAt, "seenAt");
    Objects.requireNonNull(address, "address");
  }

  /** Whether it is still good. */
  public boolean isOpen(Instant now) {
    if (stage != Stage.SIGNED_IN) {
      return now.isBefore(createdAt.plus(HALF_WAY));
    }
    return now.isBefore(createdAt.plus(LONGEST)) && now.isBefore(seenAt.plus(IDLE));
  }

  /** Whether it is time to note that it is used. */
  public boolean isToBeNoted(Instant now) {
    return !now.isBefore(seenAt.plus(NOTED_EVERY));
  }
}
