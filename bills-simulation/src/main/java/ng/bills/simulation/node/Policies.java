package ng.bills.simulation.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.hook.HookPolicy;
import ng.bills.application.limit.LimitPolicy;
import ng.bills.application.memory.MemoryStellar;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.payment.BuyAgainPolicy;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.stage.StagePolicy;
import ng.bills.application.vending.RoutingPolicy;
import ng.bills.domain.biller.AccountFormat;
import ng.bills.domain.biller.FeeSchedule;
import ng.bills.domain.hook.HookPacing;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.payment.Backoff;
import ng.bills.domain.payment.VendPolicy;

/**
 * The settings of the nodes: those the server has by default, but for the deadline of requeries,
 * which is an hour and not a day, and the waits between webhooks, which end at ten minutes.
 */
public final class Policies {

  /** After that a person looks at an order whose outcome is not known. */
  public static final Duration DEADLINE = Duration.ofHours(1);

  static final Duration LEASE = Duration.ofSeconds(120);

  static final PaymentPolicy PAYMENT =
      new PaymentPolicy(
          AccountFormat.STRICT, Duration.ofMinutes(10), FeeSchedule.standard(), MemoryStellar.CNGN);

  static final LimitPolicy LIMITS =
      new LimitPolicy(Optional.empty(), Optional.of(Quota.inAny(100, Duration.ofHours(1))));

  /** So long the same once more is taken for a double tap. */
  public static final Duration DOUBLE_TAP = Duration.ofMinutes(10);

  static final BuyAgainPolicy BUY_AGAIN = new BuyAgainPolicy(DOUBLE_TAP, Map.of());

  private static final Backoff NOTICES = backoff(10, 60, 300);

  /** A notice is given up when it was not taken more often than that. */
  public static final int NOTICE_TRIES = NOTICES.limit();

  static final StagePolicy STAGE =
      new StagePolicy(
          50,
          LEASE,
          new VendPolicy(
              backoff(10, 60, 300),
              backoff(5, 15, 60, 300),
              DEADLINE,
              3,
              Duration.ofMinutes(3),
              Duration.ofSeconds(30),
              Duration.ofMinutes(5)),
          backoff(10, 60, 300),
          Duration.ofSeconds(5),
          Duration.ofMinutes(2),
          NOTICES);

  /** More tries than can fail before nothing goes wrong any more. */
  static final HookPolicy HOOKS =
      new HookPolicy(
          backoff(5, 30, 120, 600, 600, 600, 600, 600, 600),
          new HookPacing(4, 3, backoff(30, 120, 600)),
          new HookPolicy.Lanes(64, 16, Duration.ofSeconds(2)),
          Duration.ofSeconds(75),
          Duration.ofHours(24),
          Duration.ofDays(30));

  private Policies() {}

  static RoutingPolicy routing(List<String> providers) {
    return TestSystem.routing(providers.toArray(String[]::new));
  }

  private static Backoff backoff(int... seconds) {
    List<Duration> delays = new ArrayList<>();
    for (int s : seconds) {
      delays.add(Duration.ofSeconds(s));
    }
    return new Backoff(delays, 20);
  }
}
