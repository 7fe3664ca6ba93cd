package ng.bills.infrastructure.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.RefundClockForm;
import ng.bills.application.refund.ReportRefundClock;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.refund.JpaRefundClocks;

/**
 * Prints the breaches of the refund clock of all partners. Reads BILLS_DB_URL, BILLS_DB_USER and
 * BILLS_DB_PASSWORD, and changes nothing.
 */
public final class RefundClockReport {
  private static final int USAGE = 64;

  private RefundClockReport() {}

  /**
   * @param arguments {@code csv} or {@code json}, then the time from and the time to which, if any
   */
  public static void main(String[] arguments) {
    try {
      if (arguments.length < 1 || arguments.length > 3 || !arguments[0].matches("csv|json")) {
        throw new IllegalArgumentException(
            "arguments: csv or json, then from and to as in 2026-01-31T23:00:00Z, if wanted");
      }
      RefundClockForm form =
          RefundClockForm.valueOf(arguments[0].toUpperCase(java.util.Locale.ROOT));
      RefundClocks.Filter filter =
          new RefundClocks.Filter(Optional.empty(), time(arguments, 1), time(arguments, 2));
      PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      report(
          required("BILLS_DB_URL"),
          required("BILLS_DB_USER"),
          required("BILLS_DB_PASSWORD"),
          filter,
          form,
          piece -> print(out, piece));
      out.flush();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Writes the report piece by piece.
   *
   * @throws IllegalStateException when the database does not answer; one line without secrets
   */
  public static void report(
      String url,
      String user,
      String password,
      RefundClocks.Filter filter,
      RefundClockForm form,
      Consumer<String> out) {
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      connection.setReadOnly(true);
      new ReportRefundClock(
              new JpaRefundClocks(new Single(connection)), new NoUnit(), InstantSource.system())
          .write(filter, form, out);
    } catch (SQLException e) {
      throw new IllegalStateException(unanswered(e), e);
    }
  }

  private static void print(PrintStream out, String piece) {
    out.print(piece);
    if (out.checkError()) {
      throw new IllegalStateException("The report could not be written");
    }
  }

  private static String unanswered(SQLException e) {
    return "The database did not answer (SQL state " + e.getSQLState() + ")";
  }

  private static Optional<Instant> time(String[] arguments, int index) {
    if (arguments.length <= index) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(arguments[index]).toInstant());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("times are written like 2026-01-31T23:00:00Z", e);
    }
  }

  private static String required(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }

  /** The connection of the command. */
  private record Single(Connection connection) implements JpaRefundClocks.OnConnection {
    @Override
    public <T> T run(OpenUnit.Statements<T> work) {
      try {
        return work.on(connection);
      } catch (SQLException e) {
        throw new IllegalStateException(unanswered(e), e);
      }
    }
  }

  /** Each statement stands by itself: nothing is changed. */
  private static final class NoUnit implements UnitOfWork {
    @Override
    public <T> T call(Supplier<T> work) {
      return work.get();
    }
  }
}
