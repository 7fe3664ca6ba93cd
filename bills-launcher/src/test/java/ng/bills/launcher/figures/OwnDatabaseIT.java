package ng.bills.launcher.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import ng.bills.launcher.EmbeddedDatabase;
import ng.bills.launcher.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures that need old payments begin with the schema of today, whatever it came to hold. */
class OwnDatabaseIT {

  @TempDir Path directory;

  @Test
  void givenTodaysSchema_whenOldPaymentsAreMade_thenTheyAreThere() throws SQLException {
    try (EmbeddedDatabase server = EmbeddedDatabase.start(directory, Ports.free());
        OwnDatabase own = new OwnDatabase(server)) {
      own.payments(1, 7, "'completed'", "null");

      try (Connection connection = own.connect();
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select count(*) from payment where partner_id = '"
                      + OwnDatabase.PARTNER
                      + "'")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(7);
      }
    }
  }
}
