package ng.bills.infrastructure.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator looks after keys. */
class ApiKeyCommandIT {

  private final String partner = "Partner " + UUID.randomUUID();

  private String run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (KeyDatabase keys =
        KeyDatabase.over(TestDatabase.get().dataSource().getConnection(), Samples.HASH)) {
      ApiKeyCommand.run(
          keys,
          InstantSource.system(),
          new PrintStream(out, true, StandardCharsets.UTF_8),
          List.of(arguments));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void givenPartner_whenAKeyIsIssuedRotatedAndRevoked_thenEachIsSeenInTheList() {
    String first =
        run(
            "create",
            partner,
            "test",
            "--scopes",
            "read,pay",
            "--from",
            "203.0.113.0/24,2001:db8::/32",
            "--days",
            "90");
    assertThat(first).matches("bk_test_[0-9A-Za-z]{32}");
    assertThat(run("list", partner))
        .contains(first.substring(0, 12), "in force", "read,pay", "from 203.0.113.0/24,2001:db8")
        .contains("used never", partner)
        .doesNotContain(first, "expires never");

    String second = run("rotate", first.substring(0, 12), "--overlap-hours", "2");
    assertThat(second).matches("bk_test_[0-9A-Za-z]{32}").isNotEqualTo(first);
    assertThat(run("list", partner).lines()).hasSize(2).first().asString().contains("rotated");

    assertThat(run("revoke", first)).contains("is revoked", partner).doesNotContain(first);
    assertThat(run("list", partner).lines()).first().asString().contains("revoked");
    assertThat(run("list")).contains(second.substring(0, 12));
  }

  @Test
  void givenNothingSaid_whenAKeyIsIssued_thenItMayDoEverything() {
    run("create", partner, "test");
    assertThat(run("list", partner))
        .contains("read,pay,refund,webhooks", "from anywhere", "expires never");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "create",
        "create ada",
        "create ada real",
        "create ada test --scopes",
        "create ada test --scopes read,all",
        "create ada test --days 0",
        "create ada test --from 203.0.113.7/24",
        "create ada test --colour blue",
        "rotate",
        "rotate bk_test_aaaa --overlap-hours",
        "rotate bk_test_aaaa --overlap-hours two",
        "rotate bk_test_aaaa 2",
        "revoke",
        "revoke bk_test_aaaa now",
        "list ada obi",
        "delete ada"
      })
  void givenWordsThatSayNothing_whenRun_thenHowItIsSaid(String words) {
    String[] arguments = words.isEmpty() ? new String[0] : words.split(" ");
    assertThatExceptionOfType(UsageException.class).isThrownBy(() -> run(arguments));
  }

  @Test
  void givenKeyOrKindThatCannotBe_whenRun_thenOneLineSaysWhy() {
    assertThatIllegalArgumentException().isThrownBy(() -> run("create", partner, "live"));
    assertThatIllegalArgumentException().isThrownBy(() -> run("revoke", "bk_test_none"));
    assertThat(run("list", partner)).isEmpty();
  }
}
