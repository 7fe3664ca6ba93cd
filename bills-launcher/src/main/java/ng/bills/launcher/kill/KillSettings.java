package ng.bills.launcher.kill;

import java.time.Duration;
import java.util.Map;
import ng.bills.sandbox.SandboxSettings;

/** How the application and the sandbox are set for the kill test. */
final class KillSettings {
  /**
   * The same mechanisms as in production, with waits a test can stand. The lease is the shortest
   * one the settings allow. The circuits stay closed: half of the answers are spoilt on purpose,
   * and providers that are spared would be killed for nothing.
   */
  static final Map<String, String> BILLS =
      Map.ofEntries(
          Map.entry("BILL_PROCESSOR_POLL_INTERVAL_SECONDS", "1"),
          Map.entry("BILL_LEASE_SECONDS", "51"),
          Map.entry("BILL_RETRY_DELAYS_SECONDS", "1,1,1"),
          Map.entry("BILL_REQUERY_DELAYS_SECONDS", "1,1,2,5"),
          // by name: a plain number would only raise what the adapters say themselves
          Map.entry("BILL_NOT_FOUND_SETTLE_SECONDS", "vtpass=6,flutterwave=6,interswitch=6"),
          Map.entry("BILL_TOKEN_REQUERY_SECONDS", "1"),
          // after it tokens are asked for less often
          Map.entry("BILL_TOKEN_ALERT_SECONDS", "3600"),
          Map.entry("BILL_ACCOUNT_CHECK_DELAYS_SECONDS", "1,1,1"),
          Map.entry("BILL_REFUND_RECHECK_SECONDS", "1"),
          Map.entry("BILL_CIRCUIT_MINIMUM_CALLS", "10000"),
          Map.entry("BILL_OUTAGE_LOOK_SECONDS", "1"),
          Map.entry("CATALOGUE_RETRY_SECONDS", "5"),
          Map.entry("NOTICE_RETRY_DELAYS_SECONDS", "1,1,2,5"),
          Map.entry("VTPASS_PAY_TIMEOUT_SECONDS", "4"),
          Map.entry("VTPASS_TIMEOUT_SECONDS", "4"),
          Map.entry("FLUTTERWAVE_PAY_TIMEOUT_SECONDS", "4"),
          Map.entry("FLUTTERWAVE_TIMEOUT_SECONDS", "4"),
          Map.entry("INTERSWITCH_PAY_TIMEOUT_SECONDS", "4"),
          Map.entry("INTERSWITCH_TIMEOUT_SECONDS", "4"),
          Map.entry(
              "BILL_PROVIDER_ORDERS",
              "electricity=vtpass; airtime=vtpass; electricity/ekedc=flutterwave,vtpass;"
                  + " electricity/ibedc=interswitch,vtpass"));

  /** With the pages we read, enough for the bills of a long run. */
  private static final int LIST_PAGE = 500;

  private KillSettings() {}

  /**
   * Answers that never come are held by the sandbox a little longer than we wait, and Interswitch
   * repeats a token when it is asked: where it does not, a bill whose answer was lost is delivered
   * and waits for its token until a person looks, so it does not come to rest here. Nor does an
   * order that Flutterwave never got, once their list has more pages than we read: so they are
   * long.
   */
  static SandboxSettings impatient(SandboxSettings sandbox) {
    Duration hold = Duration.ofSeconds(6);
    Duration slow = Duration.ofSeconds(2);
    return sandbox
        .withVtpass(sandbox.vtpass().withHold(hold).withSlowDelay(slow))
        .withFlutterwave(
            sandbox.flutterwave().withHold(hold).withSlowDelay(slow).withListPage(LIST_PAGE))
        .withInterswitch(
            sandbox
                .interswitch()
                .withHold(hold)
                .withSlowDelay(slow)
                .withAdditionalInfoInQuery(true));
  }
}
