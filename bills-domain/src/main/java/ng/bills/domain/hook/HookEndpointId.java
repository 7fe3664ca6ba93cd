package ng.bills.domain.hook;

import java.util.Objects;
import java.util.UUID;

/** Identifies an endpoint of a partner. */
public record HookEndpointId(UUID value) {

  public HookEndpointId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
