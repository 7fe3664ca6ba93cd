package ng.bills.infrastructure.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import ng.bills.application.funds.IntakeWatch;
import ng.bills.infrastructure.stellar.FundsFreshness;

/**
 * Whether arriving money is seen, and if not, why: what Horizon says of itself, asked now, and what
 * this node's reader has done lately. Either alone would miss the other's silence.
 */
@ApplicationScoped
public class FundsIntake {

  private static final System.Logger LOG = System.getLogger(FundsIntake.class.getName());

  private final AtomicBoolean down = new AtomicBoolean();
  private FundsFreshness freshness;
  private IntakeWatch watch;

  /** For the proxies of the server. */
  protected FundsIntake() {}

  @Inject
  public FundsIntake(FundsFreshness freshness, IntakeWatch watch) {
    this.freshness = freshness;
    this.watch = watch;
  }

  /**
   * The answer.
   *
   * @param up whether customers may be asked to pay
   * @param data {@code level} and {@code detail} of Horizon's ledger, {@code read_at} of the last
   *     page, and {@code reason} when it is down
   */
  public record Answer(boolean up, Map<String, String> data) {}

  /** Looks, and tells operations when the answer has turned. */
  public Answer look() {
    FundsFreshness.Freshness seen = freshness.look();
    IntakeWatch.Sight sight = watch.look();
    Map<String, String> data = new TreeMap<>();
    data.put("level", seen.level().name());
    data.put("detail", seen.detail());
    sight.readAt().ifPresent(at -> data.put("read_at", at.toString()));
    // why the reader stopped says more than how Horizon looks just now
    Optional<String> reason =
        sight
            .why()
            .or(
                () ->
                    seen.level() == FundsFreshness.Level.DOWN
                        ? Optional.of(seen.detail())
                        : Optional.empty());
    reason.ifPresent(why -> data.put("reason", why));
    if (down.getAndSet(reason.isPresent()) != reason.isPresent()) {
      tell(reason);
    }
    return new Answer(reason.isEmpty(), Map.copyOf(data));
  }

  private static void tell(Optional<String> reason) {
    if (reason.isPresent()) {
      // alert: funds.unseen
      LOG.log(System.Logger.Level.ERROR, "arriving money is not seen: {0}", reason.get());
    } else {
      LOG.log(System.Logger.Level.INFO, "arriving money is seen again");
    }
  }
}
