package ng.bills.infrastructure.persistence.biller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.application.biller.port.Catalogue.Listed;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

/** The catalogue on a real database; each test has providers and billers of its own. */
class JpaCatalogueIT {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final UnitOfWork tx = TestDatabase.get().unitOfWork();
  private final JpaCatalogue catalogue = new JpaCatalogue(tx);
  private final ProviderCode acme = new ProviderCode("acme" + NUMBER.incrementAndGet());
  private final BillerCode biller = new BillerCode("biller-" + acme);

  private CatalogueOffer any(BillType type, MeterType meterType, Money minimum, Money maximum) {
    return new CatalogueOffer(
        type,
        biller,
        "Biller of " + acme,
        ProviderItem.of("B1", meterType == null ? "any" : meterType.name()),
        Optional.ofNullable(meterType),
        Optional.empty(),
        Optional.ofNullable(minimum),
        Optional.ofNullable(maximum));
  }

  private CatalogueOffer plan(String code, long naira) {
    return new CatalogueOffer(
        BillType.INTERNET,
        biller,
        "Biller of " + acme,
        ProviderItem.of("B1", code + "-item"),
        Optional.empty(),
        Optional.of(
            new PlanOffer(
                new PlanCode(code), "Plan " + code, Money.ofNaira(naira), Optional.of("30 days"))),
        Optional.empty(),
        Optional.empty());
  }

  private void replace(CatalogueOffer... offers) {
    tx.run(() -> catalogue.replace(acme, List.of(offers), NOON));
  }

  private Optional<Biller> biller(BillType type) {
    return new JpaBillers(tx).find(type, biller);
  }

  @Test
  void givenMigratedDatabase_whenVtpassIsLookedUp_thenItsFirstCopyIsThere() {
    assertThat(
            catalogue
                .offer(
                    new ProviderCode("vtpass"),
                    BillType.ELECTRICITY,
                    new BillerCode("ekedc"),
                    new MeterNumber("45012345678", MeterType.PREPAID),
                    Optional.empty())
                .orElseThrow()
                .item())
        .isEqualTo(ProviderItem.of("eko-electric"));
    assertThat(tx.call(() -> catalogue.present(new ProviderCode("vtpass")))).hasSize(16);
  }

  @Test
  void givenOffers_whenReplaced_thenReadBackAsTheyWere() {
    CatalogueOffer any = any(BillType.INTERNET, null, Money.ofNaira(100), Money.ofNaira(9_000));
    replace(any, plan("p-1gb-30d", 1_000));

    assertThat(tx.call(() -> catalogue.present(acme)))
        .containsExactly(any, plan("p-1gb-30d", 1_000));
    assertThat(new JpaCatalogue(tx).listed(BillType.INTERNET, biller))
        .containsExactly(
            new Listed(acme, any, true), new Listed(acme, plan("p-1gb-30d", 1_000), true));
  }

  @Test
  void givenCopyInMemory_whenReplacedByTheSameNode_thenSeenAtOnceAndOnlyWhenCommitted() {
    replace(plan("p-1gb-30d", 1_000));
    assertThat(catalogue.listed(BillType.INTERNET, biller)).hasSize(1);
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      catalogue.replace(acme, List.of(plan("p-1gb-30d", 1_100)), NOON);
                      throw new IllegalStateException("rolled back");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(catalogue.listed(BillType.INTERNET, biller).get(0).offer())
        .isEqualTo(plan("p-1gb-30d", 1_000));
    replace(plan("p-1gb-30d", 1_200));
    assertThat(catalogue.listed(BillType.INTERNET, biller).get(0).offer())
        .isEqualTo(plan("p-1gb-30d", 1_200));
  }

  @Test
  void givenPlanWithdrawn_whenReplaced_thenUnavailableAndKeptUntilItComesBack() {
    replace(plan("p-1gb-30d", 1_000), plan("p-2gb-30d", 2_000));
    replace(plan("p-2gb-30d", 2_100));
    assertThat(catalogue.listed(BillType.INTERNET, biller))
        .containsExactly(
            new Listed(acme, plan("p-1gb-30d", 1_000), false),
            new Listed(acme, plan("p-2gb-30d", 2_100), true));
    replace(plan("p-2gb-30d", 2_100), plan("p-1gb-30d", 1_050));
    assertThat(catalogue.listed(BillType.INTERNET, biller))
        .containsExactly(
            new Listed(acme, plan("p-1gb-30d", 1_050), true),
            new Listed(acme, plan("p-2gb-30d", 2_100), true));
  }

  @Test
  void givenPrepaidAndPostpaidUnderTwoCodes_whenAsked_thenTheOneOfTheMeter() {
    replace(
        any(BillType.ELECTRICITY, MeterType.PREPAID, null, null),
        any(BillType.ELECTRICITY, MeterType.POSTPAID, null, null));
    for (MeterType type : MeterType.values()) {
      assertThat(
              catalogue
                  .offer(
                      acme,
                      BillType.ELECTRICITY,
                      biller,
                      new MeterNumber("45012345678", type),
                      Optional.empty())
                  .orElseThrow()
                  .item()
                  .item())
          .contains(type.name());
    }
    // out of the way of those who count the real companies
    replace();
    assertThat(biller(BillType.ELECTRICITY).orElseThrow().meterTypes()).hasSize(2);
    deleteBiller();
  }

  private void deleteBiller() {
    try {
      TestDatabase.get().byHand("delete from biller where code = '" + biller + "'");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void givenNewBiller_whenItsOffersChange_thenItFollows() {
    replace(any(BillType.WATER, null, null, null));
    Biller first = biller(BillType.WATER).orElseThrow();
    assertThat(first.name()).isEqualTo("Biller of " + acme);
    assertThat(first.active()).isTrue();
    assertThat(first.meterTypes()).isEqualTo(Set.of());
    assertThat(first.minimum()).isEqualTo(Money.ofNaira(1));
    replace(any(BillType.WATER, null, Money.ofNaira(500), Money.ofNaira(70_000)));
    Biller limited = biller(BillType.WATER).orElseThrow();
    assertThat(limited.minimum()).isEqualTo(Money.ofNaira(500));
    assertThat(limited.maximum()).isEqualTo(Money.ofNaira(70_000));
    replace(plan("p-1gb-30d", 1_000), plan("p-2gb-30d", 2_000));
    assertThat(biller(BillType.WATER).orElseThrow().active()).isFalse();
    assertThat(biller(BillType.INTERNET).orElseThrow().maximum()).isEqualTo(Money.ofNaira(2_000));
  }

  @Test
  void givenTwoNodes_whenARefreshIsDue_thenOneGetsIt() {
    AtomicInteger mine = new AtomicInteger();
    for (int round = 0; round < 20; round++) {
      Instant now = NOON.plusSeconds(round * 60L);
      CompletableFuture<?>[] nodes = new CompletableFuture<?>[4];
      for (int i = 0; i < nodes.length; i++) {
        nodes[i] =
            CompletableFuture.runAsync(
                () -> {
                  if (tx.call(() -> catalogue.claim(acme, now, now.plusSeconds(60)))) {
                    mine.incrementAndGet();
                  }
                });
      }
      CompletableFuture.allOf(nodes).join();
    }
    assertThat(mine).hasValue(20);
  }

  @Test
  void givenTrouble_whenNoted_thenTheCopyStaysAndTheNextTryIsSooner() {
    replace(plan("p-1gb-30d", 1_000));
    assertThat(tx.call(() -> catalogue.claim(acme, NOON, NOON.plusSeconds(3_600)))).isTrue();
    tx.run(() -> catalogue.keepAfterTrouble(acme, "x".repeat(2_000), NOON, NOON.plusSeconds(300)));
    assertThat(tx.call(() -> catalogue.present(acme))).hasSize(1);
    assertThat(tx.call(() -> catalogue.claim(acme, NOON.plusSeconds(299), NOON))).isFalse();
    assertThat(tx.call(() -> catalogue.claim(acme, NOON.plusSeconds(300), NOON))).isTrue();
    assertThat(
            TestDatabase.get()
                .value("select trouble from provider_catalogue where provider = '" + acme + "'"))
        .isEqualTo("x".repeat(500));
    replace(plan("p-1gb-30d", 1_000));
    assertThat(
            TestDatabase.get()
                .value("select trouble from provider_catalogue where provider = '" + acme + "'"))
        .isNull();
  }

  @Test
  void givenPersonHasLooked_whenReplaced_thenSaidOnce() throws Exception {
    assertThat(tx.call(() -> catalogue.isLookedAt(acme))).isFalse();
    replace(plan("p-1gb-30d", 1_000));
    assertThat(tx.call(() -> catalogue.isLookedAt(acme))).isFalse();
    TestDatabase.get()
        .byHand("update provider_catalogue set looked_at = true where provider = '" + acme + "'");
    assertThat(tx.call(() -> catalogue.isLookedAt(acme))).isTrue();
    replace(plan("p-1gb-30d", 1_000));
    assertThat(tx.call(() -> catalogue.isLookedAt(acme))).isFalse();
  }
}
