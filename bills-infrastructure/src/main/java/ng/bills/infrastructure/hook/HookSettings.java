package ng.bills.infrastructure.hook;

import java.time.Duration;
import java.util.List;
import ng.bills.application.hook.HookPolicy;
import ng.bills.domain.hook.HookPacing;
import ng.bills.domain.payment.Backoff;
import ng.bills.infrastructure.setting.SettingReader;

/**
 * Webhooks to partners.
 *
 * @param loopback whether this machine may be called, over http too: for sandboxes
 * @param connect how long a connection may take to come about
 * @param whole how long a call may take altogether
 * @param policy how endpoints are told
 */
public record HookSettings(boolean loopback, Duration connect, Duration whole, HookPolicy policy) {

  /** Whether partners may name this machine. */
  public static final String LOOPBACK = "WEBHOOK_ALLOW_LOOPBACK";

  /** Waits between tries. */
  public static final String DELAYS = "WEBHOOK_RETRY_DELAYS_SECONDS";

  private static final Duration LEAST_PATIENCE = Duration.ofHours(72);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** A name that does not resolve is given up by the system after this time at the latest. */
  private static final Duration LOOK_UP = Duration.ofSeconds(30);

  private static final Duration LATE = Duration.ofSeconds(2);
  private static final int JITTER_PERCENT = 20;
  private static final int PAUSE_AFTER = 3;

  /**
   * Reads them.
   *
   * @param sandbox whether this deployment moves no real money
   */
  public static HookSettings read(SettingReader reader, boolean sandbox) {
    boolean loopback = reader.flag(LOOPBACK, false);
    if (loopback && !sandbox) {
      reader.fault(LOOPBACK, "must not be true but with VTPASS_SANDBOX_MODE");
    }
    List<Duration> delays =
        reader.waits(
            DELAYS, 5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 43_200, 43_200,
            43_200, 43_200);
    Duration altogether = delays.stream().reduce(Duration.ZERO, Duration::plus);
    if (!sandbox && altogether.compareTo(LEAST_PATIENCE) < 0) {
      reader.fault(DELAYS, "must add up to 72 hours or more (259200)");
    }
    Duration whole = reader.seconds("WEBHOOK_TIMEOUT_SECONDS", 15, 1, 60);
    return new HookSettings(
        loopback,
        CONNECT,
        whole,
        new HookPolicy(
            new Backoff(delays, JITTER_PERCENT),
            new HookPacing(
                reader.whole("WEBHOOK_CALLS_PER_ENDPOINT", 4, 1, 50), PAUSE_AFTER, pauses(sandbox)),
            new HookPolicy.Lanes(64, 16, LATE),
            whole.plus(LOOK_UP).plus(LOOK_UP),
            Duration.ofHours(reader.whole("WEBHOOK_SECRET_OVERLAP_HOURS", 24, 0, 720)),
            Duration.ofDays(reader.whole("WEBHOOK_LOG_DAYS", 30, 7, 3_650))));
  }

  /** Shorter in a sandbox, where endpoints fail on purpose. */
  private static Backoff pauses(boolean sandbox) {
    return new Backoff(
        sandbox
            ? List.of(Duration.ofSeconds(2))
            : List.of(
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10)),
        JITTER_PERCENT);
  }
}
