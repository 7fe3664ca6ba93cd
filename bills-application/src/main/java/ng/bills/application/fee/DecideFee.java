package ng.bills.application.fee;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import ng.bills.application.fee.port.FeeChanges;
import ng.bills.application.payment.FeesInForce;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.fee.FeeChangeId;
import ng.bills.domain.fee.FeeChangeState;
import ng.bills.domain.money.Money;

/** The second person decides about a fee. */
@Singleton
public class DecideFee {

  private final FeeChanges changes;
  private final FeesInForce fees;
  private final KeepFee keep;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public DecideFee(
      FeeChanges changes, FeesInForce fees, KeepFee keep, UnitOfWork tx, InstantSource clock) {
    this.changes = changes;
    this.fees = fees;
    this.keep = keep;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * Approves it, while its beginning is still ahead and the fee is the one it was.
   *
   * @param words what the second person wants to add; may be empty
   */
  public FeeAnswer approve(Colleague second, FeeChangeId id, String words) {
    if (words.length() > FeeChange.TEXT_MAX) {
      return FeeAnswer.REASON_NEEDED;
    }
    return decide(id, change -> approved(second, change, words.strip()));
  }

  private FeeAnswer approved(Colleague second, FeeChange change, String words) {
    if (second.id().equals(change.by().id())) {
      return FeeAnswer.OWN;
    }
    if (!FeeChange.mayDecide(second.roles())) {
      return FeeAnswer.NOT_ALLOWED;
    }
    Instant now = clock.instant();
    Optional<Money> present = fees.timetableNow().of(change.scope(), change.startsAt());
    if (change.isVoid(present, now)) {
      keep.ended(change.lapsed());
      return FeeAnswer.LAPSED;
    }
    keep.ended(change.approved(second, present, words, now));
    return FeeAnswer.DONE;
  }

  /** Does not approve it; whoever proposed it may take it back so. */
  public FeeAnswer refuse(Colleague who, FeeChangeId id, String words) {
    if (!ProposeFee.isText(words)) {
      return FeeAnswer.REASON_NEEDED;
    }
    return decide(
        id,
        change -> {
          boolean own = who.id().equals(change.by().id());
          if (!own && !FeeChange.mayDecide(who.roles())) {
            return FeeAnswer.NOT_ALLOWED;
          }
          keep.ended(change.refused(who, words.strip(), clock.instant()));
          return FeeAnswer.DONE;
        });
  }

  private FeeAnswer decide(FeeChangeId id, Function<FeeChange, FeeAnswer> decision) {
    try {
      return tx.call(
          () ->
              changes
                  .lock(id)
                  .map(
                      change ->
                          change.state() == FeeChangeState.PROPOSED
                              ? decision.apply(change)
                              : FeeAnswer.DECIDED)
                  .orElse(FeeAnswer.NOT_FOUND));
    } catch (ConflictException raced) {
      return FeeAnswer.CHANGED_MEANWHILE;
    }
  }
}
