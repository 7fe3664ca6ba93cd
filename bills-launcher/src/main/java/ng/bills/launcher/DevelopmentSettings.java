package ng.bills.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The secrets of a development system: made at its first start, kept beside its data, readable by
 * their owner only.
 */
final class DevelopmentSettings {
  private static final String FIELD_KEYS = "BILLS_FIELD_KEYS";
  private static final String API_KEY = "API_KEY";
  private static final int KEY_BYTES = 32;
  private static final int PREFIX_LENGTH = 12;

  private final Path file;
  private final Properties kept;

  private DevelopmentSettings(Path file, Properties kept) {
    this.file = file;
    this.kept = kept;
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
    } catch (IOException e) {
      throw new StartFailedException(
          "Cannot read the development settings in " + file + ": " + e.getMessage(), e);
    }
    DevelopmentSettings settings = new DevelopmentSettings(file, kept);
    if (!kept.containsKey(FIELD_KEYS)) {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      settings.keep(FIELD_KEYS, "dev1:" + Base64.getEncoder().encodeToString(key));
    }
    return settings;
  }

  /** Keys that encrypt fields; without them the data of this system cannot be read. */
  String fieldKeys() {
    return kept.getProperty(FIELD_KEYS);
  }

  /** The kept API key if the database still knows it, otherwise a new one. */
  String apiKey(EmbeddedDatabase database, Supplier<String> issue) {
    String key = kept.getProperty(API_KEY);
    if (key == null || !known(database, key)) {
      key = issue.get();
      keep(API_KEY, key);
    }
    return key;
  }

  private static boolean known(EmbeddedDatabase database, String key) {
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "select 1 from api_key where prefix = ? and revoked_at is null")) {
      query.setString(1, key.substring(0, Math.min(PREFIX_LENGTH, key.length())));
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      throw new StartFailedException(
          "Cannot look up the development API key: " + e.getMessage(), e);
    }
  }

  private void keep(String name, String value) {
    kept.setProperty(name, value);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (Writer writer = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
        kept.store(
            writer,
            "secrets of the development system in this directory; losing them loses its data");
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StartFailedException(
          "Cannot keep the development settings in " + file + ": " + e.getMessage(), e);
    }
  }
}
