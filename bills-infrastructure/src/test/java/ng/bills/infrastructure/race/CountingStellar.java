package ng.bills.infrastructure.race;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.SignedRefund;
import ng.bills.infrastructure.persistence.OpenUnit;

/**
 * A ledger that many look at and submit to at once. A transaction with the account's next sequence
 * number applies, once; any other does not.
 */
final class CountingStellar implements FundsFeed, RefundSender {

  /** What becomes of a transaction that is submitted for the first time. */
  enum Fate {
    APPLY,
    /** Applies; the answer is lost. */
    APPLY_UNHEARD,
    /** The answer is lost, and so it seems is the transaction: it applies after the next look. */
    LATE,
    /** Is dropped; the answer is lost. */
    DROP,
    /** Uses up its number and fails there. */
    FAIL
  }

  static final Asset CNGN = new Asset("cNGN", "GISSUER");

  private static final String WALLET = "GWALLET";
  private static final int VALID_SECONDS = 180;

  private final MovingClock clock;
  private final List<FundsReceipt> arrived = new ArrayList<>();
  private final Map<String, RefundOrder> prepared = new HashMap<>();
  private final Map<String, RefundOutcome> inLedger = new HashMap<>();
  private final List<RefundOrder> sent = new ArrayList<>();
  private IntFunction<Fate> script = submission -> Fate.APPLY;
  private final Map<String, Fate> fates = new HashMap<>();
  private final Map<String, SignedRefund> underWay = new HashMap<>();
  private long sequence;

  CountingStellar(MovingClock clock) {
    this.clock = clock;
  }

  /** The fate of each transaction by its number. */
  synchronized void does(IntFunction<Fate> newScript) {
    script = newScript;
  }

  /** Money arrives. */
  synchronized void pay(PaymentReference reference, long stroops, Instant closedAt) {
    PaymentMemo memo = new PaymentMemo(reference);
    int number = arrived.size() + 1;
    arrived.add(
        new FundsReceipt(
            "op" + number,
            String.format("%064x", number),
            closedAt,
            "GCUSTOMER" + number,
            new AssetAmount(CNGN, stroops),
            Optional.of(memo),
            Optional.of(memo.text())));
  }

  /** What came, by transaction hash. */
  synchronized Map<String, FundsReceipt> arrived() {
    return arrived.stream().collect(Collectors.toMap(FundsReceipt::transactionHash, r -> r));
  }

  /** What really went back. */
  synchronized List<RefundOrder> sent() {
    return List.copyOf(sent);
  }

  /** What is really in our account, in stroops. */
  synchronized long balance() {
    return arrived.stream().mapToLong(r -> r.amount().stroops()).sum()
        - sent.stream().mapToLong(o -> o.amount().stroops()).sum();
  }

  @Override
  public String name() {
    return "race";
  }

  @Override
  public String firstPosition() {
    return "0";
  }

  @Override
  public synchronized Reading after(String position) {
    OpenUnit.refuse("a look at the feed");
    int from = Integer.parseInt(position);
    int to = Math.min(arrived.size(), from + 200);
    return new Page(
        List.copyOf(arrived.subList(from, to)),
        List.of(),
        String.valueOf(to),
        to < arrived.size(),
        clock.instant());
  }

  @Override
  public String sourceAccount() {
    return WALLET;
  }

  @Override
  public synchronized Preparation prepare(RefundOrder order) {
    OpenUnit.refuse("a look at the account");
    String hash = String.format("%064x", 1_000_000 + prepared.size());
    prepared.put(hash, order);
    return new Prepared(
        new SignedRefund(
            WALLET,
            sequence + 1,
            "envelope " + hash,
            hash,
            clock.instant().plusSeconds(VALID_SECONDS)));
  }

  @Override
  public synchronized RefundOutcome submit(SignedRefund signed) {
    OpenUnit.refuse("a submission");
    String hash = signed.hash();
    if (inLedger.containsKey(hash)) {
      return inLedger.get(hash);
    }
    if (clock.instant().isAfter(signed.validUntil())) {
      return new RefundOutcome.Unknown("tx_too_late");
    }
    Fate fate = fates.computeIfAbsent(hash, h -> script.apply(fates.size()));
    if (fate == Fate.DROP) {
      return new RefundOutcome.Unknown("504");
    }
    if (fate == Fate.LATE && underWay.putIfAbsent(hash, signed) == null) {
      return new RefundOutcome.Unknown("504");
    }
    if (signed.sequence() != sequence + 1) {
      return new RefundOutcome.Unknown("tx_bad_seq");
    }
    enter(signed, fate);
    return fate == Fate.APPLY_UNHEARD ? new RefundOutcome.Unknown("504") : inLedger.get(hash);
  }

  private void enter(SignedRefund signed, Fate fate) {
    sequence++;
    if (fate == Fate.FAIL) {
      inLedger.put(signed.hash(), new RefundOutcome.Refused("op_underfunded", false));
    } else {
      inLedger.put(signed.hash(), new RefundOutcome.Confirmed(signed.hash(), clock.instant()));
      sent.add(prepared.get(signed.hash()));
    }
  }

  /** What nobody has seen yet applies, if its time is not over and its number is the next. */
  private void closeLedger() {
    for (SignedRefund late : underWay.values()) {
      boolean inTime = !clock.instant().isAfter(late.validUntil());
      if (inTime && late.sequence() == sequence + 1 && !inLedger.containsKey(late.hash())) {
        enter(late, Fate.LATE);
      }
    }
  }

  @Override
  public synchronized RefundOutcome lookUp(SignedRefund signed) {
    OpenUnit.refuse("a look at a transaction");
    RefundOutcome known = inLedger.get(signed.hash());
    if (known != null) {
      return known;
    }
    RefundOutcome answer = notFound(signed);
    closeLedger();
    return answer;
  }

  private RefundOutcome notFound(SignedRefund signed) {
    return clock.instant().isAfter(signed.validUntil())
        ? new RefundOutcome.ProvenDead("a ledger closed after its time bound")
        : new RefundOutcome.Unknown("not found");
  }
}
