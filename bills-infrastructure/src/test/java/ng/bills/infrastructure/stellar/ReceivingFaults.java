package ng.bills.infrastructure.stellar;

import static ng.bills.infrastructure.stellar.StellarRow.End.DELIVERED;
import static ng.bills.infrastructure.stellar.StellarRow.End.DELIVERED_AND_REFUNDED;
import static ng.bills.infrastructure.stellar.StellarRow.End.WITH_A_PERSON;
import static ng.bills.infrastructure.stellar.StellarStand.TOTAL;
import static ng.bills.infrastructure.stellar.StellarWorld.naira;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import ng.bills.application.memory.MemoryWorld.NodeDied;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.horizon.PayOrder;
import org.junit.jupiter.params.provider.Arguments;
import org.stellar.sdk.Memo;

/** Every fault of Horizon while the exact amount arrives: facts/stellar.md §7.4 and §9. */
final class ReceivingFaults {

  private static final String ROOT = "/";
  private static final String PAYMENTS = "/accounts/[^/]+/payments";
  private static final String TRANSACTIONS = "/transactions/.*";

  private ReceivingFaults() {}

  /** The fault is there for two looks. */
  static List<StellarCase> answers() {
    List<StellarCase> cases = new ArrayList<>();
    for (Arguments fault : HorizonFundsFeedTest.faultsOfReading().toList()) {
      String name = (String) fault.get()[0];
      for (String path : List.of(ROOT, PAYMENTS)) {
        cases.add(
            StellarCase.of(
                name + (path.equals(ROOT) ? ", asked about itself" : ", asked for payments"),
                DELIVERED,
                s -> {
                  if (name.equals("slow") || name.equals("trickle")) {
                    s.impatient();
                  }
                  s.pay(s.of(TOTAL));
                  s.fault("GET", path, rule(fault.get()[1]));
                  s.looksTwiceInVain();
                  s.net.sandbox.faults().clear();
                  s.net.connectByItsClock(s.net.settings.timing(), HorizonClient.MAX_BODY_BYTES);
                  s.takeIn();
                }));
      }
    }
    cases.add(
        StellarCase.of(
            "429 with Retry-After of 30 s",
            DELIVERED,
            s -> {
              s.pay(s.of(TOTAL));
              s.fault(
                  "GET",
                  PAYMENTS,
                  r ->
                      r.times(1)
                          .effect(
                              "problem",
                              Map.of(
                                  "status",
                                  429,
                                  "type",
                                  "rate_limit_exceeded",
                                  "retryAfter",
                                  "30")));
              s.takeIn();
            }));
    return cases;
  }

  @SuppressWarnings("unchecked")
  private static UnaryOperator<FaultRule> rule(Object argument) {
    return (UnaryOperator<FaultRule>) argument;
  }

  static List<StellarCase> contents() {
    List<StellarCase> cases = new ArrayList<>();
    cases.add(
        StellarCase.of(
            "Horizon is three ledgers behind",
            DELIVERED,
            s -> {
              s.net.sandbox.lag(3);
              s.pay(s.of(TOTAL));
              s.takeIn();
              s.net.sandbox.lag(0);
            }));
    cases.add(
        StellarCase.of(
            "Horizon ignores the position and begins with older records",
            DELIVERED,
            s -> {
              s.pay(s.of(TOTAL));
              s.takeIn();
              s.fault("GET", PAYMENTS, r -> r.effect("cursor-ignored"));
            }));
    cases.add(
        StellarCase.of(
            "Horizon has forgotten the position (gap) and shows later money, until it has its history",
            DELIVERED_AND_REFUNDED,
            s -> {
              s.pay(s.of(TOTAL));
              s.net.sandbox.tick(5);
              s.net.sandbox.elder(s.net.sandbox.state().ingestedLedger() - 1);
              // who reads this has lost what was paid before
              s.pay(s.of(70).memo(Memo.none()));
              s.looksTwiceInVain();
              s.net.sandbox.elder(1);
              s.takeIn();
            }));
    cases.add(
        StellarCase.of(
            "the record comes without its transaction",
            DELIVERED,
            s -> {
              s.pay(s.of(TOTAL));
              s.fault("GET", PAYMENTS, r -> without(r, "transaction"));
              s.takeIn();
            }));
    cases.add(
        StellarCase.of(
            "the same, and the transaction cannot be asked for",
            DELIVERED,
            s -> {
              s.pay(s.of(TOTAL));
              s.fault("GET", PAYMENTS, r -> without(r, "transaction"));
              String id = s.fault("GET", TRANSACTIONS, r -> r.effect("html502"));
              s.looksTwiceInVain();
              s.net.sandbox.faults().remove(id);
              s.takeIn();
            }));
    for (String field : List.of("amount", "to", "from", "asset_code", "transaction_hash")) {
      cases.add(poison("a record without " + field + " before ours", r -> without(r, field)));
    }
    cases.add(
        poison(
            "a record of an unknown kind before ours",
            r -> r.effect("poison-record", Map.of("kind", "unknown-type", "index", 0))));
    cases.add(
        poison(
            "a record of 300 kB before ours",
            r -> r.effect("poison-record", Map.of("kind", "huge", "bytes", 300_000, "index", 0))));
    return cases;
  }

  private static FaultRule without(FaultRule rule, String field) {
    return rule.effect(
        "poison-record", Map.of("kind", "missing-field", "field", field, "index", 0));
  }

  /** Somebody's 70 cNGN in a record that nobody can read, then our money. */
  private static StellarCase poison(String name, UnaryOperator<FaultRule> how) {
    return StellarCase.of(
        name,
        WITH_A_PERSON,
        s -> {
          s.net.connectByItsClock(s.net.settings.timing(), 200_000);
          String position = s.net.feed.firstPosition();
          s.pay(s.of(70).memo(Memo.none()));
          s.pay(s.of(TOTAL));
          s.unread = naira(70);
          s.fault(
              "GET",
              PAYMENTS,
              r -> how.apply(r).matching(q -> q.query("cursor").orElse("").equals(position)));
          s.takeIn();
        });
  }

  /** The stream is a hint: what it does to us is nothing. */
  static List<StellarCase> streams() {
    List<StellarCase> cases = new ArrayList<>();
    HorizonStreamTest.troubles()
        .forEach(
            trouble ->
                cases.add(stream("stream: " + trouble.get()[0], true, rule(trouble.get()[1]))));
    cases.add(stream("stream: silent", false, r -> r.effect("sse-silence", Map.of("after", 0))));
    return cases;
  }

  private static StellarCase stream(String name, boolean hinted, UnaryOperator<FaultRule> how) {
    return StellarCase.of(
        name,
        DELIVERED,
        s -> {
          Semaphore hints = new Semaphore(0);
          try (HorizonStream stream =
              new HorizonStream(s.net.client, s.net.settings, HorizonStreamTest.QUICK)) {
            s.fault("GET", PAYMENTS, r -> how.apply(r).times(1));
            stream.start(hints::release);
            s.pay(s.of(TOTAL));
            if (hinted) {
              assertThat(hints.tryAcquire(10, TimeUnit.SECONDS)).as("a hint comes").isTrue();
            }
            s.net.sandbox.faults().clear();
            s.takeIn();
          }
        });
  }

  static List<StellarCase> crowdsAndDeaths() {
    List<StellarCase> cases = new ArrayList<>();
    cases.add(
        StellarCase.of(
            "211 receipts in one ledger, ten readers at once",
            DELIVERED_AND_REFUNDED,
            s -> {
              List<PayOrder> orders = new ArrayList<>();
              for (int operations : List.of(100, 100, 10)) {
                orders.add(
                    PayOrder.of(
                            s.somebody("crowd-" + orders.size()).account(),
                            s.net.wallet.account(),
                            s.net.asset,
                            naira(1))
                        .operations(operations));
              }
              orders.add(s.of(TOTAL));
              s.net.sandbox.payAll(orders);
              s.net.sandbox.tick();
              tenReaders(s);
            }));
    // read the position, store the page
    for (int commit = 1; commit <= 2; commit++) {
      int n = commit;
      cases.add(death("node dies before commit " + n + " of the intake", n, 0));
      cases.add(death("node dies after commit " + n + " of the intake", 0, n));
    }
    return cases;
  }

  private static void tenReaders(StellarStand s) throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(10);
    try {
      Callable<Integer> read = s.system.takeInFunds::takeIn;
      int taken = 0;
      for (Future<Integer> one :
          readers.invokeAll(Stream.generate(() -> read).limit(10).toList(), 60, TimeUnit.SECONDS)) {
        taken += one.get();
      }
      assertThat(taken).isEqualTo(211);
    } finally {
      readers.shutdownNow();
    }
  }

  private static StellarCase death(String name, int before, int after) {
    return StellarCase.of(
        name,
        DELIVERED,
        s -> {
          s.pay(s.of(TOTAL));
          s.system.world.dieAt(before, after);
          boolean died = false;
          try {
            s.system.takeInFunds.takeIn();
          } catch (NodeDied e) {
            died = true;
          }
          assertThat(died).as("the node dies").isTrue();
          s.system.world.restart();
          s.pass(Duration.ofSeconds(1));
        });
  }
}
