package ng.bills.application.pay;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import ng.bills.application.payment.PaymentForm;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.pay.PageSecret;

/**
 * What is known of a payment that a customer is about to ask for. It goes out sealed, in a
 * partner's link and in the forms of the page, and comes back as it was.
 *
 * @param secret opens the payment's page, once there is a payment
 * @param partner whose payment it will be
 * @param form what is settled: of a link, what the partner said and the customer cannot change; of
 *     a reviewed bill, everything
 * @param returnUrl where the customer goes on afterwards
 * @param customerName whose account it is, once that was asked
 * @param expiresAt until when it may be used
 */
public record PageTicket(
    PageSecret secret,
    PartnerId partner,
    PaymentForm form,
    Optional<String> returnUrl,
    Optional<String> customerName,
    Instant expiresAt) {

  /** What a ticket is for; one does not open as another. */
  public enum Kind {
    /** A partner's link. */
    LINK,
    /** The form that a browser fills in. */
    FORM,
    /** What was reviewed and is to be confirmed. */
    DRAFT
  }

  public PageTicket {
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(partner, "partner");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(returnUrl, "returnUrl");
    Objects.requireNonNull(customerName, "customerName");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }

  public boolean isOver(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** The same, with other contents. */
  PageTicket with(PaymentForm other, Optional<String> name, Instant until) {
    return new PageTicket(secret, partner, other, returnUrl, name, until);
  }

  /** Without account and secret. */
  @Override
  public String toString() {
    return "PageTicket of " + partner;
  }
}
