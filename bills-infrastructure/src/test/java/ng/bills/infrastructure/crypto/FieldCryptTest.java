package ng.bills.infrastructure.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FieldCryptTest {

  private static final String OLD = "old:" + key(1);
  private static final String NEW = "new:" + key(2);
  private final FieldCrypt crypt = new FieldCrypt(KeyRing.parse(OLD));

  private static String key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return Base64.getEncoder().encodeToString(key);
  }

  @Test
  void givenSealedText_whenOpenedInItsContext_thenSame() {
    byte[] sealed = crypt.seal("payment.email_sealed/1", "ada@example.ng ₦");
    assertThat(crypt.openText("payment.email_sealed/1", sealed)).isEqualTo("ada@example.ng ₦");
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ada@example");
  }

  /** Made by version 0.1 with the JDK's own cipher, before there was Tink. */
  @Test
  void givenFieldSealedByAnEarlierVersion_whenOpened_thenItIsRead() {
    byte[] sealed =
        HexFormat.of()
            .parseHex(
                "01036f6c64000102030405060708090a0b"
                    + "8a94a61215c83141c75ad6f6135dfd9599fe523a4f5659727312928777058551e8a8b8e4");

    assertThat(crypt.openText("token.digits_sealed/0/1/1", sealed))
        .isEqualTo("12345678901234567890");
    assertThat(new KeyedHash(KeyRing.parse(OLD)).of("account", "45012345678"))
        .isEqualTo(
            HexFormat.of()
                .parseHex("6cb808785566367f3975d572377934ed09dc5534da4277c79e1ff055029b07ad"));
  }

  @Test
  void givenSameText_whenSealedTwice_thenDifferent() {
    assertThat(crypt.seal("c", "x")).isNotEqualTo(crypt.seal("c", "x"));
  }

  @Test
  void givenSealedField_whenMovedToAnotherRow_thenDoesNotOpen() {
    byte[] sealed = crypt.seal("payment.email_sealed/1", "ada@example.ng");
    assertThatThrownBy(() -> crypt.open("payment.email_sealed/2", sealed))
        .isInstanceOf(SealBrokenException.class)
        .hasMessageContaining("payment.email_sealed/2");
  }

  @Test
  void givenSealedField_whenAnyByteChanges_thenDoesNotOpen() {
    byte[] sealed = crypt.seal("c", "12345678901234567890");
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> crypt.open("c", changed)).isInstanceOf(SealBrokenException.class);
      byte[] shorter = Arrays.copyOf(sealed, i);
      assertThatThrownBy(() -> crypt.open("c", shorter)).isInstanceOf(SealBrokenException.class);
    }
  }

  @Test
  void givenRotatedRing_whenOpeningOldFields_thenBothKeysServe() {
    byte[] before = crypt.seal("c", "x");
    FieldCrypt rotated = new FieldCrypt(KeyRing.parse(NEW + "," + OLD));
    assertThat(rotated.openText("c", before)).isEqualTo("x");
    byte[] after = rotated.seal("c", "y");
    assertThatThrownBy(() -> crypt.open("c", after)).hasMessageContaining("BILLS_FIELD_KEYS");
  }

  @Test
  void givenRotatedRing_whenHashing_thenHashesStayTheSame() {
    KeyedHash before = new KeyedHash(KeyRing.parse(OLD));
    KeyedHash after = new KeyedHash(KeyRing.parse(NEW + "," + OLD));
    assertThat(after.of("account", "45012345678")).isEqualTo(before.of("account", "45012345678"));
    assertThat(before.of("phone", "45012345678"))
        .hasSize(32)
        .isNotEqualTo(before.of("account", "45012345678"));
    assertThat(new KeyedHash(KeyRing.parse(NEW)).of("account", "45012345678"))
        .isNotEqualTo(before.of("account", "45012345678"));
  }
}
