package ng.bills.infrastructure.stellar;

import static ng.bills.infrastructure.stellar.StellarWorld.naira;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.Asset;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.horizon.HorizonSandbox;
import ng.bills.sandbox.horizon.PayOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stellar.sdk.Memo;

class HorizonFundsFeedTest {

  private static final String PAYMENTS = "/accounts/[^/]+/payments";

  private StellarWorld world;
  private String start;

  @BeforeEach
  void begin() {
    world = StellarWorld.byHand();
    start = world.feed.firstPosition();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void givenPaymentWithMemo_whenReading_thenReceiptHasEveryFact() {
    String hash = world.paidIn(5_030);

    FundsFeed.Page page = page(start);

    FundsReceipt receipt = page.receipts().get(0);
    assertThat(page.receipts()).hasSize(1);
    assertThat(page.unreadable()).isEmpty();
    assertThat(page.more()).isFalse();
    assertThat(page.seenThrough()).isEqualTo(world.sandbox.closedAt());
    assertThat(receipt.operationKey())
        .isEqualTo(
            Long.toString(
                world.sandbox.paymentsTo(world.wallet.account()).stream()
                    .filter(m -> m.transactionHash().equals(hash))
                    .findFirst()
                    .orElseThrow()
                    .operationId()))
        .isEqualTo(page.next());
    assertThat(receipt.transactionHash()).isEqualTo(hash);
    assertThat(receipt.closedAt()).isEqualTo(world.sandbox.closedAt());
    assertThat(receipt.from()).isEqualTo(world.customer.account());
    assertThat(receipt.amount().asset()).isEqualTo(world.cngn());
    assertThat(receipt.amount().stroops()).isEqualTo(naira(5_030));
    assertThat(receipt.memo()).contains(new PaymentMemo(StellarWorld.REFERENCE));
    assertThat(receipt.memoText()).contains(StellarWorld.MEMO);
  }

  @Test
  void givenNothingNew_whenReading_thenPositionStaysAndTimeIsSeen() {
    world.paidIn(1);
    String position = page(start).next();
    world.sandbox.tick(3);

    FundsFeed.Page page = page(position);

    assertThat(page.receipts()).isEmpty();
    assertThat(page.next()).isEqualTo(position);
    assertThat(page.seenThrough()).isEqualTo(world.sandbox.closedAt());
  }

  @Test
  void givenNowAsFirstPosition_whenMoneyCameBefore_thenOnlyLaterMoneyIsRead() {
    world.paidIn(1);
    HorizonFundsFeed fresh = new HorizonFundsFeed(world.client, world.settings);
    String first = fresh.firstPosition();
    String later = world.paidIn(2);

    assertThat(fresh.firstPosition()).isEqualTo(first);
    assertThat(((FundsFeed.Page) fresh.after(first)).receipts())
        .extracting(FundsReceipt::transactionHash)
        .containsExactly(later);
  }

  @Test
  void givenLedgerAsFirstPosition_whenReading_thenThatLedgerIsIncluded() {
    String hash = world.paidIn(1);
    int ledger = world.sandbox.state().ingestedLedger();
    StellarSettings from =
        new StellarSettings(
            world.settings.horizonUrl(),
            world.settings.networkPassphrase(),
            world.settings.systemKey(),
            world.cngn(),
            StellarSettings.StartFrom.read(" " + ledger),
            world.settings.timing(),
            StellarSettings.DEFAULT_MAX_FEE_STROOPS);
    HorizonFundsFeed feed = new HorizonFundsFeed(world.client, from);

    assertThat(feed.firstPosition()).isEqualTo(Long.toString((long) ledger << 32));
    assertThat(((FundsFeed.Page) feed.after(feed.firstPosition())).receipts())
        .extracting(FundsReceipt::transactionHash)
        .containsExactly(hash);
  }

  @Test
  void givenPathPaymentsMuxedAddressesAndContracts_whenReading_thenEachIsUnderstood() {
    world.sandbox.issuer("GOLD");
    String goldAsset = world.sandbox.asset("GOLD");
    HorizonSandbox.Named bola = world.sandbox.customer("bola", goldAsset, naira(1_000));
    world.sandbox.rate(goldAsset, world.asset, 2, 1);
    String now = now();
    String wallet = world.wallet.account();
    String customer = world.customer.account();
    PayOrder plain = PayOrder.of(customer, wallet, world.asset, naira(10));
    List<String> hashes = new ArrayList<>();
    hashes.add(
        pay(
            PayOrder.of(bola.account(), wallet, world.asset, naira(10))
                .kind(PayOrder.Kind.PATH_SEND)
                .sendAsset(goldAsset)));
    hashes.add(
        pay(
            PayOrder.of(bola.account(), wallet, world.asset, naira(10))
                .kind(PayOrder.Kind.PATH_RECEIVE)
                .sendAsset(goldAsset)));
    hashes.add(pay(plain.memo(StellarWorld.MEMO).toMuxedId(0)));
    hashes.add(pay(plain.memo(StellarWorld.MEMO).toMuxedId(42)));
    hashes.add(pay(plain.memo(StellarWorld.MEMO).fromMuxedId(7)));
    hashes.add(pay(plain.memo(StellarWorld.MEMO).feeBump(true)));
    hashes.add(pay(plain.kind(PayOrder.Kind.CONTRACT)));

    FundsFeed.Page page = page(now);

    assertThat(page.unreadable()).isEmpty();
    assertThat(page.receipts()).extracting(r -> r.transactionHash()).isEqualTo(hashes);
    // what arrived counts: the path payment that gives 10 GOLD brings 20 cNGN
    assertThat(page.receipts())
        .extracting(r -> r.amount().stroops())
        .containsExactly(
            naira(20), naira(10), naira(10), naira(10), naira(10), naira(10), naira(10));
    assertThat(page.receipts()).extracting(r -> r.amount().asset()).containsOnly(world.cngn());
    assertThat(page.receipts().get(2).memo()).isEmpty();
    assertThat(page.receipts().get(2).memoText()).contains("muxed id 0; " + StellarWorld.MEMO);
    assertThat(page.receipts().get(3).memo()).isEmpty();
    assertThat(page.receipts().get(4).memo()).isPresent();
    assertThat(Address.muxed(page.receipts().get(4).from()))
        .hasValueSatisfying(
            muxed -> {
              assertThat(muxed.account()).isEqualTo(customer);
              assertThat(muxed.id()).isEqualTo(7);
            });
    assertThat(page.receipts().get(5).memo()).isPresent();
    assertThat(page.receipts().get(6).operationKey()).matches("\\d+-1");
  }

  @Test
  void givenEveryKindOfMemo_whenReading_thenOnlyTheTextNamesThePayment() {
    PayOrder plain =
        PayOrder.of(world.customer.account(), world.wallet.account(), world.asset, naira(1));
    pay(plain.memo(Memo.text(StellarWorld.MEMO.toLowerCase(Locale.ROOT))));
    pay(plain.memo(Memo.text(new byte[] {(byte) 0xff, 'B'})));
    pay(plain.memo(Memo.text("")));
    pay(plain.memo(Memo.id(5L)));
    pay(plain.memo(Memo.hash(new byte[32])));
    pay(plain.memo(Memo.returnHash(new byte[32])));
    pay(plain);

    List<FundsReceipt> receipts = page(start).receipts();

    assertThat(receipts).hasSize(7);
    assertThat(receipts.get(0).memo()).isPresent();
    assertThat(receipts.subList(1, 7)).allSatisfy(r -> assertThat(r.memo()).isEmpty());
    assertThat(receipts.get(1).memoText()).contains("not text: ff42");
    assertThat(receipts.get(2).memoText()).contains("");
    assertThat(receipts.get(3).memoText()).contains("id 5");
    assertThat(receipts.get(6).memoText()).isEmpty();
  }

  @Test
  void givenOtherAssetsAndOurOwnPayments_whenReading_thenForeignAssetsAreNotOursAndOwnAreLeftOut() {
    HorizonSandbox.Named fake = world.sandbox.createAccount("fake-issuer", naira(100));
    String fakeAsset = "cNGN:" + fake.account();
    world.sandbox.trust(world.wallet.account(), fakeAsset);
    String now = now();
    world.sandbox.mint(fakeAsset, world.wallet.account(), naira(9));
    pay(PayOrder.of(world.customer.account(), world.wallet.account(), "native", naira(1)));
    pay(PayOrder.of(world.wallet.account(), world.customer.account(), world.asset, naira(1)));
    pay(PayOrder.of(world.wallet.account(), world.wallet.account(), world.asset, naira(1)));
    String ours = world.paidIn(3);

    FundsFeed.Page page = page(now);

    assertThat(page.unreadable()).isEmpty();
    assertThat(page.receipts())
        .extracting(r -> r.amount().asset())
        .containsExactly(new Asset("cNGN", fake.account()), IncomingRecords.NATIVE, world.cngn());
    assertThat(page.receipts().get(2).transactionHash()).isEqualTo(ours);
  }

  @Test
  void givenThousandReceiptsInOneLedger_whenReading_thenEachComesOnce() {
    List<HorizonSandbox.Named> crowd =
        world.sandbox.customers(
            IntStream.range(0, 10).mapToObj(i -> "crowd-" + i).toList(), world.asset, naira(1_000));
    String now = now();
    world.sandbox.payAll(
        crowd.stream()
            .map(
                payer ->
                    PayOrder.of(payer.account(), world.wallet.account(), world.asset, naira(1))
                        .memo(StellarWorld.MEMO)
                        .operations(100))
            .toList());
    world.sandbox.tick();

    List<String> keys = new ArrayList<>();
    String position = now;
    FundsFeed.Page page;
    int pages = 0;
    do {
      page = page(position);
      page.receipts().forEach(r -> keys.add(r.operationKey()));
      position = page.next();
      pages++;
    } while (page.more() && pages < 20);

    assertThat(keys).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(pages).isEqualTo(6);
  }

  @Test
  void givenPositionOlderThanHistory_whenReading_thenHalted() {
    world.paidIn(1);
    world.sandbox.tick(10);
    world.sandbox.elder(world.sandbox.state().ingestedLedger() - 2);

    assertThat(world.feed.after(start))
        .isInstanceOfSatisfying(
            FundsFeed.Halted.class, h -> assertThat(h.reason()).contains("history begins"));
  }

  @Test
  void givenHistoryShrinksBetweenLooks_whenMoneyComes_thenHaltedThoughRootWasReused() {
    page(start);
    world.paidIn(1);
    world.sandbox.tick(10);
    world.paidIn(2);
    world.sandbox.elder(world.sandbox.state().ingestedLedger());

    assertThat(world.feed.after(start)).isInstanceOf(FundsFeed.Halted.class);
  }

  @Test
  void givenNetworkReset_whenReading_thenHalted() {
    world.sandbox.tick(40);
    world.paidIn(1);
    String position = page(start).next();
    world.sandbox.resetNetwork(null);

    assertThat(freshFeed().after(position))
        .isInstanceOfSatisfying(
            FundsFeed.Halted.class, h -> assertThat(h.reason()).contains("reset"));
  }

  @Test
  void givenOtherNetwork_whenReading_thenHaltedAndNowIsNotResolved() {
    world.sandbox.resetNetwork("Another Network ; 2026");

    assertThat(freshFeed().after(start))
        .isInstanceOfSatisfying(
            FundsFeed.Halted.class, h -> assertThat(h.reason()).contains("Another Network"));
    assertThatThrownBy(() -> freshFeed().firstPosition())
        .isInstanceOf(HorizonUnavailableException.class);
  }

  @Test
  void givenServerLagsBehindPosition_whenReading_thenWaitsAndLosesNothing() {
    world.paidIn(1);
    String position = page(start).next();
    world.sandbox.lag(3);
    world.sandbox.tick();
    String hash = world.paidIn(2);

    FundsFeed.Reading lagging = freshFeed().after(position);
    assertThat(lagging)
        .isInstanceOfSatisfying(FundsFeed.Page.class, p -> assertThat(p.receipts()).isEmpty());

    world.sandbox.lag(0);
    assertThat(((FundsFeed.Page) freshFeed().after(position)).receipts())
        .extracting(FundsReceipt::transactionHash)
        .containsExactly(hash);
  }

  static Stream<Arguments> faultsOfReading() {
    return Stream.of(
        fault(
            "429",
            r ->
                r.effect(
                    "problem",
                    Map.of("status", 429, "type", "rate_limit_exceeded", "retryAfter", "0"))),
        fault("500", r -> r.effect("problem", Map.of("status", 500, "type", "server_error"))),
        fault(
            "503 stale", r -> r.effect("problem", Map.of("status", 503, "type", "stale_history"))),
        fault("504", r -> r.effect("problem", Map.of("status", 504, "type", "timeout"))),
        fault("html 502", r -> r.effect("html502")),
        fault(
            "html with 200",
            r ->
                r.effect(
                    "status",
                    Map.of("code", 200, "contentType", "text/html", "body", "<html>login</html>"))),
        fault(
            "html 404",
            r ->
                r.effect(
                    "status",
                    Map.of("code", 404, "contentType", "text/html", "body", "<html>404</html>"))),
        fault("empty 200", r -> r.effect("status", Map.of("code", 200, "body", ""))),
        fault("other JSON", r -> r.effect("status", Map.of("code", 200, "body", "[1,2]"))),
        fault(
            "redirect",
            r ->
                r.effect(
                    "status",
                    Map.of("code", 307, "headers", Map.of("Location", "http://127.0.0.1:1/")))),
        fault("garbage", r -> r.effect("garbage")),
        fault("connection closed", r -> r.effect("reset-before")),
        fault("cut", r -> r.effect("cut", Map.of("bytes", 40))),
        fault("slow", r -> r.effect("delay", Map.of("ms", 1_500))),
        fault("trickle", r -> r.effect("trickle", Map.of("bytes", 20, "ms", 100))));
  }

  private static Arguments fault(String name, UnaryOperator<FaultRule> rule) {
    return Arguments.of(name, rule);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultsOfReading")
  void givenFaultOnPageOrRoot_whenReading_thenUnavailableAndNothingIsLost(
      String name, UnaryOperator<FaultRule> rule) {
    world.connect(shortRead());
    String first = world.paidIn(1);
    String second = world.paidIn(2);
    for (String path : List.of("/", PAYMENTS)) {
      String id =
          world.fault(
              "GET", path, r -> rule.apply(r).times(name.equals("connection closed") ? 2 : 1));

      assertThat(world.feed.after(start)).as(path).isInstanceOf(FundsFeed.Unavailable.class);
      assertThat(world.sandbox.faults().acted(id)).isPositive();
      world.sandbox.faults().clear();

      assertThat(page(start).receipts())
          .extracting(FundsReceipt::transactionHash)
          .containsExactly(first, second);
      world.feed = new HorizonFundsFeed(world.client, world.settings);
    }
  }

  @Test
  void givenRateLimitWithRetryAfter_whenReadingAgain_thenNothingIsAskedMeanwhile() {
    AtomicLong nanos = new AtomicLong();
    HorizonClient client =
        new HorizonClient(world.settings, HorizonClient.MAX_BODY_BYTES, nanos::get);
    HorizonFundsFeed feed = new HorizonFundsFeed(client, world.settings, nanos::get);
    world.paidIn(1);
    world.fault(
        "GET",
        PAYMENTS,
        r ->
            r.times(1)
                .effect(
                    "problem",
                    Map.of("status", 429, "type", "rate_limit_exceeded", "retryAfter", "30")));
    feed.after(start);
    int asked = world.sandbox.requests().entries().size();

    nanos.addAndGet(29_000_000_000L);
    assertThat(feed.after(start)).isInstanceOf(FundsFeed.Unavailable.class);
    assertThat(world.sandbox.requests().entries()).hasSize(asked);

    nanos.addAndGet(2_000_000_000L);
    assertThat(((FundsFeed.Page) feed.after(start)).receipts()).hasSize(1);
    client.close();
  }

  @Test
  void givenIdleHour_whenPollingEveryThreeSeconds_thenAtMostEighteenHundredRequests() {
    AtomicLong nanos = new AtomicLong();
    HorizonFundsFeed feed = new HorizonFundsFeed(world.client, world.settings, nanos::get);
    world.sandbox.requests().clear();
    for (int look = 0; look < 1_200; look++) {
      assertThat(feed.after(start)).isInstanceOf(FundsFeed.Page.class);
      nanos.addAndGet(3_000_000_000L);
    }
    assertThat(world.sandbox.requests().entries().size()).isBetween(1_200, 1_800);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amount",
        "to",
        "from",
        "asset_type",
        "asset_issuer",
        "asset_code",
        "transaction_hash",
        "created_at",
        "transaction_successful"
      })
  void givenRecordWithoutField_whenReading_thenSetAsideAndTheOthersCome(String field) {
    poisoned(Map.of("kind", "missing-field", "field", field, "index", 1));
  }

  @Test
  void givenRecordOfUnknownType_whenReading_thenSetAsideAndTheOthersCome() {
    poisoned(Map.of("kind", "unknown-type", "index", 1));
  }

  private void poisoned(Map<String, Object> how) {
    String before = world.paidIn(1);
    String poisoned = world.paidIn(2);
    String after = world.paidIn(3);
    world.fault("GET", PAYMENTS, r -> r.effect("poison-record", how));

    FundsFeed.Page page = page(start);

    assertThat(page.receipts())
        .extracting(FundsReceipt::transactionHash)
        .containsExactly(before, after);
    assertThat(page.unreadable()).hasSize(1);
    FundsFeed.Unreadable aside = page.unreadable().get(0);
    assertThat(aside.raw()).contains(poisoned).startsWith("{");
    assertThat(aside.why()).isNotBlank();
    assertThat(aside.operationKey()).matches("\\d+");
    assertThat(page.next()).isEqualTo(page.receipts().get(1).operationKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"paging_token", "id", "transaction", "type_i", "type", "source_account"})
  void givenFieldWeCanDoWithout_whenReading_thenStillAReceipt(String field) {
    List<String> hashes = List.of(world.paidIn(1), world.paidIn(2), world.paidIn(3));
    world.fault(
        "GET",
        PAYMENTS,
        r ->
            r.effect("poison-record", Map.of("kind", "missing-field", "field", field, "index", 1)));

    FundsFeed.Page page = page(start);

    assertThat(page.unreadable()).isEmpty();
    assertThat(page.receipts()).extracting(FundsReceipt::transactionHash).isEqualTo(hashes);
    assertThat(page.receipts()).allSatisfy(r -> assertThat(r.memo()).isPresent());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void givenHugeRecord_whenReading_thenTheOthersAreRead(int index) {
    world.connect(StellarWorld.QUICK, 200_000);
    List<String> hashes = List.of(world.paidIn(1), world.paidIn(2), world.paidIn(3));
    List<Long> ids =
        world.sandbox.paymentsTo(world.wallet.account()).stream()
            .filter(m -> hashes.contains(m.transactionHash()))
            .map(m -> m.operationId())
            .toList();
    String huge = Long.toString(ids.get(index));
    // huge is always the same operation, whatever page it is on
    for (int i = 0; i < 3; i++) {
      int place = i;
      world.fault(
          "GET",
          PAYMENTS,
          r ->
              r.matching(q -> place == placeOf(ids, index, q.query("cursor").orElse("0")))
                  .effect(
                      "poison-record", Map.of("kind", "huge", "bytes", 300_000, "index", place)));
    }

    List<String> read = new ArrayList<>();
    List<FundsFeed.Unreadable> aside = new ArrayList<>();
    String position = start;
    for (int look = 0; look < 5; look++) {
      FundsFeed.Page page = page(position);
      page.receipts().forEach(r -> read.add(r.transactionHash()));
      aside.addAll(page.unreadable());
      position = page.next();
    }

    List<String> others = new ArrayList<>(hashes);
    others.remove(index);
    assertThat(read).isEqualTo(others);
    assertThat(aside).extracting(FundsFeed.Unreadable::operationKey).containsExactly(huge);
  }

  private static int placeOf(List<Long> ids, int index, String cursor) {
    long from = Long.parseLong(cursor);
    return (int) ids.stream().filter(id -> id > from && id < ids.get(index)).count()
        + (ids.get(index) > from ? 0 : 99);
  }

  @Test
  void givenServerIgnoresPosition_whenReading_thenOlderRecordsAreNotHandedOverAgain() {
    world.paidIn(1);
    String position = page(start).next();
    String hash = world.paidIn(2);
    world.fault("GET", PAYMENTS, r -> r.effect("cursor-ignored"));

    FundsFeed.Page page = page(position);

    assertThat(page.receipts()).extracting(FundsReceipt::transactionHash).containsExactly(hash);
    assertThat(Long.parseLong(page.next())).isGreaterThan(Long.parseLong(position));
  }

  @Test
  void givenServerTurnsOrderAround_whenReading_thenUnavailable() {
    world.paidIn(1);
    world.paidIn(2);
    world.fault(
        "GET",
        PAYMENTS,
        r ->
            r.effect(
                "status",
                Map.of(
                    "code",
                    200,
                    "body",
                    "{\"_embedded\":{\"records\":["
                        + token(start, 8_193)
                        + ","
                        + token(start, 4_097)
                        + "]}}")));

    assertThat(world.feed.after(start)).isInstanceOf(FundsFeed.Unavailable.class);
  }

  private static String token(String position, long above) {
    return "{\"id\":\""
        + (Long.parseLong(position) + 1 + above)
        + "\",\"type_i\":8,"
        + "\"transaction_successful\":true}";
  }

  @Test
  void givenIdFarInTheFuture_whenReading_thenPositionDoesNotJumpThere() {
    world.fault(
        "GET",
        PAYMENTS,
        r ->
            r.effect(
                "status",
                Map.of(
                    "code",
                    200,
                    "body",
                    "{\"_embedded\":{\"records\":[{\"id\":\"9223372036854775807\",\"type_i\":1}]}}")));

    FundsFeed.Page page = page(start);

    assertThat(page.next()).isEqualTo(start);
    assertThat(page.unreadable()).hasSize(1);
  }

  @Test
  void givenTwoFeeds_whenNaming_thenNetworkAndWalletTellThemApart() {
    assertThat(world.feed.name())
        .startsWith("stellar:")
        .endsWith(world.wallet.account())
        .isEqualTo(freshFeed().name());
    StellarSettings other =
        StellarSettings.of(
            world.sandbox.baseUrl(),
            "Another Network ; 2026",
            world.wallet.secret().toCharArray(),
            "cNGN",
            world.issuer.account(),
            "1");
    assertThat(new HorizonFundsFeed(world.client, other).name()).isNotEqualTo(world.feed.name());
  }

  private FundsFeed.Page page(String position) {
    FundsFeed.Reading reading = world.feed.after(position);
    assertThat(reading).isInstanceOf(FundsFeed.Page.class);
    return (FundsFeed.Page) reading;
  }

  private HorizonFundsFeed freshFeed() {
    return new HorizonFundsFeed(world.client, world.settings);
  }

  private String now() {
    return freshFeed().firstPosition();
  }

  private String pay(PayOrder order) {
    String hash = world.sandbox.pay(order);
    world.sandbox.tick();
    return hash;
  }

  private static StellarSettings.Timing shortRead() {
    return new StellarSettings.Timing(
        StellarWorld.QUICK.connect(),
        Duration.ofMillis(700),
        StellarWorld.QUICK.submit(),
        StellarWorld.QUICK.rootAge(),
        StellarWorld.QUICK.refundValidity());
  }
}
