package ng.bills.domain.payment;

/** A payment was told something that cannot happen in its state. */
public final class IllegalPaymentMoveException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  public IllegalPaymentMoveException(PaymentId id, PaymentState state, String what) {
    super("payment " + id + " is " + state.wireName() + ": " + what + " cannot happen");
  }
}
