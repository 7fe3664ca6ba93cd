package ng.bills.infrastructure.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "no-colon",
        ":c2VjcmV0LXZhbHVl",
        "a b:c2VjcmV0LXZhbHVl",
        "k1:c2VjcmV0LXZhbHVl",
        "k1:!c2VjcmV0LXZhbHVl",
        "k1:c2VjcmV0LXZhbHVl,"
      })
  void givenMalformedRing_whenParsed_thenSettingIsNamedAndNoKeyShown(String text) {
    assertThatThrownBy(() -> KeyRing.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BILLS_FIELD_KEYS")
        .hasMessageNotContaining("c2VjcmV0LXZhbHVl")
        .hasNoCause();
  }

  @Test
  void givenRepeatedId_whenParsed_thenRefused() {
    assertThatThrownBy(() -> KeyRing.parse("k1:" + KEY + ",k1:" + KEY))
        .hasMessageContaining("entry 2")
        .hasMessageNotContaining(KEY);
  }

  @Test
  void givenRing_whenPrinted_thenOnlyIdsShow() {
    assertThat(KeyRing.parse("new:" + KEY + ", old:" + KEY))
        .hasToString("key ring [new, old]")
        .extracting(ring -> ring.current().id())
        .isEqualTo("new");
  }
}
