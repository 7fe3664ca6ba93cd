package ng.bills.application.vending.port;

import java.time.Instant;
import java.util.List;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.VendReference;

/**
 * Every request to a provider about an attempt and what came back, whole but for our keys,
 * append-only and encrypted (answers hold tokens). Written by the provider adapters before the
 * answer is interpreted, in a transaction of its own: must not be called inside a unit of work.
 */
public interface ProviderExchanges {

  /** What was asked. */
  enum Kind {
    VEND,
    REQUERY
  }

  /**
   * One request and its answer.
   *
   * @param provider whom
   * @param reference of which attempt
   * @param kind what was asked
   * @param request the body sent, without keys
   * @param httpStatus 0 when there was no answer
   * @param response the body received as it came, or what went wrong
   * @param at when the answer came
   */
  record Exchange(
      ProviderCode provider,
      VendReference reference,
      Kind kind,
      String request,
      int httpStatus,
      String response,
      Instant at) {}

  void append(Exchange exchange);

  /** All exchanges about a payment's attempts, oldest first. */
  List<Exchange> of(PaymentId payment);
}
