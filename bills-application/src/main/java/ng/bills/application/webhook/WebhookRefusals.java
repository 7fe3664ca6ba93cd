package ng.bills.application.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ng.bills.domain.vend.ProviderCode;

/**
 * Counts webhooks that were not believed or not understood, on this node since its start, and says
 * so in the log: at once for the first of a minute, and how many it was with the next line, so that
 * a flood of forgeries does not fill the disk.
 */
@Singleton
public class WebhookRefusals {

  private static final System.Logger LOG = System.getLogger(WebhookRefusals.class.getName());
  private static final Duration ONE_LINE_IN = Duration.ofMinutes(1);

  private record Tally(long total, long untold, Instant toldAt, boolean tell) {}

  private final Map<ProviderCode, Tally> tallies = new ConcurrentHashMap<>();
  private final InstantSource clock;

  @Inject
  public WebhookRefusals(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts one. */
  void count(ProviderCode provider, String reason) {
    Instant now = clock.instant();
    Tally tally =
        tallies.merge(
            provider,
            new Tally(1, 1, now, true),
            (before, one) -> {
              long untold = before.tell() ? 1 : before.untold() + 1;
              boolean tell = !now.isBefore(before.toldAt().plus(ONE_LINE_IN));
              return new Tally(before.total() + 1, untold, tell ? now : before.toldAt(), tell);
            });
    if (tally.tell()) {
      // alert: somebody forges webhooks, or a secret or a format has changed
      LOG.log(
          System.Logger.Level.WARNING,
          "a webhook of {0} is refused ({1}); {2} since the last line",
          provider,
          reason,
          tally.untold());
    }
  }

  /** How many were refused since the start. */
  public long of(ProviderCode provider) {
    Tally tally = tallies.get(provider);
    return tally == null ? 0 : tally.total();
  }
}
