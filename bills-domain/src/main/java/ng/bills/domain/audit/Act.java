package ng.bills.domain.audit;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import ng.bills.domain.staff.StaffId;

/**
 * Something a person did, or a command in their place. It names things by their ids; secrets, whole
 * account numbers and tokens have no place in it.
 *
 * @param by who; empty for a command of an operator
 * @param kind what, such as {@code payment.requeried}
 * @param subject to what, such as {@code payment:018f…}
 * @param reason why, in the person's words; may be empty where none is asked for
 * @param details further facts by name, ordered by name
 */
public record Act(
    Optional<StaffId> by, String kind, String subject, String reason, Map<String, String> details) {

  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");
  private static final Pattern SUBJECT = Pattern.compile("[a-z_]+:[!-~]{1,100}");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final int MAX_KIND = 64;
  private static final int MAX_TEXT = 2_000;
  private static final int MAX_DETAILS = 40;

  public Act {
    Objects.requireNonNull(by, "by");
    if (kind.length() > MAX_KIND || !KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("not the kind of an act");
    }
    if (!SUBJECT.matcher(subject).matches()) {
      throw new IllegalArgumentException("not the subject of an act");
    }
    requireText(reason);
    if (details.size() > MAX_DETAILS) {
      throw new IllegalArgumentException("too many details");
    }
    details.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a detail");
          }
          requireText(value);
        });
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }

  /** An act of a person without a reason or details. */
  public static Act of(StaffId by, String kind, String subject) {
    return new Act(Optional.of(by), kind, subject, "", Map.of());
  }

  /** An act of an operator's command. */
  public static Act ofCommand(String kind, String subject) {
    return new Act(Optional.empty(), kind, subject, "", Map.of());
  }

  /** The same for that reason. */
  public Act because(String why) {
    return new Act(by, kind, subject, why, details);
  }

  /** The same with one more detail. */
  public Act with(String name, String value) {
    Map<String, String> more = new TreeMap<>(details);
    more.put(name, value);
    return new Act(by, kind, subject, reason, more);
  }

  private static void requireText(String text) {
    if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a text of an act: too long, or with a zero");
    }
  }
}
