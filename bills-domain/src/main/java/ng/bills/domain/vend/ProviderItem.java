package ng.bills.domain.vend;

import java.util.Objects;
import java.util.Optional;

/**
 * What a provider itself calls something it sells; from its catalogue, handed back to it unchanged.
 *
 * @param biller its code of the biller or service
 * @param item its code of the plan, variation or payment item there, where it has one
 */
public record ProviderItem(String biller, Optional<String> item) {

  public ProviderItem {
    if (Objects.requireNonNull(biller, "biller").isBlank() || biller.length() > 100) {
      throw new IllegalArgumentException("not a provider's code of a biller");
    }
    if (item.filter(i -> i.isBlank() || i.length() > 200).isPresent()) {
      throw new IllegalArgumentException("not a provider's code of an item");
    }
  }

  /** A biller whose code says all. */
  public static ProviderItem of(String biller) {
    return new ProviderItem(biller, Optional.empty());
  }

  /** One item of a biller. */
  public static ProviderItem of(String biller, String item) {
    return new ProviderItem(biller, Optional.of(item));
  }

  @Override
  public String toString() {
    return item.map(i -> biller + "/" + i).orElse(biller);
  }
}
