package ng.bills.infrastructure.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecureIdSourceTest {

  private final SecureIdSource ids = new SecureIdSource();

  @Test
  void givenManyIds_whenSortedAsText_thenInTheOrderTheyWereMade() {
    List<String> made = Stream.generate(ids::newId).limit(20_000).map(UUID::toString).toList();
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void givenId_whenRead_thenVersion7OfNow() {
    long before = System.currentTimeMillis();
    UUID id = ids.newId();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16)
        .isBetween(before, System.currentTimeMillis() + 1);
  }

  @Test
  void givenRandomText_whenMade_thenLettersAndDigitsOnlyAndNeverTwice() {
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      texts.add(ids.randomText(16));
    }
    assertThat(texts).hasSize(1_000).allMatch(t -> t.matches("[0-9A-Za-z]{16}"));
    assertThat(ids.randomBytes(10)).hasSize(10);
  }
}
