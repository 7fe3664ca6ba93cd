package ng.bills.infrastructure.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordToolsTest {

  private static final List<String> OWN = List.of("Ada Obi-Williams", "ada.obi@example.com");

  private final Argon2Passwords passwords = new Argon2Passwords();
  private final ZxcvbnGuessing guessing = new ZxcvbnGuessing();

  @Test
  void givenPassword_whenHashed_thenItAloneMatchesAndTheParametersAreThoseOfOwasp() {
    String hash = passwords.hash("the harbour was quiet");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.hash("the harbour was quiet")).as("salted").isNotEqualTo(hash);
    assertThat(passwords.matches("the harbour was quiet", hash)).isTrue();
    assertThat(passwords.matches("the harbour was quiet ", hash)).isFalse();
    assertThat(passwords.matches("The harbour was quiet", hash)).isFalse();
    assertThat(passwords.matches("", hash)).isFalse();
    assertThat(passwords.isOutdated(hash)).isFalse();
  }

  @Test
  void givenAccents_whenComposedOtherwise_thenTheSamePassword() {
    String hash = passwords.hash("ọ̀rọ̀ aṣínà tó gùn");
    String decomposed =
        java.text.Normalizer.normalize("ọ̀rọ̀ aṣínà tó gùn", java.text.Normalizer.Form.NFD);
    assertThat(passwords.matches(decomposed, hash)).isTrue();
  }

  @Test
  void givenHashOfWeakerParameters_whenLookedAt_thenItMatchesAndIsOutdated() {
    String weak = new Argon2Passwords(8_192, 1).hash("the harbour was quiet");
    assertThat(passwords.matches("the harbour was quiet", weak)).isTrue();
    assertThat(passwords.isOutdated(weak)).isTrue();
  }

  /** The reference implementation's own answer: argon2 -id -m 16 -t 2 -p 1 -l 24. */
  @Test
  void givenHashOfTheReferenceProgram_whenLookedAt_thenItMatches() {
    assertThat(
            passwords.matches(
                "password",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password1234",
        "Password12345!",
        "123456789012",
        "qwertyuiop123",
        "aaaaaaaaaaaaaaaa",
        "iloveyou1234",
        "P@ssw0rdP@ssw0rd",
        "adaobiwilliams",
        "ada.obi@example.com",
        "abcdefghijklmnop",
        "bills-bills-bills",
        "letmein12345",
        "AdaObi1990!!",
        // of twelve characters and more, as lists of leaked ones have them
        "1q2w3e4r5t6y",
        "q1w2e3r4t5y6",
        "zaq12wsxcde3",
        "1qaz2wsx3edc",
        "passwordpassword",
        "qwerty123456",
        "administrator",
        "unbelievable",
        "manchesterunited",
        "123qweasdzxc",
        "111111111111",
        "abc123abc123",
        "Welcome12345",
        "changeme1234",
        "            ",
        "!!!!!!!!!!!!"
      })
  void givenPasswordOthersTryFirst_whenLookedAt_thenSoonGuessed(String password) {
    assertThat(guessing.isSoonGuessed(password, OWN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "kofar gida ta bude da safe",
        "vK3!pq9Lz0#m",
        "zxqw vrtk mmpl",
        "moon above the old brewery in june",
        "§±!?}{|~^+*-<>¬¦"
      })
  void givenOtherPassword_whenLookedAt_thenNot(String password) {
    assertThat(guessing.isSoonGuessed(password, OWN)).isFalse();
  }

  @Test
  void givenLongPassword_whenLookedAt_thenQuickly() {
    assertThat(guessing.isSoonGuessed("a1".repeat(64), OWN)).isTrue();
  }
}
