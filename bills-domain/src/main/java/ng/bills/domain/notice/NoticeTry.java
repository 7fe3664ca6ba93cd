package ng.bills.domain.notice;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One time a notice was carried, or was not.
 *
 * @param kind what was told
 * @param channel how
 * @param number counts the tries since it was last to be sent, from 1
 * @param result what came of it
 * @param error what the carrier said, without personal data
 * @param at when
 */
public record NoticeTry(
    NoticeKind kind,
    NoticeChannel channel,
    int number,
    Result result,
    Optional<String> error,
    Instant at) {

  /** What came of a try. */
  public enum Result {
    SENT,
    /** It is tried again. */
    FAILED,
    /** It is not tried any more. */
    GIVEN_UP;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public NoticeTry {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(at, "at");
  }
}
