package ng.bills.web.api.rules;

import jakarta.validation.Payload;

/** Says by which code a broken rule is named where its kind does not tell. */
public interface FaultCode extends Payload {

  /** The value is understood, but nothing we can do. */
  interface Unsupported extends FaultCode {}

  /** The value is no amount anybody could pay. */
  interface AmountInvalid extends FaultCode {}
}
