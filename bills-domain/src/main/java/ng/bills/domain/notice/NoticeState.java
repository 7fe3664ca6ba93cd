package ng.bills.domain.notice;

import java.util.Locale;

/** How far telling has got. */
public enum NoticeState {
  /** To be sent, for the first time or again. */
  DUE,
  /** Accepted by the carrier. */
  SENT,
  /** Given up after the last try; a person can send it again. */
  DEAD;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
