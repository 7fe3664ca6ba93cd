package ng.bills.launcher;

import java.time.Duration;
import ng.bills.sandbox.SandboxSettings;
import ng.bills.sandbox.flutterwave.FlutterwaveSettings;
import ng.bills.sandbox.interswitch.InterswitchSettings;
import ng.bills.sandbox.vtpass.VtpassSettings.Acceptance;

/** How the outside world behaves unless somebody wants it otherwise. */
final class SandboxDefaults {
  private static final int HUB_PORT = 8700;
  private static final int HORIZON_PORT = 8701;
  private static final int VTPASS_PORT = 8702;
  private static final int INBOX_PORT = 8703;
  private static final int PAYSTACK_PORT = 8706;
  private static final int FLUTTERWAVE_PORT = 8704;
  private static final int INTERSWITCH_PORT = 8705;
  private static final int RECEIVER_PORT = 8707;
  private static final int SMTP_PORT = 8725;

  private SandboxDefaults() {}

  /** Free ports, a ledger every 200 ms, and the same account as often as a test likes. */
  static SandboxSettings forTests() {
    SandboxSettings settings = SandboxSettings.defaults();
    return settings
        .withVtpass(
            settings.vtpass().withAcceptance(Acceptance.WELL_FORMED).withDuplicateGuard(false))
        .withFlutterwave(
            settings.flutterwave().withAcceptance(FlutterwaveSettings.Acceptance.WELL_FORMED))
        .withInterswitch(
            settings.interswitch().withAcceptance(InterswitchSettings.Acceptance.WELL_FORMED));
  }

  /** The ports of its documentation where they are free, a ledger every second. */
  static SandboxSettings forDevelopment() {
    SandboxSettings settings = SandboxSettings.defaults().withHubPort(Ports.preferably(HUB_PORT));
    return settings
        .withReceiverPort(Ports.preferably(RECEIVER_PORT))
        .withHorizon(
            settings
                .horizon()
                .withPort(Ports.preferably(HORIZON_PORT))
                .withCloseTime(Duration.ofSeconds(1)))
        .withVtpass(
            settings
                .vtpass()
                .withPort(Ports.preferably(VTPASS_PORT))
                .withAcceptance(Acceptance.WELL_FORMED))
        .withPaystack(settings.paystack().withPort(Ports.preferably(PAYSTACK_PORT)))
        .withFlutterwave(
            settings
                .flutterwave()
                .withPort(Ports.preferably(FLUTTERWAVE_PORT))
                .withAcceptance(FlutterwaveSettings.Acceptance.WELL_FORMED))
        .withInterswitch(
            settings
                .interswitch()
                .withPort(Ports.preferably(INTERSWITCH_PORT))
                .withAcceptance(InterswitchSettings.Acceptance.WELL_FORMED))
        .withInbox(
            settings.inbox().withPorts(Ports.preferably(INBOX_PORT), Ports.preferably(SMTP_PORT)));
  }
}
