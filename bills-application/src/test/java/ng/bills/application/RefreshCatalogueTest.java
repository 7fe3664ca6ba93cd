package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.application.biller.RefreshCatalogue;
import ng.bills.application.memory.Offers;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.Plan;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.money.Money;
import org.junit.jupiter.api.Test;

class RefreshCatalogueTest {

  private static final BillerCode MTN = new BillerCode("mtn");

  private final TestSystem system = new TestSystem(7, "vtpass", "flutterwave");
  private final ScriptedProvider first = system.providers.get(0);
  private final ScriptedProvider second = system.providers.get(1);

  private RefreshCatalogue.Result refresh(ScriptedProvider provider) {
    return system.refreshCatalogue.refresh(provider.code(), false).orElseThrow();
  }

  private List<Plan> plans() {
    return system.plans.of(BillType.DATA, MTN);
  }

  private Optional<Plan> plan(String code) {
    return system.plans.find(BillType.DATA, MTN, new PlanCode(code));
  }

  private static CatalogueOffer data(String plan, long naira) {
    return Offers.plan(BillType.DATA, "mtn", plan, naira);
  }

  private static CatalogueOffer[] many(int howMany, long naira) {
    List<CatalogueOffer> offers = new ArrayList<>();
    for (int i = 1; i <= howMany; i++) {
      offers.add(data("mtn-" + i + "gb-30d", naira));
    }
    return offers.toArray(CatalogueOffer[]::new);
  }

  @Test
  void givenNewPlan_whenRefreshed_thenItIsOnSaleWithoutARelease() {
    first.offers(Offers.reading(data("mtn-1gb-30d", 1_000)));
    assertThat(refresh(first)).isEqualTo(new RefreshCatalogue.Refreshed(1));
    first.offers(Offers.reading(data("mtn-1gb-30d", 1_100), data("mtn-9gb-30d", 5_000)));
    refresh(first);

    assertThat(plan("mtn-1gb-30d").orElseThrow().price()).isEqualTo(Money.ofNaira(1_100));
    assertThat(plan("mtn-9gb-30d").orElseThrow().available()).isTrue();
  }

  @Test
  void givenWithdrawnPlan_whenRefreshed_thenItStaysUnavailable() {
    first.offers(Offers.reading(data("mtn-1gb-30d", 1_000), data("mtn-2gb-30d", 2_000)));
    refresh(first);
    first.offers(Offers.reading(data("mtn-2gb-30d", 2_000)));
    refresh(first);

    assertThat(plans())
        .extracting(p -> p.code().value(), Plan::available)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("mtn-2gb-30d", true),
            org.assertj.core.groups.Tuple.tuple("mtn-1gb-30d", false));
  }

  @Test
  void givenTwoPrices_whenListed_thenTheFirstProvidersHolds() {
    first.offers(Offers.reading(data("mtn-1gb-30d", 1_000)));
    second.offers(Offers.reading(data("mtn-1gb-30d", 900), data("mtn-3gb-30d", 2_500)));
    refresh(second);
    refresh(first);
    assertThat(plan("mtn-1gb-30d").orElseThrow().price()).isEqualTo(Money.ofNaira(1_000));
    assertThat(plan("mtn-3gb-30d").orElseThrow().price()).isEqualTo(Money.ofNaira(2_500));

    first.offers(Offers.reading(data("mtn-2gb-30d", 2_000)));
    refresh(first);
    assertThat(plan("mtn-1gb-30d").orElseThrow().price()).isEqualTo(Money.ofNaira(900));
    assertThat(plan("mtn-1gb-30d").orElseThrow().available()).isTrue();
  }

  @Test
  void givenProviderDownOrEmpty_whenRefreshed_thenTheLastGoodCopyStays() {
    first.offers(Offers.reading(many(10, 1_000)));
    refresh(first);
    List<Plan> before = plans();

    first.offers(new CatalogueReading.Unavailable("http 502"));
    assertThat(refresh(first)).isEqualTo(new RefreshCatalogue.Kept("http 502"));
    first.offers(Offers.reading());
    assertThat(refresh(first)).isInstanceOf(RefreshCatalogue.Kept.class);

    assertThat(plans()).isEqualTo(before);
    assertThat(system.catalogue.trouble(first.code())).isPresent();
  }

  @Test
  void givenMostOfItGone_whenRefreshed_thenNotBelievedUntilAPersonHasLooked() {
    first.offers(Offers.reading(many(10, 1_000)));
    refresh(first);
    first.offers(Offers.reading(many(4, 1_000)));
    assertThat(refresh(first)).isInstanceOf(RefreshCatalogue.Kept.class);
    assertThat(plans()).allMatch(Plan::available);

    system.catalogue.lookAt(first.code());
    assertThat(refresh(first)).isEqualTo(new RefreshCatalogue.Refreshed(4));
    assertThat(system.catalogue.trouble(first.code())).isEmpty();
    first.offers(Offers.reading());
    assertThat(system.refreshCatalogue.refresh(first.code(), true).orElseThrow())
        .isInstanceOf(RefreshCatalogue.Kept.class);
    assertThat(plans()).filteredOn(Plan::available).hasSize(4);
  }

  @Test
  void givenPricesTenfold_whenRefreshed_thenNotBelieved() {
    first.offers(Offers.reading(many(6, 1_000)));
    refresh(first);
    for (long naira : List.of(10L, 100_000L)) { // kobo taken for naira, and the other way round
      first.offers(Offers.reading(many(6, naira)));
      assertThat(refresh(first)).isInstanceOf(RefreshCatalogue.Kept.class);
    }
    assertThat(plans()).allMatch(p -> p.price().equals(Money.ofNaira(1_000)));

    first.offers(Offers.reading(many(6, 1_900)));
    assertThat(refresh(first)).isInstanceOf(RefreshCatalogue.Refreshed.class);
  }

  @Test
  void givenOneNameForTwoPlans_whenRefreshed_thenToldApartByPrice() {
    first.offers(
        Offers.reading(
            data("mtn-1gb-30d", 1_000), data("mtn-1gb-30d", 1_000), data("mtn-1gb-30d", 1_200)));
    refresh(first);

    assertThat(plan("mtn-1gb-30d").orElseThrow().price()).isEqualTo(Money.ofNaira(1_000));
    assertThat(plan("mtn-1gb-30d-n1200").orElseThrow().price()).isEqualTo(Money.ofNaira(1_200));
    assertThat(plans()).hasSize(2);
  }

  @Test
  void givenPriceOfNothing_whenRefreshed_thenLeftOut() {
    first.offers(Offers.reading(data("mtn-0gb-30d", 0), data("mtn-1gb-30d", 1_000)));
    assertThat(refresh(first)).isEqualTo(new RefreshCatalogue.Refreshed(1));
    assertThat(plan("mtn-0gb-30d")).isEmpty();
  }

  @Test
  void givenProviderThatBreaks_whenTicking_thenTheOthersAreRefreshedAndItIsTriedAgainSoon() {
    first.offers(null);
    second.offers(Offers.reading(data("mtn-1gb-30d", 1_000)));

    assertThat(system.refreshCatalogue.refreshDue()).isEqualTo(2);

    assertThat(plan("mtn-1gb-30d")).isPresent();
    assertThat(system.catalogue.trouble(first.code())).contains("broke off: NullPointerException");
    system.world.pass(Duration.ofMinutes(5));
    assertThat(system.refreshCatalogue.refreshDue()).isEqualTo(1);
  }

  @Test
  void givenTimer_whenTicking_thenEachProviderWhenItIsDueAndTroubleSooner() {
    first.offers(Offers.reading(data("mtn-1gb-30d", 1_000)));
    second.offers(new CatalogueReading.Unavailable("http 502"));
    assertThat(system.refreshCatalogue.refreshDue()).isEqualTo(2);
    assertThat(system.refreshCatalogue.refreshDue()).isZero();
    system.world.pass(Duration.ofMinutes(5));
    assertThat(system.refreshCatalogue.refreshDue()).isEqualTo(1);
    system.world.pass(Duration.ofMinutes(55));
    assertThat(system.refreshCatalogue.refreshDue()).isEqualTo(2);
  }
}
