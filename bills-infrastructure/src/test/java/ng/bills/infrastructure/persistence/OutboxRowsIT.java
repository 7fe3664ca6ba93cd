package ng.bills.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.infrastructure.persistence.OutboxRows.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxRowsIT {

  private static final String LEASE_OF_30_S =
      "lease_until between now() + interval '20 s' and now() + interval '30 s'";

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final List<Message> handedOver = new ArrayList<>();
  private final JpaOutbox outbox = new JpaOutbox(handedOver::addAll);
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

  /** Of all rows there are. */
  private void leasesEnd() {
    try {
      database.byHand("update outbox set lease_until = now() - interval '1 ms'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void givenWrittenMessages_whenCommitted_thenHandedOverAsTheirRowsSayAndLeftToTheirWriter() {
    tx.run(
        () -> {
          outbox.lookAt(payment, Samples.later(10));
          assertThat(handedOver).isEmpty();
          outbox.noticeReady(notice);
          outbox.refundReady();
        });
    assertThat(take(Duration.ofMinutes(1))).as("leased to who wrote them").isEmpty();
    assertThat((Boolean) database.value("select bool_and(" + LEASE_OF_30_S + ") from outbox"))
        .isTrue();
    leasesEnd();
    assertThat(take(Duration.ofMinutes(1))).hasSize(3).isEqualTo(handedOver);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 12, 13, 300})
  void givenManyMessagesOfSeveralKinds_whenCommittedTogether_thenHandedOverAsTheirRowsSay(int n) {
    tx.run(
        () -> {
          for (int i = 0; i < n; i++) {
            if (i % 2 == 0) {
              outbox.lookAt(new PaymentId(UUID.randomUUID()), Samples.later(i));
            } else {
              outbox.noticeReady(new NoticeId(UUID.randomUUID()));
            }
          }
        });
    leasesEnd();
    assertThat(tx.call(() -> rows.due(n, Duration.ZERO)))
        .hasSize(n)
        .containsExactlyInAnyOrderElementsOf(handedOver);
  }

  @Test
  void givenMessagesWrittenInTwoParts_whenCommitted_thenAllHandedOverOnce() {
    tx.run(
        () -> {
          outbox.noticeReady(notice);
          assertThat(rows.due(10, Duration.ZERO)).as("a read, and sends what is written").isEmpty();
          outbox.lookAt(payment, Samples.later(10));
        });
    leasesEnd();
    assertThat(take(Duration.ZERO)).hasSize(2).isEqualTo(handedOver);
  }

  @Test
  void givenSharedUnits_whenOneFails_thenTheOthersMessagesAreHandedOverOnce() throws Exception {
    List<Message> all = Collections.synchronizedList(new ArrayList<>());
    JpaOutbox shared = new JpaOutbox(all::addAll);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> units = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        boolean fails = i % 50 == 7;
        units.add(
            threads.submit(
                () ->
                    tx.share(
                        () -> {
                          shared.noticeReady(new NoticeId(UUID.randomUUID()));
                          if (fails) {
                            throw new IllegalStateException("no");
                          }
                        })));
      }
      int failed = 0;
      for (Future<?> unit : units) {
        try {
          unit.get();
        } catch (ExecutionException e) {
          failed++;
        }
      }
      assertThat(failed).isEqualTo(4);
    } finally {
      threads.shutdownNow();
    }
    leasesEnd();
    assertThat(tx.call(() -> rows.due(300, Duration.ZERO)))
        .hasSize(196)
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void givenCommittedMessages_whenTaken_thenInOrderWithWhatTheySay() {
    twoMessages();
    leasesEnd();
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
    leasesEnd();
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
    leasesEnd();
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
    leasesEnd();
    assertThat(take(Duration.ofMinutes(1))).isEmpty();
    assertThat(handedOver).isEmpty();
  }

  @Test
  void givenTakenMessages_whenLeaseRuns_thenNobodyElseGetsThem() {
    twoMessages();
    leasesEnd();
    assertThat(take(Duration.ofMinutes(1))).hasSize(2);
    assertThat(take(Duration.ofMinutes(1))).isEmpty();
    assertThat(database.value("select count(*) from outbox")).isEqualTo(2L);
  }

  @Test
  void givenTakenMessages_whenLeaseHasEnded_thenTheyComeBack() {
    twoMessages();
    leasesEnd();
    assertThat(take(Duration.ZERO)).hasSize(2);
    assertThat(take(Duration.ZERO)).hasSize(2);
  }

  @Test
  void givenTakenMessages_whenSentOrGivenBack_thenGoneOrThereAgain() {
    twoMessages();
    leasesEnd();
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
