package ng.bills.infrastructure.command;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Has a provider's catalogue read at the next tick of the running system. Reads BILLS_DB_URL,
 * BILLS_DB_USER and BILLS_DB_PASSWORD.
 */
public final class AskForCatalogue {
  private static final int USAGE = 64;
  private static final String CONFIRMED = "confirmed";

  private static final String DUE =
      "update provider_catalogue set next_refresh_at = now(), looked_at = looked_at or ?"
          + " where provider = ?";

  private AskForCatalogue() {}

  /**
   * @param arguments the provider, then perhaps {@code confirmed}: the provider has said that its
   *     catalogue is right though most of it is gone or its prices have jumped
   */
  public static void main(String[] arguments) {
    boolean confirmed = arguments.length == 2 && arguments[1].equals(CONFIRMED);
    if (arguments.length != 1 && !confirmed) {
      System.err.println("arguments: the provider, then perhaps " + CONFIRMED);
      System.exit(USAGE);
    }
    try {
      ask(
          Environment.required("BILLS_DB_URL"),
          Environment.required("BILLS_DB_USER"),
          Environment.required("BILLS_DB_PASSWORD"),
          arguments[0],
          confirmed);
      System.out.println("the catalogue of " + arguments[0] + " is read at the next tick");
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Makes it due.
   *
   * @param url JDBC address of the database
   * @param user its user
   * @param password that user's password
   * @param provider whose catalogue
   * @param confirmed whether it is right though it looks wrong
   * @throws IllegalArgumentException when no catalogue of that provider was ever read
   * @throws IllegalStateException when the database does not take it; one line without secrets
   */
  public static void ask(
      String url, String user, String password, String provider, boolean confirmed) {
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      ask(connection, provider, confirmed);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The database did not take it (SQL state " + e.getSQLState() + ")", e);
    }
  }

  static void ask(Connection connection, String provider, boolean confirmed) throws SQLException {
    try (PreparedStatement due = connection.prepareStatement(DUE)) {
      due.setBoolean(1, confirmed);
      due.setString(2, provider);
      if (due.executeUpdate() == 0) {
        throw new IllegalArgumentException("There is no catalogue of such a provider");
      }
    }
  }
}
