package ng.bills.infrastructure.persistence.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.payment.port.FirstAnswer;
import ng.bills.application.payment.port.FirstAnswers.Kept;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.retention.PruneRecords;
import ng.bills.application.retention.RetentionPolicy;
import ng.bills.domain.payment.Payment;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.vending.JpaProviderExchanges;
import ng.bills.infrastructure.persistence.webhook.JpaProviderEvents;
import org.junit.jupiter.api.Test;

class JpaFirstAnswersIT {

  private static final byte[] ASKED =
      ("{\"account_number\":\"" + Samples.METER + "\"}").getBytes(StandardCharsets.UTF_8);
  private static final FirstAnswer ANSWER =
      new FirstAnswer(
          "https://bills.test/api/v1/bills/1",
          "{\"naira\":\"\u20a6\"}".getBytes(StandardCharsets.UTF_8));

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaFirstAnswers answers = new JpaFirstAnswers(tx, Samples.HASH);

  private Payment answered(Instant at) {
    Payment payment =
        Samples.payment(
            Samples.electricity(database.partner(), Optional.of("r-" + UUID.randomUUID())), at);
    tx.share(
        () -> {
          payments.add(payment);
          answers.keep(payment, ASKED, ANSWER);
        });
    return payment;
  }

  private Optional<Kept> find(Payment payment, byte[] asked) {
    return tx.call(() -> answers.find(payment.id(), asked));
  }

  @Test
  void givenKeptAnswer_whenFound_thenItHasTheSameBytesAndKnowsTheSameRequest() {
    Payment payment = answered(Samples.NOW);

    assertThat(find(payment, ASKED)).contains(new Kept(ANSWER, true));
    assertThat(find(payment, new byte[] {'{', '}'})).contains(new Kept(ANSWER, false));
    assertThat(
            find(Samples.payment(Samples.electricity(UUID.randomUUID(), Optional.empty())), ASKED))
        .isEmpty();
  }

  @Test
  void givenKeptAnswer_whenTheRowIsRead_thenNothingOfTheRequestIsInIt() {
    Payment payment = answered(Samples.NOW);

    String row =
        (String)
            database.value(
                "select convert_from(body, 'UTF8') || location || encode(asked_hash, 'escape')"
                    + " from payment_answer where payment_id = '"
                    + payment.id()
                    + "'");
    assertThat(row).doesNotContain(Samples.METER);
  }

  @Test
  void givenAnswersOfAllAges_whenRetentionRuns_thenThoseOlderThanSevenDaysGo() {
    Instant now = Instant.now();
    Payment old = answered(now.minus(Duration.ofDays(7)).minus(Duration.ofMinutes(6)));
    Payment young = answered(now.minus(Duration.ofDays(7)).plus(Duration.ofMinutes(6)));
    PruneRecords retention =
        new PruneRecords(
            new JpaProviderExchanges(tx, Samples.IDS, Samples.CRYPT),
            new JpaProviderEvents(tx, Samples.CRYPT),
            answers,
            () -> now,
            new RetentionPolicy(Duration.ofDays(36_500), Duration.ofDays(36_500)));

    while (retention.prune() > 0) {
      // batch by batch
    }

    assertThat(find(old, ASKED)).isEmpty();
    assertThat(find(young, ASKED)).isPresent();
  }

  @Test
  void givenKeptAnswer_whenChangedOrRemovedTooEarly_thenTheDatabaseRefuses() {
    Instant now = Instant.now();
    String row = " where payment_id = '" + answered(now).id() + "'";

    for (String change :
        new String[] {
          "update payment_answer set body = 'x'" + row,
          "delete from payment_answer" + row,
          "truncate payment_answer"
        }) {
      assertThatThrownBy(() -> database.byHand(change))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("append-only");
    }
    assertThatThrownBy(
            () ->
                database.byHand(
                    "set local bills.retention = 'payment_answer'",
                    "delete from payment_answer" + row))
        .hasMessageContaining("not to be removed yet");
    assertThatThrownBy(() -> answers.prune(now.plusSeconds(1), 1_000))
        .hasMessageContaining("not to be removed yet");
  }
}
