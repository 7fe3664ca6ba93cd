package ng.bills.web.console;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import ng.bills.domain.staff.StaffRole;

/**
 * The pages of the console and who may see each: the one place where this stands. An address that
 * is not here does not exist. Tests compare it with the pages there are and walk through it in a
 * browser, role by role.
 */
public enum ConsolePage {
  // signing in
  SIGN_IN("/console/sign-in.xhtml", Access.OPEN, Set.of(), false),
  ENROL("/console/enrol.xhtml", Access.OPEN, Set.of(), false),
  SECOND_FACTOR("/console/second-factor.xhtml", Access.HALF, Set.of(), false),
  SECOND_FACTOR_SETUP("/console/second-factor-setup.xhtml", Access.ENROLLING, Set.of(), false),
  // everybody's own
  HOME("/console/index.xhtml", Access.ROLES, EnumSet.allOf(StaffRole.class), true),
  ACCOUNT("/console/account.xhtml", Access.ROLES, EnumSet.allOf(StaffRole.class), false),
  SIGN_OUT("/console/sign-out", Access.ROLES, EnumSet.allOf(StaffRole.class), false),

  // payments
  FIND("/console/find.xhtml", Access.ROLES, Readers.DESK, true),
  PAYMENT("/console/payment.xhtml", Access.ROLES, Readers.DESK, false),
  ACTS("/console/acts.xhtml", Access.ROLES, Readers.DESK, true),
  QUEUE_REVIEWS("/console/queue-reviews.xhtml", Access.ROLES, Readers.DESK, true),
  QUEUE_SUSPENSE("/console/queue-suspense.xhtml", Access.ROLES, Readers.DESK, true),
  QUEUE_CLOCK("/console/queue-clock.xhtml", Access.ROLES, Readers.DESK, true),
  QUEUE_DEAD("/console/queue-dead.xhtml", Access.ROLES, EnumSet.allOf(StaffRole.class), true),
  QUEUE_PROVIDERS(
      "/console/queue-providers.xhtml", Access.ROLES, EnumSet.allOf(StaffRole.class), true),

  // money

  // people and switches
  DASHBOARD(
      "/console/dashboard.xhtml",
      Access.ROLES,
      EnumSet.complementOf(EnumSet.of(StaffRole.AGENT)),
      true),
  PROVIDERS("/console/providers.xhtml", Access.ROLES, EnumSet.allOf(StaffRole.class), true),
  PROVIDER("/console/provider.xhtml", Access.ROLES, EnumSet.allOf(StaffRole.class), false),
  FEES("/console/fees.xhtml", Access.ROLES, EnumSet.allOf(StaffRole.class), true),
  STAFF("/console/staff.xhtml", Access.ROLES, Set.of(StaffRole.ADMIN), true),
  STAFF_MEMBER("/console/staff-member.xhtml", Access.ROLES, Set.of(StaffRole.ADMIN), false),
  AUDIT("/console/audit.xhtml", Access.ROLES, Set.of(StaffRole.AUDITOR, StaffRole.ADMIN), true);

  /** Who sees customers' payments: not those who only keep accounts of staff and switches. */
  private static final class Readers {
    private static final Set<StaffRole> DESK =
        EnumSet.of(StaffRole.AGENT, StaffRole.SUPERVISOR, StaffRole.FINANCE, StaffRole.AUDITOR);
  }

  /** Whom a page is for, apart from roles. */
  enum Access {
    /** Anybody, signed in or not. */
    OPEN,
    /** Who has given the password, and has yet to give the second factor. */
    HALF,
    /** Who has chosen a password by a link, and has yet to set up the second factor. */
    ENROLLING,
    /** Who is signed in with one of its roles. */
    ROLES
  }

  private final String path;
  private final Access access;
  private final Set<StaffRole> roles;
  private final boolean inNavigation;

  ConsolePage(String path, Access access, Set<StaffRole> roles, boolean inNavigation) {
    this.path = path;
    this.access = access;
    this.roles = Set.copyOf(roles);
    this.inNavigation = inNavigation;
  }

  /** The page of an address inside the application; empty for one that does not exist. */
  public static Optional<ConsolePage> at(String path) {
    return Arrays.stream(values()).filter(page -> page.path.equals(path)).findFirst();
  }

  public String path() {
    return path;
  }

  Access access() {
    return access;
  }

  /** Who may see it; empty for a page that does not go by roles. */
  public Set<StaffRole> roles() {
    return roles;
  }

  /** Whether the navigation names it; its label is {@code navigation.<NAME>} in the texts. */
  boolean inNavigation() {
    return inNavigation;
  }

  /** Whether somebody with these roles may see it. */
  public boolean isFor(Set<StaffRole> held) {
    return roles.stream().anyMatch(held::contains);
  }
}
