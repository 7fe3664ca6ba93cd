package ng.bills.application.act;

import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.RefundId;

/**
 * What a member of staff wants to do.
 *
 * @param kind what
 * @param payment to which payment, or for which one money is to be released
 * @param refund with which money that waits
 * @param reason why, in their words
 * @param evidence what proves it
 * @param token the digits the provider told, with or without dashes and blanks
 * @param notice which one is to go out again
 */
public record ActWish(
    ActKind kind,
    Optional<PaymentId> payment,
    Optional<RefundId> refund,
    String reason,
    Optional<String> evidence,
    Optional<String> token,
    Optional<NoticeId> notice) {

  public ActWish {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(token, "token");
    if (payment.isEmpty() && refund.isEmpty()) {
      throw new IllegalArgumentException("an act is about a payment or about money that waits");
    }
  }

  /** On a payment. */
  public static ActWish on(
      PaymentId payment, ActKind kind, String reason, Optional<String> evidence) {
    return new ActWish(
        kind,
        Optional.of(payment),
        Optional.empty(),
        reason,
        evidence,
        Optional.empty(),
        Optional.empty());
  }

  /** With money that waits. */
  public static ActWish with(
      RefundId refund,
      ActKind kind,
      Optional<PaymentId> payment,
      String reason,
      Optional<String> evidence) {
    return new ActWish(
        kind, payment, Optional.of(refund), reason, evidence, Optional.empty(), Optional.empty());
  }

  /** The same with the token that the provider told. */
  public ActWish telling(String digits) {
    return new ActWish(kind, payment, refund, reason, evidence, Optional.of(digits), notice);
  }

  /** The same about that notice. */
  public ActWish about(NoticeId which) {
    return new ActWish(kind, payment, refund, reason, evidence, token, Optional.of(which));
  }

  /** Without the words of people and without the token. */
  @Override
  public String toString() {
    return "wish to " + kind.wireName();
  }
}
