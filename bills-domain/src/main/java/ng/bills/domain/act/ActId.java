package ng.bills.domain.act;

import java.util.Objects;
import java.util.UUID;

/** Identifies an act of staff. */
public record ActId(UUID value) {

  public ActId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
