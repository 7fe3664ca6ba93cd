package ng.bills.launcher.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrikesTest {

  @Test
  void givenSameSeed_whenPlannedTwice_thenSameStrikes() {
    assertThat(plan(7, 200)).isEqualTo(plan(7, 200)).isNotEqualTo(plan(8, 200));
  }

  @Test
  void givenManyKills_whenPlanned_thenEveryPartAloneTogetherAndAgain() {
    List<Strikes.Strike> plan = plan(1, 1_000);

    assertThat(plan).extracting(Strikes.Strike::parts).contains(List.of(Part.SERVER));
    assertThat(plan).extracting(Strikes.Strike::parts).contains(List.of(Part.BROKER));
    assertThat(plan).extracting(Strikes.Strike::parts).contains(List.of(Part.DATABASE));
    assertThat(plan).extracting(Strikes.Strike::parts).contains(List.of(Part.values()));
    assertThat(plan).anyMatch(strike -> strike.again().isPresent());
  }

  @Test
  void givenOneKillLeft_whenPlanned_thenOneKill() {
    for (long seed = 0; seed < 200; seed++) {
      Strikes.Strike strike = new Strikes(seed).next(1);

      assertThat(strike.parts()).hasSize(1);
      assertThat(strike.again()).isEmpty();
    }
  }

  private static List<Strikes.Strike> plan(long seed, int kills) {
    Strikes strikes = new Strikes(seed);
    List<Strikes.Strike> plan = new ArrayList<>();
    for (int left = kills; left > 0; ) {
      Strikes.Strike next = strikes.next(left);
      plan.add(next);
      left -= next.parts().size() + (next.again().isPresent() ? 1 : 0);
    }
    return plan;
  }
}
