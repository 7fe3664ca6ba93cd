package ng.bills.application.biller;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import ng.bills.application.biller.port.CatalogueCopies;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.domain.vend.ProviderCode;

/**
 * Reads the providers' catalogues anew. A provider that is down, or says something that cannot be,
 * changes nothing: its last good copy goes on, whatever happens to us or to it.
 */
@Singleton
public class RefreshCatalogue {

  private static final System.Logger LOG = System.getLogger(RefreshCatalogue.class.getName());

  private final BillProviders providers;
  private final CatalogueCopies copies;
  private final UnitOfWork tx;
  private final InstantSource clock;
  private final CataloguePolicy policy;

  @Inject
  public RefreshCatalogue(
      BillProviders providers,
      CatalogueCopies copies,
      UnitOfWork tx,
      InstantSource clock,
      CataloguePolicy policy) {
    this.providers = providers;
    this.copies = copies;
    this.tx = tx;
    this.clock = clock;
    this.policy = policy;
  }

  /** What became of a refresh. */
  public sealed interface Result {}

  /**
   * The copy is new.
   *
   * @param offers how many there are in it
   */
  public record Refreshed(int offers) implements Result {}

  /**
   * The last good copy stays.
   *
   * @param reason why
   */
  public record Kept(String reason) implements Result {}

  /**
   * Refreshes every provider whose copy is due, one after the other.
   *
   * @return how many were asked
   */
  public int refreshDue() {
    int asked = 0;
    for (BillProvider provider : providers.inOrder()) {
      Instant now = clock.instant();
      if (!provider.billTypes().isEmpty()
          && tx.call(() -> copies.claim(provider.code(), now, now.plus(policy.every())))) {
        asked++;
        refreshBySelf(provider);
      }
    }
    return asked;
  }

  /** One that breaks off does not keep the others from theirs, and is tried again soon. */
  private void refreshBySelf(BillProvider provider) {
    try {
      refresh(provider, false);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the refresh of " + provider.code() + " broke off", e);
      tx.run(() -> keep(provider.code(), "broke off: " + e.getClass().getSimpleName()));
    }
  }

  /**
   * Refreshes one provider now.
   *
   * @param lookedAt whether a person has seen that the provider's catalogue is right though it
   *     looks wrong (most of it gone, prices tenfold); an empty one is never believed
   * @return empty when there is no such provider, or it sells no bills
   */
  public Optional<Result> refresh(ProviderCode code, boolean lookedAt) {
    return providers.inOrder().stream()
        .filter(p -> p.code().equals(code) && !p.billTypes().isEmpty())
        .findFirst()
        .map(provider -> refresh(provider, lookedAt));
  }

  private Result refresh(BillProvider provider, boolean lookedAt) {
    CatalogueReading reading = provider.catalogue();
    return reading.fold(
        offers ->
            take(
                provider, CatalogueTidying.tidied(offers.offers(), provider.billTypes()), lookedAt),
        unavailable -> tx.call(() -> keep(provider.code(), unavailable.detail())));
  }

  private Result take(BillProvider provider, List<CatalogueOffer> fresh, boolean lookedAt) {
    ProviderCode code = provider.code();
    return tx.call(
        () -> {
          boolean believed = lookedAt || copies.isLookedAt(code);
          Optional<String> doubt =
              CatalogueDoubts.about(believed ? List.of() : copies.present(code), fresh);
          if (doubt.isPresent()) {
            return keep(code, doubt.get());
          }
          copies.replace(code, fresh, clock.instant());
          LOG.log(System.Logger.Level.INFO, "catalogue of {0}: {1} offers", code, fresh.size());
          return new Refreshed(fresh.size());
        });
  }

  private Result keep(ProviderCode code, String reason) {
    Instant now = clock.instant();
    copies.keepAfterTrouble(code, reason, now, now.plus(policy.afterTrouble()));
    // alert: a catalogue grows old
    LOG.log(
        System.Logger.Level.WARNING,
        "the catalogue of {0} was not refreshed, its last good copy stays: {1}",
        code,
        reason);
    return new Kept(reason);
  }
}
