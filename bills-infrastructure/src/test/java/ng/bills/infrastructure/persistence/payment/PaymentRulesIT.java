package ng.bills.infrastructure.persistence.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.domain.notice.NoticeKind;
import ng.bills.domain.payment.FailureCode;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;

/** The rules that stand in functions (docs/adr/0050) refuse what checks refused, by name. */
class PaymentRulesIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final Payment payment =
      Samples.payment(Samples.electricity(database.partner(), Optional.empty()));

  PaymentRulesIT() {
    tx.run(() -> Samples.payments().add(payment));
  }

  private void refused(String statement, String rule) {
    assertThatThrownBy(() -> database.byHand(statement))
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
          state = 'lost', move_count = 2                        | state
          bill_type = 'rent'                                    | bill_type
          account_kind = 'card'                                 | account_kind
          failure_code = 'ODD', failure_reason = 'x', failure_at = now() | failure_code
          failure_code = 'PROVIDER_ERROR'                       | failure
          review_kind = 'ODD', review_reason = 'x', review_since = now() | review_kind
          review_reason = 'x'                                   | review
          subscription_change = 'odd'                           | subscription_change
          subscription_change = 'renew'                         | change_of_television
          reference = 'short'                                   | reference
          request_reference = ''                                | request_reference
          request_reference = repeat('x', 256)                  | request_reference
          account_hash = ''                                     | account_hash
          phone_hash = '\\x00'                                  | phone_hash
          phone_sealed = '\\x00', phone_hash = null             | phone
          plan_code = 'Odd'                                     | plan_code
          plan_code = repeat('x', 65)                           | plan_code
          amount_kobo = 0                                       | amount_kobo
          amount_kobo = 100000000001                            | amount_kobo
          fee_kobo = -1                                         | fee_kobo
          attempt_count = -1                                    | attempt_count
          check_tries = -1                                      | check_tries
          retries_used = -1                                     | retries_used
          version = 0                                           | version
          lease_until = now()                                   | lease
          state = 'completed', move_count = 2                   | completed_at
          delivery_number = -1                                  | delivery_number
          delivery_units = '1 kWh'                              | delivery
          """)
  void givenPaymentThatBreaksARule_whenWritten_thenRefusedByItsName(String change, String rule) {
    refused(
        "update payment set " + change + " where id = '" + payment.id() + "'", "payment_" + rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0, null, null, 'pending_payment'                          | seq
          1, 'funds_matched', 'pending_payment', 'cngn_received'    | first
          1, null, null, 'cngn_received'                            | first
          2, null, null, 'pending_payment'                          | later
          2, 'funds_matched', null, 'cngn_received'                 | later
          2, 'funds_matched', 'pending_payment', 'completed'        | legal
          2, 'vend_delivered', 'pending_payment', 'cngn_received'   | legal
          """)
  void givenMoveThatBreaksARule_whenWritten_thenRefusedByItsName(String move, String rule) {
    refused(
        "insert into payment_move (payment_id, cause, actor, at, seq, transition, from_state,"
            + " to_state) values ('%s', 'by hand', 'nobody', now(), %s)"
                .formatted(payment.id(), move),
        "payment_move_" + rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1, 'odd', null, 0, 0                 | state
          1, 'rejected', 'ODD', 0, 0           | rejection
          0, 'started', null, 0, 0             | seq
          1, 'started', null, -1, 0            | requeries
          1, 'started', null, 0, -1            | not_founds
          """)
  void givenAttemptThatBreaksARule_whenWritten_thenRefusedByItsName(String attempt, String rule) {
    refused(
        "insert into attempt (id, payment_id, provider, reference, started_at, seq, state,"
            + " rejection, requeries, not_founds) values (gen_random_uuid(), '%s', 'vtpass',"
                .formatted(payment.id())
            + " gen_random_uuid()::text, now(), %s)".formatted(attempt),
        "attempt_" + rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'odd', 'email', 'due', now(), null, null, null, 0, 1                          | kind
          'refunded', 'post', 'due', now(), null, null, null, 0, 1                      | channel
          'refunded', 'email', 'odd', null, null, null, null, 0, 1                      | state
          'refunded', 'email', 'due', null, null, null, null, 0, 1                      | next_action_at
          'refunded', 'email', 'sent', null, null, null, null, 0, 1                     | sent_at
          'refunded', 'email', 'due', now(), null, gen_random_uuid(), null, 0, 1        | lease
          'refunded', 'email', 'due', now(), null, null, null, -1, 1                    | tries
          'refunded', 'email', 'due', now(), null, null, null, 0, 0                     | version
          """)
  void givenNoticeThatBreaksARule_whenWritten_thenRefusedByItsName(String notice, String rule) {
    refused(
        "insert into notice (id, payment_id, kind, channel, state, next_action_at, sent_at,"
            + " lease_id, lease_until, tries, version) values (gen_random_uuid(), '%s', %s)"
                .formatted(payment.id(), notice),
        "notice_" + rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'odd', null, null, null, 1            | match
          'late', null, null, null, 1           | payment_id
          'unmatched', 'short', null, null, 1   | memo_reference
          'unmatched', null, repeat('x', 65), null, 1 | memo_text
          'unmatched', null, null, null, -1     | stroops
          """)
  void givenReceiptThatBreaksARule_whenWritten_thenRefusedByItsName(String receipt, String rule) {
    refused(
        "insert into funds_receipt (feed, operation_key, transaction_hash, closed_at, sender,"
            + " asset_code, asset_issuer, match, memo_reference, memo_text, payment_id, stroops)"
            + " values ('f', 'k', 'h', now(), 's', 'c', 'i', "
            + receipt
            + ")",
        "funds_receipt_" + rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'odd', null, 200, 1          | kind
          'vend', null, 200, 1         | reference
          'login', 'r', 200, 1         | reference
          'login', null, -1, 1         | http_status
          'login', null, 200, -1       | took_millis
          """)
  void givenExchangeThatBreaksARule_whenWritten_thenRefusedByItsName(String said, String rule) {
    refused(
        "insert into provider_exchange (id, provider, request_sealed, response_sealed, at, kind,"
            + " reference, http_status, took_millis) values (gen_random_uuid(), 'p', '', '',"
            + " now(), "
            + said
            + ")",
        "provider_exchange_" + rule);
  }

  @Test
  void givenWordsOfTheDomain_whenComparedWithTheRules_thenTheRulesKnowEach() {
    knows("payment_holds", "state", Arrays.stream(PaymentState.values()).map(s -> s.wireName()));
    knows("payment_holds", "bill_type", Arrays.stream(BillType.values()).map(t -> t.wireName()));
    knows("payment_holds", "failure_code", Arrays.stream(FailureCode.values()).map(Enum::name));
    knows("payment_holds", "review_kind", Arrays.stream(Review.Kind.values()).map(Enum::name));
    knows("attempt_holds", "rejection", Arrays.stream(RejectionReason.values()).map(Enum::name));
    knows("notice_holds", "kind", Arrays.stream(NoticeKind.values()).map(k -> k.wireName()));
    knows("notice_holds", "channel", Arrays.stream(NoticeChannel.values()).map(c -> c.wireName()));
  }

  private void knows(String function, String column, Stream<String> words) {
    String rules =
        (String) database.value("select prosrc from pg_proc where proname = '" + function + "'");
    List<String> known =
        Pattern.compile("\\b\\w\\." + column + " not in \\(([^)]*)\\)")
            .matcher(rules)
            .results()
            .flatMap(list -> Pattern.compile("'(\\w+)'").matcher(list.group(1)).results())
            .map((MatchResult word) -> word.group(1))
            .toList();
    assertThat(known)
        .as(function + " " + column)
        .containsExactlyInAnyOrderElementsOf(words.toList());
  }
}
