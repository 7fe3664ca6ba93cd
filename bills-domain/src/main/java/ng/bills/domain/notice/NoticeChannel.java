package ng.bills.domain.notice;

import java.util.Locale;

/** How a customer is told. */
public enum NoticeChannel {
  EMAIL,
  SMS;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
