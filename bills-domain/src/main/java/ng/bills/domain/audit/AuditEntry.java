package ng.bills.domain.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * An act as it stands in the log. What is read back may be anything, once somebody changed it by
 * hand, so nothing but the seal is checked here.
 *
 * @param number 1, 2, 3 … without gaps
 * @param at when, to the microsecond
 * @param by the person; empty for a command
 * @param previous the seal of the entry before
 * @param seal over everything else here
 */
public record AuditEntry(
    long number,
    Instant at,
    Optional<UUID> by,
    String kind,
    String subject,
    String reason,
    Map<String, String> details,
    String previous,
    String seal) {

  public AuditEntry {
    Objects.requireNonNull(at, "at");
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }

  /**
   * The entry that follows the head.
   *
   * @param at to the microsecond
   * @param sealing makes a seal of a text
   */
  public static AuditEntry after(
      AuditHead head, Act act, Instant at, UnaryOperator<String> sealing) {
    AuditEntry open =
        new AuditEntry(
            head.number() + 1,
            at,
            act.by().map(id -> id.value()),
            act.kind(),
            act.subject(),
            act.reason(),
            act.details(),
            head.seal(),
            "");
    return new AuditEntry(
        open.number,
        open.at,
        open.by,
        open.kind,
        open.subject,
        open.reason,
        open.details,
        open.previous,
        sealing.apply(open.content()));
  }

  /** The log's end once this is in it. */
  public AuditHead head() {
    return new AuditHead(number, seal);
  }

  /**
   * What the seal is over: each part with its length before it, so that nothing can be moved from
   * one part into the next.
   */
  public String content() {
    StringBuilder content = new StringBuilder("bills audit 1");
    part(content, Long.toString(number));
    part(content, at.toString());
    part(content, by.map(UUID::toString).orElse(""));
    part(content, kind);
    part(content, subject);
    part(content, reason);
    part(content, Integer.toString(details.size()));
    details.forEach(
        (name, value) -> {
          part(content, name);
          part(content, value);
        });
    part(content, previous);
    return content.toString();
  }

  private static void part(StringBuilder content, String text) {
    content.append('|').append(text.length()).append(':').append(text);
  }
}
