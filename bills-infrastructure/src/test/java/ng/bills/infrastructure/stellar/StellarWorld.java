package ng.bills.infrastructure.stellar;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.SignedRefund;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.horizon.HorizonSandbox;
import ng.bills.sandbox.horizon.HorizonSettings;

/** A network with our cNGN, our wallet and a customer, and the adapters on its Horizon. */
final class StellarWorld implements AutoCloseable {

  static final Instant START = Instant.parse("2026-08-20T10:00:00Z");
  static final PaymentReference REFERENCE = PaymentReference.ofRandom(new byte[10]);
  static final String MEMO = "BILL-" + REFERENCE.value();
  static final StellarSettings.Timing QUICK =
      new StellarSettings.Timing(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(6),
          Duration.ofSeconds(60));

  private Instant now = START;
  final HorizonSandbox sandbox;
  final HorizonSandbox.Named issuer;
  final HorizonSandbox.Named wallet;
  final HorizonSandbox.Named customer;
  final String asset;
  StellarSettings settings;
  HorizonClient client;
  HorizonFundsFeed feed;
  StellarRefundSender sender;

  private StellarWorld(UnaryOperator<HorizonSettings> shape, StellarSettings.Timing timing) {
    sandbox =
        HorizonSandbox.start(
            shape.apply(
                HorizonSettings.defaults()
                    .withSubmitTimeout(Duration.ofMillis(150))
                    .withClock(() -> now)));
    issuer = sandbox.issuer("cNGN", "auth_revocable");
    asset = sandbox.asset("cNGN");
    wallet = sandbox.createAccount(HorizonSandbox.SYSTEM_WALLET, naira(1_000));
    sandbox.trust(wallet.account(), asset);
    sandbox.mint(asset, wallet.account(), naira(1_000_000));
    customer = sandbox.customer("ada", asset, naira(1_000_000));
    connect(timing);
  }

  /** Ledgers close by hand only, and the clock stands still. */
  static StellarWorld byHand() {
    return new StellarWorld(HorizonSettings::withManualTicks, QUICK);
  }

  /** A ledger every 50 ms; each is one second later than the one before. */
  static StellarWorld byItself() {
    return new StellarWorld(
        shape ->
            shape.withCloseTime(Duration.ofMillis(50)).withSubmitTimeout(Duration.ofMillis(400)),
        QUICK);
  }

  static StellarWorld shaped(UnaryOperator<HorizonSettings> shape) {
    return new StellarWorld(shape, QUICK);
  }

  void connect(StellarSettings.Timing timing) {
    connect(timing, HorizonClient.MAX_BODY_BYTES);
  }

  void connect(StellarSettings.Timing timing, int maxBodyBytes) {
    connect(timing, maxBodyBytes, System::nanoTime);
  }

  /** As {@link #connect}, and the adapters count their waits by the clock of this world. */
  void connectByItsClock(StellarSettings.Timing timing, int maxBodyBytes) {
    connect(timing, maxBodyBytes, () -> now.getEpochSecond() * 1_000_000_000L + now.getNano());
  }

  private void connect(StellarSettings.Timing timing, int maxBodyBytes, LongSupplier nanos) {
    if (client != null) {
      client.close();
    }
    settings =
        StellarSettings.of(
                sandbox.baseUrl(),
                HorizonSettings.PASSPHRASE,
                wallet.secret().toCharArray(),
                "cNGN",
                issuer.account(),
                "now")
            .with(timing);
    client = new HorizonClient(settings, maxBodyBytes, nanos);
    feed = new HorizonFundsFeed(client, settings, nanos);
    sender = new StellarRefundSender(client, settings);
  }

  Asset cngn() {
    return settings.cngn();
  }

  /** The moment the next ledger closes at, when it is later than the one before. */
  void clock(Instant instant) {
    now = instant;
  }

  Instant now() {
    return now;
  }

  String paidIn(long naira) {
    String hash = sandbox.pay(customer.account(), wallet.account(), asset, naira(naira), MEMO);
    sandbox.tick();
    return hash;
  }

  RefundOrder order(String incomingHash, long naira) {
    return new RefundOrder(
        customer.account(), AssetAmount.worth(cngn(), Money.ofNaira(naira)), incomingHash);
  }

  SignedRefund prepared(RefundOrder order) {
    RefundSender.Preparation preparation = sender.prepare(order);
    if (preparation instanceof RefundSender.Prepared prepared) {
      return prepared.signed();
    }
    throw new AssertionError("not prepared: " + preparation);
  }

  long refunds(String incomingHash) {
    return sandbox.refundsOf(incomingHash).size();
  }

  String fault(String method, String path, UnaryOperator<FaultRule> how) {
    return sandbox.faults().add(how.apply(FaultRule.when(method, path)));
  }

  /** One step of the refund stage with a live transaction: look, and submit while not found. */
  RefundOutcome step(SignedRefund signed) {
    RefundOutcome found = sender.lookUp(signed);
    return found instanceof RefundOutcome.Unknown ? sender.submit(signed) : found;
  }

  static long naira(long naira) {
    return naira * 10_000_000L;
  }

  @Override
  public void close() {
    client.close();
    sandbox.close();
  }
}
