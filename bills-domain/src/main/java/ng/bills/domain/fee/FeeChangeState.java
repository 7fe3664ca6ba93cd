package ng.bills.domain.fee;

import java.util.Locale;

/** How far a change of a fee is. */
public enum FeeChangeState {
  /** Waits for a second person. */
  PROPOSED,
  /** Counts from its beginning on. */
  APPROVED,
  REFUSED,
  /** Nobody decided in time, or the fee it was to change was changed meanwhile. */
  LAPSED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
