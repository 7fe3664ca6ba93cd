package ng.bills.infrastructure.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ng.bills.application.limit.LimitCustomers;
import ng.bills.application.limit.LimitPolicy;
import ng.bills.application.limit.LimitProviders;
import ng.bills.application.limit.LimitRequests;
import ng.bills.application.limit.PermitDesk;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.limit.PermitLease;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.partner.KeyId;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.limit.JpaPermitCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits of several nodes over one PostgreSQL, whose clock is the one that counts. */
class PermitsIT {

  private static final KeyId KEY = new KeyId(new UUID(1, 1));
  private static final ProviderCode ACME = new ProviderCode("acme");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int THREADS = 8;

  private RaceDatabase database;

  @BeforeEach
  void open() throws Exception {
    database = new RaceDatabase();
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private static PermitDesk desk(UnitOfWork tx, InstantSource clock) {
    return new PermitDesk(new JpaPermitCounts(Samples.HASH), tx, clock);
  }

  private PermitDesk desk() {
    return desk(database.anotherUnitOfWork(c -> c), InstantSource.system());
  }

  private static LimitRequests requests(PermitDesk desk, Quota quota) {
    return new LimitRequests(desk, new LimitPolicy(Optional.of(quota), Optional.empty()));
  }

  private static BooleanSupplier asking(LimitRequests limits) {
    return () -> limits.count(KEY).orElseThrow().admitted();
  }

  private static LimitCustomers customers(PermitDesk desk, int perHour) {
    return new LimitCustomers(
        desk, new LimitPolicy(Optional.empty(), Optional.of(Quota.inAny(perHour, HOUR))));
  }

  /** All at once until nobody gets anything any more; gives how many were let through. */
  private static int hammer(List<BooleanSupplier> nodes, int tries) throws Exception {
    AtomicInteger through = new AtomicInteger();
    try (AtOnce crowd = new AtOnce(THREADS)) {
      List<Callable<Boolean>> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        BooleanSupplier node = nodes.get(i % nodes.size());
        threads.add(
            () -> {
              for (int t = 0; t < tries; t++) {
                if (node.getAsBoolean()) {
                  through.incrementAndGet();
                }
              }
              return true;
            });
      }
      crowd.run(threads);
    }
    return through.get();
  }

  @Test
  void givenTwoNodes_whenHammeredWithinAWindow_thenTogetherExactlyTheLimit() throws Exception {
    Quota quota = Quota.inAny(1_000, HOUR);
    assertThat(
            hammer(
                List.of(asking(requests(desk(), quota)), asking(requests(desk(), quota))), 1_000))
        .isEqualTo(1_000);
  }

  @Test
  void givenTwoNodes_whenTheWindowTurnsAgainAndAgain_thenInNoneMoreThanTheLimit() throws Exception {
    Duration window = Duration.ofSeconds(1);
    Quota quota = Quota.perWindow(60, window);
    List<Long> windows = new ArrayList<>();
    Instant end = Instant.now().plus(window.multipliedBy(5));
    List<LimitRequests> nodes = List.of(requests(desk(), quota), requests(desk(), quota));
    try (AtOnce crowd = new AtOnce(THREADS)) {
      List<Callable<List<Long>>> threads =
          IntStream.range(0, THREADS)
              .mapToObj(i -> (Callable<List<Long>>) () -> until(end, nodes.get(i % 2), window))
              .toList();
      crowd.run(threads).forEach(windows::addAll);
    }
    Map<Long, Long> byWindow =
        windows.stream().collect(Collectors.groupingBy(w -> w, Collectors.counting()));
    assertThat(byWindow.values()).allMatch(count -> count <= 60);
    assertThat(byWindow).hasSizeGreaterThanOrEqualTo(4);
    assertThat(windows).hasSizeGreaterThan(60 * 2);
  }

  /** The windows of the requests that were let through, where it is certain which it was. */
  private static List<Long> until(Instant end, LimitRequests node, Duration window) {
    List<Long> windows = new ArrayList<>();
    for (Instant before = Instant.now(); before.isBefore(end); before = Instant.now()) {
      boolean admitted = node.count(KEY).orElseThrow().admitted();
      long first = before.toEpochMilli() / window.toMillis();
      if (admitted && first == Instant.now().toEpochMilli() / window.toMillis()) {
        windows.add(first);
      }
    }
    return windows;
  }

  @Test
  void givenANodeDiesWithPermits_whenAnotherAsks_thenTheyStayCounted() throws Exception {
    Quota quota = Quota.inAny(200, HOUR);
    assertThat(requests(desk(), quota).count(KEY).orElseThrow().admitted()).isTrue();
    // it had ten, a twentieth, and used one; nobody will ever use the nine
    assertThat(hammer(List.of(asking(requests(desk(), quota))), 500)).isEqualTo(190);
  }

  @Test
  void givenClocksOfNodesLeapAndFallBack_whenHammered_thenNotMoreThanTheLimit() throws Exception {
    Quota quota = Quota.inAny(300, HOUR);
    MovingClock leaping = new MovingClock(Instant.parse("2026-11-21T09:00:00Z"));
    MovingClock falling = new MovingClock(Instant.parse("2031-01-01T00:00:00Z"));
    BooleanSupplier one =
        asking(requests(desk(database.anotherUnitOfWork(c -> c), leaping), quota));
    BooleanSupplier other =
        asking(requests(desk(database.anotherUnitOfWork(c -> c), falling), quota));
    int through =
        hammer(
            List.of(
                () -> {
                  leaping.pass(Duration.ofSeconds(7));
                  return one.getAsBoolean();
                },
                () -> {
                  falling.pass(Duration.ofSeconds(-7));
                  return other.getAsBoolean();
                }),
            200);
    assertThat(through).isBetween(200, 300);
  }

  @Test
  void givenAKeyIsKnownToBeOver_whenItAsksOn_thenNoStatementAtAll() throws Exception {
    CountedStatements counted = new CountedStatements();
    LimitRequests limits =
        requests(
            desk(database.anotherUnitOfWork(counted), InstantSource.system()),
            Quota.inAny(5, HOUR));
    hammer(List.of(asking(limits)), 2);
    LimitRequests.Verdict over = limits.count(KEY).orElseThrow();
    assertThat(over.admitted()).isFalse();
    assertThat(over.remaining()).isZero();
    assertThat(over.in()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    counted.executions.set(0);
    counted.commits.set(0);

    Instant end = Instant.now().plusMillis(200);
    int asked = 0;
    while (Instant.now().isBefore(end)) {
      assertThat(limits.count(KEY).orElseThrow().admitted()).isFalse();
      asked++;
    }

    assertThat(asked).isGreaterThan(1_000);
    // but for one look, should a minute have turned just now
    assertThat(counted.executions.get()).isLessThanOrEqualTo(2);
    assertThat(counted.commits.get()).isLessThanOrEqualTo(1);
  }

  @Test
  void givenRoom_whenAThousandAsk_thenAFewStatements() throws Exception {
    CountedStatements counted = new CountedStatements();
    LimitRequests limits =
        requests(
            desk(database.anotherUnitOfWork(counted), InstantSource.system()),
            Quota.perWindow(10_000, Duration.ofMinutes(1)));
    for (int i = 0; i < 1_000; i++) {
      assertThat(limits.count(KEY).orElseThrow().admitted()).isTrue();
    }
    assertThat(counted.executions.get()).as("chunks of 500").isLessThanOrEqualTo(8);
  }

  private PaymentRequest request() {
    return Samples.electricity(new UUID(3, 3), Optional.empty());
  }

  @Test
  void givenTwoNodes_whenOneCustomerAsksForMore_thenAtMostATwentiethBeyondTheLimit()
      throws Exception {
    List<LimitCustomers> nodes = List.of(customers(desk(), 100), customers(desk(), 100));
    int through =
        hammer(
            nodes.stream().map(n -> (BooleanSupplier) () -> n.count(request()).isEmpty()).toList(),
            100);
    assertThat(through).isBetween(100, 105);
    assertThat(nodes.get(0).count(request()).orElseThrow().in())
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(customers(desk(), 100).count(Samples.airtime(new UUID(4, 4))))
        .as("another partner's customer of the same phone")
        .isEmpty();
  }

  @Test
  void givenFewPayments_whenCounted_thenNoStatementAtAll() {
    CountedStatements counted = new CountedStatements();
    LimitCustomers limits =
        customers(desk(database.anotherUnitOfWork(counted), InstantSource.system()), 100);
    for (int i = 0; i < 5; i++) {
      assertThat(limits.count(request())).isEmpty();
    }
    assertThat(counted.executions).hasValue(0);
    assertThat(limits.count(request())).isEmpty();
    assertThat(counted.executions.get()).isGreaterThan(0);
    assertThat(database.number("select counts[1] from permit_count where kind = 'customer'"))
        .as("the five before, and a chunk")
        .isEqualTo(10);
    assertThat(database.rows("select name from permit_count").get(0).get("name").toString())
        .matches("[0-9a-f]{64}");
  }

  @Test
  void givenTwoNodes_whenAProviderIsAsked_thenTogetherNotMoreThanTheLimitAndRequeriesCount()
      throws Exception {
    Quota quota = Quota.inAny(100, HOUR);
    LimitProviders one = new LimitProviders(desk());
    LimitProviders other = new LimitProviders(desk());
    for (int i = 0; i < 30; i++) {
      one.note(ACME, quota);
    }
    int through =
        hammer(
            List.of(one, other).stream()
                .map(
                    n ->
                        (BooleanSupplier)
                            () -> {
                              n.stock(ACME, quota);
                              return n.take(ACME, quota) == PermitLease.Answer.TAKEN;
                            })
                .toList(),
            100);
    // what one has used without permits it tells when it asks first; the other may be faster
    assertThat(through).isBetween(70, 100);
    assertThat(database.number("select counts[1] + coalesce(counts[2], 0) from permit_count"))
        .isEqualTo(through + 30L);
    assertThat(one.roomAt(ACME, quota)).isPresent();
    assertThat(other.roomAt(ACME, quota)).isPresent();
  }

  @Test
  void givenAnIdleCount_whenPruned_thenRemovedAndBeginsAnew() throws Exception {
    Quota quota = Quota.inAny(1, HOUR);
    LimitRequests limits = requests(desk(), quota);
    assertThat(limits.count(KEY).orElseThrow().admitted()).isTrue();
    UnitOfWork tx = database.unitOfWork();
    JpaPermitCounts counts = new JpaPermitCounts(Samples.HASH);
    assertThat(tx.<Integer>call(() -> counts.prune(Duration.ofHours(3), 10))).isZero();
    database.byHand("update permit_count set used_at = used_at - interval '4 hours'");
    assertThat(tx.<Integer>call(() -> counts.prune(Duration.ofHours(3), 10))).isEqualTo(1);
    assertThat(requests(desk(), quota).count(KEY).orElseThrow().admitted()).isTrue();
  }
}
