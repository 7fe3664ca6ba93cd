package ng.bills.application.vending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.vending.RoutingPolicy.Requeries;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.RequeryRules;
import org.junit.jupiter.api.Test;

/** What an operator sets over the providers' own rules for asking again. */
class RequeriesTest {

  private static final ProviderCode VTPASS = new ProviderCode("vtpass");
  private static final ProviderCode FLUTTERWAVE = new ProviderCode("flutterwave");

  private static RequeryRules rules(int settleSeconds) {
    return new RequeryRules(
        Duration.ofSeconds(5),
        Duration.ofSeconds(settleSeconds),
        List.of(Duration.ofMinutes(1)),
        Duration.ofHours(24));
  }

  private static Requeries settling(int seconds, Map<ProviderCode, Duration> of) {
    return new Requeries(
        Optional.empty(), Optional.of(Duration.ofSeconds(seconds)), of, Optional.empty());
  }

  @Test
  void givenOneSettleTimeForAll_whenLessThanAProvidersOwn_thenTheirsHolds() {
    Requeries set = settling(180, Map.of());

    assertThat(set.over(FLUTTERWAVE, rules(600)).settle()).isEqualTo(Duration.ofSeconds(600));
    assertThat(set.over(VTPASS, rules(60)).settle()).isEqualTo(Duration.ofSeconds(180));
  }

  @Test
  void givenANumberForOneProvider_whenLess_thenItHoldsThereAlone() {
    Requeries set = settling(240, Map.of(VTPASS, Duration.ofSeconds(2)));

    assertThat(set.over(VTPASS, rules(180)).settle()).isEqualTo(Duration.ofSeconds(2));
    assertThat(set.over(FLUTTERWAVE, rules(180)).settle()).isEqualTo(Duration.ofSeconds(240));
  }

  @Test
  void givenADeadlineBeforeTheSettleTime_whenApplied_thenItIsPutOffToIt() {
    Requeries set =
        new Requeries(
            Optional.empty(), Optional.empty(), Map.of(), Optional.of(Duration.ofMinutes(1)));

    assertThat(set.over(VTPASS, rules(180)).deadline()).isEqualTo(Duration.ofSeconds(180));
    assertThat(Requeries.AS_THEY_SAY.over(VTPASS, rules(180))).isEqualTo(rules(180));
  }
}
