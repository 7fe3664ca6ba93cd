package ng.bills.infrastructure.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldPlaceSealsTest {

  private static final String LIST = "payments/partner/COMPLETED//2026-11-01T00:00:00Z/";
  private static final byte[] PLACE = "place 4711".getBytes(StandardCharsets.UTF_8);

  private final FieldPlaceSeals seals =
      new FieldPlaceSeals(
          new FieldCrypt(KeyRing.parse("a:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")));

  @Test
  void givenPlace_whenSealed_thenItOpensForItsListOnlyAndCannotBeRead() {
    String text = seals.seal(LIST, PLACE);

    assertThat(seals.open(LIST, text)).contains(PLACE);
    assertThat(text).matches("[A-Za-z0-9_-]+").isNotEqualTo(seals.seal(LIST, PLACE));
    for (String other : List.of(LIST + "x", LIST.replace("partner", "stranger"), "")) {
      assertThat(seals.open(other, text)).as(other).isEmpty();
    }
  }

  @Test
  void givenAnyCharacterChanged_whenOpened_thenItIsRefused() {
    String text = seals.seal(LIST, PLACE);
    for (int i = 0; i < text.length(); i++) {
      for (char other : new char[] {'A', 'B', '_'}) {
        String changed = text.substring(0, i) + other + text.substring(i + 1);
        if (!changed.equals(text)) {
          assertThat(seals.open(LIST, changed)).as("character %d", i).isEmpty();
        }
      }
    }
  }

  @Test
  void givenWhatWasNeverSealed_whenOpened_thenItIsRefused() {
    String text = seals.seal(LIST, PLACE);
    for (String odd :
        List.of("", "a", "!!!!", "A".repeat(48), "A".repeat(10_000), text + "=", text + "A", "₦")) {
      assertThat(seals.open(LIST, odd)).as(odd).isEmpty();
    }
  }
}
