package ng.bills.application.limit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.limit.port.PermitCounts.Kind;
import ng.bills.application.limit.port.PermitCounts.Subject;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.payment.PaymentRequest;

/**
 * How many payments an end user may ask for. Whoever pays now and then is counted on this node
 * only; from the first payment beyond a twentieth of the limit within the window the common count
 * is asked, and told of those before. So nodes that have not told anything let through at most that
 * twentieth (and at most 50) each beyond the limit, and a usual payment costs no statement.
 *
 * <p>A user is, among those of a partner, the phone number that is told of the payment, else the
 * e-mail address, else the account that is paid to.
 */
@Singleton
public class LimitCustomers {

  /** Of the limit, what a node lets through before it asks; and how much that is at most. */
  private static final int UNTOLD_PART = 20;

  private static final int UNTOLD_AT_MOST = 50;

  /** So many users are remembered, those who were seen last. */
  private static final int REMEMBERED = 50_000;

  private static final Duration LEAST_WAIT = Duration.ofSeconds(1);

  private final PermitDesk desk;
  private final Optional<Quota> quota;
  private final int untold;

  /** Those who were not seen for the longest time come first. */
  private final Map<String, RecentUser> users = new LinkedHashMap<>(16, 0.75f, true);

  @Inject
  public LimitCustomers(PermitDesk desk, LimitPolicy policy) {
    this.desk = desk;
    this.quota = policy.payments();
    this.untold = quota.map(q -> Math.min(UNTOLD_AT_MOST, q.limit() / UNTOLD_PART)).orElse(0);
  }

  /**
   * Too much was asked for.
   *
   * @param quota what a user may ask for
   * @param in when there is room again
   */
  public record Over(Quota quota, Duration in) {}

  /** Counts a payment; or says that there must be none. Outside units of work. */
  public Optional<Over> count(PaymentRequest request) {
    return quota.flatMap(q -> count(request, q));
  }

  private Optional<Over> count(PaymentRequest request, Quota limit) {
    RecentUser user = user(request, limit);
    if (user.isUntold(desk.clock().instant()) || desk.take(user.permits())) {
      return Optional.empty();
    }
    Duration in = user.permits().lease().standing(desk.clock()).in();
    return Optional.of(new Over(limit, in.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : in));
  }

  /**
   * The payment that was counted then is not made after all.
   *
   * @param counted when it was counted
   */
  public void putBack(PaymentRequest request, Instant counted) {
    quota.ifPresent(q -> user(request, q).putBack(counted, desk.clock()));
  }

  private RecentUser user(PaymentRequest request, Quota limit) {
    String name = name(request);
    synchronized (users) {
      RecentUser user =
          users.computeIfAbsent(
              name, n -> new RecentUser(new Subject(Kind.CUSTOMER, n), limit, untold));
      if (users.size() > REMEMBERED) {
        forgetOne();
      }
      return user;
    }
  }

  private void forgetOne() {
    Iterator<RecentUser> longest = users.values().iterator();
    longest.next();
    longest.remove();
  }

  private static String name(PaymentRequest request) {
    String who =
        request
            .phone()
            .map(phone -> "phone " + phone.number())
            .or(() -> request.email().map(email -> "email " + email.toLowerCase(Locale.ROOT)))
            .orElseGet(() -> "account " + request.account().number());
    return request.partner() + " " + who;
  }
}
