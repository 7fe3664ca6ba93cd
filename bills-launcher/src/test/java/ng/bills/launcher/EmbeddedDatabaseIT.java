package ng.bills.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
  @TempDir Path directory;

  @Test
  void givenCommittedRow_whenRestarted_thenRowIsThereAndDurabilityIsOn() throws SQLException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, Ports.free())) {
      execute(database, "create table kept (id int)");
      execute(database, "insert into kept values (7)");
    }

    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, Ports.free())) {
      assertThat(value(database, "select id from kept")).isEqualTo("7");
      assertThat(value(database, "show fsync")).isEqualTo("on");
      assertThat(value(database, "show synchronous_commit")).isEqualTo("on");
      assertThat(value(database, "show listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void givenServerLeftBehind_whenStartedOnSameDirectory_thenItIsReplacedAndNothingIsLost()
      throws SQLException {
    EmbeddedDatabase leftBehind = EmbeddedDatabase.start(directory, Ports.free());
    execute(leftBehind, "create table kept (id int)");

    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, Ports.free())) {
      assertThat(value(database, "select count(*) from kept")).isEqualTo("0");
      assertThat(Ports.isFree(leftBehind.port())).isTrue();
    }
    assertThat(Ports.isFree(leftBehind.port())).isTrue();
  }

  @Test
  void givenCommittedRow_whenKilled_thenNothingOfItRunsAndRowIsThereAfterwards()
      throws SQLException {
    int port = Ports.free();
    EmbeddedDatabase killed = EmbeddedDatabase.start(directory, port);
    execute(killed, "create table kept (id int)");
    execute(killed, "insert into kept values (7)");

    assertThat(killed.kill()).isTrue();
    assertThat(killed.isAlive()).isFalse();
    assertThat(Ports.isFree(port)).isTrue();
    assertThat(killed.kill()).isFalse();

    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, port)) {
      assertThat(database.isAlive()).isTrue();
      assertThat(value(database, "select id from kept")).isEqualTo("7");
    }
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
