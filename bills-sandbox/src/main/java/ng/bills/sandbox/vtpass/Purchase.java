package ng.bills.sandbox.vtpass;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.sandbox.vtpass.VtpassOutcome.Truth;

/**
 * One accepted purchase in the book. Its end is written down when it is opened; how many requeries
 * it takes to see the end is counted here, and starts again after a restart.
 */
final class Purchase {
  final long number;
  final PurchaseTerms terms;
  final String requestId;
  final Service service;
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

  Purchase(long number, PurchaseTerms terms, Truth truth, int settleAfter, Instant at) {
    this.number = number;
    this.terms = terms;
    this.requestId = terms.requestId();
    this.service = terms.service();
    this.variation = terms.variation();
    this.account = terms.account();
    this.phone = terms.phone();
    this.amountKobo = terms.amountKobo();
    this.commissionKobo = service.commissionKobo(amountKobo);
    this.truth = truth;
    this.settleAfter = settleAfter;
    this.at = at;
    this.status = firstStatus(truth);
  }

  private static VendStatus firstStatus(Truth truth) {
    return switch (truth) {
      case FAILED, NOT_TAKEN, NOT_PROCESSED -> VendStatus.FAILED;
      case PENDING_THEN_DELIVERED,
              PENDING_THEN_FAILED,
              PENDING_THEN_REVERSED,
              PENDING_FOREVER,
              RESOLVED_BY_STAFF,
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
    return service.kind() == ServiceKind.ELECTRICITY && variation.equals("prepaid");
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
    boolean handsOver = now == VendStatus.DELIVERED && truth != Truth.TOKEN_NEVER;
    boolean pins = handsOver && service.kind() == ServiceKind.EDUCATION;
    return new Vend(
        requestId,
        service.id(),
        variation,
        account,
        amountKobo,
        debitKobo(),
        now,
        handsOver && prepaidElectricity() ? Optional.of(tokens.energy(number)) : Optional.empty(),
        pins ? tokens.pins(number, terms.quantity()) : List.of(),
        at);
  }
}
