package ng.bills.infrastructure.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import ng.bills.infrastructure.setting.SettingSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingKeysTest {

  private static final String OLD = "old:" + key(1);
  private static final String NEW = "new:" + key(2);

  @TempDir private Path mounted;

  private static String key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return Base64.getEncoder().encodeToString(key);
  }

  private RotatingKeys keys(String first) throws IOException {
    Path file = Files.writeString(mounted.resolve("keys"), first + "\n");
    SettingSource source = SettingSource.of(Map.of(FieldKeySetting.FILE, file.toString()));
    return new RotatingKeys(() -> FieldKeySetting.read(source));
  }

  private void mount(String keys) throws IOException {
    Files.writeString(mounted.resolve("keys"), keys);
  }

  @Test
  void givenMountedFile_whenItChanges_thenTheNewKeySealsAndTheFormerOpensWithoutARestart()
      throws IOException {
    RotatingKeys keys = keys(OLD);
    FieldCrypt crypt = new FieldCrypt(keys);
    byte[] before = crypt.seal("c", "x");

    mount(NEW + "," + OLD);
    assertThat(crypt.currentId()).isEqualTo("old");
    keys.look();

    assertThat(crypt.currentId()).isEqualTo("new");
    assertThat(crypt.openText("c", before)).isEqualTo("x");
    byte[] after = crypt.reseal("c", before).orElseThrow();
    assertThat(after).startsWith(crypt.head());
    assertThat(crypt.openText("c", after)).isEqualTo("x");
    assertThat(crypt.reseal("c", after)).isEmpty();
  }

  @Test
  void givenFieldOfANodeThatGotTheKeyFirst_whenOpened_thenTheKeyIsLookedForAtOnce()
      throws IOException {
    FieldCrypt slow = new FieldCrypt(keys(OLD));
    byte[] sealed = new FieldCrypt(KeyRing.parse(NEW + "," + OLD)).seal("c", "x");
    mount(NEW + "," + OLD);

    assertThat(slow.openText("c", sealed)).isEqualTo("x");
    assertThat(slow.currentId()).isEqualTo("new");
  }

  @Test
  void givenNewSettingThatIsWrong_whenLooked_thenTheFormerRingGoesOn() throws IOException {
    RotatingKeys keys = keys(OLD);
    FieldCrypt crypt = new FieldCrypt(keys);
    byte[] sealed = crypt.seal("c", "x");

    for (String wrong :
        new String[] {
          "", "new:short", NEW, "old:" + key(3), "old:" + key(3) + ",x:" + key(1), OLD + "," + NEW
        }) {
      mount(wrong);
      keys.look();
      assertThat(crypt.currentId()).as(wrong).isEqualTo("old");
      assertThat(crypt.openText("c", sealed)).isEqualTo("x");
    }
    Files.delete(mounted.resolve("keys"));
    keys.look();
    assertThat(crypt.openText("c", sealed)).isEqualTo("x");
  }

  @Test
  void givenSameIdWithAnotherKey_whenLooked_thenRefused() throws IOException {
    RotatingKeys keys = keys(NEW + "," + OLD);
    FieldCrypt crypt = new FieldCrypt(keys);
    byte[] sealed = crypt.seal("c", "x");

    mount("new:" + key(3) + "," + OLD);
    keys.look();

    assertThat(crypt.openText("c", sealed)).isEqualTo("x");
    assertThat(new FieldCrypt(KeyRing.parse(NEW)).openText("c", crypt.seal("c", "y")))
        .isEqualTo("y");
  }

  @Test
  void givenIndexKeyOfItsOwn_whenTheLastSealingKeyGoes_thenHashesStay() {
    KeyRing before = KeyRing.parse(OLD);
    KeyRing after = KeyRing.parse(NEW, Optional.of(before.indexKeyText()));

    assertThat(new KeyedHash(after).of("account", "45012345678"))
        .isEqualTo(new KeyedHash(before).of("account", "45012345678"));
    assertThat(before.indexKeyText()).isNotEqualTo(key(1));
  }

  @Test
  void givenSettingsThatContradict_whenRead_thenTheyAreNamedWithoutValues() {
    assertThatThrownBy(
            () ->
                FieldKeySetting.read(
                    SettingSource.of(
                        Map.of("BILLS_FIELD_KEYS", OLD, "BILLS_FIELD_KEYS_FILE", "/keys"))))
        .hasMessage("BILLS_FIELD_KEYS_FILE must not be set beside BILLS_FIELD_KEYS");
    assertThatThrownBy(
            () ->
                FieldKeySetting.read(
                    SettingSource.of(Map.of("BILLS_FIELD_KEYS_FILE", mounted + "/none"))))
        .hasMessage("BILLS_FIELD_KEYS_FILE names no file that can be read")
        .hasNoCause();
    assertThatThrownBy(
            () ->
                FieldKeySetting.read(
                    SettingSource.of(Map.of("BILLS_FIELD_KEYS", OLD, "BILLS_INDEX_KEY", "short"))))
        .hasMessage("BILLS_INDEX_KEY is not a key of 32 bytes in base64");
  }
}
