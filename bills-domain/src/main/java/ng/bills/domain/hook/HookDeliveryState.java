package ng.bills.domain.hook;

import java.util.Locale;

/** How far telling one endpoint of one event has got. */
public enum HookDeliveryState {
  /** To be sent, for the first time or again. */
  DUE,
  /** Taken with a status of 2xx. */
  DELIVERED,
  /** Given up; the partner can have it sent again. */
  FAILED,
  /** The endpoint was deleted first. */
  CANCELLED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
