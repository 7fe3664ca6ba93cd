package ng.bills.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The secrets of a development system: made at its first start, kept beside its data, readable by
 * their owner only.
 */
final class DevelopmentSettings {
  private static final int KEY_BYTES = 32;

  private final Map<String, String> environment;

  private DevelopmentSettings(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * @param home directory of the development system
   * @return its settings, made now if this is the first start
   */
  static DevelopmentSettings in(Path home) {
    Path file = home.resolve("development.properties");
    Properties kept = new Properties();
    try {
      Files.createDirectories(home);
      if (Files.exists(file)) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
          kept.load(reader);
        }
      }
      if (!kept.containsKey("BILLS_FIELD_KEYS")) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        kept.setProperty("BILLS_FIELD_KEYS", "dev1:" + Base64.getEncoder().encodeToString(key));
        Path fresh = home.resolve("development.properties.new");
        Files.deleteIfExists(fresh);
        Files.createFile(
            fresh,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
          kept.store(
              writer,
              "secrets of the development system in this directory; losing them loses its data");
        }
        Files.move(
            fresh,
            file,
            java.nio.file.StandardCopyOption.ATOMIC_MOVE,
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new StartFailedException(
          "Cannot keep the development settings in " + file + ": " + e.getMessage(), e);
    }
    Map<String, String> environment = new TreeMap<>();
    kept.forEach((name, value) -> environment.put((String) name, (String) value));
    return new DevelopmentSettings(Map.copyOf(environment));
  }

  Map<String, String> environment() {
    return environment;
  }
}
