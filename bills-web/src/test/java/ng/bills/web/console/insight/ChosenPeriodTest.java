package ng.bills.web.console.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChosenPeriodTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:07:30Z");

  @Test
  void givenNothing_whenRead_thenTheLastDay() {
    ChosenPeriod chosen = ChosenPeriod.read(null, null, null, NOW);
    assertThat(chosen.last()).isEqualTo("24h");
    assertThat(chosen.period().until()).isEqualTo(NOW);
    assertThat(Duration.between(chosen.period().from(), NOW))
        .isGreaterThanOrEqualTo(Duration.ofHours(24));
  }

  @Test
  void givenDays_whenRead_thenTheyBeginAndEndInLagos() {
    ChosenPeriod chosen = ChosenPeriod.read(null, "2026-11-01", "2026-11-10", NOW);
    assertThat(chosen.fault()).isEmpty();
    assertThat(chosen.period().from()).isEqualTo("2026-10-31T23:00:00Z");
    assertThat(chosen.period().until()).isEqualTo("2026-11-10T23:00:00Z");
  }

  @Test
  void givenToday_whenRead_thenItEndsNow() {
    assertThat(ChosenPeriod.read(null, "2026-11-20", "2026-11-21", NOW).period().until())
        .isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-10,2026-11-01,period.backwards",
    "2026-12-01,2026-12-02,period.backwards",
    "2026-01-01,2026-11-01,period.long",
    "2026-11-31,2026-12-01,period.unreadable",
    "<script>,2026-12-01,period.unreadable",
    "'',2026-11-01,period.unreadable",
    "2026-11-01,'',period.unreadable"
  })
  void givenDaysThatDoNotFit_whenRead_thenItSaysSoAndShowsTheLastDay(
      String from, String until, String fault) {
    ChosenPeriod chosen = ChosenPeriod.read("7d", from, until, NOW);
    assertThat(chosen.fault()).hasValue(fault);
    assertThat(chosen.from()).isEqualTo(from);
    assertThat(chosen.period().until()).isEqualTo(NOW);
  }

  @Test
  void givenAnUnknownChoice_whenRead_thenTheLastDay() {
    assertThat(ChosenPeriod.read("99y", null, null, NOW).last()).isEqualTo("24h");
    assertThat(ChosenPeriod.read("30d", "", "", NOW).last()).isEqualTo("30d");
  }
}
