package ng.bills.domain.partner;

import java.util.Objects;

/**
 * A partner application that uses the API.
 *
 * @param id its identity
 * @param name what people call it
 */
public record Partner(PartnerId id, String name) {

  public Partner {
    Objects.requireNonNull(id, "id");
    if (name == null || name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException("a partner needs a name of 1 to 100 characters");
    }
  }
}
