package ng.bills.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentFixture;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.Policies;
import org.junit.jupiter.api.Test;

class NoticeTest {

  private static final Instant NOW = PaymentFixture.NOON;

  private static Notice due() {
    return Notice.due(
        new NoticeId(new UUID(6, 6)),
        new PaymentId(new UUID(2, 1)),
        NoticeKind.TOKEN_DELIVERED,
        NoticeChannel.SMS,
        NOW);
  }

  @Test
  void givenADeadCarrier_whenTriedAgainAndAgain_thenItBacksOffAndIsGivenUpToAPerson() {
    Notice notice = due();
    for (Duration wait : Policies.ACCOUNT_CHECK.delays()) {
      notice = notice.failed("http 502", Policies.ACCOUNT_CHECK, new SplittableRandom(1), NOW);
      assertThat(notice.state()).isEqualTo(NoticeState.DUE);
      assertThat(notice.nextActionAt()).contains(NOW.plus(wait));
    }
    notice = notice.failed("http 502", Policies.ACCOUNT_CHECK, new SplittableRandom(1), NOW);

    assertThat(notice.state()).isEqualTo(NoticeState.DEAD);
    assertThat(notice.nextActionAt()).isEmpty();
    assertThat(notice.tries()).isEqualTo(4);
    assertThat(notice.lastError()).contains("http 502");
  }

  @Test
  void givenALease_whenSent_thenItIsOver() {
    Notice sent = due().leasedTo(new Lease(new UUID(5, 5), NOW.plusSeconds(60))).sent(NOW);

    assertThat(sent.state()).isEqualTo(NoticeState.SENT);
    assertThat(sent.sentAt()).contains(NOW);
    assertThat(sent.lease()).isEmpty();
    assertThat(sent.nextActionAt()).isEmpty();
    assertThat(sent.tries()).isOne();
  }
}
