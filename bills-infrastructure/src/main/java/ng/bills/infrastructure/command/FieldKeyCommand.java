package ng.bills.infrastructure.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import ng.bills.infrastructure.crypto.FieldKeySetting;
import ng.bills.infrastructure.persistence.seal.SealCount;
import ng.bills.infrastructure.setting.SettingSource;

/**
 * Makes field keys and says which of them sealed what is in the database. Reads BILLS_DB_URL,
 * BILLS_DB_USER, BILLS_DB_PASSWORD and the field keys, each for what needs it.
 */
public final class FieldKeyCommand {
  private static final int USAGE = 64;
  private static final int KEY_BYTES = 32;

  private static final String HOW =
      """
      arguments:
        new ID       a new key, to put in front of the others
        count        how many fields each key has sealed; a key that is not named may go
        index-key    the key of the search hashes in use, for BILLS_INDEX_KEY""";

  private FieldKeyCommand() {}

  /**
   * @param arguments what to do
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      run(SettingSource.of(System.getenv()), out, List.of(arguments));
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (SQLException e) {
      System.err.println("The database did not take it (SQL state " + e.getSQLState() + ")");
      System.exit(1);
    }
  }

  /**
   * Does what the arguments say.
   *
   * @throws UsageException when they say nothing that can be done
   */
  static void run(SettingSource source, PrintStream out, List<String> arguments)
      throws SQLException {
    String verb = arguments.isEmpty() ? "" : arguments.get(0);
    if (verb.equals("new") && arguments.size() == 2) {
      if (!arguments.get(1).matches("[A-Za-z0-9_-]{1,32}")) {
        throw new UsageException("an id has 1 to 32 letters, digits, _ and -");
      }
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      out.println(arguments.get(1) + ":" + Base64.getEncoder().encodeToString(key));
    } else if (verb.equals("index-key") && arguments.size() == 1) {
      out.println(FieldKeySetting.read(source).indexKeyText());
    } else if (verb.equals("count") && arguments.size() == 1) {
      try (Connection connection =
          DriverManager.getConnection(
              required(source, "BILLS_DB_URL"),
              required(source, "BILLS_DB_USER"),
              required(source, "BILLS_DB_PASSWORD"))) {
        count(connection, out);
      }
    } else {
      throw new UsageException(HOW);
    }
  }

  static void count(Connection connection, PrintStream out) throws SQLException {
    for (SealCount count : SealCount.all(connection)) {
      out.println(
          count.table()
              + "."
              + count.column()
              + "  "
              + (count.keyId() == null ? "(not sealed)" : count.keyId())
              + "  "
              + count.fields());
    }
  }

  private static String required(SettingSource source, String name) {
    return source.value(name).orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
  }
}
