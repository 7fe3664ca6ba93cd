package ng.bills.domain.fee;

import java.util.Objects;
import java.util.UUID;

/** Identifies a change of a fee. */
public record FeeChangeId(UUID value) {

  public FeeChangeId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
