package ng.bills.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The mounted file from which the system under test has its field keys. */
final class FieldKeysFile {

  private static final int KEY_BYTES = 32;

  private FieldKeysFile() {}

  /** Mounts one key. */
  static Path first(Path home) {
    Path file = home.resolve("field-keys").toAbsolutePath();
    try {
      Files.createDirectories(home);
      return Files.writeString(file, entry("acceptance1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a new key in front, as whoever mounts secrets does: the file is there or replaced. */
  static void putInFront(String id) {
    Path file = file();
    try {
      Path next = file.resolveSibling("field-keys.next");
      Files.writeString(next, entry(id) + "," + Files.readString(file));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The keys alone. */
  static List<String> keys() {
    try {
      return Arrays.stream(Files.readString(file()).split(","))
          .map(entry -> entry.substring(entry.indexOf(':') + 1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file() {
    return Path.of(BillsSystem.get().environment().get("BILLS_FIELD_KEYS_FILE"));
  }

  private static String entry(String id) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return id + ":" + Base64.getEncoder().encodeToString(key);
  }
}
