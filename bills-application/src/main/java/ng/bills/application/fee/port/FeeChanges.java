package ng.bills.application.fee.port;

import java.util.List;
import java.util.Optional;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.fee.FeeChangeId;
import ng.bills.domain.fee.FeeScope;

/**
 * All changes of fees; never removed, and decided once. Inside a unit of work, but for {@link
 * #approved}.
 */
public interface FeeChanges {

  /**
   * Every approved change, as of a minute ago at the most: that is soon enough, because a change
   * begins later ({@link FeeChange#LEAD}). May be called inside and outside a unit of work; each
   * payment's request asks, so it is answered from memory.
   */
  List<FeeChange> approved();

  /** The same as of now, inside a unit of work: for those who decide. */
  List<FeeChange> approvedNow();

  /**
   * Stores a proposal that was never stored.
   *
   * @throws ng.bills.application.port.ConflictException when another one of that scope waits
   */
  void add(FeeChange change);

  /**
   * Stores how a proposal ended; counts on this node at once.
   *
   * @throws ng.bills.application.port.ConflictException when it was decided since it was read
   */
  void save(FeeChange change);

  /** The change, locked until the unit of work ends. */
  Optional<FeeChange> lock(FeeChangeId id);

  /** The proposal of that scope that waits, locked. */
  Optional<FeeChange> waitingFor(FeeScope scope);

  /** All changes, the last proposed first, at most {@code limit}. */
  List<FeeChange> all(int limit);
}
