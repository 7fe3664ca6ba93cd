package ng.bills.infrastructure.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import ng.bills.infrastructure.setting.SettingReader;
import ng.bills.infrastructure.setting.SettingSource;

/**
 * Reads the ring from the settings, or from a file that they name. A file may change while the
 * server runs, an environment cannot.
 */
public final class FieldKeySetting {

  /** A file that holds what {@link KeyRing#SETTING} would. */
  public static final String FILE = "BILLS_FIELD_KEYS_FILE";

  private FieldKeySetting() {}

  /**
   * The ring as it is set now.
   *
   * @throws IllegalArgumentException when it is missing or malformed; one line that begins with the
   *     setting's name and shows no key
   */
  public static KeyRing read(SettingSource source) {
    Optional<String> file = source.value(FILE);
    Optional<String> keys = source.value(KeyRing.SETTING);
    if (file.isPresent() && keys.isPresent()) {
      throw new IllegalArgumentException(FILE + " must not be set beside " + KeyRing.SETTING);
    }
    String text = file.map(FieldKeySetting::contents).or(() -> keys).orElse("");
    return KeyRing.parse(text, source.value(KeyRing.INDEX_SETTING));
  }

  /** Notes what is wrong with it. */
  public static void check(SettingReader reader) {
    try {
      read(reader::optional);
    } catch (IllegalArgumentException e) {
      String[] words = e.getMessage().split(" ", 2);
      reader.fault(words[0], words[1]);
    }
  }

  private static String contents(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      // without the cause: it may quote what stands in the file's place
      throw new IllegalArgumentException(FILE + " names no file that can be read");
    }
  }
}
