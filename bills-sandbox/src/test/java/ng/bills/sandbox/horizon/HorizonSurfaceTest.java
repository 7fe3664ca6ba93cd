package ng.bills.sandbox.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import ng.bills.sandbox.horizon.HorizonSandbox.Named;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stellar.sdk.Memo;
import org.stellar.sdk.Transaction;

class HorizonSurfaceTest {
  private final Bench bench = Bench.manual();

  @AfterEach
  void stop() {
    bench.close();
  }

  private String payments() {
    return "/accounts/" + bench.wallet.account() + "/payments";
  }

  private PayOrder order() {
    return PayOrder.of(
        bench.customer.account(), bench.wallet.account(), bench.asset, 1_500 * Bench.NGN);
  }

  private long now() {
    return (long) bench.sandbox.state().coreLedger() << 32 | 0xffff_ffffL;
  }

  private JsonObject paid(PayOrder order) {
    long before = now();
    bench.sandbox.pay(order);
    bench.sandbox.tick();
    return bench.records(payments() + "?join=transactions&cursor=" + before).getJsonObject(0);
  }

  @Test
  void givenFreshNetwork_whenRootIsRead_thenItTellsNetworkAndHeights() {
    JsonObject root = bench.json("/");
    assertThat(root.getString("network_passphrase")).isEqualTo(HorizonSettings.PASSPHRASE);
    assertThat(root.getInt("history_latest_ledger")).isEqualTo(bench.sandbox.state().coreLedger());
    assertThat(root.getInt("history_elder_ledger")).isEqualTo(1);
    assertThat(root.getString("history_latest_ledger_closed_at")).startsWith("2026-08-20T10:00:");
    assertThat(bench.json("/health").getBoolean("core_synced")).isTrue();
  }

  @Test
  void givenTrustLine_whenAccountIsRead_thenBalanceFlagsAndLatestLedgerAreThere() {
    HttpResponse<String> response = bench.get("/accounts/" + bench.wallet.account());
    assertThat(response.headers().firstValue("Latest-Ledger"))
        .hasValue(String.valueOf(bench.sandbox.state().ingestedLedger()));
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/hal+json; charset=utf-8");
    JsonObject line = Bench.body(response).getJsonArray("balances").getJsonObject(0);
    assertThat(line.getString("balance")).isEqualTo("1000.0000000");
    assertThat(line.getString("limit")).isEqualTo("922337203685.4775807");
    assertThat(line.getString("asset_code")).isEqualTo("cNGN");
    assertThat(line.getBoolean("is_authorized")).isTrue();
  }

  @Test
  void givenPayment_whenPaymentsAreRead_thenTheRecordIsHorizonsAndItsIdIsAToid() {
    JsonObject record = paid(order().memo("BILL-1"));
    long id = Long.parseLong(record.getString("id"));
    assertThat(id >> 32).isEqualTo(bench.sandbox.state().coreLedger());
    assertThat(id & 0xfff).isEqualTo(1);
    assertThat(id >> 12 & 0xfffff).isEqualTo(1);
    assertThat(record.getString("paging_token")).isEqualTo(record.getString("id"));
    assertThat(record.getInt("type_i")).isEqualTo(1);
    assertThat(record.getString("from")).isEqualTo(bench.customer.account());
    assertThat(record.getString("to")).isEqualTo(bench.wallet.account());
    assertThat(record.getString("amount")).isEqualTo("1500.0000000");
    assertThat(record.getString("asset_issuer")).isEqualTo(bench.issuer.account());
    assertThat(record.getBoolean("transaction_successful")).isTrue();
    JsonObject transaction = record.getJsonObject("transaction");
    assertThat(transaction.getString("hash")).isEqualTo(record.getString("transaction_hash"));
    assertThat(transaction.getString("paging_token")).isEqualTo(String.valueOf(id - 1));
    assertThat(transaction.getString("memo")).isEqualTo("BILL-1");
  }

  @Test
  void givenEveryKindOfMemo_whenRead_thenItsShapeIsHorizons() {
    byte[] bad = {'B', (byte) 0xff, 'x'};
    JsonObject bytes = paid(order().memo(Memo.text(bad))).getJsonObject("transaction");
    assertThat(bytes.getString("memo_type")).isEqualTo("text");
    assertThat(bytes.getString("memo")).isEqualTo("B\ufffdx");
    assertThat(Base64.getDecoder().decode(bytes.getString("memo_bytes"))).isEqualTo(bad);
    JsonObject empty = paid(order().memo(Memo.text(""))).getJsonObject("transaction");
    assertThat(empty.getString("memo")).isEmpty();
    assertThat(empty.getString("memo_bytes")).isEmpty();
    JsonObject none = paid(order()).getJsonObject("transaction");
    assertThat(none.getString("memo_type")).isEqualTo("none");
    assertThat(none).doesNotContainKeys("memo", "memo_bytes");
    BigInteger highest = new BigInteger("18446744073709551615");
    JsonObject id = paid(order().memo(Memo.id(highest))).getJsonObject("transaction");
    assertThat(id.getString("memo_type")).isEqualTo("id");
    assertThat(id.getString("memo")).isEqualTo(highest.toString());
    byte[] hash = new byte[32];
    hash[0] = 7;
    String base64 = Base64.getEncoder().encodeToString(hash);
    JsonObject hashed = paid(order().memo(Memo.hash(hash))).getJsonObject("transaction");
    assertThat(hashed.getString("memo_type")).isEqualTo("hash");
    assertThat(hashed.getString("memo")).isEqualTo(base64);
    JsonObject returned = paid(order().memo(Memo.returnHash(hash))).getJsonObject("transaction");
    assertThat(returned.getString("memo_type")).isEqualTo("return");
    assertThat(returned.getString("memo")).isEqualTo(base64);
  }

  @Test
  void givenMuxedAddresses_whenRead_thenIdsAreThereExceptZero() {
    JsonObject seven = paid(order().toMuxedId(7).fromMuxedId(9));
    assertThat(seven.getString("to")).isEqualTo(bench.wallet.account());
    assertThat(seven.getString("to_muxed")).startsWith("M");
    assertThat(seven.getString("to_muxed_id")).isEqualTo("7");
    assertThat(seven.getString("from_muxed_id")).isEqualTo("9");
    assertThat(seven.getJsonObject("transaction").getString("account_muxed_id")).isEqualTo("9");
    JsonObject zero = paid(order().toMuxedId(0));
    assertThat(Address.of(zero.getString("to_muxed")).muxedId()).isZero();
    assertThat(zero).doesNotContainKey("to_muxed_id");
  }

  @Test
  void givenFeeBumpOfSeveralOperations_whenRead_thenBothHashesFindItAndEachOperationIsARecord() {
    long before = now();
    JsonObject bumped = paid(order().operations(3).feeBump(true)).getJsonObject("transaction");
    assertThat(bumped.getJsonObject("fee_bump_transaction").getString("hash"))
        .isEqualTo(bumped.getString("hash"));
    String inner = bumped.getJsonObject("inner_transaction").getString("hash");
    assertThat(inner).isNotEqualTo(bumped.getString("hash"));
    assertThat(bench.json("/transactions/" + inner).getString("hash"))
        .isEqualTo(bumped.getString("hash"));
    assertThat(bumped.getString("max_fee")).isEqualTo("800");
    assertThat(bumped.getString("fee_charged")).isEqualTo("400");
    JsonArray records = bench.records(payments() + "?cursor=" + before);
    assertThat(records).hasSize(3);
    assertThat(bench.records("/transactions/" + inner + "/operations")).hasSize(3);
    assertThat(Long.parseLong(records.getJsonObject(2).getString("id")) & 0xfff).isEqualTo(3);
  }

  @Test
  void givenPathPayments_whenRead_thenAmountIsWhatArrived() {
    bench.sandbox.rate("native", bench.asset, 150, 1);
    JsonObject send =
        paid(
            PayOrder.of(
                    bench.customer.account(), bench.wallet.account(), bench.asset, 2 * Stroops.ONE)
                .kind(PayOrder.Kind.PATH_SEND));
    assertThat(send.getString("type")).isEqualTo("path_payment_strict_send");
    assertThat(send.getString("amount")).isEqualTo("300.0000000");
    assertThat(send.getString("source_amount")).isEqualTo("2.0000000");
    assertThat(send.getString("source_asset_type")).isEqualTo("native");
    JsonObject receive =
        paid(
            PayOrder.of(
                    bench.customer.account(), bench.wallet.account(), bench.asset, 100 * Bench.NGN)
                .kind(PayOrder.Kind.PATH_RECEIVE));
    assertThat(receive.getInt("type_i")).isEqualTo(2);
    assertThat(receive.getString("amount")).isEqualTo("100.0000000");
    assertThat(receive.getString("source_amount")).isEqualTo("0.6666667"); // rounded up
    assertThat(bench.sandbox.balance(bench.wallet.account(), bench.asset))
        .isEqualTo(1_400 * Bench.NGN);
  }

  @Test
  void givenContractShapeAndClaimable_whenRead_thenOnlyTheContractIsAPayment() {
    JsonObject contract = paid(order().kind(PayOrder.Kind.CONTRACT).toMuxedId(5));
    assertThat(contract.getInt("type_i")).isEqualTo(24);
    JsonObject change = contract.getJsonArray("asset_balance_changes").getJsonObject(0);
    assertThat(change.getString("type")).isEqualTo("transfer");
    assertThat(change.getString("to")).isEqualTo(bench.wallet.account());
    assertThat(change.getString("destination_muxed_id")).isEqualTo("5");
    assertThat(change.getString("from")).isEqualTo(bench.customer.account());
    assertThat(
            paid(order().kind(PayOrder.Kind.FROM_CONTRACT))
                .getJsonArray("asset_balance_changes")
                .getJsonObject(0)
                .getString("from"))
        .matches("C[A-Z2-7]{55}");

    long before = now();
    bench.sandbox.pay(order().kind(PayOrder.Kind.CLAIMABLE));
    bench.sandbox.tick();
    assertThat(bench.records(payments() + "?cursor=" + before)).isEmpty();
    JsonArray operations =
        bench.records("/accounts/" + bench.wallet.account() + "/operations?cursor=" + before);
    assertThat(operations.getJsonObject(0).getInt("type_i")).isEqualTo(14);
    JsonArray balances =
        bench.records(
            "/claimable_balances?claimant=" + bench.wallet.account() + "&asset=" + bench.asset);
    assertThat(balances.getJsonObject(0).getString("amount")).isEqualTo("1500.0000000");
    assertThat(bench.json("/claimable_balances/" + balances.getJsonObject(0).getString("id")))
        .containsKey("claimants");
  }

  @Test
  void givenManyPayments_whenPagedBothWays_thenEachComesOnceInOrder() {
    List<String> names = IntStream.range(0, 25).mapToObj(i -> "payer-" + i).toList();
    List<Named> payers = bench.sandbox.customers(names, bench.asset, 10 * Bench.NGN);
    long before = now();
    bench.sandbox.payAll(
        payers.stream()
            .map(
                payer ->
                    PayOrder.of(payer.account(), bench.wallet.account(), bench.asset, Bench.NGN))
            .toList());
    bench.sandbox.tick();
    List<Long> ascending = new ArrayList<>();
    String path = payments() + "?limit=4&cursor=" + before;
    for (JsonObject page = bench.json(path); ; page = bench.json(path)) {
      JsonArray records = page.getJsonObject("_embedded").getJsonArray("records");
      String next = page.getJsonObject("_links").getJsonObject("next").getString("href");
      path = next.substring(bench.sandbox.baseUrl().length());
      if (records.isEmpty()) {
        break;
      }
      records.forEach(
          record -> ascending.add(Long.parseLong(record.asJsonObject().getString("id"))));
    }
    assertThat(ascending).hasSize(25).isSorted().doesNotHaveDuplicates();
    JsonArray latest = bench.records(payments() + "?order=desc&limit=2");
    assertThat(latest.getJsonObject(0).getString("id"))
        .isEqualTo(String.valueOf(ascending.get(24)));
    assertThat(bench.records(payments())).hasSizeLessThanOrEqualTo(10);
    assertThat(bench.records(payments() + "?cursor=now")).isEmpty();
  }

  @Test
  void givenShortRetention_whenReadWithAnOldCursor_thenAscendingJumpsSilentlyAndDescendingIsGone() {
    JsonObject old = paid(order());
    bench.sandbox.tick(5);
    JsonObject young = paid(order());
    bench.sandbox.elder(bench.sandbox.state().coreLedger() - 1);
    assertThat(bench.records(payments() + "?cursor=1").getJsonObject(0).getString("id"))
        .isEqualTo(young.getString("id"));
    assertThat(bench.get(payments() + "?order=desc&cursor=" + old.getString("id")).statusCode())
        .isEqualTo(410);
    assertThat(bench.json("/").getInt("history_elder_ledger")).isGreaterThan(1);
  }

  @Test
  void givenBadParameters_whenRead_thenTheProblemNamesTheField() {
    for (String bad :
        List.of("limit=0", "limit=201", "limit=x", "cursor=-1", "cursor=x", "order=up", "join=x")) {
      HttpResponse<String> response = bench.get(payments() + "?" + bad);
      assertThat(response.statusCode()).as(bad).isEqualTo(400);
      assertThat(Bench.body(response).getJsonObject("extras").getString("invalid_field"))
          .isEqualTo(bad.substring(0, bad.indexOf('=')));
    }
    String unknown = bench.sandbox.named("nobody").account();
    assertThat(bench.get("/accounts/" + unknown).statusCode()).isEqualTo(404);
    assertThat(bench.get("/accounts/" + unknown + "/payments").statusCode()).isEqualTo(404);
    assertThat(bench.get("/accounts/nonsense").statusCode()).isEqualTo(400);
    assertThat(
            bench
                .get("/accounts/" + Address.mux(bench.wallet.account(), BigInteger.ONE))
                .statusCode())
        .isEqualTo(400);
    assertThat(bench.get("/transactions/" + "0".repeat(64)).statusCode()).isEqualTo(404);
    assertThat(bench.get("/transactions/" + "A".repeat(64)).statusCode()).isEqualTo(400);
    assertThat(bench.get("/nowhere").headers().firstValue("Content-Type"))
        .hasValue("application/problem+json; charset=utf-8");
  }

  @Test
  void givenFailedTransaction_whenRead_thenItIsOnlyThereWhenAskedFor() {
    Named stranger = bench.sandbox.createAccount("stranger", 10 * Stroops.ONE);
    long before = now();
    Transaction transaction =
        bench.transaction(
            bench.wallet, Memo.none(), 0, bench.payment(stranger.account(), Bench.NGN));
    bench.submit(transaction); // times out: nobody ticks
    bench.sandbox.tick();
    String query = payments() + "?cursor=" + before;
    assertThat(bench.records(query)).isEmpty();
    JsonObject failed = bench.records(query + "&include_failed=true").getJsonObject(0);
    assertThat(failed.getBoolean("transaction_successful")).isFalse();
    assertThat(bench.json("/transactions/" + transaction.hashHex()).getBoolean("successful"))
        .isFalse();
    HttpResponse<String> again = bench.submit(transaction);
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(Bench.codes(again)).isEqualTo("tx_failed [\"op_no_trust\"]");
  }

  @Test
  void givenLedgersAndFees_whenRead_thenTheyAreThere() {
    paid(order());
    JsonObject ledger = bench.records("/ledgers?order=desc&limit=1").getJsonObject(0);
    assertThat(ledger.getInt("sequence")).isEqualTo(bench.sandbox.state().coreLedger());
    assertThat(ledger.getInt("successful_transaction_count")).isEqualTo(1);
    JsonObject previous = bench.json("/ledgers/" + (ledger.getInt("sequence") - 1));
    assertThat(ledger.getString("prev_hash")).isEqualTo(previous.getString("hash"));
    JsonObject fees = bench.json("/fee_stats");
    assertThat(fees.getString("last_ledger_base_fee")).isEqualTo("100");
    assertThat(fees.getJsonObject("max_fee").getString("p95")).isEqualTo("100");
  }

  @Test
  void givenSubmissionsThatAreNone_whenSent_thenMalformedOrUnsupported() {
    assertThat(Bench.body(bench.submit("/transactions", "AAAA+")).getString("type"))
        .endsWith("/transaction_malformed");
    byte[] noise = "no envelope at all".getBytes(StandardCharsets.UTF_8);
    assertThat(
            bench
                .submit("/transactions_async", Base64.getEncoder().encodeToString(noise))
                .statusCode())
        .isEqualTo(400);
    assertThat(bench.control("/../transactions", "{}").statusCode()).isIn(404, 415);
  }

  @Test
  void givenControlApi_whenACustomerPays_thenTheMoneyIsThereAndTheJournalTells() {
    HttpResponse<String> paid =
        bench.control(
            "/pay",
            "{\"to\":\"system-wallet\",\"asset\":\"cNGN\",\"amount\":\"12.50\",\"memo\":\"BILL-9\"}");
    assertThat(paid.statusCode()).isEqualTo(200);
    bench.control("/tick?n=2", "");
    String hash = Bench.body(paid).getString("hash");
    assertThat(bench.json("/transactions/" + hash).getString("memo")).isEqualTo("BILL-9");
    assertThat(
            bench.json("/_sandbox/balance?account=system-wallet&asset=cNGN").getString("balance"))
        .isEqualTo("1012.5000000");
    assertThat(bench.get("/_sandbox/requests?path=/transactions.*").body()).contains(hash);
    assertThat(bench.control("/pay", "{\"to\":\"system-wallet\"}").statusCode()).isEqualTo(400);
    assertThat(bench.control("/customer", "{\"asset\":\"cNGN\",\"amount\":\"5\"}").statusCode())
        .isEqualTo(200);
    String stranger = bench.sandbox.named("friend").account();
    assertThat(bench.get("/friendbot?addr=" + stranger).statusCode()).isEqualTo(200);
    assertThat(bench.get("/friendbot?addr=" + stranger).statusCode()).isEqualTo(400);
  }
}
