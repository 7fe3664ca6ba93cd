package ng.bills.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "503000;₦5,030.00",
        "0;₦0.00",
        "5;₦0.05",
        "-150;-₦1.50",
        "9223372036854775807;₦92,233,720,368,547,758.07",
        "-9223372036854775808;-₦92,233,720,368,547,758.08"
      })
  void givenKobo_whenWritten_thenNairaWithThousands(long kobo, String text) {
    assertThat(Formats.naira(kobo)).isEqualTo(text);
  }

  @Test
  void givenStroops_whenWritten_thenAllDigits() {
    assertThat(Formats.units(50_300_000_000L)).isEqualTo("5,030.0000000");
    assertThat(Formats.units(1)).isEqualTo("0.0000001");
  }

  @Test
  void givenInstant_whenWritten_thenInLagosWithTheZone() {
    Instant at = Instant.parse("2026-11-21T21:05:09.987Z");
    assertThat(Formats.time(at, Locale.ENGLISH)).isEqualTo("21 Nov 2026, 22:05:09 WAT");
    assertThat(Formats.time(at, Locale.forLanguageTag("ha"))).endsWith(" 2026, 22:05:09 WAT");
    assertThat(Formats.time(Instant.parse("2026-11-21T23:30:00Z"), Locale.ENGLISH))
        .isEqualTo("22 Nov 2026, 00:30:00 WAT");
    assertThat(Formats.time(null, Locale.ENGLISH)).isEmpty();
  }
}
