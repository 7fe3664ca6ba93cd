package ng.bills.sandbox;

import java.nio.file.Path;
import ng.bills.sandbox.flutterwave.FlutterwaveSettings;
import ng.bills.sandbox.horizon.HorizonSettings;
import ng.bills.sandbox.inbox.InboxSettings;
import ng.bills.sandbox.interswitch.InterswitchSettings;
import ng.bills.sandbox.paystack.PaystackSettings;
import ng.bills.sandbox.vtpass.VtpassSettings;

/**
 * @param hubPort start page and paying customer; 0 for any free one
 * @param receiverPort where a partner's webhooks arrive; 0 for any free one
 */
public record SandboxSettings(
    int hubPort,
    HorizonSettings horizon,
    VtpassSettings vtpass,
    FlutterwaveSettings flutterwave,
    PaystackSettings paystack,
    InterswitchSettings interswitch,
    InboxSettings inbox,
    int receiverPort) {

  /** Free ports, everything in memory. */
  public static SandboxSettings defaults() {
    return new SandboxSettings(
        0,
        HorizonSettings.defaults(),
        VtpassSettings.defaults(),
        FlutterwaveSettings.defaults(),
        PaystackSettings.defaults(),
        InterswitchSettings.defaults(),
        InboxSettings.defaults(),
        0);
  }

  public SandboxSettings withHubPort(int value) {
    return new SandboxSettings(
        value, horizon, vtpass, flutterwave, paystack, interswitch, inbox, receiverPort);
  }

  public SandboxSettings withHorizon(HorizonSettings value) {
    return new SandboxSettings(
        hubPort, value, vtpass, flutterwave, paystack, interswitch, inbox, receiverPort);
  }

  public SandboxSettings withVtpass(VtpassSettings value) {
    return new SandboxSettings(
        hubPort, horizon, value, flutterwave, paystack, interswitch, inbox, receiverPort);
  }

  public SandboxSettings withFlutterwave(FlutterwaveSettings value) {
    return new SandboxSettings(
        hubPort, horizon, vtpass, value, paystack, interswitch, inbox, receiverPort);
  }

  public SandboxSettings withPaystack(PaystackSettings value) {
    return new SandboxSettings(
        hubPort, horizon, vtpass, flutterwave, value, interswitch, inbox, receiverPort);
  }

  public SandboxSettings withInterswitch(InterswitchSettings value) {
    return new SandboxSettings(
        hubPort, horizon, vtpass, flutterwave, paystack, value, inbox, receiverPort);
  }

  public SandboxSettings withInbox(InboxSettings value) {
    return new SandboxSettings(
        hubPort, horizon, vtpass, flutterwave, paystack, interswitch, value, receiverPort);
  }

  public SandboxSettings withReceiverPort(int value) {
    return new SandboxSettings(
        hubPort, horizon, vtpass, flutterwave, paystack, interswitch, inbox, value);
  }

  /**
   * Ledger and vends survive a restart in {@code horizon}, {@code vtpass}, {@code flutterwave} and
   * {@code interswitch} below this directory.
   */
  public SandboxSettings withDataDirectory(Path directory) {
    return withHorizon(horizon.withDirectory(directory.resolve("horizon")))
        .withVtpass(vtpass.withDataDirectory(directory.resolve("vtpass")))
        .withFlutterwave(flutterwave.withDataDirectory(directory.resolve("flutterwave")))
        .withInterswitch(interswitch.withDataDirectory(directory.resolve("interswitch")));
  }
}
