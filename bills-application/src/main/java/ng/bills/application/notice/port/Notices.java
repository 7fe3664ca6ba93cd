package ng.bills.application.notice.port;

import java.util.List;
import java.util.Optional;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.notice.NoticeTry;
import ng.bills.domain.payment.PaymentId;

/** All notices. Inside a unit of work only. */
public interface Notices {

  /** Stores a notice unless one of that payment, kind and channel exists. */
  void addIfAbsent(Notice notice);

  /**
   * Stores changes.
   *
   * @throws ng.bills.application.port.ConflictException when it was changed since it was read
   */
  void save(Notice notice);

  Optional<Notice> find(NoticeId id);

  List<Notice> of(PaymentId payment);

  /**
   * What the notices of a payment do not tell any more: tries that failed, and what was sent before
   * it was sent again; oldest first.
   */
  List<NoticeTry> tries(PaymentId payment);
}
