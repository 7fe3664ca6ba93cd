package ng.bills.infrastructure.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

/** An operator has a catalogue read now. */
class AskForCatalogueIT {

  private final TestDatabase database = TestDatabase.get();
  private final String provider =
      "p" + Samples.IDS.randomText(12).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "0");

  private void ask(boolean confirmed) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(true);
      AskForCatalogue.ask(connection, provider, confirmed);
    }
  }

  private Object row(String what) {
    return database.value(
        "select " + what + " from provider_catalogue where provider = '" + provider + "'");
  }

  @Test
  void givenACatalogueThatIsNotDue_whenAskedFor_thenItIsDueAndBelievedOnlyWhenConfirmed()
      throws SQLException {
    assertThatIllegalArgumentException().isThrownBy(() -> ask(false));
    database.byHand(
        "insert into provider_catalogue (provider, next_refresh_at) values ('"
            + provider
            + "', now() + interval '1 hour')");

    ask(false);
    assertThat(row("next_refresh_at <= now()")).isEqualTo(true);
    assertThat(row("looked_at")).isEqualTo(false);

    ask(true);
    assertThat(row("looked_at")).isEqualTo(true);
    ask(false);
    assertThat(row("looked_at")).as("what a person saw stays seen").isEqualTo(true);
  }
}
