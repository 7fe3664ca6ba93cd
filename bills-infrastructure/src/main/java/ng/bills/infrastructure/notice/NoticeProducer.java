package ng.bills.infrastructure.notice;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import ng.bills.application.notice.port.Notifier;
import ng.bills.application.notice.port.Notifiers;
import ng.bills.infrastructure.outside.OutsideCalls;
import ng.bills.infrastructure.outside.OutsideHttp;

/** Makes the carriers from their settings. */
@Dependent
public class NoticeProducer {

  @Produces
  @Singleton
  SmtpNotifier mail(SmtpSettings settings, OutsideCalls guard, InstantSource clock) {
    return new SmtpNotifier(settings, guard, clock);
  }

  @Produces
  @Singleton
  SmsNotifier sms(SmsSettings settings, OutsideHttp http) {
    return new SmsNotifier(settings, http);
  }

  @Produces
  @Singleton
  Notifiers notifiers(Instance<Notifier> known) {
    return new ConfiguredNotifiers(known.stream().toList());
  }
}
