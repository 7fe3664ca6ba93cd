package ng.bills.domain.vend;

import java.util.Objects;

/** The provider's own reference of a vend. */
public record ProviderReference(String value) {

  public ProviderReference {
    if (Objects.requireNonNull(value, "value").isBlank() || value.length() > 100) {
      throw new IllegalArgumentException("not a provider reference");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
