package ng.bills.application.desk;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that happened to a payment, for reading.
 *
 * @param at when
 * @param kind what sort of thing
 * @param who who did it, or whom it is about
 * @param text one sentence, without personal data
 * @param detail what was sent and answered, masked; empty for most
 */
public record TimelineEntry(
    Instant at, Kind kind, String who, String text, Optional<String> detail) {

  /** Sorts of things, in the order in which those of one moment are told. */
  public enum Kind {
    RECEIPT,
    /** What a provider told us. */
    WEBHOOK,
    ACT,
    ATTEMPT,
    EXCHANGE,
    MOVE,
    NOTE,
    REVIEW,
    JOURNAL,
    REFUND,
    NOTICE,
    /** What the partner was told. */
    PARTNER,
    BREACH;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public TimelineEntry {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(who, "who");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(detail, "detail");
  }
}
