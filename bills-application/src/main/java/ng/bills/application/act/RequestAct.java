package ng.bills.application.act;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import ng.bills.application.act.ActResult.Done;
import ng.bills.application.act.ActResult.NotDone;
import ng.bills.application.act.ActResult.Waiting;
import ng.bills.application.act.ActResult.Why;
import ng.bills.application.act.port.StaffActs;
import ng.bills.application.notice.port.Notices;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.Outbox;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.act.ActCondition;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.ActRights;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeState;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.vend.Token;

/**
 * A member of staff wants to do something to a payment, or with money that waits. What moves no
 * money is done at once; what moves money is kept as a proposal for a second person.
 */
@Singleton
public class RequestAct {

  private final ActSubject subjects;
  private final CarryOutAct carryOut;
  private final KeepAct keep;
  private final StaffActs acts;
  private final Notices notices;
  private final Outbox outbox;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;
  private final ActPolicy policy;

  @Inject
  public RequestAct(
      ActSubject subjects,
      CarryOutAct carryOut,
      KeepAct keep,
      StaffActs acts,
      Notices notices,
      Outbox outbox,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock,
      ActPolicy policy) {
    this.subjects = subjects;
    this.carryOut = carryOut;
    this.keep = keep;
    this.acts = acts;
    this.notices = notices;
    this.outbox = outbox;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  /** Does it, or proposes it. */
  public ActResult request(Colleague by, ActWish wish) {
    Optional<Why> fault = fault(by, wish);
    if (fault.isPresent()) {
      return new NotDone(fault.get());
    }
    try {
      return tx.call(() -> requested(by, wish));
    } catch (ConflictException raced) {
      return new NotDone(Why.CHANGED_MEANWHILE);
    }
  }

  private static Optional<Why> fault(Colleague by, ActWish wish) {
    ActKind kind = wish.kind();
    if (kind == ActKind.REVEAL || kind == ActKind.TAKE_REVIEW) {
      throw new IllegalArgumentException(kind + " is a use case of its own");
    }
    if (!ActRights.mayRequest(kind, by.roles())) {
      return Optional.of(Why.NOT_ALLOWED);
    }
    if (!isText(wish.reason())) {
      return Optional.of(Why.REASON_NEEDED);
    }
    if (kind.movesMoney() && wish.evidence().filter(RequestAct::isText).isEmpty()) {
      return Optional.of(Why.EVIDENCE_NEEDED);
    }
    if (kind == ActKind.GIVE_TOKEN && token(wish).isEmpty()) {
      return Optional.of(Why.TOKEN_NEEDED);
    }
    return Optional.empty();
  }

  static boolean isText(String text) {
    return StaffAct.isText(text, StaffAct.REASON_MIN);
  }

  private static Optional<Token> token(ActWish wish) {
    return wish.token()
        .map(t -> t.replaceAll("[\\s-]", ""))
        .filter(digits -> Token.isWellFormed(Token.Kind.CREDIT, digits))
        .map(digits -> new Token(Token.Kind.CREDIT, digits));
  }

  private ActResult requested(Colleague by, ActWish wish) {
    Instant now = clock.instant();
    Optional<ActSubject.Locked> found = subjects.lock(wish.payment(), wish.refund());
    if (found.isEmpty()) {
      return new NotDone(Why.NOT_FOUND);
    }
    ActSubject.Locked subject = found.get();
    if (wish.kind() == ActKind.SEND_AGAIN) {
      return sendAgain(by, wish, subject.payment().orElseThrow(), subject.condition(), now);
    }
    Optional<Why> hindrance = subjects.hindrance(wish.kind(), subject, now);
    if (hindrance.isPresent()) {
      return new NotDone(hindrance.get());
    }
    return wish.kind().movesMoney()
        ? propose(by, wish, subject.condition(), now)
        : alone(by, wish, subject, now);
  }

  private ActResult alone(Colleague by, ActWish wish, ActSubject.Locked subject, Instant now) {
    Payment payment = subject.payment().orElseThrow();
    ActCondition before = subject.condition();
    carryOut.alone(wish.kind(), payment, token(wish), now);
    return done(by, wish, payment, before, "the payment is " + payment.state().wireName(), now);
  }

  private Done done(
      Colleague by, ActWish wish, Payment payment, ActCondition before, String how, Instant now) {
    StaffAct act =
        StaffAct.done(
            new ActId(ids.newId()),
            wish.kind(),
            payment.id(),
            wish.reason().strip(),
            by,
            before,
            how,
            now);
    keep.begun(act);
    return new Done(act);
  }

  private ActResult sendAgain(
      Colleague by, ActWish wish, Payment payment, ActCondition before, Instant now) {
    Optional<Notice> found =
        wish.notice().flatMap(notices::find).filter(n -> n.payment().equals(payment.id()));
    if (found.isEmpty()) {
      return new NotDone(Why.NOT_FOUND);
    }
    Notice notice = found.get();
    if (notice.state() == NoticeState.DUE) {
      return new NotDone(Why.DOES_NOT_FIT);
    }
    notices.save(notice.again(now));
    outbox.noticeReady(notice.id());
    String what = notice.kind().wireName() + " over " + notice.channel().wireName();
    return done(by, wish, payment, before, what + " goes out again", now);
  }

  private ActResult propose(Colleague by, ActWish wish, ActCondition present, Instant now) {
    Optional<StaffAct> waiting =
        wish.refund().isPresent()
            ? wish.refund().flatMap(acts::waitingOn)
            : wish.payment().flatMap(acts::waitingOn);
    Predicate<StaffAct> lapsed = a -> a.isOverdue(now) || !a.condition().equals(present);
    if (waiting.filter(lapsed.negate()).isPresent()) {
      return new NotDone(Why.ALREADY_WAITING);
    }
    waiting.ifPresent(old -> keep.ended(old.expired("did not hold any more")));
    StaffAct act =
        StaffAct.proposed(
            new ActId(ids.newId()),
            wish.kind(),
            wish.payment(),
            wish.refund(),
            wish.reason().strip(),
            wish.evidence().orElseThrow().strip(),
            by,
            present,
            policy.open(),
            now);
    keep.begun(act);
    return new Waiting(act);
  }
}
