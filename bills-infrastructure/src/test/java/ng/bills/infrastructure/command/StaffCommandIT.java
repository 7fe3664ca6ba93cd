package ng.bills.infrastructure.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator lets the first administrator in, beside a server that runs. */
class StaffCommandIT {

  private static final String LINK =
      "https://bills\\.example/console/enrol\\.xhtml\\?code=([0-9A-Za-z]{32})";

  private final TestDatabase database = TestDatabase.get();
  private final String email = UUID.randomUUID() + "@example.com";

  private String run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (StaffDatabase people =
        StaffDatabase.over(
            new OneConnection(database.dataSource().getConnection()), Samples.RING)) {
      StaffCommand.run(
          people,
          "https://bills.example/",
          new PrintStream(out, true, StandardCharsets.UTF_8),
          List.of(arguments));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  private Object stored(String what) {
    return database.value("select " + what + " from staff s where email = '" + email + "'");
  }

  @Test
  void givenNobody_whenTheFirstAdministratorIsMade_thenALinkIsAllThereIsAndNoPassword() {
    List<String> said = run("create", "Ada Ọbí", email, "admin,auditor").lines().toList();

    assertThat(said).hasSize(2);
    assertThat(said.get(0)).matches(LINK);
    assertThat(said.get(1)).isEqualTo("good once and for 24 hours");
    String code = said.get(0).replaceFirst(LINK, "$1");
    assertThat(stored("name || ' ' || state")).isEqualTo("Ada Ọbí invited");
    assertThat(stored("password_hash is null and secret_sealed is null")).isEqualTo(true);
    assertThat(
            stored(
                "(select position('"
                    + code
                    + "' in l::text) from staff_link l where staff_id = s.id)"))
        .as("only the hash of the code is kept")
        .isEqualTo(0);
    assertThat(stored("(select count(*) from audit_entry where subject = 'staff:' || s.id)"))
        .isEqualTo(1L);
    assertThat(
            stored(
                "(select count(*) from audit_entry e where subject = 'staff:' || s.id and"
                    + " position('"
                    + code
                    + "' in e::text) > 0)"))
        .isEqualTo(0L);
    assertThat(run("list")).contains(email, "invited", "[admin, auditor]").doesNotContain(code);
  }

  @Test
  void givenAdministratorWithoutPhone_whenGivenANewStart_thenAnotherLinkAndOnlyThat() {
    String first = run("create", "Ada", email, "admin").lines().findFirst().orElseThrow();
    String second = run("again", email, "lost her phone").lines().findFirst().orElseThrow();

    assertThat(second).matches(LINK).isNotEqualTo(first);
    assertThat(stored("(select count(*) from staff_link where staff_id = s.id)")).isEqualTo(1L);
    assertThat(stored("(select max(reason) from audit_entry where subject = 'staff:' || s.id)"))
        .isEqualTo("lost her phone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "create",
        "create Ada",
        "create Ada ada@example.com",
        "create Ada ada@example.com root",
        "create Ada ada@example.com admin secret-password",
        "again ada@example.com",
        "list all",
        "delete ada@example.com"
      })
  void givenWordsThatSayNothing_whenRun_thenHowItIsSaid(String words) {
    String[] arguments = words.isEmpty() ? new String[0] : words.split(" ");
    assertThatExceptionOfType(UsageException.class).isThrownBy(() -> run(arguments));
  }

  @Test
  void givenWhatCannotBe_whenRun_thenOneLineSaysWhyAndNothingIsStored() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("create", "Ada", "no address", "admin"));
    assertThatIllegalArgumentException().isThrownBy(() -> run("create", " ", email, "admin"));
    assertThat(run("list")).doesNotContain(email);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("again", email, "nobody"))
        .withMessage("There is nobody of that e-mail address");
    run("create", "Ada", email, "admin");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("create", "Eve", email.toUpperCase(java.util.Locale.ROOT), "admin"))
        .withMessage("Somebody has that e-mail address");
  }
}
