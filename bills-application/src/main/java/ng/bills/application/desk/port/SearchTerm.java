package ng.bills.application.desk.port;

import java.util.Objects;

/**
 * Something to look for, and what it may be.
 *
 * @param kind what it may be
 * @param value as it is stored; may be personal data
 */
public record SearchTerm(Kind kind, String value) {

  /** What can be looked for. */
  public enum Kind {
    /** Ours, on the customer's screen and in the memo. */
    PAYMENT_REFERENCE,
    /** The id partners know. */
    PAYMENT_ID,
    /** The partner's own reference. */
    REQUEST_REFERENCE,
    /** Ours, given to the provider. */
    VEND_REFERENCE,
    PROVIDER_REFERENCE,
    /** Meter, smartcard, customer number, or the phone that got airtime. */
    ACCOUNT,
    /** Where the customer is told. */
    PHONE,
    EMAIL,
    /** Of the money that came, or of a refund. */
    STELLAR_HASH,
    /** Who paid. */
    STELLAR_ACCOUNT
  }

  public SearchTerm {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
  }

  /** Without the value. */
  @Override
  public String toString() {
    return kind.toString();
  }
}
