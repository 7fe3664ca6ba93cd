package ng.bills.launcher.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The kill test in its short form: each part once, then what everybody says is compared. */
class KillIT {
  private static final int KILLS = 3;

  @Test
  void givenCustomersPaying_whenEachPartIsKilled_thenNothingIsLostOrDoubled() throws Exception {
    Iterator<Strikes.Strike> plan =
        List.of(strike(Part.BROKER, Part.DATABASE), strike(Part.SERVER)).iterator();
    KillTest.Options options =
        new KillTest.Options(
            Path.of("target/system").toAbsolutePath(),
            Path.of("target/kill-it").toAbsolutePath(),
            KILLS,
            1,
            4,
            true);

    KillReport report = new KillTest(options, left -> plan.next(), System.out).run();

    assertThat(report.violations()).isEmpty();
    assertThat(report.kills()).containsOnlyKeys(Part.values()).containsValues(1, 1, 1);
    assertThat(report.requests()).isPositive();
    assertThat(report.vends()).isPositive();
  }

  private static Strikes.Strike strike(Part... parts) {
    return new Strikes.Strike(List.of(parts), 1, 0, Optional.empty(), 0);
  }
}
