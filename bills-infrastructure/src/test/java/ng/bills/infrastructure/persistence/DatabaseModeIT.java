package ng.bills.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ng.bills.infrastructure.startup.StartupFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseModeIT {

  private final TestDatabase database = TestDatabase.get();

  @Test
  void givenDatabaseOfASandbox_whenASandboxStarts_thenItDoes() {
    assertThatCode(() -> FlywayMigration.claim(database.dataSource(), "sandbox"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "", "test"})
  void givenDatabaseOfASandbox_whenAnythingElseStarts_thenItDoesNotAndSaysWhy(String setting) {
    assertThatThrownBy(() -> FlywayMigration.claim(database.dataSource(), setting))
        .isInstanceOf(StartupFailure.class)
        .hasMessageStartingWith("Bills cannot start: BILLS_MODE ");
  }
}
