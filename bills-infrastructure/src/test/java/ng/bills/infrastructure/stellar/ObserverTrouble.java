package ng.bills.infrastructure.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Ways in which arriving money is not seen. The funds timer fires every ten seconds and somebody
 * asks for readiness every five, by a clock that is set.
 *
 * @param name in words
 * @param begin makes it so
 * @param mend ends it; null where only another network could
 * @param within how many seconds it may take until readiness is DOWN
 */
record ObserverTrouble(
    String name, Consumer<StellarStand> begin, Consumer<StellarStand> mend, int within) {

  private static final String PAYMENTS = "/accounts/[^/]+/payments";
  private static final int A_MINUTE = 60;
  private static final int STEP = 5;
  private static final int POLL = 10;

  static List<ObserverTrouble> all() {
    return List.of(
        new ObserverTrouble(
            "the reader hangs", s -> s.pollsHang = true, s -> s.pollsHang = false, A_MINUTE),
        new ObserverTrouble(
            "the reader breaks off with an error every time",
            s ->
                s.beforeReading =
                    () -> {
                      throw new IllegalStateException("what this says may be secret");
                    },
            s -> s.beforeReading = () -> {},
            A_MINUTE),
        new ObserverTrouble(
            "pages cannot be read, though Horizon's root looks well",
            s ->
                s.fault(
                    "GET",
                    PAYMENTS,
                    r -> r.effect("problem", Map.of("status", 503, "type", "stale_history"))),
            s -> s.net.sandbox.faults().clear(),
            A_MINUTE),
        new ObserverTrouble(
            "Horizon closes every connection",
            s -> s.fault("GET", ".*", r -> r.effect("reset-before")),
            s -> s.net.sandbox.faults().clear(),
            A_MINUTE),
        new ObserverTrouble(
            "Horizon wants silence for ten minutes (429)",
            s ->
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
                                    "600"))),
            s -> s.system.world.pass(Duration.ofMinutes(10)),
            A_MINUTE),
        new ObserverTrouble(
            "gap: our position is older than Horizon's history",
            s -> {
              s.net.sandbox.tick(2);
              s.net.sandbox.elder(s.net.sandbox.state().ingestedLedger());
            },
            s -> s.net.sandbox.elder(1),
            A_MINUTE),
        new ObserverTrouble(
            "wrong network: another passphrase",
            s -> s.net.sandbox.resetNetwork("Another Network ; 2026"),
            null,
            A_MINUTE),
        new ObserverTrouble(
            "the network was reset: the same passphrase, but ledgers we have not read",
            s -> s.net.sandbox.resetNetwork(null),
            null,
            A_MINUTE),
        new ObserverTrouble(
            "Horizon's newest ledger stands still (down after two minutes, by the book)",
            s -> s.net.sandbox.lag(1_000),
            s -> s.net.sandbox.lag(0),
            125));
  }

  /** One line of the table: how long it took, and why the health answer says it is down. */
  String line() {
    try (StellarStand stand = new StellarStand()) {
      run(stand, 30, true);
      // some ledgers on, so that the position is not that of a young network
      for (int ledger = 0; ledger < 40; ledger++) {
        stand.pass(Duration.ofSeconds(STEP));
      }
      stand.pay(stand.of(StellarStand.TOTAL));
      run(stand, 30, true);
      begin.accept(stand);
      int down = run(stand, within, false);
      String reason = stand.intake.look().data().get("reason");
      assertThat(reason).as(name).isNotBlank().doesNotContain("secret");
      String back = "not by itself";
      if (mend != null) {
        mend.accept(stand);
        back = "up after " + run(stand, A_MINUTE, true) + " s";
        assertThat(stand.intake.look().data()).doesNotContainKey("reason");
      }
      String shown =
          reason
              .replaceAll("(?<=ledger |ledger is |history begins with ledger )\\d+", "N")
              .replaceAll("\\d{2,} s\\b", "N s");
      return "| " + String.join(" | ", name, down + " s", shown, back) + " |\n";
    }
  }

  /**
   * Lets time pass until readiness is as wanted.
   *
   * @return how many seconds it took
   */
  private int run(StellarStand stand, int atMost, boolean wanted) {
    for (int seconds = 0; seconds <= atMost; seconds += STEP) {
      if (seconds % POLL == 0 && !stand.pollsHang) {
        try {
          stand.system.takeInFunds.takeIn();
        } catch (IllegalStateException e) {
          // the timer logs it and fires again
        }
      }
      if (stand.intake.look().up() == wanted) {
        return seconds;
      }
      stand.pass(Duration.ofSeconds(STEP));
    }
    throw new AssertionError(
        name + ": readiness is not " + (wanted ? "UP" : "DOWN") + " within " + atMost + " s");
  }
}
