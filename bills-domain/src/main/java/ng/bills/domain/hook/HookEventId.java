package ng.bills.domain.hook;

import java.util.Objects;
import java.util.UUID;

/** Identifies an event; the webhook-id of every delivery of it. */
public record HookEventId(UUID value) {

  public HookEventId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
