package ng.bills.infrastructure.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpCodesTest {

  /** "12345678901234567890" in base 32. */
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  private final TotpCodes codes = new TotpCodes();

  @ParameterizedTest
  @CsvSource({ // RFC 6238 appendix B, the last six of its eight digits
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void givenSecretOfTheRfc_whenAskedAtItsTimes_thenItsCodes(long second, String code) {
    byte[] key = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    assertThat(TotpCodes.code(key, second / 30)).isEqualTo(code);
    assertThat(codes.step(SECRET, code, Instant.ofEpochSecond(second))).hasValue(second / 30);
  }

  @Test
  void givenCode_whenClocksDiffer_thenOneStepEitherWayAndNoMore() {
    Instant now = Instant.ofEpochSecond(1_111_111_109);
    for (int seconds : new int[] {-30, 0, 30}) {
      assertThat(codes.step(SECRET, "081804", now.plusSeconds(seconds))).hasValue(37_037_036);
    }
    assertThat(codes.step(SECRET, "081804", now.plusSeconds(60))).isEmpty();
    assertThat(codes.step(SECRET, "081804", now.minusSeconds(60))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"''", "81804", "0818040", "08180a", "٠٨١٨٠٤"})
  void givenNoCode_whenLookedAt_thenRefused(String typed) {
    assertThat(codes.step(SECRET, typed, Instant.ofEpochSecond(1_111_111_109))).isEmpty();
  }

  @Test
  void givenNewSecret_whenUsed_thenItIsOf160BitsAndWorks() {
    String secret = codes.newSecret();
    assertThat(secret).matches("[A-Z2-7]{32}").isNotEqualTo(codes.newSecret());
    assertThat(codes.step(secret, "x", Instant.EPOCH)).isEmpty();
  }
}
