package ng.bills.domain.partner;

import java.util.Objects;
import java.util.UUID;

/** Identifies an API key without telling it. */
public record KeyId(UUID value) {

  public KeyId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
