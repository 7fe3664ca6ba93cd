package ng.bills.domain.staff;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One of our people. Invited by a link that is good once; with it they choose a password and set up
 * a second factor, and are active from then on. A link given anew (forgotten password, lost phone)
 * takes both away until it is used. Somebody who leaves is disabled, never removed: the audit log
 * goes on naming them.
 *
 * @param id who
 * @param email what they sign in with
 * @param name how they are called
 * @param roles what they may do
 * @param state whether they may sign in
 * @param passwordHash of their password, in the form of its algorithm
 * @param lastStep the time step of the last code of the second factor that was taken (RFC 6238);
 *     none before it is taken twice
 * @param lockout failed attempts to sign in
 * @param createdAt since when they are here
 */
public record StaffMember(
    StaffId id,
    StaffEmail email,
    String name,
    Set<StaffRole> roles,
    StaffState state,
    Optional<String> passwordHash,
    long lastStep,
    Lockout lockout,
    Instant createdAt) {

  private static final int MAX_NAME = 100;

  public StaffMember {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(email, "email");
    Objects.requireNonNull(state, "state");
    if (name.isBlank()
        || name.length() > MAX_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a name has 1 to 100 characters on one line");
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("somebody without a role can do nothing");
    }
    roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    if (state == StaffState.ACTIVE && passwordHash.isEmpty()) {
      throw new IllegalArgumentException("who is active has a password");
    }
  }

  /** Somebody new. */
  public static StaffMember invited(
      StaffId id, StaffEmail email, String name, Set<StaffRole> roles, Instant at) {
    return new StaffMember(
        id, email, name, roles, StaffState.INVITED, Optional.empty(), -1, Lockout.NONE, at);
  }

  /** With a link given anew: password and second factor are gone. */
  public StaffMember invitedAgain() {
    return new StaffMember(
        id, email, name, roles, StaffState.INVITED, Optional.empty(), -1, Lockout.NONE, createdAt);
  }

  /** With a password that was chosen, not active yet. */
  public StaffMember withPassword(String hash) {
    return new StaffMember(
        id, email, name, roles, state, Optional.of(hash), lastStep, lockout, createdAt);
  }

  /** With a second factor that was proved: may sign in from now on. */
  public StaffMember activated(long step) {
    return new StaffMember(
        id, email, name, roles, StaffState.ACTIVE, passwordHash, step, Lockout.NONE, createdAt);
  }

  /** With other roles. */
  public StaffMember withRoles(Set<StaffRole> others) {
    return new StaffMember(
        id, email, name, others, state, passwordHash, lastStep, lockout, createdAt);
  }

  /** Not to sign in any more. */
  public StaffMember disabled() {
    return new StaffMember(
        id, email, name, roles, StaffState.DISABLED, passwordHash, lastStep, lockout, createdAt);
  }

  /** After one more failed attempt; one is counted before it is looked at. */
  public StaffMember attempted(Instant now) {
    return withLockout(lockout.failed(Lockout.Rule.OF_PERSON, now));
  }

  /** After a right password: that attempt does not count. */
  public StaffMember forgiven() {
    return withLockout(lockout.forgiven());
  }

  /** After a right code, which is not taken again. */
  public StaffMember codeTaken(long step) {
    return new StaffMember(
        id, email, name, roles, state, passwordHash, step, Lockout.NONE, createdAt);
  }

  /** After another success. */
  public StaffMember cleared() {
    return withLockout(Lockout.NONE);
  }

  private StaffMember withLockout(Lockout other) {
    return new StaffMember(id, email, name, roles, state, passwordHash, lastStep, other, createdAt);
  }

  /** Whether they may sign in. */
  public boolean isActive() {
    return state == StaffState.ACTIVE;
  }

  @Override
  public String toString() {
    return "staff " + id + " " + state;
  }
}
