package ng.bills.domain.webhook;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.VendReference;

/**
 * That something has happened at a provider. What has happened is not in here on purpose: that is
 * found out by asking.
 *
 * @param provider who says so
 * @param eventId theirs; the same event has the same one however often it is sent
 * @param kind what they call it
 * @param reference ours, when the event names it
 * @param theirs their reference of the order, when the event names it
 */
public record ProviderNews(
    ProviderCode provider,
    String eventId,
    String kind,
    Optional<VendReference> reference,
    Optional<ProviderReference> theirs) {

  private static final Pattern EVENT_ID = Pattern.compile("[\\x20-\\x7e]{1,255}");
  private static final Pattern KIND = Pattern.compile("[\\x20-\\x7e]{1,100}");

  public ProviderNews {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(theirs, "theirs");
    if (!isWellFormed(eventId, kind)) {
      throw new IllegalArgumentException("not the id or kind of an event");
    }
  }

  /** Whether an event can be kept under that id and kind: printable ASCII, not too long. */
  public static boolean isWellFormed(String eventId, String kind) {
    return EVENT_ID.matcher(eventId).matches() && KIND.matcher(kind).matches();
  }

  /** Whether the order can be found later though it cannot be found now. */
  public boolean mayBeEarly() {
    // our reference is committed before they hear it, theirs only after they have answered
    return reference.isEmpty() && theirs.isPresent();
  }

  @Override
  public String toString() {
    return provider + " " + kind + " " + eventId;
  }
}
