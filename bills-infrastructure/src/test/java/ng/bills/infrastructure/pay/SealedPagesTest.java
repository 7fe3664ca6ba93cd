package ng.bills.infrastructure.pay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import ng.bills.infrastructure.crypto.FieldCrypt;
import ng.bills.infrastructure.crypto.KeyRing;
import org.junit.jupiter.api.Test;

class SealedPagesTest {

  private static final String KEY =
      "a:" + Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());
  private static final String TEXT = "45012345678 \u20a6";

  private final SealedPages seals = new SealedPages(new FieldCrypt(KeyRing.parse(KEY)));

  @Test
  void givenASealedText_whenOpened_thenForItsPurposeAndOnlyUnchanged() {
    String sealed = seals.seal("pay link ", TEXT);

    assertThat(sealed).matches("[A-Za-z0-9_-]+").doesNotContain("45012345678");
    assertThat(seals.open("pay link ", sealed)).contains(TEXT);
    assertThat(seals.open("pay form ", sealed)).isEmpty();
    byte[] bytes = Base64.getUrlDecoder().decode(sealed);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertThat(seals.open("pay link ", Base64.getUrlEncoder().encodeToString(changed)))
          .as("byte " + i)
          .isEmpty();
    }
  }

  @Test
  void givenAnythingElse_whenOpened_thenItIsNothing() {
    for (String text : new String[] {"", "A", "%", "AQFh", "\u20a6", "A".repeat(100)}) {
      assertThat(seals.open("pay link ", text)).as(text).isEmpty();
    }
  }

  @Test
  void givenAKeyThatIsGone_whenOpened_thenItIsNothing() {
    String other =
        "b:" + Base64.getEncoder().encodeToString("fedcba9876543210fedcba9876543210".getBytes());
    String sealed = seals.seal("pay link ", TEXT);

    assertThat(new SealedPages(new FieldCrypt(KeyRing.parse(other))).open("pay link ", sealed))
        .isEmpty();
    assertThat(
            new SealedPages(new FieldCrypt(KeyRing.parse(other + "," + KEY)))
                .open("pay link ", sealed))
        .contains(TEXT);
  }
}
