package ng.bills.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.infrastructure.persistence.OutboxRows.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRowsIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaOutbox outbox = new JpaOutbox();
  private final OutboxRows rows = new OutboxRows();
  private final PaymentId payment = new PaymentId(UUID.randomUUID());
  private final NoticeId notice = new NoticeId(UUID.randomUUID());

  @BeforeEach
  void nothingElseIsThere() throws SQLException {
    database.byHand("delete from outbox");
  }

  private List<Message> take(Duration lease) {
    return tx.call(() -> rows.due(10, lease));
  }

  private void twoMessages() {
    tx.run(
        () -> {
          outbox.lookAt(payment, Samples.later(10));
          outbox.noticeReady(notice);
        });
  }

  @Test
  void givenCommittedMessages_whenTaken_thenInOrderWithWhatTheySay() {
    twoMessages();
    List<Message> taken = take(Duration.ofMinutes(1));
    assertThat(taken)
        .extracting(Message::kind)
        .containsExactly(OutboxRows.Kind.PAYMENT_LOOK, OutboxRows.Kind.NOTICE_READY);
    assertThat(taken.get(0).subject()).contains(payment.value());
    assertThat(taken.get(0).dueAt()).contains(Samples.later(10));
    assertThat(taken.get(1).subject()).contains(notice.value());
    assertThat(taken.get(1).dueAt()).isEmpty();
  }

  @Test
  void givenEventOfProvider_whenTaken_thenItSaysWhichAndWhen() {
    ProviderEventId event = new ProviderEventId(UUID.randomUUID());
    tx.run(() -> outbox.eventReady(event, Samples.later(10)));
    List<Message> taken = take(Duration.ofMinutes(1));
    assertThat(taken).extracting(Message::kind).containsExactly(OutboxRows.Kind.EVENT_READY);
    assertThat(taken.get(0).subject()).contains(event.value());
    assertThat(taken.get(0).dueAt()).contains(Samples.later(10));
  }

  @Test
  void givenRefundsAnnouncedTwiceInOneUnit_whenTaken_thenOneMessageWithoutSubject() {
    tx.run(
        () -> {
          outbox.refundReady();
          outbox.refundReady();
        });
    tx.run(outbox::refundReady);
    assertThat(take(Duration.ofMinutes(1)))
        .hasSize(2)
        .allMatch(m -> m.kind() == OutboxRows.Kind.REFUND_READY && m.subject().isEmpty());
  }

  @Test
  void givenRolledBackUnit_whenTaken_thenNothingIsThere() {
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      outbox.noticeReady(notice);
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(take(Duration.ofMinutes(1))).isEmpty();
    assertThat(tx.call(rows::oldest)).isEmpty();
  }

  @Test
  void givenTakenMessages_whenLeaseRuns_thenNobodyElseGetsThem() {
    twoMessages();
    assertThat(take(Duration.ofMinutes(1))).hasSize(2);
    assertThat(take(Duration.ofMinutes(1))).isEmpty();
    assertThat(tx.call(rows::oldest)).isPresent();
  }

  @Test
  void givenTakenMessages_whenLeaseHasEnded_thenTheyComeBack() {
    twoMessages();
    assertThat(take(Duration.ZERO)).hasSize(2);
    assertThat(take(Duration.ZERO)).hasSize(2);
  }

  @Test
  void givenTakenMessages_whenSentOrGivenBack_thenGoneOrThereAgain() {
    twoMessages();
    List<Message> taken = take(Duration.ofMinutes(1));
    tx.run(
        () -> {
          rows.sent(List.of(taken.get(0).id()));
          rows.giveBack(List.of(taken.get(1).id()));
          rows.sent(List.of());
        });
    assertThat(take(Duration.ofMinutes(1))).containsExactly(taken.get(1));
  }
}
