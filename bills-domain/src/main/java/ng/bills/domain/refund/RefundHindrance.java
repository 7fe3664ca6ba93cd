package ng.bills.domain.refund;

import java.util.Locale;
import java.util.Objects;

/**
 * What last kept a refund from being built. It stays when the refund goes on, so that a delay can
 * be explained afterwards.
 *
 * @param kind what it is
 * @param detail one sentence for people, without personal data
 */
public record RefundHindrance(Kind kind, String detail) {

  /** What can keep a refund from being built. */
  public enum Kind {
    /** Another refund of the same source account is on its way. */
    QUEUE,
    /** A person must look at the payment first. */
    REVIEW,
    /** Horizon does not answer, or not in a way that can be used. */
    STELLAR,
    /** Our own wallet cannot send it: too little cNGN, no trust line, frozen. */
    WALLET;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RefundHindrance {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(detail, "detail");
  }
}
