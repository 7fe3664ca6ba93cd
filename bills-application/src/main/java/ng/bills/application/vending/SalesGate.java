package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.vend.ProviderCode;

/**
 * Stops selling what cannot be delivered. A biller that no provider in good health sells for a set
 * time is closed. When one of its providers may be tried again the gate stands ajar: a few are let
 * through, questions about accounts first of all, and what becomes of them heals the provider or
 * does not. With the first provider in good health the gate is open again; nobody has to open it.
 */
@Singleton
public class SalesGate {

  private static final System.Logger LOG = System.getLogger(SalesGate.class.getName());

  /** How many are let through while the gate stands ajar, in the time it took to close. */
  private static final int TRIALS = 3;

  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(5);

  private final LineUp lineUp;
  private final ProviderHealth health;
  private final RoutingPolicy.Outage policy;
  private final InstantSource clock;
  private final Map<BillerLine, Line> lines = new ConcurrentHashMap<>();

  @Inject
  public SalesGate(
      LineUp lineUp, ProviderHealth health, RoutingPolicy policy, InstantSource clock) {
    this.lineUp = lineUp;
    this.health = health;
    this.policy = policy.outage();
    this.clock = clock;
  }

  /** One biller, as long as this node runs. */
  private static final class Line {
    private List<ProviderCode> sellers = List.of();
    private Optional<Instant> illSince = Optional.empty();
    private boolean closed;
    private Instant trialsSince = Instant.EPOCH;
    private int trials;
  }

  /**
   * Somebody wants to buy, or to ask about an account.
   *
   * @return how long to wait before asking again; empty when the bill is sold
   */
  public Optional<Duration> refusal(
      BillType type, BillerCode biller, CustomerAccount account, Optional<PlanCode> plan) {
    LineUp.Bill bill = LineUp.Bill.toAskAbout(type, biller, account, plan);
    List<ProviderCode> sellers = lineUp.sellers(bill);
    Line line = lines.computeIfAbsent(bill.line(), l -> new Line());
    synchronized (line) {
      if (!sellers.isEmpty()) {
        line.sellers = sellers;
      }
      look(bill.line(), line);
      return line.closed ? trial(bill.line(), line) : Optional.empty();
    }
  }

  /** Whether a biller is sold at the moment. */
  public boolean isOpen(BillType type, BillerCode biller) {
    BillerLine key = new BillerLine(type, biller);
    Line line = lines.get(key);
    if (line == null) {
      return true;
    }
    synchronized (line) {
      look(key, line);
      return !line.closed;
    }
  }

  /**
   * A biller that is not sold just now.
   *
   * @param line which bills
   * @param since since when none of its providers works
   */
  public record Closed(BillerLine line, Instant since) {}

  /** What is not sold just now, as this node sees it; the longest closed first. */
  public List<Closed> closed() {
    lookAtAll();
    List<Closed> all = new ArrayList<>();
    lines.forEach(
        (key, line) -> {
          synchronized (line) {
            if (line.closed) {
              line.illSince.ifPresent(since -> all.add(new Closed(key, since)));
            }
          }
        });
    all.sort(Comparator.comparing(Closed::since).thenComparing(c -> c.line().toString()));
    return all;
  }

  /** Looks at every biller somebody asked for; a timer calls it, so that closing takes no buyer. */
  public void lookAtAll() {
    lines.forEach(
        (key, line) -> {
          synchronized (line) {
            look(key, line);
          }
        });
  }

  private void look(BillerLine key, Line line) {
    Instant now = clock.instant();
    boolean well =
        line.sellers.isEmpty() || line.sellers.stream().anyMatch(p -> lineUp.isWell(p, key));
    if (well) {
      line.illSince = Optional.empty();
    } else if (line.illSince.isEmpty()) {
      line.illSince = Optional.of(now);
    }
    boolean closed =
        line.illSince.filter(since -> !now.isBefore(since.plus(policy.closeAfter()))).isPresent();
    if (closed != line.closed) {
      line.closed = closed;
      line.trials = 0;
      line.trialsSince = Instant.EPOCH;
      // alert: a biller is not sold any more, or is sold again
      LOG.log(
          System.Logger.Level.WARNING,
          closed ? "{0} is not sold any more: none of its providers works" : "{0} is sold again",
          key);
    }
  }

  private Optional<Duration> trial(BillerLine key, Line line) {
    Instant now = clock.instant();
    boolean ajar = line.sellers.stream().anyMatch(p -> lineUp.hindrance(p, key).isEmpty());
    if (ajar) {
      if (now.isAfter(line.trialsSince.plus(policy.closeAfter()))) {
        line.trialsSince = now;
        line.trials = 0;
      }
      if (line.trials < TRIALS) {
        line.trials++;
        return Optional.empty();
      }
    }
    Duration wait =
        line.sellers.stream()
            .flatMap(p -> health.admitsAt(p, key).stream())
            .min(Comparator.naturalOrder())
            .map(at -> Duration.between(now, at))
            .orElse(policy.lookAgain());
    return Optional.of(wait.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : wait);
  }
}
