package ng.bills.application.vending.port;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderCode;

/** What providers told of our balances, and what we spent out of them. Inside a unit of work. */
public interface ProviderFloats {

  /**
   * A balance as it was told.
   *
   * @param provider by whom
   * @param available what could be spent, in kobo
   * @param at when
   */
  record Told(ProviderCode provider, Money available, Instant at) {

    public Told {
      Objects.requireNonNull(provider, "provider");
      Objects.requireNonNull(available, "available");
      Objects.requireNonNull(at, "at");
    }
  }

  /** Keeps it; a second one of the same moment is left out. */
  void keep(Told told);

  Optional<Told> latest(ProviderCode provider);

  /** What was told since a moment, oldest first. */
  List<Told> since(ProviderCode provider, Instant from);

  /**
   * What was bought out of the float in that time, in kobo, by the journal, less what the provider
   * gave back in it: negative when that was more.
   *
   * @param until the first moment that is no longer in it
   */
  long spentKobo(ProviderCode provider, Instant from, Instant until);
}
