package ng.bills.infrastructure.persistence;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs native statements on the connection of the unit of work that is open, in a server, or on the
 * one connection of a command.
 */
public interface UnitStatements {

  /** Those of the open unit of work. */
  UnitStatements OPEN =
      new UnitStatements() {
        @Override
        public <T> T run(OpenUnit.Statements<T> work) {
          return OpenUnit.require().sql(work);
        }
      };

  /** Reads one row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> T run(OpenUnit.Statements<T> work);

  /** Writes; returns how many rows changed. */
  default int update(String sql, OpenUnit.Binder binder) {
    return run(
        c -> {
          try (PreparedStatement statement = c.prepareStatement(sql)) {
            binder.bind(statement);
            return statement.executeUpdate();
          }
        });
  }

  /** Reads rows. */
  default <T> List<T> select(String sql, OpenUnit.Binder binder, Reader<T> reader) {
    return run(
        c -> {
          try (PreparedStatement query = c.prepareStatement(sql)) {
            binder.bind(query);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                found.add(reader.read(rows));
              }
            }
            return found;
          }
        });
  }
}
