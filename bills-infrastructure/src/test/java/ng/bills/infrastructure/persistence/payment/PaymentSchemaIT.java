package ng.bills.infrastructure.persistence.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.PaymentTransition;
import ng.bills.domain.payment.ProvidersLeft;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the database refuses of payments, whoever asks. */
class PaymentSchemaIT {

  private static final String FOREIGN_KEY = "23503";
  private static final String UNIQUE = "23505";
  private static final String CHECK = "23514";
  private static final String RESTRICT = "23001";

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final Payment payment =
      Samples.payment(Samples.electricity(database.partner(), Optional.empty()));

  PaymentSchemaIT() {
    tx.run(() -> payments.add(payment));
  }

  private String id() {
    return "'" + payment.id() + "'";
  }

  private ThrowingCallable byHand(String... statements) {
    return () -> database.byHand(statements);
  }

  private static void refused(ThrowingCallable work, String sqlState) {
    assertThatThrownBy(work)
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo(sqlState);
  }

  private String move(int seq, String transition, String from, String to) {
    return "insert into payment_move (payment_id, seq, transition, from_state, to_state, cause,"
        + " actor, at) values (%s, %d, %s, %s, '%s', 'by hand', 'nobody', now())"
            .formatted(id(), seq, quoted(transition), quoted(from), to);
  }

  private static String quoted(String text) {
    return text == null ? "null" : "'" + text + "'";
  }

  private String state(String state, int moves) {
    return "update payment set state = '%s', move_count = %d where id = %s"
        .formatted(state, moves, id());
  }

  private void atVend(VendReference reference) {
    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          Samples.upToVend(p, Samples.NOW);
          p.vendStarted(Samples.IDS.newId(), Samples.VTPASS, Samples.ITEM, reference, Samples.NOW);
          payments.save(p, p.takeNewMoves());
        });
  }

  @Test
  void givenLegalMovesOfTheDatabase_whenComparedWithTheDomain_thenEqual() {
    String rule =
        (String) database.value("select prosrc from pg_proc where proname = 'payment_move_holds'");
    Matcher row = Pattern.compile("\\('(\\w+)',\\s+'(\\w+)',\\s+'(\\w+)'\\)").matcher(rule);
    List<String> stored = new ArrayList<>();
    while (row.find()) {
      stored.add(row.group(1) + " " + row.group(2) + " " + row.group(3));
    }
    assertThat(stored)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(PaymentTransition.values())
                .map(t -> t.wireName() + " " + t.from().wireName() + " " + t.to().wireName())
                .toList());
  }

  @Test
  void givenEveryPairOfStates_whenMovedByHand_thenOnlyLegalMovesAreStored() throws SQLException {
    for (PaymentTransition transition : PaymentTransition.values()) {
      for (PaymentState from : PaymentState.values()) {
        for (PaymentState to : PaymentState.values()) {
          if (from == PaymentState.PENDING_PAYMENT
              && (transition.from() != from || transition.to() != to)) {
            refused(
                byHand(
                    move(2, transition.wireName(), from.wireName(), to.wireName()),
                    state(to.wireName(), 2)),
                CHECK);
          }
        }
      }
    }
    database.byHand(
        move(2, "funds_matched", "pending_payment", "cngn_received"), state("cngn_received", 2));
  }

  @Test
  void givenMoveOfNoPayment_whenWritten_thenRefused() {
    refused(
        byHand(
            "insert into payment_move (payment_id, seq, to_state, cause, actor, at) values"
                + " (gen_random_uuid(), 1, 'pending_payment', 'by hand', 'nobody', now())"),
        FOREIGN_KEY);
  }

  @Test
  void givenStateWithoutMove_whenCommitted_thenRefused() {
    refused(byHand(state("cngn_received", 2)), FOREIGN_KEY);
    refused(byHand(state("completed", 1)), RESTRICT);
  }

  @Test
  void givenUnknownState_whenWritten_thenRefused() {
    refused(byHand(state("lost", 2)), CHECK);
  }

  @Test
  void givenMoveThatDoesNotContinueTheLast_whenWritten_thenRefused() {
    refused(
        byHand(move(2, "account_confirmed", "verifying_account", "processing_bill")), FOREIGN_KEY);
    refused(byHand(move(3, "funds_matched", "pending_payment", "cngn_received")), FOREIGN_KEY);
    refused(byHand(move(2, null, null, "pending_payment")), CHECK);
    refused(byHand(move(1, "funds_matched", "pending_payment", "cngn_received")), CHECK);
  }

  @Test
  void givenHistory_whenSteppedBack_thenRefused() throws SQLException {
    database.byHand(
        move(2, "funds_matched", "pending_payment", "cngn_received"), state("cngn_received", 2));
    refused(byHand(state("pending_payment", 1)), RESTRICT);
  }

  @Test
  void givenHistory_whenChangedOrRemoved_thenRefused() {
    refused(byHand("update payment_move set cause = 'x' where payment_id = " + id()), RESTRICT);
    refused(byHand("delete from payment_move where payment_id = " + id()), RESTRICT);
    refused(byHand("truncate payment_move cascade"), RESTRICT);
    refused(byHand("delete from payment where id = " + id()), RESTRICT);
  }

  @Test
  void givenPaymentWithoutFirstMove_whenCommitted_thenRefused() {
    refused(
        byHand(
            "insert into payment select (jsonb_populate_record(p, jsonb_build_object('id', '"
                + UUID.randomUUID()
                + "', 'reference', 'ABCDEFGHJKMNPQRST', 'request_reference', null))).*"
                + " from payment p where id = "
                + id()),
        FOREIGN_KEY);
  }

  @Test
  void givenAmountOfNothing_whenWritten_thenRefused() {
    refused(byHand("update payment set amount_kobo = 0 where id = " + id()), CHECK);
    refused(byHand("update payment set fee_kobo = -1 where id = " + id()), CHECK);
  }

  @Test
  void givenLiveAttempt_whenASecondOneBegins_thenRefused() throws SQLException {
    atVend(Samples.vendReference());
    String second =
        "insert into attempt (id, payment_id, seq, provider, reference, state, started_at,"
            + " requeries, not_founds) values (gen_random_uuid(), %s, 2, 'vtpass', '%s', '%s',"
            + " now(), 0, 0)";
    for (String live : List.of("started", "pending", "unknown")) {
      refused(byHand(second.formatted(id(), Samples.vendReference(), live)), UNIQUE);
    }
    database.byHand(second.formatted(id(), Samples.vendReference(), "rejected"));
    refused(
        byHand("update attempt set state = 'unknown' where seq = 2 and payment_id = " + id()),
        RESTRICT);
    refused(byHand("delete from attempt where payment_id = " + id()), RESTRICT);
  }

  @Test
  void givenSettledAttempt_whenUnsettledOrTurnedIntoAnother_thenRefused() throws SQLException {
    atVend(Samples.vendReference());
    String attempt = "update attempt set %s where seq = 1 and payment_id = " + id();
    refused(byHand(attempt.formatted("reference = 'another'")), RESTRICT);
    refused(byHand(attempt.formatted("provider = 'another'")), RESTRICT);
    database.byHand(attempt.formatted("state = 'rejected', answered_at = now()"));
    for (String other : List.of("started", "pending", "unknown", "not_found")) {
      refused(byHand(attempt.formatted("state = '" + other + "'")), RESTRICT);
    }
    // what a provider did after all counts
    database.byHand(attempt.formatted("state = 'delivered'"));
    for (String other : List.of("started", "pending", "unknown", "rejected", "not_found")) {
      refused(byHand(attempt.formatted("state = '" + other + "'")), RESTRICT);
    }
  }

  @Test
  void givenUsedVendReference_whenUsedAgain_thenRefused() {
    VendReference reference = Samples.vendReference();
    atVend(reference);
    refused(
        byHand(
            "insert into attempt (id, payment_id, seq, provider, reference, state, started_at,"
                + " requeries, not_founds) values (gen_random_uuid(), %s, 9, 'vtpass', '%s',"
                    .formatted(id(), reference)
                + " 'rejected', now(), 0, 0)"),
        UNIQUE);
  }

  @Test
  void givenStoredToken_whenChangedOrRemoved_thenRefused() {
    VendReference reference = Samples.vendReference();
    atVend(reference);
    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          p.vendAnswered(
              reference,
              new Delivered(
                  Optional.empty(),
                  new Delivery(
                      List.of(new Token(Token.Kind.CREDIT, "01234567890123456789")),
                      Optional.empty(),
                      Optional.empty()),
                  "000"),
              ProvidersLeft.NONE,
              Samples.policy(),
              Samples.IDS.random(),
              Samples.NOW);
          payments.save(p, p.takeNewMoves());
        });
    refused(byHand("update token set kind = 'BONUS' where payment_id = " + id()), RESTRICT);
    refused(byHand("delete from token where payment_id = " + id()), RESTRICT);
    refused(byHand("truncate token"), RESTRICT);
  }
}
