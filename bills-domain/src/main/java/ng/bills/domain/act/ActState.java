package ng.bills.domain.act;

import java.util.Locale;

/** Where an act is. Approval and execution are one moment, so there is none between them. */
public enum ActState {
  /** Waits for a second person. */
  PROPOSED,
  /** Done. */
  EXECUTED,
  /** The second person has refused it. */
  REFUSED,
  /** Nobody decided in time, or what it was about has changed. */
  EXPIRED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
