package ng.bills.infrastructure.stellar;

import static ng.bills.infrastructure.stellar.StellarRow.End.REFUNDED;
import static ng.bills.infrastructure.stellar.StellarRow.End.WITH_A_PERSON;
import static ng.bills.infrastructure.stellar.StellarWorld.naira;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import ng.bills.application.memory.MemoryWorld.NodeDied;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.horizon.HorizonSandbox;
import ng.bills.sandbox.horizon.PayOrder;
import org.stellar.sdk.AccountMergeOperation;
import org.stellar.sdk.ManageDataOperation;

/** Every fault of Horizon while 500 cNGN go back: facts/stellar.md §3.6, §7.4 and §9. */
final class RefundingFaults {

  private static final String SUBMISSIONS = "/transactions";
  private static final String LOOKS = "/|/transactions/.*|/accounts/.*";
  private static final String BUILDING = "/|/accounts/.*|/fee_stats";

  /** Longer than a refund's transaction is valid. */
  private static final Duration TIME_OVER =
      StellarSettings.Timing.STANDARD.refundValidity().plusSeconds(30);

  private RefundingFaults() {}

  /** Half the money is there: all of it is owed back. */
  private static void owed(StellarStand s) {
    s.pay(s.of(500));
    s.takeIn();
    s.readAtLook = 0;
  }

  static List<StellarCase> submissions() {
    List<StellarCase> cases = new ArrayList<>();
    RefundFaultsTest.submissions()
        .forEach(
            fault ->
                cases.add(
                    StellarCase.of(
                            (String) fault.get()[0],
                            REFUNDED,
                            s -> {
                              impatient(s, (String) fault.get()[0]);
                              owed(s);
                              s.fault(
                                  "POST", SUBMISSIONS, r -> rule(fault.get()[3]).apply(r).times(1));
                              s.system.refund.tick();
                            })
                        .withHastyHorizon()));
    for (String code :
        List.of(
            "tx_insufficient_fee",
            "tx_insufficient_balance",
            "tx_bad_auth",
            "tx_internal_error",
            "tx_no_source_account",
            "tx_bad_seq")) {
      cases.add(
          StellarCase.of(
              code + " by word, twice",
              REFUNDED,
              s -> {
                owed(s);
                s.fault(
                    "POST", SUBMISSIONS, r -> r.times(2).effect("result", Map.of("code", code)));
                s.refundSteps(3);
              }));
    }
    return cases;
  }

  private static void impatient(StellarStand s, String fault) {
    if (fault.equals("slow") || fault.equals("trickle")) {
      s.impatient();
    }
  }

  @SuppressWarnings("unchecked")
  private static UnaryOperator<FaultRule> rule(Object argument) {
    return (UnaryOperator<FaultRule>) argument;
  }

  /** The same faults on every question, for two steps of the stage. */
  private static Map<String, UnaryOperator<FaultRule>> questions() {
    Map<String, UnaryOperator<FaultRule>> faults = new LinkedHashMap<>();
    RefundFaultsTest.looks()
        .forEach(fault -> faults.put((String) fault.get()[1], rule(fault.get()[2])));
    return faults;
  }

  static List<StellarCase> looksAfterItWasApplied() {
    List<StellarCase> cases = new ArrayList<>();
    questions()
        .forEach(
            (name, rule) ->
                cases.add(
                    StellarCase.of(
                        "504 though applied, then " + name,
                        REFUNDED,
                        s -> {
                          impatient(s, name);
                          owed(s);
                          s.fault(
                              "POST", SUBMISSIONS, r -> r.times(1).effect("timeout504-applied"));
                          s.system.refund.tick();
                          spoiltFor(s, LOOKS, rule);
                        })));
    cases.add(
        behind(
            "504 though applied, and Horizon is three ledgers behind", 3, s -> s.refundSteps(2)));
    cases.add(
        behind(
            "504 though applied, and Horizon stands still until its time is long over",
            1_000,
            s -> {
              s.pass(TIME_OVER);
              s.refundSteps(3);
            }));
    return cases;
  }

  /**
   * Applied, and not to be found: Horizon shows an older ledger, where our sequence is free too.
   */
  private static StellarCase behind(String name, int ledgers, Consumer<StellarStand> meanwhile) {
    return StellarCase.of(
        name,
        REFUNDED,
        s -> {
          owed(s);
          s.fault("POST", SUBMISSIONS, r -> r.times(1).effect("timeout504-applied"));
          s.net.sandbox.lag(ledgers);
          s.system.refund.tick();
          meanwhile.accept(s);
          s.net.sandbox.lag(0);
        });
  }

  static List<StellarCase> looksAfterItWasLost() {
    List<StellarCase> cases = new ArrayList<>();
    questions()
        .forEach(
            (name, rule) ->
                cases.add(
                    StellarCase.of(
                            "never included; when its time is over " + name,
                            REFUNDED,
                            s -> {
                              impatient(s, name);
                              owed(s);
                              s.fault("POST", SUBMISSIONS, r -> r.times(1).effect("drop"));
                              s.system.refund.tick();
                              s.pass(TIME_OVER);
                              spoiltFor(s, LOOKS, rule);
                            })
                        .withHastyHorizon()));
    return cases;
  }

  static List<StellarCase> building() {
    List<StellarCase> cases = new ArrayList<>();
    questions()
        .forEach(
            (name, rule) ->
                cases.add(
                    StellarCase.of(
                        "before anything is signed: " + name,
                        REFUNDED,
                        s -> {
                          impatient(s, name);
                          owed(s);
                          spoiltFor(s, BUILDING, rule);
                        })));
    cases.add(
        StellarCase.of(
            "our wallet is frozen by the issuer for a while",
            REFUNDED,
            s -> {
              owed(s);
              s.net.sandbox.authorize(s.net.wallet.account(), s.net.asset, false);
              s.refundSteps(3);
              s.net.sandbox.authorize(s.net.wallet.account(), s.net.asset, true);
            }));
    return cases;
  }

  private static void spoiltFor(StellarStand s, String path, UnaryOperator<FaultRule> rule) {
    s.fault("GET", path, rule);
    s.refundSteps(2);
    s.net.sandbox.faults().clear();
  }

  static List<StellarCase> betweenSigningAndLedger() {
    return List.of(
        meanwhile(
            "the payer takes the trust line away (op_no_trust)",
            WITH_A_PERSON,
            (s, bola) -> s.net.sandbox.trust(bola.account(), s.net.asset, 0)),
        meanwhile(
            "the issuer freezes the payer (op_not_authorized)",
            WITH_A_PERSON,
            (s, bola) -> s.net.sandbox.authorize(bola.account(), s.net.asset, false)),
        meanwhile(
            "the payer's line becomes too small (op_line_full)",
            WITH_A_PERSON,
            (s, bola) -> s.net.sandbox.trust(bola.account(), s.net.asset, naira(1))),
        meanwhile(
            "the payer closes the account (op_no_destination)",
            WITH_A_PERSON,
            (s, bola) -> {
              s.net.sandbox.trust(bola.account(), s.net.asset, 0);
              s.net.sandbox.decree(
                  bola.account(),
                  new AccountMergeOperation.Builder(s.net.customer.account()).build());
            }),
        StellarCase.of(
            "the issuer freezes our wallet for a while (op_src_not_authorized)",
            REFUNDED,
            s -> {
              owed(s);
              s.beforeSubmission =
                  () -> s.net.sandbox.authorize(s.net.wallet.account(), s.net.asset, false);
              s.refundSteps(3);
              s.net.sandbox.authorize(s.net.wallet.account(), s.net.asset, true);
            }),
        StellarCase.of(
            "the validators freeze our wallet for a while (tx_frozen_key_accessed)",
            REFUNDED,
            s -> {
              owed(s);
              s.beforeSubmission = () -> s.net.sandbox.freeze(s.net.wallet.account(), true);
              s.refundSteps(3);
              s.net.sandbox.freeze(s.net.wallet.account(), false);
            }),
        StellarCase.of(
            "another transaction uses our sequence number (tx_bad_seq)",
            REFUNDED,
            s -> {
              owed(s);
              s.beforeSubmission =
                  () ->
                      s.net.sandbox.decree(
                          s.net.wallet.account(),
                          new ManageDataOperation.Builder("x", new byte[] {1}).build());
            }),
        StellarCase.of(
                "the first of two refunds is never included",
                REFUNDED,
                s -> {
                  s.fault("POST", SUBMISSIONS, r -> r.times(1).effect("drop"));
                  owed(s);
                  s.pay(s.of(70));
                })
            .withHastyHorizon());
  }

  /** Somebody who pays all the cNGN there is in the account. */
  private static StellarCase meanwhile(
      String name, StellarRow.End end, BiConsumer<StellarStand, HorizonSandbox.Named> what) {
    return StellarCase.of(
        name,
        end,
        s -> {
          HorizonSandbox.Named bola = s.net.sandbox.customer("bola", s.net.asset, naira(500));
          s.pay(
              PayOrder.of(bola.account(), s.net.wallet.account(), s.net.asset, naira(500))
                  .memo(s.memo()));
          s.beforeSubmission = () -> what.accept(s, bola);
        });
  }

  static List<StellarCase> deaths() {
    List<StellarCase> cases = new ArrayList<>();
    // claim, take the lane, store what was signed, record the answer
    for (int commit = 1; commit <= 4; commit++) {
      int n = commit;
      cases.add(death("node dies before commit " + n + " of the refund", s -> dieAt(s, n, 0)));
      cases.add(death("node dies after commit " + n + " of the refund", s -> dieAt(s, 0, n)));
    }
    cases.add(
        death("node dies just before it submits", s -> s.beforeSubmission = RefundingFaults::die));
    cases.add(
        death("node dies just after it submitted", s -> s.afterSubmission = RefundingFaults::die));
    return cases;
  }

  private static void dieAt(StellarStand s, int before, int after) {
    s.system.world.dieAt(before, after);
  }

  private static void die() {
    throw new NodeDied();
  }

  private static StellarCase death(String name, Consumer<StellarStand> when) {
    return StellarCase.of(
        name,
        REFUNDED,
        s -> {
          owed(s);
          when.accept(s);
          boolean died = false;
          try {
            s.system.refund.tick();
          } catch (NodeDied e) {
            died = true;
          }
          assertThat(died).as("the node dies").isTrue();
          s.system.world.restart();
        });
  }
}
