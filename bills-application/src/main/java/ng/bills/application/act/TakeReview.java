package ng.bills.application.act;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.act.ActResult.Done;
import ng.bills.application.act.ActResult.NotDone;
import ng.bills.application.act.ActResult.Why;
import ng.bills.application.act.port.ReviewOwners;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.port.Refunds;
import ng.bills.domain.act.ActCondition;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.ActRights;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;

/** Somebody takes a review to look after it, takes it over, or lays it back. */
@Singleton
public class TakeReview {

  private final Payments payments;
  private final Refunds refunds;
  private final ReviewOwners owners;
  private final KeepAct keep;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public TakeReview(
      Payments payments,
      Refunds refunds,
      ReviewOwners owners,
      KeepAct keep,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock) {
    this.payments = payments;
    this.refunds = refunds;
    this.owners = owners;
    this.keep = keep;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
  }

  /** Takes it, whoever had it before. */
  public ActResult take(Colleague by, PaymentId id) {
    return change(by, id, Optional.of(by));
  }

  /** Lays it back for anybody to take. */
  public ActResult layBack(Colleague by, PaymentId id) {
    return change(by, id, Optional.empty());
  }

  private ActResult change(Colleague by, PaymentId id, Optional<Colleague> to) {
    if (!ActRights.mayRequest(ActKind.TAKE_REVIEW, by.roles())) {
      return new NotDone(Why.NOT_ALLOWED);
    }
    try {
      return tx.call(() -> changed(by, id, to, Optional.empty()));
    } catch (ConflictException raced) {
      return new NotDone(Why.CHANGED_MEANWHILE);
    }
  }

  /** Inside a unit of work: {@code to} looks after it from now on, or nobody does. */
  ActResult changed(Colleague by, PaymentId id, Optional<Colleague> to, Optional<String> words) {
    Optional<Payment> found = payments.lock(id);
    if (found.isEmpty()) {
      return new NotDone(Why.NOT_FOUND);
    }
    Payment payment = found.get();
    if (payment.review().isEmpty()) {
      return new NotDone(Why.DOES_NOT_FIT);
    }
    Instant now = clock.instant();
    StaffAct act =
        StaffAct.done(
            new ActId(ids.newId()),
            ActKind.TAKE_REVIEW,
            id,
            words.orElseGet(() -> "review " + payment.review().get().kind()),
            by,
            ActCondition.of(payment, refunds.of(id)),
            to.map(t -> "looked after by " + t.name()).orElse("laid back"),
            now);
    to.ifPresentOrElse(
        owner -> {
          owners.set(id, new ReviewOwners.Owner(owner.id(), owner.name(), now));
          keep.begun(act, owner.id());
        },
        () -> {
          owners.clear(id);
          keep.begun(act);
        });
    return new Done(act);
  }
}
