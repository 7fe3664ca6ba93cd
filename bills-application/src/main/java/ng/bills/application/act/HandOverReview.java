package ng.bills.application.act;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import ng.bills.application.act.ActResult.NotDone;
import ng.bills.application.act.ActResult.Why;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.staff.port.StaffMembers;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.ActRights;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;

/** A review is given to a colleague by name: somebody who can sign in and may look after it. */
@Singleton
public class HandOverReview {

  private final TakeReview reviews;
  private final StaffMembers members;
  private final UnitOfWork tx;

  @Inject
  public HandOverReview(TakeReview reviews, StaffMembers members, UnitOfWork tx) {
    this.reviews = reviews;
    this.members = members;
    this.tx = tx;
  }

  /** Who may get one, by name. */
  public List<Colleague> colleagues() {
    return tx.call(
        () ->
            members.all().stream()
                .filter(HandOverReview::mayOwn)
                .map(HandOverReview::colleague)
                .toList());
  }

  /**
   * Gives it to somebody, whoever had it before. Their rights are read now, not when they were
   * listed.
   *
   * @param to who; empty when nobody was chosen
   * @param reason why, or what the colleague must know
   */
  public ActResult handOver(Colleague by, PaymentId id, Optional<StaffId> to, String reason) {
    if (!ActRights.mayRequest(ActKind.TAKE_REVIEW, by.roles())) {
      return new NotDone(Why.NOT_ALLOWED);
    }
    if (to.isEmpty()) {
      return new NotDone(Why.COLLEAGUE_NEEDED);
    }
    if (!RequestAct.isText(reason)) {
      return new NotDone(Why.REASON_NEEDED);
    }
    try {
      return tx.call(
          () -> {
            Optional<Colleague> owner =
                members
                    .find(to.get())
                    .filter(HandOverReview::mayOwn)
                    .map(HandOverReview::colleague);
            return owner.isEmpty()
                ? new NotDone(Why.COLLEAGUE_NEEDED)
                : reviews.changed(by, id, owner, Optional.of(reason.strip()));
          });
    } catch (ConflictException raced) {
      return new NotDone(Why.CHANGED_MEANWHILE);
    }
  }

  private static boolean mayOwn(StaffMember member) {
    return member.isActive() && ActRights.mayRequest(ActKind.TAKE_REVIEW, member.roles());
  }

  private static Colleague colleague(StaffMember member) {
    return new Colleague(member.id(), member.name(), member.roles());
  }
}
