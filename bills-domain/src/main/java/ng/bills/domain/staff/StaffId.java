package ng.bills.domain.staff;

import java.util.Objects;
import java.util.UUID;

/** Identity of one of our people. */
public record StaffId(UUID value) {

  public StaffId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
