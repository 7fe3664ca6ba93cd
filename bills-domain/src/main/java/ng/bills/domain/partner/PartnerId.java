package ng.bills.domain.partner;

import java.util.Objects;
import java.util.UUID;

/** Identifies a partner application. */
public record PartnerId(UUID value) {

  public PartnerId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
