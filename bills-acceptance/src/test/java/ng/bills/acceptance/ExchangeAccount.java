package ng.bills.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.sandbox.Sandbox;
import org.stellar.sdk.ManageDataOperation;

/**
 * An account as exchanges have them: it asks for a memo of its own with whatever it gets (SEP-29),
 * which a refund does not have, so what it paid cannot go back by itself.
 */
public final class ExchangeAccount {

  private static final String MEMO_REQUIRED = "config.memo_required";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final BillsSystem system;
  private final Sandbox outside;
  private final String account;

  private ExchangeAccount(BillsSystem system, String account) {
    this.system = system;
    this.outside = system.sandbox();
    this.account = account;
  }

  /** A new one with cNGN for two payments. */
  public static ExchangeAccount open(BillsSystem system) {
    Sandbox outside = system.sandbox();
    String name = "exchange-" + COUNT.incrementAndGet();
    String account =
        outside.horizon().customer(name, outside.cngn(), 2 * Purchases.TOTAL_STROOPS).account();
    ExchangeAccount exchange = new ExchangeAccount(system, account);
    exchange.decree("1".getBytes(StandardCharsets.US_ASCII));
    return exchange;
  }

  private void decree(byte[] value) {
    outside
        .horizon()
        .decree(account, new ManageDataOperation.Builder(MEMO_REQUIRED, value).build());
  }

  /** It takes money without a memo from now on. */
  public void takesMoneyAgain() {
    decree(null);
  }

  /**
   * Somebody pays out of it and forgets the memo.
   *
   * @return the id of the money that waits for a person
   */
  public String paysWithoutMemo() {
    outside
        .horizon()
        .pay(
            ng.bills.sandbox.horizon.PayOrder.of(
                account,
                outside.systemWallet().account(),
                outside.cngn(),
                Purchases.TOTAL_STROOPS));
    BillsSystem.await("its money waits", SOON, () -> waiting() != null);
    return waiting();
  }

  private String waiting() {
    return system.query(
        "select id from refund where destination = ? and state = 'blocked'", account);
  }

  public String account() {
    return account;
  }

  /** How much cNGN it has, in stroops. */
  public long balance() {
    return outside.horizon().balance(account, outside.cngn());
  }
}
