package ng.bills.infrastructure.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.infrastructure.crypto.KeyRing;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.setting.SettingSource;
import org.junit.jupiter.api.Test;

class FieldKeyCommandTest {

  private static String run(Map<String, String> environment, String... arguments)
      throws SQLException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FieldKeyCommand.run(
        SettingSource.of(environment),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        List.of(arguments));
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void givenNewKeys_whenMade_thenTheyFitTheSettingAndDiffer() throws SQLException {
    String first = run(Map.of(), "new", "k1");
    String second = run(Map.of(), "new", "k2");

    assertThat(KeyRing.parse(second + "," + first)).hasToString("key ring [k2, k1]");
    assertThat(second.substring(3)).isNotEqualTo(first.substring(3));
  }

  @Test
  void givenIndexKey_whenPrinted_thenHashesStayWithoutTheLastKey() throws SQLException {
    String former = run(Map.of(), "new", "k1");
    String index = run(Map.of("BILLS_FIELD_KEYS", former), "index-key");

    KeyRing without = KeyRing.parse(run(Map.of(), "new", "k2"), Optional.of(index));
    assertThat(new KeyedHash(without).of("api key", "bk_test_1"))
        .isEqualTo(new KeyedHash(KeyRing.parse(former)).of("api key", "bk_test_1"));
  }

  @Test
  void givenNothingToDo_whenRun_thenItSaysHow() {
    for (String[] arguments : new String[][] {{}, {"new"}, {"new", "a b"}, {"count", "x"}}) {
      assertThatThrownBy(() -> run(Map.of(), arguments)).isInstanceOf(UsageException.class);
    }
    assertThatThrownBy(() -> run(Map.of(), "count")).hasMessage("BILLS_DB_URL is not set");
  }
}
