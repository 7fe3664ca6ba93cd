package ng.bills.domain.webhook;

import java.util.Objects;
import java.util.UUID;

/** Identifies an event of a provider as we keep it. */
public record ProviderEventId(UUID value) {

  public ProviderEventId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
