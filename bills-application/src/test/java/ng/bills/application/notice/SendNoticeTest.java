package ng.bills.application.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.notice.NoticeState;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;

class SendNoticeTest {

  private final TestSystem system = new TestSystem();
  private final List<NoticeId> announced = delivered();

  /** A bill that was delivered, and the notices whose messages are on their way. */
  private List<NoticeId> delivered() {
    Payment payment = system.request(TestSystem.electricity(5_000));
    system.pay(payment);
    system.takeInFunds.takeIn();
    system.world.runBackground();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    List<NoticeId> ready = List.copyOf(system.world.readyNotices());
    assertThat(ready).isNotEmpty();
    return ready;
  }

  private Notice stored(NoticeId id) {
    return system.world.call(() -> system.world.notices().find(id)).orElseThrow();
  }

  @Test
  void givenMessage_whenItComes_thenSentWithoutBeingClaimedFirst() {
    long version = stored(announced.get(0)).version();

    announced.forEach(system.sendNotice::send);

    assertThat(system.messages).hasSameSizeAs(announced);
    assertThat(stored(announced.get(0)).state()).isEqualTo(NoticeState.SENT);
    assertThat(stored(announced.get(0)).version()).isEqualTo(version + 1);
  }

  @Test
  void givenMessageThatCameBefore_whenItComesAgain_thenNotSentAgain() {
    announced.forEach(system.sendNotice::send);
    announced.forEach(system.sendNotice::send);

    assertThat(system.messages).hasSameSizeAs(announced);
  }

  @Test
  void givenMessageOnItsWay_whenSweeping_thenLeftToIt() {
    system.world.pass(Duration.ofSeconds(29));

    assertThat(system.sendNotice.sendDue()).isZero();
    assertThat(system.messages).isEmpty();
  }

  @Test
  void givenLostMessage_whenItsTimeIsOver_thenSweepSendsOnce() {
    system.world.pass(Duration.ofSeconds(30));

    assertThat(system.sendNotice.sendDue()).isEqualTo(announced.size());
    system.world.runBackground();
    announced.forEach(system.sendNotice::send);

    assertThat(system.messages).hasSameSizeAs(announced);
  }

  @Test
  void givenMessageThatComesLate_whenItComes_thenClaimedAnewSoThatNoSweepMeetsIt() {
    long version = stored(announced.get(0)).version();
    system.world.pass(Duration.ofSeconds(11));

    announced.forEach(system.sendNotice::send);

    assertThat(system.messages).hasSameSizeAs(announced);
    assertThat(stored(announced.get(0)).version()).isEqualTo(version + 2);
  }
}
