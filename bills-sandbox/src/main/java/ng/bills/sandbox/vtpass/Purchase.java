package ng.bills.sandbox.vtpass;

import java.time.Instant;
import java.util.Optional;
import ng.bills.sandbox.vtpass.VtpassOutcome.Truth;

/**
 * One accepted purchase in the book. Its end is written down when it is opened; how many requeries
 * it takes to see the end is counted here, and starts again after a restart.
 */
final class Purchase {
  final long number;
  final String requestId;
  final Catalogue.Service service;
  final String variation;
  final String account;
  final String phone;
  final long amountKobo;
  final long commissionKobo;
  final Truth truth;
  final int settleAfter;
  final Instant at;
  private VendStatus status;
  private int requeries;

  Purchase(
      long number,
      String requestId,
      Catalogue.Service service,
      String variation,
      String account,
      String phone,
      long amountKobo,
      Truth truth,
      int settleAfter,
      Instant at) {
    this.number = number;
    this.requestId = requestId;
    this.service = service;
    this.variation = variation;
    this.account = account;
    this.phone = phone;
    this.amountKobo = amountKobo;
    this.commissionKobo = service.commissionKobo(amountKobo);
    this.truth = truth;
    this.settleAfter = settleAfter;
    this.at = at;
    this.status = firstStatus(truth);
  }

  private static VendStatus firstStatus(Truth truth) {
    return switch (truth) {
      case FAILED, NOT_TAKEN -> VendStatus.FAILED;
      case PENDING_THEN_DELIVERED,
              PENDING_THEN_FAILED,
              PENDING_THEN_REVERSED,
              PENDING_FOREVER,
              SLOWLY_DELIVERED ->
          VendStatus.PENDING;
      default -> VendStatus.DELIVERED;
    };
  }

  /** Kobo taken from the float while the purchase is neither failed nor reversed. */
  long debitKobo() {
    return amountKobo - commissionKobo;
  }

  synchronized VendStatus status() {
    return status;
  }

  synchronized void become(VendStatus next) {
    status = next;
  }

  synchronized int countRequery() {
    return ++requeries;
  }

  synchronized boolean settled() {
    return requeries >= settleAfter;
  }

  /**
   * Where the purchase goes at a requery that is due to tell the end; its own status when it stays.
   */
  VendStatus end() {
    return switch (truth) {
      case PENDING_THEN_DELIVERED, SLOWLY_DELIVERED -> VendStatus.DELIVERED;
      case PENDING_THEN_FAILED -> VendStatus.FAILED;
      case PENDING_THEN_REVERSED, DELIVERED_THEN_REVERSED -> VendStatus.REVERSED;
      default -> status();
    };
  }

  boolean prepaidElectricity() {
    return service.kind() == Catalogue.Kind.ELECTRICITY && variation.equals("prepaid");
  }

  boolean tokenKnown() {
    return switch (truth) {
      case TOKEN_NEVER -> false;
      case TOKEN_LATER -> settled();
      default -> true;
    };
  }

  Vend snapshot(Tokens tokens) {
    VendStatus now = status();
    boolean hasToken =
        prepaidElectricity() && now == VendStatus.DELIVERED && truth != Truth.TOKEN_NEVER;
    return new Vend(
        requestId,
        service.id(),
        account,
        amountKobo,
        debitKobo(),
        now,
        hasToken ? Optional.of(tokens.energy(number)) : Optional.empty(),
        at);
  }
}
