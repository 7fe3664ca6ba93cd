package ng.bills.infrastructure.provider.interswitch;

import static ng.bills.infrastructure.provider.interswitch.InterswitchRig.FREE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.infrastructure.provider.RememberedExchanges;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.interswitch.InterswitchSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterswitchCatalogueTest {
  private InterswitchSandbox sandbox;
  private InterswitchBillProvider provider;

  @BeforeEach
  void start() {
    sandbox = InterswitchSandbox.start(ng.bills.sandbox.interswitch.InterswitchSettings.defaults());
    provider =
        InterswitchRig.provider(
            InterswitchRig.settings(
                sandbox.baseUrl(), "sandbox-client-secret", Duration.ofSeconds(10)),
            FREE,
            new RememberedExchanges(),
            InstantSource.system());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private List<CatalogueOffer> offers() {
    return ((CatalogueReading.Offers) provider.catalogue()).offers();
  }

  private List<CatalogueOffer> offers(BillType type, String biller) {
    return offers().stream()
        .filter(offer -> offer.type() == type && offer.biller().value().equals(biller))
        .toList();
  }

  @Test
  void givenWholeCatalogue_whenRead_thenBillersAreOursAndKnown() {
    Map<BillType, List<String>> billers =
        offers().stream()
            .collect(
                Collectors.groupingBy(
                    CatalogueOffer::type,
                    Collectors.collectingAndThen(
                        Collectors.mapping(o -> o.biller().value(), Collectors.toList()),
                        codes -> codes.stream().distinct().sorted().toList())));
    assertThat(billers.get(BillType.ELECTRICITY))
        .containsExactly(
            "aba", "aedc", "bedc", "eedc", "ekedc", "ibedc", "ikedc", "jed", "kaedco", "kedco",
            "phed", "yedc");
    assertThat(billers.get(BillType.AIRTIME)).containsExactly("9mobile", "airtel", "glo", "mtn");
    assertThat(billers.get(BillType.DATA)).containsExactly("9mobile", "airtel", "glo", "mtn");
    assertThat(billers.get(BillType.CABLE_TV)).containsExactly("dstv", "gotv", "startimes");
    assertThat(billers.get(BillType.WATER))
        .containsExactly("fct-water-board", "lagos-water-corporation");
    assertThat(billers.get(BillType.INTERNET)).containsExactly("ipnx", "smile", "spectranet");
    assertThat(billers.get(BillType.GAMING)).containsExactly("1xbet", "bet9ja", "sportybet");
    assertThat(sandbox.tokenRequests()).isEqualTo(1);
  }

  @Test
  void givenElectricity_whenRead_thenPrepaidAndPostpaidAreItemsOfTheirOwn() {
    assertThat(offers(BillType.ELECTRICITY, "ekedc"))
        .extracting(CatalogueOffer::meterType, CatalogueOffer::item)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Optional.of(MeterType.PREPAID), ProviderItem.of("17601", "051760120")),
            org.assertj.core.groups.Tuple.tuple(
                Optional.of(MeterType.POSTPAID), ProviderItem.of("17601", "051760121")));
  }

  @Test
  void givenPlans_whenRead_thenNamedByUsAndPricedInKobo() {
    CatalogueOffer confam =
        offers(BillType.CABLE_TV, "dstv").stream()
            .filter(o -> o.item().item().equals(Optional.of("051761404")))
            .findFirst()
            .orElseThrow();
    assertThat(confam.plan().orElseThrow().code().value()).isEqualTo("dstv-confam");
    assertThat(confam.plan().orElseThrow().price()).isEqualTo(Money.ofNaira(11_000));
    assertThat(offers(BillType.DATA, "airtel"))
        .extracting(o -> o.plan().map(PlanOffer::code).orElseThrow().value())
        .containsExactly("airtel-30mb-1d", "airtel-1-5gb-30d");
    assertThat(offers(BillType.AIRTIME, "mtn"))
        .singleElement()
        .satisfies(o -> assertThat(o.plan()).isEmpty());
    assertThat(offers(BillType.WATER, "lagos-water-corporation").get(0).minimum())
        .contains(Money.ofNaira(500));
  }

  @Test
  void givenMovedPriceNewBillerAndRechargePin_whenReadAgain_thenThereWithoutARelease() {
    sandbox.price("051761404", 12_000_00);
    sandbox.sell(
        Map.of(
            "billerId",
            950,
            "billerName",
            "Kano State Water Board",
            "categoryId",
            1,
            "name",
            "Bill",
            "paymentCode",
            "95001"));
    sandbox.sell(
        Map.of(
            "billerId",
            109,
            "name",
            "MTN 100 Naira PIN",
            "paymentCode",
            "10902",
            "kind",
            "AIRTIME",
            "fixed",
            true,
            "amountKobo",
            10_000));
    sandbox.sell(
        Map.of(
            "billerId",
            951,
            "billerName",
            "City Parking",
            "categoryId",
            1,
            "name",
            "Fee",
            "paymentCode",
            "95101"));
    assertThat(offers(BillType.CABLE_TV, "dstv"))
        .anyMatch(o -> o.plan().orElseThrow().price().equals(Money.ofNaira(12_000)));
    assertThat(offers(BillType.WATER, "kano-state-water-board")).hasSize(1);
    assertThat(offers()).noneMatch(o -> o.item().item().equals(Optional.of("10902")));
    assertThat(offers()).noneMatch(o -> o.item().item().equals(Optional.of("95101")));
  }

  @ParameterizedTest
  @CsvSource({
    "/services/categories, html502",
    "/services, garbage",
    "/services/options, status",
    "/services/options, close-before",
    "/services/options, cut"
  })
  void givenOnePageThatFails_whenRead_thenNoPartOfIt(String path, String effect) {
    sandbox
        .faults()
        .add(
            FaultRule.when("GET", InterswitchSandbox.ROOT + path)
                .nth(path.endsWith("options") ? 9 : 1)
                .effect(effect)); // not only once: the JDK's client repeats a GET that was cut off
    assertThat(provider.catalogue()).isInstanceOf(CatalogueReading.Unavailable.class);
    sandbox.faults().clear();
    assertThat(provider.catalogue()).isInstanceOf(CatalogueReading.Offers.class);
  }

  @Test
  void givenPageWithoutRowsOrWithAFailure_whenRead_thenUnavailable() {
    for (String body :
        List.of(
            "{\"ResponseCode\":\"90000\",\"ResponseCodeGrouping\":\"SUCCESSFUL\"}",
            "{\"ResponseCode\":\"90096\",\"ResponseCodeGrouping\":\"FAILED\"}",
            "{\"PaymentItems\":\"none\",\"ResponseCode\":\"90000\"}")) {
      sandbox.faults().clear();
      sandbox
          .faults()
          .add(
              FaultRule.when("GET", InterswitchSandbox.ROOT + "/services/options")
                  .effect("status", Map.of("code", 200, "body", body)));
      assertThat(provider.catalogue()).as(body).isInstanceOf(CatalogueReading.Unavailable.class);
    }
  }
}
