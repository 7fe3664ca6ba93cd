package ng.bills.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import ng.bills.domain.vend.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/**
 * The rules of outbox, journal, tokens and first answers, which stand in functions (docs/adr/0050),
 * refuse what checks refused, by name.
 */
class RowRulesIT {

  private final TestDatabase database = TestDatabase.get();

  private void refused(String insert, String rule) {
    assertThatThrownBy(() -> database.byHand(insert))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getSQLState()).isEqualTo("23514");
              assertThat(((PSQLException) e).getServerErrorMessage().getConstraint())
                  .isEqualTo(rule);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'odd', gen_random_uuid(), null            | kind
          'payment_look', gen_random_uuid(), null   | due_at
          'event_ready', gen_random_uuid(), null    | due_at
          'hook_ready', gen_random_uuid(), null     | due_at
          'notice_ready', gen_random_uuid(), now()  | due_at
          'notice_ready', null, null                | subject
          'refund_ready', gen_random_uuid(), null   | subject
          """)
  void givenMessageThatBreaksARule_whenWritten_thenRefusedByItsName(String message, String rule) {
    refused(
        "insert into outbox (kind, subject, due_at) values (" + message + ")", "outbox_" + rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "repeat('x', 121)"})
  void givenEntryWithoutProperReference_whenWritten_thenRefused(String reference) {
    refused(
        "insert into journal_entry (reference, at) values (" + reference + ", now())",
        "journal_entry_reference");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0, 'suspense', 1   | line
          1, 'Suspense', 1   | account
          1, 's', 1          | account
          1, 'suspense', 0   | stroops
          """)
  void givenPostingThatBreaksARule_whenWritten_thenRefusedByItsName(String posting, String rule) {
    refused(
        "insert into posting (entry_id, line, account, stroops) values (-1, " + posting + ")",
        "posting_" + rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0, 1, 'CREDIT', 33   | delivery_number
          1, 0, 'CREDIT', 33   | line
          1, 1, 'ODD', 33      | kind
          1, 1, 'CREDIT', 32   | digits_sealed
          """)
  void givenTokenThatBreaksARule_whenWritten_thenRefusedByItsName(String token, String rule) {
    int length = token.lastIndexOf(',') + 1;
    refused(
        "insert into token (payment_id, delivery_number, line, kind, digits_sealed) values"
            + " (gen_random_uuid(), %s decode(repeat('00', %s), 'hex'))"
                .formatted(token.substring(0, length), token.substring(length)),
        "token_" + rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          31, 1, 1       | asked_hash
          33, 1, 1       | asked_hash
          32, 0, 1       | location
          32, 2001, 1    | location
          32, 1, 0       | body
          32, 1, 65537   | body
          """)
  void givenAnswerThatBreaksARule_whenWritten_thenRefusedByItsName(String lengths, String rule) {
    Object[] each = Arrays.stream(lengths.split(",")).map(String::strip).toArray();
    refused(
        ("insert into payment_answer (payment_id, kept_at, asked_hash, location, body) values"
                + " (gen_random_uuid(), now(), decode(repeat('00', %s), 'hex'), repeat('x', %s),"
                + " decode(repeat('00', %s), 'hex'))")
            .formatted(each),
        "payment_answer_" + rule);
  }

  @Test
  void givenWordsOfTheCode_whenComparedWithTheRules_thenTheRulesKnowEach() {
    knows("outbox_holds", Arrays.stream(OutboxRows.Kind.values()).map(Stored::name).toList());
    knows("token_holds", Arrays.stream(Token.Kind.values()).map(Enum::name).toList());
  }

  private void knows(String function, List<String> words) {
    String rules =
        (String) database.value("select prosrc from pg_proc where proname = '" + function + "'");
    List<String> known =
        Pattern.compile("\\b\\w\\.kind not in \\(([^)]*)\\)")
            .matcher(rules)
            .results()
            .flatMap(list -> Pattern.compile("'(\\w+)'").matcher(list.group(1)).results())
            .map((MatchResult word) -> word.group(1))
            .toList();
    assertThat(known).as(function).containsExactlyInAnyOrderElementsOf(words);
  }

  /** The text of all checks of a table is read for each statement that writes to it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "payment",
        "payment_move",
        "attempt",
        "notice",
        "funds_receipt",
        "provider_exchange",
        "outbox",
        "journal_entry",
        "posting",
        "token",
        "payment_answer"
      })
  void givenTableThatAPaymentWrites_whenItsChecksAreRead_thenOneAndShort(String table) {
    String checks =
        " from pg_constraint where contype = 'c' and conrelid = '" + table + "'::regclass";
    assertThat(database.value("select count(*)" + checks)).isEqualTo(1L);
    assertThat((Integer) database.value("select length(conbin)" + checks)).isLessThan(500);
  }
}
