package ng.bills.application.act.port;

import java.util.List;
import java.util.Optional;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.RefundId;

/** All acts of staff; never removed, and decided once. Inside a unit of work only. */
public interface StaffActs {

  /**
   * Stores an act that was never stored.
   *
   * @throws ng.bills.application.port.ConflictException when another proposal about the same waits
   */
  void add(StaffAct act);

  /**
   * Stores how a proposal ended.
   *
   * @throws ng.bills.application.port.ConflictException when it was decided since it was read
   */
  void save(StaffAct act);

  /** The act, locked until the unit of work ends. */
  Optional<StaffAct> lock(ActId id);

  /** The proposal about a payment that waits; not about money that is to pay for it. */
  Optional<StaffAct> waitingOn(PaymentId payment);

  /** The proposal about money that waits. */
  Optional<StaffAct> waitingOn(RefundId refund);

  /** All acts on a payment, or with money that was meant for it, oldest first. */
  List<StaffAct> of(PaymentId payment);

  /** Proposals that wait for a second person, the oldest first. */
  List<StaffAct> waiting(int limit);

  /** Proposals that were decided or ran out, the latest first. */
  List<StaffAct> decided(int limit);
}
