package ng.bills.application.vending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.vend.ProviderCode;
import org.junit.jupiter.api.Test;

/** What operators are told after the start. */
class WarnOfProvidersTest {

  private static final ProviderCode VTPASS = new ProviderCode("vtpass");

  private final MemoryWorld world = new MemoryWorld(7);
  private Map<ProviderCode, Integer> openOrders = Map.of(VTPASS, 5);

  private WarnOfProviders warnings(int seconds) {
    RoutingPolicy p = TestSystem.routing("vtpass");
    RoutingPolicy policy =
        new RoutingPolicy(
            p.order(),
            p.provider(),
            p.biller(),
            p.traffic(),
            p.outage(),
            p.floats(),
            new RoutingPolicy.Requeries(
                Optional.empty(),
                Optional.empty(),
                Map.of(VTPASS, Duration.ofSeconds(seconds)),
                Optional.empty()));
    return new WarnOfProviders(
        () -> List.of(new ScriptedProvider(world, "vtpass")),
        () -> openOrders,
        policy,
        world.unitOfWork());
  }

  @Test
  void givenASettleTimeBelowTheProvidersOwn_whenStarted_thenItAndBothNumbersAreNamedOnce() {
    WarnOfProviders warnings = warnings(2);

    assertThat(warnings.lookOnce())
        .singleElement()
        .asString()
        .contains("vtpass", " 2 s", " 180 s", "twice");
    assertThat(warnings.lookOnce()).isEmpty();
  }

  @Test
  void givenASettleTimeAboveTheProvidersOwn_whenStarted_thenNobodyIsBothered() {
    assertThat(warnings(181).lookOnce()).isEmpty();
  }

  @Test
  void givenOrdersUnderWayWhereWeHaveNoSettings_whenStarted_thenSomebodyIsTold() {
    openOrders = Map.of(VTPASS, 5, new ProviderCode("flutterwave"), 3);

    assertThat(warnings(181).lookOnce())
        .singleElement()
        .asString()
        .contains("flutterwave", "no settings", "3 orders");
  }
}
