package ng.bills.web.pay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import ng.bills.application.pay.PagePolicy;
import ng.bills.domain.partner.NetworkAddress;
import org.junit.jupiter.api.Test;

class CallBudgetTest {

  private Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private final CallBudget budget = new CallBudget(new PagePolicy(true, 2), () -> now);

  private boolean take(String address) {
    return budget.take(NetworkAddress.read(address));
  }

  @Test
  void givenTwoAMinute_whenMoreAreAsked_thenTheyWaitForTheNextMinute() {
    assertThat(take("203.0.113.7")).isTrue();
    assertThat(take("203.0.113.7")).isTrue();
    assertThat(take("203.0.113.7")).isFalse();
    assertThat(take("203.0.113.8")).isTrue();
    now = now.plus(Duration.ofSeconds(59));
    assertThat(take("203.0.113.7")).isFalse();
    now = now.plus(Duration.ofSeconds(1));
    assertThat(take("203.0.113.7")).isTrue();
  }

  @Test
  void givenOneNetworkOfIpv6_whenItsAddressesTakeTurns_thenTheyShareABudget() {
    assertThat(take("2001:db8:1:2::1")).isTrue();
    assertThat(take("2001:db8:1:2::2")).isTrue();
    assertThat(take("2001:db8:1:2:ffff::3")).isFalse();
    assertThat(take("2001:db8:1:3::1")).isTrue();
  }

  @Test
  void givenAnAddressThatIsNotKnown_whenItAsks_thenItHasABudgetToo() {
    assertThat(budget.take(Optional.empty())).isTrue();
    assertThat(budget.take(Optional.empty())).isTrue();
    assertThat(budget.take(Optional.empty())).isFalse();
  }

  @Test
  void givenMoreAddressesThanAreRemembered_whenTheyAsk_thenMemoryIsBounded() {
    for (int i = 0; i < CallBudget.REMEMBERED + 500; i++) {
      take("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256);
    }
    assertThat(budget.size()).isEqualTo(CallBudget.REMEMBERED);
  }
}
