package ng.bills.application.vending.port;

import java.util.Objects;
import java.util.function.Function;
import ng.bills.domain.money.Money;

/** What a provider says about our prefunded balance there. */
public sealed interface FloatReading {

  <R> R fold(
      Function<Known, R> known, Function<Unavailable, R> unavailable, Function<NotOffered, R> none);

  /**
   * The balance.
   *
   * @param available what can be spent, in kobo
   */
  record Known(Money available) implements FloatReading {

    public Known {
      Objects.requireNonNull(available, "available");
    }

    @Override
    public <R> R fold(
        Function<Known, R> known,
        Function<Unavailable, R> unavailable,
        Function<NotOffered, R> none) {
      return known.apply(this);
    }
  }

  /**
   * It could not be told just now.
   *
   * @param detail what was seen
   */
  record Unavailable(String detail) implements FloatReading {

    public Unavailable {
      Objects.requireNonNull(detail, "detail");
    }

    @Override
    public <R> R fold(
        Function<Known, R> known,
        Function<Unavailable, R> unavailable,
        Function<NotOffered, R> none) {
      return unavailable.apply(this);
    }
  }

  /** The provider has no such question. */
  record NotOffered() implements FloatReading {

    @Override
    public <R> R fold(
        Function<Known, R> known,
        Function<Unavailable, R> unavailable,
        Function<NotOffered, R> none) {
      return none.apply(this);
    }
  }
}
