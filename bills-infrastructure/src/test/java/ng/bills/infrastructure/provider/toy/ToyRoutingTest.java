package ng.bills.infrastructure.provider.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.config.Settings;
import ng.bills.infrastructure.config.SettingsTest;
import ng.bills.infrastructure.outside.OutsideCalls;
import ng.bills.infrastructure.outside.OutsideHttp;
import ng.bills.infrastructure.provider.ConfiguredBillProviders;
import ng.bills.infrastructure.provider.ProviderHttp;
import ng.bills.infrastructure.provider.RememberedExchanges;
import ng.bills.infrastructure.provider.vtpass.VtpassBillProvider;
import ng.bills.infrastructure.setting.SettingReader;
import ng.bills.infrastructure.setting.SettingSource;
import org.junit.jupiter.api.Test;

/** The toy beside the others: its code and one setting are all that it takes. */
class ToyRoutingTest {
  private static final String ORDER = "BILL_PROVIDER_ORDER";

  private static Map<String, String> environment(String order) {
    Map<String, String> environment = new HashMap<>(SettingsTest.environment());
    environment.put(ORDER, order);
    environment.put("TOY_BASE_URL", "https://toy.example.org");
    environment.put("TOY_KEY", ToySandbox.KEY);
    return environment;
  }

  private static ProviderHttp http(OutsideCalls guard) {
    return new ProviderHttp(
        new OutsideHttp(guard, Duration.ofSeconds(1)),
        new RememberedExchanges(),
        InstantSource.system());
  }

  private static ConfiguredBillProviders providers(Map<String, String> environment) {
    SettingSource source = SettingSource.of(environment);
    Settings settings = Settings.read(source);
    SettingReader reader = new SettingReader(source);
    Optional<ToySettings> toy =
        ToySettings.read(reader, settings.providerOrder().codes().contains(ToyBillProvider.CODE));
    reader.finish();
    ProviderHttp http = http(call -> {});
    List<BillProvider> known =
        Stream.of(new VtpassBillProvider(http, settings.vtpass()), new ToyProducer().toy(http, toy))
            .filter(Objects::nonNull)
            .toList();
    return new ConfiguredBillProviders(known, settings.providerOrder());
  }

  private static List<String> order(String setting) {
    return providers(environment(setting)).inOrder().stream().map(p -> p.code().value()).toList();
  }

  @Test
  void givenToyBesideTheOthers_whenTheOrderNamesIt_thenItStandsWhereTheOrderSays() {
    assertThat(order("vtpass,toy")).containsExactly("vtpass", "toy");
    assertThat(order("toy,vtpass")).containsExactly("toy", "vtpass");
    assertThat(order("vtpass")).containsExactly("vtpass");
    assertThat(providers(environment("vtpass")).known(ToyBillProvider.CODE)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> order("vtpass,tay"));
  }

  @Test
  void givenToyFirst_whenMetersAreRouted_thenTheUsualOrderOfMetersGoesBeforeIt() {
    Map<String, String> environment = environment("toy,vtpass");

    assertThat(toMeters(environment)).containsExactly("vtpass", "toy");
    environment.put("BILL_PROVIDER_ORDERS", "electricity=toy,vtpass");
    assertThat(toMeters(environment)).containsExactly("toy", "vtpass");
  }

  private static List<String> toMeters(Map<String, String> environment) {
    return Settings.read(SettingSource.of(environment))
        .routing()
        .order()
        .of(BillType.ELECTRICITY, new BillerCode("ekedc"))
        .stream()
        .map(ProviderCode::value)
        .toList();
  }

  @Test
  void givenRefusalOfAnother_whenACustomerPays_thenToyDeliversOnce() {
    try (ToySandbox sandbox = new ToySandbox()) {
      Settings settings = Settings.read(SettingSource.of(environment("vtpass,toy")));
      TestSystem system = new TestSystem(7, settings.routing(), "vtpass");
      BillProvider toy =
          new ToyBillProvider(
              http(call -> system.world.outside()),
              new ToySettings(
                  URI.create(sandbox.baseUrl()), ToySandbox.KEY, Duration.ofSeconds(10)));
      system.others.add(toy);
      system.provider().offers(toy.catalogue()); // the same companies
      system.refreshCatalogue.refreshDue();
      system.provider().then(Act.SHORT_OF_FLOAT);
      String meter = "45012345678";

      Payment payment = system.request(TestSystem.electricity(meter, 5_000));
      system.pay(payment);
      system.run(Duration.ofMinutes(5), Duration.ofSeconds(10));

      Payment end = system.now(payment.id());
      assertThat(end.state()).isEqualTo(PaymentState.COMPLETED);
      assertThat(end.attempts())
          .extracting(Attempt::provider)
          .containsExactly(system.provider().code(), ToyBillProvider.CODE);
      assertThat(end.delivery().flatMap(d -> d.creditToken())).isPresent();
      assertThat(sandbox.vended(meter)).isEqualTo(1);
      assertThat(system.provider().vended()).isEmpty();
      assertThat(system.world.allRefunds()).isEmpty();
      system.assertBooksAreTrue();
    }
  }
}
