package ng.bills.domain.act;

import java.util.EnumSet;
import java.util.Set;
import ng.bills.domain.staff.StaffRole;

/** Whose role allows which act. Administrators and auditors do nothing to payments. */
public final class ActRights {

  private static final Set<StaffRole> DESK =
      EnumSet.of(StaffRole.AGENT, StaffRole.SUPERVISOR, StaffRole.FINANCE);
  private static final Set<StaffRole> DECIDE = EnumSet.of(StaffRole.SUPERVISOR, StaffRole.FINANCE);
  private static final Set<StaffRole> MONEY = EnumSet.of(StaffRole.FINANCE);

  private ActRights() {}

  /** Who may do it, or propose what takes a second person. */
  public static boolean mayRequest(ActKind kind, Set<StaffRole> roles) {
    Set<StaffRole> needed =
        switch (kind) {
          case CLOSE_REVIEW, GIVE_TOKEN -> DECIDE;
          default -> DESK;
        };
    return roles.stream().anyMatch(needed::contains);
  }

  /** Who may be the second person. */
  public static boolean mayApprove(ActKind kind, Set<StaffRole> roles) {
    Set<StaffRole> needed =
        switch (kind) {
          case KEEP_MONEY, RELEASE_TO_SENDER, RELEASE_TO_PAYMENT -> MONEY;
          default -> DECIDE;
        };
    return kind.movesMoney() && roles.stream().anyMatch(needed::contains);
  }
}
