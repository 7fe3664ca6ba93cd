package ng.bills.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import ng.bills.infrastructure.setting.SettingSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application's own account, where somebody else owns the tables. */
class DatabaseOwnerIT {

  private static final TestDatabase SERVER = TestDatabase.get();
  private static final String REFUSED = "42501"; // insufficient_privilege

  private static String url;

  @BeforeAll
  static void makeDatabase() throws SQLException {
    try (Connection connection = SERVER.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      url = connection.getMetaData().getURL().replaceFirst("/[^/?]*(\\?.*)?$", "/split");
      statement.execute("create role split_owner login password 'owner'");
      statement.execute("create role \"split app\" login password 'app'");
      statement.execute("create database split owner split_owner");
    }
    DatabaseOwner owner =
        DatabaseOwner.of(
                SettingSource.of(
                    Map.of(
                        "BILLS_DB_URL", url,
                        "BILLS_DB_USER", "split app",
                        "BILLS_DB_OWNER_USER", "split_owner",
                        "BILLS_DB_OWNER_PASSWORD", "owner")))
            .orElseThrow();
    FlywayMigration.migrate(owner.dataSource());
    owner.letTheApplicationIn();
    owner.letTheApplicationIn(); // at each start
  }

  @AfterAll
  static void dropDatabase() throws SQLException {
    try (Connection connection = SERVER.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop database split with (force)");
      statement.execute("drop role \"split app\"");
      statement.execute("drop role split_owner");
    }
  }

  private static String stateOf(String sql) {
    try (Connection connection = DriverManager.getConnection(url, "split app", "app");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return "done";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set reason = ''",
        "delete from audit_entry",
        "truncate audit_entry",
        "drop table audit_entry",
        "alter table audit_entry disable trigger all",
        "alter table audit_entry rename to other",
        "drop trigger audit_entry_append_only on audit_entry",
        "create or replace function refuse_change() returns trigger language plpgsql as 'begin return null; end'",
        "set session_replication_role = replica",
        "delete from audit_head",
        "truncate audit_head",
        "alter table audit_head disable trigger all",
        "truncate journal_entry cascade",
        "delete from staff",
        "set role split_owner",
        "update flyway_schema_history set checksum = 0",
        "create table mine (id int)"
      })
  void givenApplicationAccount_whenItWouldChangeWhatIsAppendOnly_thenTheDatabaseRefuses(
      String sql) {
    assertThat(stateOf(sql)).isEqualTo(REFUSED);
  }

  @Test
  void givenApplicationAccount_whenItWorks_thenItMay() {
    for (String sql :
        List.of(
            "select * from audit_entry",
            "select * from audit_head for update",
            "select * from flyway_schema_history",
            "insert into partner values (gen_random_uuid(), 'a partner', now())",
            "begin; insert into audit_entry (number, at, kind, subject, reason, details, previous, seal)"
                + " select 1, now(), 'a.b', 'c:d', '', '{}', h.seal, repeat('1', 64) from audit_head h;"
                + " update audit_head set number = 1, seal = repeat('1', 64); commit")) {
      assertThat(stateOf(sql)).as(sql).isEqualTo("done");
    }
    assertThat(stateOf("update audit_head set number = 0")).isEqualTo("23001");
  }

  @Test
  void givenNoOwnerInTheSettings_whenLookedFor_thenNone() {
    assertThat(DatabaseOwner.of(SettingSource.of(Map.of("BILLS_DB_USER", "bills")))).isEmpty();
  }
}
