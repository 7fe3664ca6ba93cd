package ng.bills.domain.refund;

import java.util.Locale;

/** Why a customer had to wait longer than the policy allows, as far as it is recorded. */
public enum BreachCause {
  /** The provider says that it is working on it. */
  PROVIDER_PENDING,
  /** No answer of the provider that can be believed. */
  PROVIDER_UNKNOWN,
  /** The provider says that it does not know it, not yet often or late enough. */
  PROVIDER_NOT_FOUND,
  /** Delivered; the token has not come. */
  TOKEN_MISSING,
  /** Known not to be delivered; the next try is being waited for. */
  RETRY_AWAITED,
  /** A person has to look, and nothing goes on until then. */
  REVIEW_OPEN,
  /** The account that paid cannot take the money back. */
  REFUND_BLOCKED,
  /** Signed and sent; whether it is in a ledger is not known. */
  SUBMISSION_UNKNOWN,
  /** A transaction failed in its ledger or ran out; another one is needed. */
  TRANSACTION_DEAD,
  /** Horizon does not answer. */
  STELLAR_UNAVAILABLE,
  /** Our own wallet cannot send it. */
  WALLET_SHORT,
  /** Other refunds are before it: one at a time leaves our account. */
  REFUND_QUEUE,
  /** A node has taken it up and nothing is recorded yet: it waits for Horizon, or died. */
  IN_HAND,
  /** Work on it was due and nobody has taken it up, though a node was running. */
  NOT_TAKEN_UP,
  /** No node was running when the limit passed. */
  SERVER_DOWN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
