package ng.bills.application.fee;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import ng.bills.application.biller.port.Billers;
import ng.bills.application.fee.port.FeeChanges;
import ng.bills.application.payment.FeesInForce;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.fee.FeeChangeId;
import ng.bills.domain.fee.FeeScope;
import ng.bills.domain.money.Money;

/** Somebody wants another fee from some time on. A second person decides. */
@Singleton
public class ProposeFee {

  private final FeeChanges changes;
  private final FeesInForce fees;
  private final KeepFee keep;
  private final Billers billers;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public ProposeFee(
      FeeChanges changes,
      FeesInForce fees,
      KeepFee keep,
      Billers billers,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock) {
    this.changes = changes;
    this.fees = fees;
    this.keep = keep;
    this.billers = billers;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What is wished; what could not be read is empty.
   *
   * @param scope for which bills
   * @param fee what is to be charged
   * @param startsAt from when on
   * @param reason why
   */
  public record Wish(
      Optional<FeeScope> scope, Optional<Money> fee, Optional<Instant> startsAt, String reason) {}

  /** Keeps the proposal. */
  public FeeAnswer propose(Colleague by, Wish wish) {
    Instant now = clock.instant();
    Optional<FeeAnswer> fault = fault(by, wish, now);
    if (fault.isPresent()) {
      return fault.get();
    }
    try {
      return tx.call(() -> proposed(by, wish, now));
    } catch (ConflictException raced) {
      return FeeAnswer.ALREADY_WAITING;
    }
  }

  private Optional<FeeAnswer> fault(Colleague by, Wish wish, Instant now) {
    if (!FeeChange.mayDecide(by.roles())) {
      return Optional.of(FeeAnswer.NOT_ALLOWED);
    }
    if (wish.scope().filter(this::isOurs).isEmpty()) {
      return Optional.of(FeeAnswer.NO_SUCH_BILLS);
    }
    if (wish.fee().filter(fee -> fee.compareTo(FeeChange.MOST) <= 0).isEmpty()) {
      return Optional.of(FeeAnswer.NOT_A_FEE);
    }
    boolean begins =
        wish.startsAt()
            .filter(at -> FeeChange.isAhead(at, now))
            .filter(at -> !at.isAfter(now.plus(FeeChange.FURTHEST)))
            .isPresent();
    if (!begins) {
      return Optional.of(FeeAnswer.NOT_A_BEGINNING);
    }
    return isText(wish.reason()) ? Optional.empty() : Optional.of(FeeAnswer.REASON_NEEDED);
  }

  static boolean isText(String text) {
    return text.strip().length() >= FeeChange.REASON_MIN && text.length() <= FeeChange.TEXT_MAX;
  }

  private boolean isOurs(FeeScope scope) {
    return scope.kind() == FeeScope.Kind.BILL_TYPE
        || Arrays.stream(BillType.values())
            .anyMatch(type -> billers.find(type, new BillerCode(scope.code())).isPresent());
  }

  private FeeAnswer proposed(Colleague by, Wish wish, Instant now) {
    FeeScope scope = wish.scope().orElseThrow();
    Instant startsAt = wish.startsAt().orElseThrow();
    Optional<Money> present = fees.timetableNow().of(scope, startsAt);
    if (present.equals(wish.fee())) {
      return FeeAnswer.SAME_FEE;
    }
    Optional<FeeChange> waiting = changes.waitingFor(scope);
    if (waiting.isPresent()) {
      FeeChange old = waiting.get();
      if (!old.isVoid(fees.timetableNow().of(scope, old.startsAt()), now)) {
        return FeeAnswer.ALREADY_WAITING;
      }
      keep.ended(old.lapsed());
    }
    keep.begun(
        FeeChange.proposed(
            new FeeChangeId(ids.newId()),
            scope,
            wish.fee().orElseThrow(),
            present,
            startsAt,
            wish.reason().strip(),
            by,
            now));
    return FeeAnswer.DONE;
  }
}
