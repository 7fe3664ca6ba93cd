package ng.bills.domain.act;

import java.util.Objects;
import java.util.UUID;

/**
 * Who acts.
 *
 * @param id the member of staff
 * @param name the name colleagues know
 */
public record Colleague(UUID id, String name) {

  public Colleague {
    Objects.requireNonNull(id, "id");
    if (name == null || name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException("a colleague has a name of at most 100 characters");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
