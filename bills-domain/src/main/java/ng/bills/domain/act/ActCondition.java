package ng.bills.domain.act;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.refund.Refund;

/**
 * How everything stood that two people agree on. An approval holds for exactly this: whatever of it
 * changes in between ends the proposal.
 */
public record ActCondition(String text) {

  public ActCondition {
    Objects.requireNonNull(text, "text");
  }

  /** Of a payment with the refunds that belong to it. */
  public static ActCondition of(Payment payment, List<Refund> refunds) {
    String review =
        payment.review().map(r -> r.kind() + "@" + r.since().toEpochMilli()).orElse("none");
    String attempts =
        payment.attempts().stream()
            .map(a -> a.reference() + ":" + a.state().wireName())
            .collect(Collectors.joining(","));
    return new ActCondition(
        payment.id()
            + " "
            + payment.state().wireName()
            + "/"
            + payment.snapshot().moveCount()
            + " review="
            + review
            + " attempts="
            + attempts
            + " refunds="
            + of(refunds));
  }

  /** Of money that waits, and of the payment it is to pay for, if any. */
  public static ActCondition of(Refund refund, List<Payment> target) {
    return new ActCondition(
        of(List.of(refund))
            + target.stream()
                .map(p -> " for " + of(p, List.of()).text())
                .collect(Collectors.joining()));
  }

  private static String of(List<Refund> refunds) {
    return refunds.stream()
        .map(r -> r.id() + ":" + r.state().wireName() + "/" + r.attempts().size())
        .sorted()
        .collect(Collectors.joining(","));
  }
}
