package ng.bills.infrastructure.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.RefundState;
import ng.bills.domain.refund.SignedRefund;
import ng.bills.infrastructure.health.FundsIntake;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.horizon.HorizonSandbox;
import ng.bills.sandbox.horizon.PayOrder;

/**
 * The real use cases and stages over the real adapters and a Horizon on loopback, with one payment
 * of 1,000 naira (1,030 with the fee) that waits for its money. Time stands still unless it is
 * moved; a ledger closes with every step, and one with every refund that is submitted.
 */
final class StellarStand implements AutoCloseable {

  static final long BILL = 1_000;
  static final long TOTAL = 1_030;

  /** What a slow answer is waited for in cases of slow answers; else the wait is generous. */
  static final StellarSettings.Timing IMPATIENT = timing(Duration.ofMillis(700));

  private static final StellarSettings.Timing PATIENT = timing(Duration.ofSeconds(10));
  private static final Duration TICK = Duration.ofSeconds(5);
  private static final int MAX_STEPS = 150;

  final StellarWorld net;
  final TestSystem system;
  final Payment payment;
  final FundsIntake intake;
  final long walletAtFirst;

  /** What happens, once, after a refund is signed and stored and before it is submitted. */
  Runnable beforeSubmission = () -> {};

  /** The same after it was submitted and before the answer is recorded. */
  Runnable afterSubmission = () -> {};

  /** Cuts in before the feed is read. */
  Runnable beforeReading = () -> {};

  /** The timer's reader does not come back. */
  boolean pollsHang;

  /** Arrived, but set aside unread: not in the books until a person has looked. */
  long unread;

  /** At which look the first money was read; 0 where a case does not count. */
  int readAtLook;

  private int looks;
  private final List<String> submitted = new ArrayList<>();

  StellarStand() {
    this(Duration.ofSeconds(5));
  }

  /**
   * @param horizonWaits how long Horizon waits for a ledger before it answers a submission with 504
   */
  StellarStand(Duration horizonWaits) {
    net = StellarWorld.shaped(s -> s.withManualTicks().withSubmitTimeout(horizonWaits));
    net.connectByItsClock(PATIENT, HorizonClient.MAX_BODY_BYTES);
    system =
        new TestSystem(
            7,
            TestSystem.routing("vtpass"),
            memory -> new TestSystem.Ledger(new Feed(), new Sender(), net.cngn()),
            "vtpass");
    // behind the ledgers in which the network was set up
    system.world.pass(
        Duration.between(system.world.instant(), StellarWorld.START.plusSeconds(120)));
    pass(Duration.ZERO);
    payment = system.request(TestSystem.electricity(BILL));
    system.takeInFunds.takeIn(); // stores where reading begins
    looks = 0;
    walletAtFirst = wallet();
    intake =
        new FundsIntake(
            new FundsFreshness(net.client, net.settings, system.world), system.intakeWatch);
  }

  private static StellarSettings.Timing timing(Duration patience) {
    return new StellarSettings.Timing(
        Duration.ofSeconds(5),
        patience,
        patience,
        StellarSettings.Timing.STANDARD.rootAge(),
        StellarSettings.Timing.STANDARD.refundValidity());
  }

  void impatient() {
    net.connectByItsClock(IMPATIENT, HorizonClient.MAX_BODY_BYTES);
  }

  // ---------------------------------------------------------------------------------- customers

  String memo() {
    return "BILL-" + payment.reference().value();
  }

  /** So much from our customer, with the right memo. */
  PayOrder of(long naira) {
    return PayOrder.of(
            net.customer.account(), net.wallet.account(), net.asset, StellarWorld.naira(naira))
        .memo(memo());
  }

  /** Pays, and closes a ledger. */
  String pay(PayOrder order) {
    String hash = net.sandbox.pay(order);
    net.sandbox.tick();
    return hash;
  }

  HorizonSandbox.Named somebody(String name) {
    return net.sandbox.customer(name, net.asset, StellarWorld.naira(100_000));
  }

  String fault(String method, String path, UnaryOperator<FaultRule> how) {
    return net.fault(method, path, how);
  }

  // --------------------------------------------------------------------------------------- time

  void pass(Duration time) {
    system.world.pass(time);
    net.clock(system.world.instant());
    net.sandbox.tick();
  }

  /** Five seconds, one ledger, and everything the timers do. */
  void step() {
    pass(TICK);
    system.tick();
  }

  /** Five seconds, one ledger, and the refund stage only, so often. */
  void refundSteps(int times) {
    for (int i = 0; i < times; i++) {
      pass(TICK);
      system.refund.tick();
    }
  }

  /** Looks every five seconds until a receipt is stored or a record is set aside. */
  void takeIn() {
    for (int i = 0; i < 30; i++) {
      system.takeInFunds.takeIn();
      if (!system.world.matches().isEmpty() || !system.world.quarantined().isEmpty()) {
        readAtLook = looks;
        return;
      }
      pass(TICK);
    }
    throw new AssertionError("nothing was read: " + system.takeInFunds.status());
  }

  /** Looks twice and finds nothing. */
  void looksTwiceInVain() {
    for (int i = 0; i < 2; i++) {
      assertThat(system.takeInFunds.takeIn()).isZero();
      pass(TICK);
    }
  }

  /** Until nothing more is to be done, and a while longer. */
  void settle() {
    for (int i = 0; i < MAX_STEPS && !rests(); i++) {
      step();
    }
    assertThat(rests()).as("comes to rest: %s", system.world.allRefunds()).isTrue();
    // whoever is late must not change it any more; and the window of what nobody paid closes
    pass(Duration.ofMinutes(11));
    for (int i = 0; i < 4; i++) {
      step();
    }
    assertThat(rests()).as("stays at rest").isTrue();
  }

  private boolean rests() {
    Payment now = system.now(payment.id());
    boolean open =
        switch (now.state()) {
          case COMPLETED, REFUNDED, EXPIRED, PENDING_PAYMENT -> false;
          default -> now.review().isEmpty();
        };
    return !open
        && system.world.allRefunds().stream()
            .allMatch(r -> r.state() == RefundState.CONFIRMED || r.state() == RefundState.BLOCKED);
  }

  PaymentState state() {
    return system.stateOf(payment);
  }

  // -------------------------------------------------------------------------------------- truth

  long wallet() {
    return net.sandbox.balance(net.wallet.account(), net.asset);
  }

  /** How often a refund's transaction was submitted, each time the same bytes. */
  long submissions(Refund refund) {
    Set<String> hashes = new LinkedHashSet<>();
    refund.attempts().forEach(a -> hashes.add(a.signed().hash()));
    return submitted.stream().filter(hashes::contains).count();
  }

  @Override
  public void close() {
    net.close();
  }

  // ------------------------------------------------------------------------------------ adapters

  private final class Feed implements FundsFeed {
    @Override
    public String name() {
      return net.feed.name();
    }

    @Override
    public String firstPosition() {
      return net.feed.firstPosition();
    }

    @Override
    public Reading after(String position) {
      system.world.outside();
      looks++;
      beforeReading.run();
      return net.feed.after(position);
    }
  }

  private final class Sender implements RefundSender {
    @Override
    public String sourceAccount() {
      return net.sender.sourceAccount();
    }

    @Override
    public Preparation prepare(RefundOrder order) {
      system.world.outside();
      return net.sender.prepare(order);
    }

    @Override
    public RefundOutcome submit(SignedRefund signed) {
      system.world.outside();
      once(() -> beforeSubmission, () -> beforeSubmission = () -> {});
      submitted.add(signed.hash());
      RefundOutcome outcome = withALedger(() -> net.sender.submit(signed));
      once(() -> afterSubmission, () -> afterSubmission = () -> {});
      return outcome;
    }

    @Override
    public RefundOutcome lookUp(SignedRefund signed) {
      system.world.outside();
      return net.sender.lookUp(signed);
    }
  }

  private static void once(Supplier<Runnable> hook, Runnable forget) {
    Runnable now = hook.get();
    forget.run();
    now.run();
  }

  /** Exactly one ledger closes: as soon as something waits for one, else after the answer. */
  private RefundOutcome withALedger(Supplier<RefundOutcome> submission) {
    AtomicBoolean answered = new AtomicBoolean();
    CompletableFuture<Void> ledger =
        CompletableFuture.runAsync(
            () -> {
              while (!answered.get() && net.sandbox.state().queued() == 0) {
                LockSupport.parkNanos(200_000);
              }
              net.sandbox.tick();
            },
            task -> new Thread(task, "ledger").start());
    try {
      return submission.get();
    } finally {
      answered.set(true);
      ledger.join();
    }
  }
}
