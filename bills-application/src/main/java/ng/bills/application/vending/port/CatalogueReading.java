package ng.bills.application.vending.port;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What a provider says that it sells: all of it or nothing, never a part. */
public sealed interface CatalogueReading {

  <R> R fold(Function<Offers, R> offers, Function<Unavailable, R> unavailable);

  /**
   * The whole catalogue.
   *
   * @param offers everything that is sold
   */
  record Offers(List<CatalogueOffer> offers) implements CatalogueReading {

    public Offers {
      offers = List.copyOf(offers);
    }

    @Override
    public <R> R fold(Function<Offers, R> all, Function<Unavailable, R> unavailable) {
      return all.apply(this);
    }
  }

  /**
   * The catalogue, or some page of it, could not be read.
   *
   * @param detail what was seen
   */
  record Unavailable(String detail) implements CatalogueReading {

    public Unavailable {
      Objects.requireNonNull(detail, "detail");
    }

    @Override
    public <R> R fold(Function<Offers, R> all, Function<Unavailable, R> unavailable) {
      return unavailable.apply(this);
    }
  }
}
