package ng.bills.application.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.SignedRefund;

/**
 * A ledger that money arrives on and refunds leave by. A submitted transaction applies at most
 * once; what the answer says follows a script.
 */
public final class MemoryStellar implements FundsFeed, RefundSender {

  /** What becomes of a submission. */
  public enum Fate {
    APPLY,
    /** Applies; the answer is lost. */
    APPLY_UNHEARD,
    /** Is dropped; the answer is lost. */
    DROP,
    /** Is in a ledger and fails: the payer has no trust line any more. */
    FAIL
  }

  public static final Asset CNGN = new Asset("cNGN", "GISSUER");
  public static final String WALLET = "GWALLET";

  private final MemoryWorld world;
  private final List<FundsReceipt> arrived = new ArrayList<>();
  private final Map<String, RefundOrder> prepared = new HashMap<>();
  private final Map<String, Instant> applied = new HashMap<>();
  private final Map<String, Instant> failed = new HashMap<>();
  private final List<RefundOrder> sent = new ArrayList<>();
  private final Deque<Fate> script = new ArrayDeque<>();
  private final Map<String, Fate> fates = new HashMap<>();
  private int pageSize = 200;
  private Duration lag = Duration.ZERO;
  private boolean canReceive = true;

  public MemoryStellar(MemoryWorld world) {
    this.world = world;
  }

  public MemoryStellar then(Fate... fates) {
    script.addAll(List.of(fates));
    return this;
  }

  public void pageSize(int size) {
    pageSize = size;
  }

  /** How far the feed is behind. */
  public void lag(Duration behind) {
    lag = behind;
  }

  public void senderCannotReceive() {
    canReceive = false;
  }

  /** Money arrives now. */
  public FundsReceipt pay(String from, Asset asset, long stroops, Optional<PaymentMemo> memo) {
    FundsReceipt receipt =
        new FundsReceipt(
            "op" + (arrived.size() + 1),
            String.format("%064x", arrived.size() + 1),
            world.instant(),
            from,
            new AssetAmount(asset, stroops),
            memo,
            memo.map(PaymentMemo::text));
    arrived.add(receipt);
    return receipt;
  }

  /** What really went back. */
  public List<RefundOrder> sent() {
    return List.copyOf(sent);
  }

  /** What is really in our account, in stroops. */
  public long balance() {
    long in =
        arrived.stream()
            .filter(r -> r.amount().asset().equals(CNGN))
            .mapToLong(r -> r.amount().stroops())
            .sum();
    return in - sent.stream().mapToLong(o -> o.amount().stroops()).sum();
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String firstPosition() {
    return "0";
  }

  @Override
  public Reading after(String position) {
    world.outside();
    int from = Integer.parseInt(position);
    Instant seen = world.instant().minus(lag);
    List<FundsReceipt> visible = arrived.stream().filter(r -> !r.closedAt().isAfter(seen)).toList();
    int to = Math.min(visible.size(), from + pageSize);
    return new Page(
        visible.subList(Math.min(from, to), to),
        List.of(),
        String.valueOf(to),
        to < visible.size(),
        seen);
  }

  @Override
  public String sourceAccount() {
    return WALLET;
  }

  @Override
  public Preparation prepare(RefundOrder order) {
    world.outside();
    if (!canReceive) {
      return new CannotReceive("no trust line");
    }
    String hash = String.format("%064x", 1_000_000 + prepared.size());
    prepared.put(hash, order);
    return new Prepared(
        new SignedRefund(
            WALLET,
            applied.size() + failed.size() + 1L,
            "envelope " + hash,
            hash,
            world.instant().plusSeconds(180)));
  }

  @Override
  public RefundOutcome submit(SignedRefund signed) {
    world.outside();
    String hash = signed.hash();
    if (!applied.containsKey(hash) && !failed.containsKey(hash)) {
      Fate fate = fates.computeIfAbsent(hash, h -> script.isEmpty() ? Fate.APPLY : script.poll());
      if (world.instant().isAfter(signed.validUntil())) {
        return new RefundOutcome.Unknown("tx_too_late");
      }
      switch (fate) {
        case APPLY, APPLY_UNHEARD -> {
          applied.put(hash, world.instant());
          sent.add(prepared.get(hash));
        }
        case FAIL -> failed.put(hash, world.instant());
        case DROP -> {}
      }
      if (fate == Fate.APPLY_UNHEARD || fate == Fate.DROP) {
        return new RefundOutcome.Unknown("504");
      }
    }
    return known(hash).orElseThrow();
  }

  @Override
  public RefundOutcome lookUp(SignedRefund signed) {
    world.outside();
    return known(signed.hash())
        .orElseGet(
            () ->
                world.instant().isAfter(signed.validUntil())
                    ? new RefundOutcome.ProvenDead("a ledger closed after its time bound")
                    : new RefundOutcome.Unknown("not found"));
  }

  private Optional<RefundOutcome> known(String hash) {
    if (applied.containsKey(hash)) {
      return Optional.of(new RefundOutcome.Confirmed(hash, applied.get(hash)));
    }
    return failed.containsKey(hash)
        ? Optional.of(new RefundOutcome.Refused("op_no_trust", true))
        : Optional.empty();
  }
}
