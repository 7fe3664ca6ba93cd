package ng.bills.application.pay.port;

/** Plays the customer's wallet; there is one in a sandbox only. */
public interface CustomerWallet {

  /**
   * Pays, outside any unit of work.
   *
   * @param paymentLink the SEP-7 link that a real wallet would be given
   * @return whether the wallet says that it paid; no answer is none
   */
  boolean pay(String paymentLink);
}
