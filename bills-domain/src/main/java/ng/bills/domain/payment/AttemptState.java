package ng.bills.domain.payment;

import java.util.Locale;

/** How far an attempt is. */
public enum AttemptState {
  /** Committed; the provider is being called, or we died doing so. */
  STARTED(true),
  /** The provider has it and has not finished. */
  PENDING(true),
  /** No answer that can be believed. */
  UNKNOWN(true),
  /** Paid for at the biller; for prepaid meters the token may still be missing. */
  DELIVERED(false),
  /** Known not to have been delivered. */
  REJECTED(false),
  /** The provider never heard of it, said so repeatedly and late enough. */
  NOT_FOUND(false),
  /** It was delivered, then the provider took it back and returned the amount to our float. */
  REVERSED(false);

  private final boolean live;

  AttemptState(boolean live) {
    this.live = live;
  }

  public boolean isLive() {
    return live;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
