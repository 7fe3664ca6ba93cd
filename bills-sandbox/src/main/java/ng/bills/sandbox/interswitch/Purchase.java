package ng.bills.sandbox.interswitch;

import java.time.Instant;
import java.util.Optional;
import ng.bills.sandbox.interswitch.InterswitchOutcome.Truth;

/**
 * One accepted payment in the book. Its end is written down when it is opened; how many queries it
 * takes to see the end is counted here, and starts again after a restart.
 */
final class Purchase {
  final long number;
  final Order order;
  final InterswitchOutcome outcome;
  final int settleAfter;
  final Instant at;
  private VendStatus status;
  private int queries;

  /** What was asked for, once it was understood. */
  record Order(
      String requestReference,
      PaymentItem item,
      String account,
      String mobile,
      String email,
      long amountKobo) {}

  Purchase(long number, Order order, InterswitchOutcome outcome, int settleAfter, Instant at) {
    this.number = number;
    this.order = order;
    this.outcome = outcome;
    this.settleAfter = settleAfter;
    this.at = at;
    this.status = firstStatus(outcome.truth());
  }

  private static VendStatus firstStatus(Truth truth) {
    return switch (truth) {
      case FAILED, NOT_TAKEN -> VendStatus.FAILED;
      case PENDING_THEN_DELIVERED, PENDING_THEN_FAILED, PENDING_FOREVER, SLOWLY_DELIVERED ->
          VendStatus.PENDING;
      default -> VendStatus.DELIVERED;
    };
  }

  Truth truth() {
    return outcome.truth();
  }

  synchronized VendStatus status() {
    return status;
  }

  synchronized void become(VendStatus next) {
    status = next;
  }

  synchronized void countQuery() {
    queries++;
  }

  synchronized boolean settled() {
    return queries >= settleAfter;
  }

  /** Where a query that is due to tell the end takes it; its own status when it stays. */
  VendStatus end() {
    return switch (truth()) {
      case PENDING_THEN_DELIVERED -> VendStatus.DELIVERED;
      case PENDING_THEN_FAILED, DELIVERED_THEN_REVERSED -> VendStatus.FAILED;
      default -> status();
    };
  }

  boolean prepaidElectricity() {
    return order.item().kind() == ItemKind.PREPAID_ELECTRICITY;
  }

  boolean tokenKnown() {
    return switch (truth()) {
      case TOKEN_NEVER -> false;
      case TOKEN_LATER -> settled();
      default -> true;
    };
  }

  Vend snapshot(Tokens tokens) {
    VendStatus now = status();
    boolean hasToken =
        prepaidElectricity() && now == VendStatus.DELIVERED && truth() != Truth.TOKEN_NEVER;
    return new Vend(
        order.requestReference(),
        order.item().paymentCode(),
        order.account(),
        order.amountKobo(),
        now,
        hasToken ? Optional.of(tokens.energy(number)) : Optional.empty(),
        at);
  }
}
