package ng.bills.infrastructure.config;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.biller.CataloguePolicy;
import ng.bills.application.partner.AccessPolicy;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.retention.RetentionPolicy;
import ng.bills.application.stage.StagePolicy;
import ng.bills.application.vending.RoutingPolicy;
import ng.bills.domain.refund.RefundClockPolicy;
import ng.bills.infrastructure.hook.HookSettings;
import ng.bills.infrastructure.notice.SmsSettings;
import ng.bills.infrastructure.notice.SmtpSettings;
import ng.bills.infrastructure.pay.PaySettings;
import ng.bills.infrastructure.provider.ProviderOrder;
import ng.bills.infrastructure.provider.flutterwave.FlutterwaveSettings;
import ng.bills.infrastructure.provider.interswitch.InterswitchSettings;
import ng.bills.infrastructure.provider.paystack.PaystackSettings;
import ng.bills.infrastructure.provider.vtpass.VtpassSettings;
import ng.bills.infrastructure.setting.SettingSource;
import ng.bills.infrastructure.stellar.StellarSettings;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the settings when the first part of the application asks, and hands each its own. */
@Dependent
public class SettingsProducer {

  @Produces
  @Singleton
  Settings settings() {
    return Settings.read(SettingSource.of(ConfigProvider.getConfig()));
  }

  @Produces
  @Singleton
  PaymentPolicy payments(Settings settings) {
    return settings.payments();
  }

  @Produces
  @Singleton
  AccessPolicy access(Settings settings) {
    return settings.access();
  }

  @Produces
  @Singleton
  StagePolicy stages(Settings settings) {
    return settings.stages();
  }

  @Produces
  @Singleton
  RoutingPolicy routing(Settings settings) {
    return settings.routing();
  }

  @Produces
  @Singleton
  RefundClockPolicy refundClock(Settings settings) {
    return settings.refundClock();
  }

  @Produces
  @Singleton
  CataloguePolicy catalogue(Settings settings) {
    return settings.catalogue();
  }

  @Produces
  @Singleton
  RetentionPolicy retention(Settings settings) {
    return settings.retention();
  }

  @Produces
  @Singleton
  StellarSettings stellar(Settings settings) {
    return settings.stellar();
  }

  @Produces
  @Singleton
  VtpassSettings vtpass(Settings settings) {
    return settings.vtpass();
  }

  @Produces
  @Singleton
  Optional<PaystackSettings> paystack(Settings settings) {
    return settings.paystack();
  }

  @Produces
  @Singleton
  Optional<FlutterwaveSettings> flutterwave(Settings settings) {
    return settings.flutterwave();
  }

  @Produces
  @Singleton
  Optional<InterswitchSettings> interswitch(Settings settings) {
    return settings.interswitch();
  }

  @Produces
  @Singleton
  ProviderOrder providers(Settings settings) {
    return settings.providerOrder();
  }

  @Produces
  @Singleton
  SmtpSettings smtp(Settings settings) {
    return settings.smtp();
  }

  @Produces
  @Singleton
  SmsSettings sms(Settings settings) {
    return settings.sms();
  }

  @Produces
  @Singleton
  HookSettings hooks(Settings settings) {
    return settings.hooks();
  }

  @Produces
  @Singleton
  PaySettings pay(Settings settings) {
    return settings.pay();
  }

  /** The time, for everybody who asks for it. */
  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }
}
