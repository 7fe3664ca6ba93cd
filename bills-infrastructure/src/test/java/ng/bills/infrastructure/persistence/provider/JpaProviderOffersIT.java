package ng.bills.infrastructure.persistence.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.provider.port.ProviderOffers;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

class JpaProviderOffersIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final ProviderOffers offers = new JpaProviderOffers();

  private void plan(ProviderCode provider, String code, String name, int kobo) throws SQLException {
    database.byHand(
        "insert into provider_offer (provider, bill_type, biller, biller_name, provider_biller,"
            + " plan_code, plan_name, price_kobo, seen_at) values ('"
            + provider
            + "', 'data', 'mtn', 'MTN', 'mtn-data', '"
            + code
            + "', '"
            + name
            + "', "
            + kobo
            + ", now())");
  }

  private List<ProviderOffers.Offer> find(ProviderCode provider, String words, int skip) {
    return tx.call(() -> offers.offers(provider, Optional.of(BillType.DATA), words, skip, 2));
  }

  @Test
  void givenPlans_whenSought_thenByWordsInPagesAndNotByPatterns() throws Exception {
    ProviderCode provider = new ProviderCode("offersone");
    plan(provider, "a-1gb", "1GB 1 day", 30_000);
    plan(provider, "b-2gb", "2GB 30 days", 60_000);
    plan(provider, "c-5", "5% more", 90_000);

    assertThat(find(provider, "", 0))
        .extracting(o -> o.what().get())
        .containsExactly("1GB 1 day", "2GB 30 days");
    assertThat(find(provider, "", 2)).extracting(o -> o.what().get()).containsExactly("5% more");
    assertThat(find(provider, "mtn 30 DAYS", 0))
        .extracting(o -> o.price().get())
        .containsExactly(Money.ofNaira(600));
    assertThat(find(provider, "5%", 0)).hasSize(1);
    assertThat(find(provider, "_", 0)).isEmpty();
    assertThat(find(provider, "'; drop table x; --", 0)).isEmpty();
    ProviderOffers.Copy copy =
        tx.call(offers::copies).stream()
            .filter(c -> c.provider().equals(provider))
            .findFirst()
            .orElseThrow();
    assertThat(copy.plans()).isEqualTo(3);
    assertThat(copy.billers()).isEqualTo(1);
    assertThat(copy.types()).containsExactly(BillType.DATA);
  }

  @Test
  void givenAChangedPrice_whenAsked_thenTheHistoryHasBothAndIsFixed() throws Exception {
    ProviderCode provider = new ProviderCode("offerstwo");
    plan(provider, "a-1gb", "1GB 1 day", 30_000);
    database.byHand("update provider_offer set seen_at = now() where provider = 'offerstwo'");
    assertThat(tx.call(() -> offers.latestChanges(provider, 10))).isEmpty();

    database.byHand("update provider_offer set price_kobo = 35000 where provider = 'offerstwo'");
    database.byHand("update provider_offer set available = false where provider = 'offerstwo'");

    ProviderOffers.Offer offer = find(provider, "", 0).get(0);
    assertThat(offer.changes()).isEqualTo(2);
    assertThat(offer.available()).isFalse();
    assertThat(tx.call(() -> offers.changesOf(offer.id(), 10)))
        .extracting(c -> c.price().get().kobo(), ProviderOffers.Change::available)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(35_000L, false),
            org.assertj.core.groups.Tuple.tuple(35_000L, true),
            org.assertj.core.groups.Tuple.tuple(30_000L, true));
    assertThat(tx.call(() -> offers.latestChanges(provider, 10))).hasSize(2);
    assertThatThrownBy(() -> database.byHand("delete from provider_offer_change"))
        .hasMessageContaining("append-only");
  }
}
