package ng.bills.application.pay.port;

import java.time.Instant;
import java.util.Optional;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.pay.PageSecret;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;

/**
 * Which payment a secret opens. Only keyed hashes of secrets are kept. Inside a unit of work only,
 * but for {@link #reference}.
 */
public interface PagePayments {

  /**
   * A payment that was asked for on the pay page.
   *
   * @param payment which
   * @param partner whose
   * @param returnUrl where the customer goes on, when a partner said so
   */
  record PagePayment(PaymentId payment, PartnerId partner, Optional<String> returnUrl) {}

  /**
   * What is enough to know whether something changed.
   *
   * @param version grows with every change
   * @param state where the payment is
   */
  record Glance(long version, PaymentState state) {}

  /** The request reference that only whoever has the secret can ask a payment under. */
  String reference(PageSecret secret);

  /** Notes which payment the secret opens; the first note stands. */
  void add(PageSecret secret, PagePayment page, Instant at);

  Optional<PagePayment> find(PageSecret secret);

  /** A look that costs one row: pages ask every few seconds. */
  Optional<Glance> glance(PageSecret secret);

  /** What the partner is called. */
  Optional<String> partnerName(PartnerId partner);
}
