package ng.bills.application.notice;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.biller.port.Billers;
import ng.bills.application.notice.port.Notices;
import ng.bills.application.notice.port.Notifier;
import ng.bills.application.notice.port.Notifiers;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.port.Refunds;
import ng.bills.application.stage.StagePolicy;
import ng.bills.application.stage.StageRunner;
import ng.bills.application.stage.port.DueWork;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.notice.NoticeKind;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.refund.Refund;

/** Sends notices that are due: made from the payment as it is, carried, then recorded. */
@Singleton
public class SendNotice {

  private static final System.Logger LOG = System.getLogger(SendNotice.class.getName());

  private final Notices notices;
  private final Notifiers notifiers;
  private final Payments payments;
  private final Refunds refunds;
  private final Billers billers;
  private final DueWork dueWork;
  private final StageRunner runner;
  private final UnitOfWork tx;
  private final AfterCommit background;
  private final IdSource ids;
  private final InstantSource clock;
  private final StagePolicy policy;

  @Inject
  public SendNotice(
      Notices notices,
      Notifiers notifiers,
      Payments payments,
      Refunds refunds,
      Billers billers,
      DueWork dueWork,
      StageRunner runner,
      UnitOfWork tx,
      AfterCommit background,
      IdSource ids,
      InstantSource clock,
      StagePolicy policy) {
    this.notices = notices;
    this.notifiers = notifiers;
    this.payments = payments;
    this.refunds = refunds;
    this.billers = billers;
    this.dueWork = dueWork;
    this.runner = runner;
    this.tx = tx;
    this.background = background;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  private record Draft(Notice notice, Optional<Notifier.Message> message) {}

  /** Sends that notice, when it is left to its message, or is due and nobody else is sending it. */
  public void send(NoticeId id) {
    try {
      tx.call(() -> taken(id)).ifPresent(this::carry);
    } catch (ConflictException raced) {
      LOG.log(System.Logger.Level.DEBUG, "notice {0} was taken by somebody else", id);
    }
  }

  private Optional<Draft> taken(NoticeId id) {
    Instant now = clock.instant();
    Optional<Notice> held = notices.find(id).filter(Notice::isLeftToMessage);
    if (held.filter(n -> n.isTimeToCarry(now)).isPresent()) {
      return held.map(this::draft);
    }
    Lease lease = runner.newLease();
    if (held.isPresent()) {
      notices.save(held.get().leasedTo(lease)); // refused when a sweep has taken it meanwhile
      return claimed(id, lease.id());
    }
    return dueWork.claimNotice(id, lease, now) ? claimed(id, lease.id()) : Optional.empty();
  }

  /**
   * Takes one batch of notices that are due and not left to a message, and sends each in the
   * background.
   *
   * @return how many were taken
   */
  public int sendDue() {
    Lease lease = runner.newLease();
    List<NoticeId> due =
        tx.call(() -> dueWork.claimNotices(policy.batchSize(), lease, clock.instant()));
    for (NoticeId id : due) {
      background.run(() -> tx.call(() -> claimed(id, lease.id())).ifPresent(this::carry));
    }
    return due.size();
  }

  private Optional<Draft> claimed(NoticeId id, UUID leaseId) {
    return notices
        .find(id)
        .filter(n -> n.lease().filter(l -> l.id().equals(leaseId)).isPresent())
        .map(this::draft);
  }

  private Draft draft(Notice notice) {
    Payment payment = payments.find(notice.payment()).orElseThrow();
    Optional<String> hash =
        notice.kind() == NoticeKind.REFUNDED ? refundHash(payment) : Optional.empty();
    Optional<String> to =
        notice.channel() == NoticeChannel.EMAIL
            ? payment.request().email()
            : payment.request().phone().map(p -> p.international());
    return new Draft(
        notice,
        to.map(
            address ->
                NoticeTexts.message(
                    notice.kind(),
                    notice.channel(),
                    address,
                    payment,
                    billers.find(payment.request().billType(), payment.request().biller()),
                    hash)));
  }

  private Optional<String> refundHash(Payment payment) {
    return refunds.of(payment.id()).stream()
        .filter(Refund::settlesPayment)
        .flatMap(r -> r.confirmedHash().stream())
        .findFirst();
  }

  private void carry(Draft draft) {
    NoticeChannel channel = draft.notice().channel();
    Notifier.Result result =
        draft.message().isEmpty()
            ? new Notifier.NotAccepted("nobody to tell", true)
            : notifiers
                .by(channel)
                .map(n -> n.send(draft.message().get()))
                .orElseGet(() -> new Notifier.NotAccepted("no carrier is configured", false));
    try {
      tx.share(() -> record(draft.notice(), result));
    } catch (ConflictException taken) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "notice {0} was taken by somebody else when its lease ended",
          draft.notice().id());
    }
  }

  /** Recorded over what was read: whoever took the notice since has raised its version. */
  private void record(Notice held, Notifier.Result result) {
    if (result instanceof Notifier.NotAccepted not) {
      Notice failed =
          not.forGood()
              ? held.givenUp(not.error())
              : held.failed(not.error(), policy.notices(), ids.random(), clock.instant());
      notices.save(failed);
      // alert: notices that were not carried
      LOG.log(
          System.Logger.Level.WARNING,
          "notice {0} over {1} is {2}: {3}",
          held.id(),
          failed.channel(),
          failed.state(),
          not.error());
    } else {
      notices.save(held.sent(clock.instant()));
    }
  }
}
