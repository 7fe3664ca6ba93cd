package ng.bills.infrastructure.stellar;

import static ng.bills.infrastructure.stellar.StellarRow.End.DELIVERED;
import static ng.bills.infrastructure.stellar.StellarRow.End.DELIVERED_AND_REFUNDED;
import static ng.bills.infrastructure.stellar.StellarRow.End.NO_MONEY;
import static ng.bills.infrastructure.stellar.StellarRow.End.REFUNDED;
import static ng.bills.infrastructure.stellar.StellarRow.End.WITH_A_PERSON;
import static ng.bills.infrastructure.stellar.StellarStand.TOTAL;
import static ng.bills.infrastructure.stellar.StellarWorld.naira;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.sandbox.horizon.HorizonSandbox;
import ng.bills.sandbox.horizon.PayOrder;
import ng.bills.sandbox.horizon.PayOrder.Kind;
import org.stellar.sdk.ManageDataOperation;
import org.stellar.sdk.Memo;

/** Money as it really comes: facts/stellar.md §3.3 and §3.4. */
final class OddMoney {

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final String UNKNOWN =
      "BILL-" + PaymentReference.ofRandom(new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 9, 9}).value();

  private OddMoney() {}

  static List<StellarCase> amountsAndTimes() {
    return List.of(
        StellarCase.of("exact", DELIVERED, s -> s.pay(s.of(TOTAL))),
        StellarCase.of("under", REFUNDED, s -> s.pay(s.of(TOTAL - 1))),
        StellarCase.of("under by one stroop", REFUNDED, s -> s.pay(stroops(s, -1))),
        StellarCase.of("over", REFUNDED, s -> s.pay(s.of(TOTAL + 500))),
        StellarCase.of("over by one stroop", REFUNDED, s -> s.pay(stroops(s, 1))),
        StellarCase.of(
            "in two halves",
            REFUNDED,
            s -> {
              s.pay(s.of(TOTAL / 2));
              s.pay(s.of(TOTAL / 2));
            }),
        StellarCase.of(
            "late",
            REFUNDED,
            s -> {
              s.pass(WINDOW.plusSeconds(30));
              s.pay(s.of(TOTAL));
            }),
        StellarCase.of(
            "late, and the window is closed already",
            REFUNDED,
            s -> {
              s.pass(WINDOW.plusSeconds(30));
              s.step();
              s.pay(s.of(TOTAL));
            }),
        StellarCase.of(
            "in the last second of the window",
            DELIVERED,
            s -> {
              s.system.world.pass(WINDOW);
              s.net.clock(s.system.world.instant());
              s.pay(s.of(TOTAL));
            }),
        StellarCase.of(
            "in time, but seen after the window",
            DELIVERED,
            s -> {
              s.net.sandbox.lag(100);
              s.pay(s.of(TOTAL));
              s.pass(WINDOW.plusSeconds(60));
              s.step();
              s.net.sandbox.lag(0);
            }),
        StellarCase.of(
            "after the customer cancelled",
            REFUNDED,
            s -> {
              s.system.cancelPayment.cancel(
                  ng.bills.application.memory.TestSystem.PARTNER, s.payment.id());
              s.pay(s.of(TOTAL));
            }),
        StellarCase.of(
            "twice",
            DELIVERED_AND_REFUNDED,
            s -> {
              s.pay(s.of(TOTAL));
              s.pay(s.of(TOTAL));
            }),
        StellarCase.of(
            "twice in one transaction",
            DELIVERED_AND_REFUNDED,
            s -> s.pay(s.of(TOTAL).operations(2))),
        StellarCase.of(
            "again after delivery",
            DELIVERED_AND_REFUNDED,
            s -> {
              s.pay(s.of(TOTAL));
              s.settle();
              s.pay(s.of(TOTAL));
            }),
        StellarCase.of(
            "again after the refund",
            REFUNDED,
            s -> {
              s.pay(s.of(TOTAL - 30));
              s.settle();
              s.pay(s.of(TOTAL));
            }));
  }

  static List<StellarCase> memos() {
    return List.of(
        memo("no memo", Memo.none()),
        memo("unknown memo: well formed, of no payment", Memo.text(UNKNOWN)),
        memo("text that is no reference", Memo.text("thank you")),
        memo("empty text", Memo.text("")),
        memo("bytes that are no text (0xFF)", Memo.text(new byte[] {(byte) 0xff, 'B'})),
        memo("a number", Memo.id(5L)),
        memo("a hash", Memo.hash(new byte[32])),
        memo("a return hash", Memo.returnHash(new byte[32])),
        StellarCase.of(
            "wrong check character", REFUNDED, s -> s.pay(s.of(TOTAL).memo(miscopied(s.memo())))),
        typed("lower case", m -> m.toLowerCase(Locale.ROOT)),
        typed("blanks around it", m -> "  " + m + " "),
        typed("a dash inside", m -> m.substring(0, 13) + "-" + m.substring(13)),
        typed(
            "O for 0 and l for 1",
            m -> "BILL-" + m.substring(5).replace('0', 'O').replace('1', 'l')),
        StellarCase.of(
            "right memo, but to a muxed address of ours (42)",
            REFUNDED,
            s -> s.pay(s.of(TOTAL).toMuxedId(42))),
        StellarCase.of(
            "right memo, but to our muxed address 0, whose number Horizon leaves out",
            REFUNDED,
            s -> s.pay(s.of(TOTAL).toMuxedId(0))));
  }

  private static StellarCase memo(String name, Memo memo) {
    return StellarCase.of(name, REFUNDED, s -> s.pay(s.of(TOTAL).memo(memo)));
  }

  private static StellarCase typed(String name, java.util.function.UnaryOperator<String> how) {
    return StellarCase.of(
        name,
        DELIVERED,
        s ->
            s.pay(
                s.of(TOTAL).memo(Memo.text(how.apply(s.memo()).getBytes(StandardCharsets.UTF_8)))));
  }

  private static String miscopied(String memo) {
    char last = memo.charAt(memo.length() - 1);
    return memo.substring(0, memo.length() - 1) + (last == '7' ? '8' : '7');
  }

  static List<StellarCase> assetsAndWays() {
    return List.of(
        StellarCase.of(
            "wrong issuer: cNGN of somebody else",
            NO_MONEY,
            s -> {
              HorizonSandbox.Named fake = s.net.sandbox.createAccount("fake", naira(100));
              foreign(s, "cNGN:" + fake.account());
            }),
        StellarCase.of(
            "wrong code: CNGN of our issuer",
            NO_MONEY,
            s -> foreign(s, "CNGN:" + s.net.issuer.account())),
        StellarCase.of(
            "the network's own coin",
            NO_MONEY,
            s ->
                s.pay(
                    PayOrder.of(
                            s.net.customer.account(), s.net.wallet.account(), "native", naira(5))
                        .memo(s.memo()))),
        StellarCase.of(
            "an account merged into ours",
            NO_MONEY,
            s -> {
              HorizonSandbox.Named gone = s.net.sandbox.createAccount("gone", naira(50));
              s.pay(
                  PayOrder.of(gone.account(), s.net.wallet.account(), "native", naira(1))
                      .kind(Kind.MERGE)
                      .memo(s.memo()));
            }),
        StellarCase.of(
            "a claimable balance for us", NO_MONEY, s -> s.pay(s.of(TOTAL).kind(Kind.CLAIMABLE))),
        StellarCase.of(
            "a transaction that failed",
            NO_MONEY,
            s -> {
              HorizonSandbox.Named poor = s.net.sandbox.customer("poor", s.net.asset, naira(5));
              s.pay(from(s, poor, TOTAL));
            }),
        StellarCase.of(
            "path payment that brings exactly the total (strict receive)",
            DELIVERED,
            s -> s.pay(path(s, TOTAL).kind(Kind.PATH_RECEIVE))),
        StellarCase.of(
            "path payment that gives what brings the total (strict send)",
            DELIVERED,
            s -> s.pay(path(s, TOTAL / 2).kind(Kind.PATH_SEND))),
        StellarCase.of(
            "path payment that brings too little, from somebody who trusts cNGN",
            REFUNDED,
            s -> {
              PayOrder order = path(s, TOTAL / 2 - 10).kind(Kind.PATH_SEND);
              s.net.sandbox.trust(order.from(), s.net.asset);
              s.pay(order);
            }),
        StellarCase.of(
            "path payment that brings too little, from somebody who does not",
            WITH_A_PERSON,
            s -> s.pay(path(s, TOTAL / 2 - 10).kind(Kind.PATH_SEND))),
        StellarCase.of("muxed sender, exact", DELIVERED, s -> s.pay(s.of(TOTAL).fromMuxedId(7))),
        StellarCase.of(
            "muxed sender, under", REFUNDED, s -> s.pay(s.of(TOTAL - 30).fromMuxedId(7))),
        StellarCase.of(
            "muxed sender with the number 0, under",
            REFUNDED,
            s -> s.pay(s.of(TOTAL - 30).fromMuxedId(0))),
        StellarCase.of(
            "fee paid by somebody else (fee bump)",
            DELIVERED,
            s -> s.pay(s.of(TOTAL).feeBump(true))),
        StellarCase.of(
            "by the asset's contract, with the memo",
            DELIVERED,
            s -> s.pay(s.of(TOTAL).kind(Kind.CONTRACT))),
        StellarCase.of(
            "by the asset's contract, without a memo",
            REFUNDED,
            s -> s.pay(s.of(TOTAL).memo(Memo.none()).kind(Kind.CONTRACT))),
        StellarCase.of(
            "a contract pays, without a memo",
            WITH_A_PERSON,
            s -> s.pay(s.of(TOTAL).memo(Memo.none()).kind(Kind.FROM_CONTRACT))),
        StellarCase.of(
            "a contract pays too little",
            WITH_A_PERSON,
            s -> s.pay(s.of(TOTAL - 30).kind(Kind.FROM_CONTRACT))),
        StellarCase.of(
            "minted by the issuer, without a memo",
            REFUNDED,
            s -> s.net.sandbox.mint(s.net.asset, s.net.wallet.account(), naira(70))));
  }

  static List<StellarCase> payers() {
    return List.of(
        StellarCase.of(
            "the payer closed the account",
            WITH_A_PERSON,
            s -> {
              HorizonSandbox.Named bola = empties(s);
              s.net.sandbox.pay(
                  PayOrder.of(bola.account(), s.net.customer.account(), "native", naira(1))
                      .kind(Kind.MERGE));
              s.net.sandbox.tick();
            }),
        StellarCase.of("the payer trusts cNGN no more", WITH_A_PERSON, OddMoney::empties),
        StellarCase.of(
            "the payer's trust line is full",
            WITH_A_PERSON,
            s -> {
              HorizonSandbox.Named bola = s.somebody("bola");
              s.pay(from(s, bola, 500));
              s.net.sandbox.trust(
                  bola.account(),
                  s.net.asset,
                  s.net.sandbox.balance(bola.account(), s.net.asset) + naira(499));
            }),
        StellarCase.of(
            "the issuer froze the payer",
            WITH_A_PERSON,
            s -> {
              HorizonSandbox.Named bola = s.somebody("bola");
              s.pay(from(s, bola, 500));
              s.net.sandbox.authorize(bola.account(), s.net.asset, false);
            }),
        StellarCase.of(
            "the payer is an exchange that wants a memo (SEP-29)",
            WITH_A_PERSON,
            s -> {
              HorizonSandbox.Named exchange = exchange(s);
              s.pay(from(s, exchange, 500));
            }),
        StellarCase.of(
            "a customer of that exchange, by muxed address",
            REFUNDED,
            s -> {
              HorizonSandbox.Named exchange = exchange(s);
              s.pay(from(s, exchange, 500).fromMuxedId(31));
            }),
        StellarCase.of(
            "the exchange pays the second time for a delivered bill",
            WITH_A_PERSON,
            s -> {
              s.pay(s.of(TOTAL));
              s.settle();
              s.pay(from(s, exchange(s), TOTAL));
            }));
  }

  /** Pays too little with all it has, and takes its trust line away. */
  private static HorizonSandbox.Named empties(StellarStand s) {
    HorizonSandbox.Named bola = s.net.sandbox.customer("bola", s.net.asset, naira(500));
    s.pay(from(s, bola, 500));
    s.net.sandbox.trust(bola.account(), s.net.asset, 0);
    return bola;
  }

  private static HorizonSandbox.Named exchange(StellarStand s) {
    HorizonSandbox.Named exchange = s.somebody("exchange");
    s.net.sandbox.decree(
        exchange.account(),
        new ManageDataOperation.Builder("config.memo_required", new byte[] {'1'}).build());
    return exchange;
  }

  private static PayOrder from(StellarStand s, HorizonSandbox.Named payer, long naira) {
    return PayOrder.of(payer.account(), s.net.wallet.account(), s.net.asset, naira(naira))
        .memo(s.memo());
  }

  private static PayOrder stroops(StellarStand s, long more) {
    return PayOrder.of(
            s.net.customer.account(), s.net.wallet.account(), s.net.asset, naira(TOTAL) + more)
        .memo(s.memo());
  }

  /** From somebody who has gold, of which one is worth two cNGN. */
  private static PayOrder path(StellarStand s, long amount) {
    s.net.sandbox.issuer("GOLD");
    String gold = s.net.sandbox.asset("GOLD");
    HorizonSandbox.Named bola = s.net.sandbox.customer("bola", gold, naira(10_000));
    s.net.sandbox.rate(gold, s.net.asset, 2, 1);
    return from(s, bola, amount).sendAsset(gold);
  }

  private static void foreign(StellarStand s, String asset) {
    s.net.sandbox.trust(s.net.wallet.account(), asset);
    HorizonSandbox.Named bola = s.net.sandbox.customer("bola", asset, naira(10_000));
    s.pay(PayOrder.of(bola.account(), s.net.wallet.account(), asset, naira(TOTAL)).memo(s.memo()));
  }
}
