package ng.bills.sandbox.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import ng.bills.sandbox.http.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stellar.sdk.AbstractTransaction;
import org.stellar.sdk.Memo;
import org.stellar.sdk.Network;
import org.stellar.sdk.Transaction;

class HorizonRestartTest {
  private final String bill = "cd".repeat(32);

  @TempDir Path directory;

  private HorizonSettings settings() {
    return Bench.manualSettings().withDirectory(directory);
  }

  @Test
  void givenDataDirectory_whenStartedAgain_thenEverythingIsAsItWas() throws Exception {
    String envelope;
    JsonArray payments;
    JsonObject account;
    JsonObject customer;
    String path;
    Transaction refund;
    try (Bench bench = new Bench(settings())) {
      bench.sandbox.pay(
          PayOrder.of(bench.customer.account(), bench.wallet.account(), bench.asset, 12_345_678)
              .memo(Memo.text(new byte[] {'B', (byte) 0xff, '"', '\n'}))
              .toMuxedId(42));
      bench.sandbox.tick();
      bench.sandbox.pay(
          PayOrder.of(bench.customer.account(), bench.wallet.account(), bench.asset, 5)
              .kind(PayOrder.Kind.CLAIMABLE));
      bench.sandbox.tick();
      refund = bench.refund(bill, 0);
      bench.submit(refund);
      bench.sandbox.tick(3);
      envelope = refund.toEnvelopeXdrBase64();
      path = "/accounts/" + bench.wallet.account() + "/payments?limit=200&join=transactions";
      payments = withoutLinks(bench.records(path));
      account = bench.json("/accounts/" + bench.wallet.account());
      customer = bench.json("/accounts/" + bench.customer.account());
    }
    try (HorizonSandbox sandbox = HorizonSandbox.start(settings().withPort(0))) {
      sandbox.checkBooks();
      assertThat(sandbox.refundsTo(customer.getString("id"), bill)).hasSize(1);
      Reopened again = new Reopened(sandbox);
      assertThat(withoutLinks(again.records(path))).isEqualTo(payments);
      assertThat(again.account(account.getString("id"))).isEqualTo(same(account));
      assertThat(again.account(customer.getString("id"))).isEqualTo(same(customer));
      assertThat(again.records("/claimable_balances")).hasSize(1);
      AbstractTransaction transaction =
          AbstractTransaction.fromEnvelopeXdr(envelope, new Network(sandbox.passphrase()));
      assertThat(again.submit(transaction.toEnvelopeXdrBase64())).isEqualTo(200);
      assertThat(sandbox.refundsTo(customer.getString("id"), bill)).hasSize(1);
      // the sandbox can still sign for the customer and the ledger goes on
      int before = sandbox.state().coreLedger();
      String hash =
          sandbox.pay(
              customer.getString("id"), account.getString("id"), sandbox.asset("cNGN"), 7, "more");
      sandbox.tick();
      assertThat(sandbox.resultOf(hash)).isEqualTo("tx_success");
      assertThat(sandbox.state().coreLedger()).isEqualTo(before + 1);
      sandbox.checkBooks();
    }
  }

  /** The little of {@link Bench} that a sandbox with a history needs. */
  private record Reopened(HorizonSandbox sandbox) {
    JsonArray records(String path) throws IOException, InterruptedException {
      return get(path).getJsonObject("_embedded").getJsonArray("records");
    }

    JsonObject account(String id) throws IOException, InterruptedException {
      return same(get("/accounts/" + id));
    }

    private JsonObject get(String path) throws IOException, InterruptedException {
      return JsonText.parseObject(
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    }

    int submit(String xdr) throws IOException, InterruptedException {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/transactions"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "tx=" + URLEncoder.encode(xdr, StandardCharsets.UTF_8)))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .statusCode();
    }
  }

  private static JsonObject same(JsonObject record) {
    return withoutLinks(JsonText.array().add(record).build()).getJsonObject(0);
  }

  /** The port is another one after the restart. */
  private static JsonArray withoutLinks(JsonArray records) {
    var array = JsonText.array();
    for (var record : records) {
      var json = JsonText.object();
      record
          .asJsonObject()
          .forEach(
              (name, value) -> {
                if (name.equals("transaction")) {
                  json.add(name, same(value.asJsonObject()));
                } else if (!name.equals("_links")) {
                  json.add(name, value);
                }
              });
      array.add(json);
    }
    return array.build();
  }

  @Test
  void givenDataDirectoryInUse_whenAnotherStarts_thenItRefuses() {
    try (Bench bench = new Bench(settings())) {
      assertThatThrownBy(() -> HorizonSandbox.start(settings()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is used by another");
      bench.sandbox.tick();
    }
  }

  @Test
  void givenALineCutOffByAKill_whenStartedAgain_thenItIsDroppedAndTheRestIsThere()
      throws Exception {
    int ledger;
    try (Bench bench = new Bench(settings())) {
      ledger = bench.sandbox.state().coreLedger();
    }
    Path file = directory.resolve("horizon.jsonl");
    Files.writeString(file, "{\"ledger\":99,\"clo", StandardOpenOption.APPEND);
    try (Bench bench = new Bench(settings())) {
      assertThat(bench.sandbox.state().coreLedger()).isEqualTo(ledger);
      assertThat(bench.sandbox.balance(bench.wallet.account(), bench.asset))
          .isEqualTo(1_000 * Bench.NGN);
      bench.sandbox.tick();
    }
    assertThat(Files.readString(file, StandardCharsets.UTF_8)).doesNotContain("\"clo\n");
  }

  @Test
  void givenRunningNetwork_whenStartedAgain_thenItsHeightNeverGoesBack() throws Exception {
    HorizonSettings running =
        HorizonSettings.defaults().withCloseTime(Duration.ofMillis(5)).withDirectory(directory);
    int height;
    try (HorizonSandbox sandbox = HorizonSandbox.start(running)) {
      sandbox.createAccount("someone", 10 * Stroops.ONE);
      String hash =
          sandbox.pay(
              sandbox.named("someone").account(),
              sandbox.named("root").account(),
              "native",
              1,
              "x");
      assertThat(sandbox.awaitIngested(hash, Duration.ofSeconds(5))).isTrue();
      height = sandbox.state().coreLedger();
    }
    // as after a kill: the line that a clean stop writes is missing
    Path file = directory.resolve("horizon.jsonl");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 1));
    try (HorizonSandbox sandbox = HorizonSandbox.start(running)) {
      assertThat(sandbox.state().ingestedLedger()).isGreaterThanOrEqualTo(height);
      assertThat(sandbox.balance(sandbox.named("someone").account(), "native"))
          .isEqualTo(10 * Stroops.ONE - 101);
    }
  }
}
