package ng.bills.sandbox.flutterwave;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import ng.bills.sandbox.flutterwave.FlutterwaveOutcome.Truth;

/**
 * One accepted bill in the book. Its end is written down when it is opened; how many status calls
 * it takes to see the end is counted here, and starts again after a restart.
 */
final class Bill {
  /** Twelve hours, as seen in the provider's own samples: half past one in the afternoon is 01. */
  private static final DateTimeFormatter IN_REFERENCE =
      DateTimeFormatter.ofPattern("yyyyMMddhhmmss", Locale.ROOT)
          .withZone(ZoneId.of("Africa/Lagos"));

  final long number;
  final String reference;
  final Item item;
  final String customer;
  final long amountKobo;
  final Truth truth;
  final int settleAfter;
  final Instant at;
  final String callback;
  final String txRef;
  final String flwRef;
  final String token;
  private VendStatus status;
  private int requeries;

  /**
   * @param reference the merchant's own; empty in the old form without one
   * @param callback where this bill's events go; empty for the merchant's address
   */
  Bill(
      long number,
      String reference,
      Item item,
      String customer,
      long amountKobo,
      Truth truth,
      int settleAfter,
      Instant at,
      String callback,
      Secrets secrets) {
    this.number = number;
    this.reference = reference;
    this.item = item;
    this.customer = customer;
    this.amountKobo = amountKobo;
    this.truth = truth;
    this.settleAfter = settleAfter;
    this.at = at;
    this.callback = callback;
    this.txRef = "CF-FLYAPI-" + IN_REFERENCE.format(at) + secrets.digits(number, 6);
    this.flwRef = "BPUSSD" + secrets.digits(number, 16);
    this.token = secrets.token(number);
    this.status = truth.first();
  }

  /** Kobo taken from the wallet while the bill has not failed. */
  long debitKobo() {
    return amountKobo + item.feeKobo();
  }

  synchronized VendStatus status() {
    return status;
  }

  synchronized void become(VendStatus next) {
    status = next;
  }

  synchronized void countRequery() {
    requeries++;
  }

  synchronized boolean settled() {
    return requeries >= settleAfter;
  }

  /** Whether the status call by this reference, and the list, do not show it. */
  boolean hiddenFrom(String asked) {
    return status() == VendStatus.FAILED
        || truth == Truth.HIDDEN_THEN_DELIVERED && !settled()
        || truth == Truth.LOST_REFERENCE && asked.equals(reference);
  }

  /** The token, when this bill has one and the buyer may see it now. */
  Optional<String> shownToken() {
    boolean known =
        switch (truth) {
          case TOKEN_NEVER -> false;
          case TOKEN_LATER -> settled();
          default -> true;
        };
    return known && item.isPrepaidElectricity() && status() == VendStatus.DELIVERED
        ? Optional.of(token)
        : Optional.empty();
  }

  Vend snapshot() {
    boolean hasToken =
        item.isPrepaidElectricity()
            && status() == VendStatus.DELIVERED
            && truth != Truth.TOKEN_NEVER;
    return new Vend(
        reference,
        txRef,
        item.billerCode(),
        item.itemCode(),
        customer,
        amountKobo,
        debitKobo(),
        status(),
        hasToken ? Optional.of(token) : Optional.empty(),
        at);
  }
}
