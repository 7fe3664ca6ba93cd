package ng.bills.infrastructure.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.notice.port.Notifier;
import ng.bills.application.notice.port.Notifier.Accepted;
import ng.bills.application.notice.port.Notifier.NotAccepted;
import ng.bills.application.notice.port.Notifier.Result;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.infrastructure.outside.OutsideCalls;
import ng.bills.infrastructure.outside.OutsideHttp;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.inbox.Inbox;
import ng.bills.sandbox.inbox.InboxSettings;
import ng.bills.sandbox.inbox.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail and SMS against the sandbox's inbox, over SMTP and HTTP. */
class NotifiersTest {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final OutsideCalls FREE = call -> {};
  private static final String TOKEN = "1234-5678-9012-3456-7890";

  private static final OutsideCalls INSIDE =
      call -> {
        throw new IllegalStateException(call + " inside a unit of work");
      };

  private static final Notifier.Message MAIL =
      new Notifier.Message(
          "ada@example.org", "Your token – ₦5,000", "Ṣe àlàáfíà ni?\nToken: " + TOKEN + "\n");

  private static final Notifier.Message SMS =
      new Notifier.Message("+2348030001122", "", "Token " + TOKEN + ". NGN 5000");

  private Inbox inbox;

  @BeforeEach
  void start() {
    inbox = Inbox.start(InboxSettings.defaults());
  }

  @AfterEach
  void stop() {
    inbox.close();
  }

  private SmtpNotifier mail(int port, OutsideCalls guard) {
    return new SmtpNotifier(
        new SmtpSettings(
            "127.0.0.1",
            port,
            Optional.empty(),
            Optional.empty(),
            false,
            "Bills <bills@example.org>"),
        guard,
        InstantSource.system());
  }

  private SmsNotifier sms(String url, String key, OutsideCalls guard) {
    return new SmsNotifier(
        new SmsSettings(URI.create(url), key, "Bills"),
        new OutsideHttp(guard, Duration.ofSeconds(1)));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertNothingPersonal(Result result) {
    assertThat(((NotAccepted) result).error())
        .doesNotContain("ada", "2348030001122", "8030001122", "1234-5678", "Token");
  }

  @Test
  void givenMail_whenSent_thenItArrivesWholeInUtf8() throws InterruptedException {
    assertThat(mail(inbox.smtpPort(), FREE).send(MAIL)).isInstanceOf(Accepted.class);

    Message arrived = inbox.awaitMail(m -> m.isTo("ada@example.org"), BOUND);
    assertThat(arrived.subject()).isEqualTo(MAIL.subject());
    assertThat(arrived.text().lines()).containsExactlyElementsOf(MAIL.text().lines().toList());
    assertThat(arrived.headers().get("From")).contains("bills@example.org");
    assertThat(arrived.headers()).containsEntry("Auto-Submitted", "auto-generated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"close-before", "421"})
  void givenServerEndsTheConnectionThatWasKept_whenMailedAgain_thenTakenOverANewOne(String end) {
    Notifier mail = mail(inbox.smtpPort(), FREE);
    assertThat(mail.send(MAIL)).isInstanceOf(Accepted.class);
    FaultRule rule = FaultRule.when("SMTP", "/mail").times(1);
    inbox
        .faults()
        .add(end.equals("421") ? rule.effect("status", Map.of("code", 421)) : rule.effect(end));

    assertThat(mail.send(MAIL)).isInstanceOf(Accepted.class);
    assertThat(inbox.mailCount()).isEqualTo(2);
  }

  @Test
  void givenManyMails_whenSentOneAfterTheOther_thenAllArrive() {
    Notifier mail = mail(inbox.smtpPort(), FREE);
    for (int i = 0; i < 120; i++) {
      assertThat(mail.send(MAIL)).isInstanceOf(Accepted.class);
    }
    assertThat(inbox.mailCount()).isEqualTo(120);
  }

  @Test
  void givenSms_whenSent_thenItArrivesWithoutPlus() throws InterruptedException {
    assertThat(sms(inbox.url(), "sandbox-sms-key", FREE).send(SMS)).isInstanceOf(Accepted.class);

    Message arrived = inbox.awaitSms(m -> m.isTo("08030001122"), BOUND);
    assertThat(arrived.to()).containsExactly("2348030001122");
    assertThat(arrived.text()).isEqualTo(SMS.text());
  }

  @Test
  void givenAddressTheServerRefuses_whenMailed_thenGivenUpForGood() {
    inbox.faults().add(FaultRule.when("SMTP", "/rcpt").effect("status", Map.of("code", 550)));

    Result result = mail(inbox.smtpPort(), FREE).send(MAIL);

    assertThat(result).isInstanceOf(NotAccepted.class);
    assertThat(((NotAccepted) result).forGood()).isTrue();
    assertThat(((NotAccepted) result).error()).contains("550");
    assertNothingPersonal(result);
  }

  @Test
  void givenNoAddress_whenMailed_thenGivenUpForGood() {
    Result result =
        mail(inbox.smtpPort(), FREE).send(new Notifier.Message("ada at home", "x", "y"));

    assertThat(((NotAccepted) result).forGood()).isTrue();
    assertNothingPersonal(result);
  }

  @Test
  void givenServerBusy_whenMailed_thenTriedAgainLater() {
    for (String step : List.of("/rcpt", "/mail", "/data", "/message")) {
      inbox.faults().clear();
      inbox.faults().add(FaultRule.when("SMTP", step).effect("status", Map.of("code", 451)));

      Result result = mail(inbox.smtpPort(), FREE).send(MAIL);

      assertThat(result).as(step).isInstanceOf(NotAccepted.class);
      assertThat(((NotAccepted) result).forGood()).as(step).isFalse();
      assertNothingPersonal(result);
    }
  }

  @Test
  void givenNobodyListening_whenSent_thenTriedAgainLater() {
    Result mailed = mail(freePort(), FREE).send(MAIL);
    Result texted = sms("http://127.0.0.1:" + freePort(), "sandbox-sms-key", FREE).send(SMS);

    for (Result result : List.of(mailed, texted)) {
      assertThat(((NotAccepted) result).forGood()).isFalse();
      assertNothingPersonal(result);
    }
  }

  @Test
  void givenWrongKey_whenTexted_thenNotAccepted() {
    Result result = sms(inbox.url(), "wrong", FREE).send(SMS);

    assertThat(((NotAccepted) result).forGood()).isFalse();
    assertNothingPersonal(result);
    assertThat(inbox.smsCount()).isZero();
  }

  @Test
  void givenConnectionCutAfterTaking_whenTexted_thenNotAcceptedSoThatItIsSentAgain() {
    inbox.faults().add(FaultRule.when("POST", "/api/sms/send").effect("close-after"));

    assertThat(sms(inbox.url(), "sandbox-sms-key", FREE).send(SMS)).isInstanceOf(NotAccepted.class);
  }

  @Test
  void givenUnitOfWorkOpen_whenSent_thenRefused() {
    assertThatIllegalStateException().isThrownBy(() -> mail(inbox.smtpPort(), INSIDE).send(MAIL));
    assertThatIllegalStateException()
        .isThrownBy(() -> sms(inbox.url(), "sandbox-sms-key", INSIDE).send(SMS));
    assertThat(inbox.mailCount() + inbox.smsCount()).isZero();
  }

  @Test
  void givenCarriers_whenAskedByChannel_thenTheRightOne() {
    SmtpNotifier mail = mail(inbox.smtpPort(), FREE);
    ConfiguredNotifiers notifiers = new ConfiguredNotifiers(List.of(mail));

    assertThat(notifiers.by(NoticeChannel.EMAIL)).containsSame(mail);
    assertThat(notifiers.by(NoticeChannel.SMS)).isEmpty();
  }
}
