package ng.bills.sandbox.horizon;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import ng.bills.sandbox.horizon.HorizonSandbox.Named;
import ng.bills.sandbox.http.JsonText;
import org.stellar.sdk.Account;
import org.stellar.sdk.Asset;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Memo;
import org.stellar.sdk.Network;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.TimeBounds;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;
import org.stellar.sdk.TransactionPreconditions;

/**
 * A sandbox with an issuer, a wallet that holds 1,000 cNGN and a customer that holds 10,000, and an
 * HTTP client.
 */
final class Bench implements AutoCloseable {
  static final Instant START = Instant.parse("2026-08-20T10:00:00Z");
  static final long NGN = Stroops.ONE;

  final HorizonSandbox sandbox;
  final HttpClient client = HttpClient.newHttpClient();
  final String asset;
  final Named issuer;
  final Named wallet;
  final Named customer;

  Bench(HorizonSettings settings) {
    sandbox = HorizonSandbox.start(settings);
    issuer = sandbox.issuer("cNGN");
    asset = sandbox.asset("cNGN");
    wallet = sandbox.customer(HorizonSandbox.SYSTEM_WALLET, asset, 1_000 * NGN);
    customer = sandbox.customer("ada", asset, 10_000 * NGN);
  }

  /** Ledgers close by hand, the clock stands still, submissions time out quickly. */
  static Bench manual() {
    return new Bench(manualSettings());
  }

  static HorizonSettings manualSettings() {
    return HorizonSettings.defaults()
        .withManualTicks()
        .withClock(InstantSource.fixed(START))
        .withSubmitTimeout(Duration.ofMillis(300))
        .withStreamTimeout(Duration.ofSeconds(5));
  }

  /** A ledger every 20 ms. */
  static Bench running() {
    return new Bench(
        HorizonSettings.defaults()
            .withCloseTime(Duration.ofMillis(20))
            .withSubmitTimeout(Duration.ofSeconds(5))
            .withStreamTimeout(Duration.ofSeconds(10)));
  }

  @Override
  public void close() {
    sandbox.checkBooks();
    sandbox.close();
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path)).build());
  }

  JsonObject json(String path) {
    return JsonText.parseObject(get(path).body());
  }

  JsonArray records(String path) {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " answered " + response.statusCode() + " " + response.body());
    }
    return JsonText.parseObject(response.body()).getJsonObject("_embedded").getJsonArray("records");
  }

  HttpResponse<String> control(String path, String json) {
    return send(
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/_sandbox" + path))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  HttpResponse<String> submit(Transaction transaction) {
    return submit("/transactions", transaction.toEnvelopeXdrBase64());
  }

  HttpResponse<String> submit(String path, String xdr) {
    return send(submission(path, xdr));
  }

  HttpRequest submission(String path, String xdr) {
    return HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .timeout(Duration.ofSeconds(10))
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "tx=" + URLEncoder.encode(xdr, StandardCharsets.UTF_8)))
        .build();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  static JsonObject body(HttpResponse<String> response) {
    return JsonText.parseObject(response.body());
  }

  /** {@code transaction} and {@code operations} of a 400 in one text. */
  static String codes(HttpResponse<String> response) {
    JsonObject codes = body(response).getJsonObject("extras").getJsonObject("result_codes");
    return JsonText.text(codes, "transaction", "")
        + (codes.containsKey("operations") ? " " + codes.getJsonArray("operations") : "");
  }

  long sequence(Named account) {
    return Long.parseLong(json("/accounts/" + account.account()).getString("sequence"));
  }

  /** Signed by its source; valid until {@code maxTime} seconds of the epoch, 0 for ever. */
  Transaction transaction(Named source, Memo memo, long maxTime, Operation... operations) {
    return transaction(source, sequence(source) + 1, memo, maxTime, operations);
  }

  Transaction transaction(
      Named source, long sequence, Memo memo, long maxTime, Operation... operations) {
    Transaction transaction =
        unsigned(sandbox.passphrase(), source, sequence, memo, maxTime, operations);
    transaction.sign(KeyPair.fromSecretSeed(source.secret()));
    return transaction;
  }

  static Transaction unsigned(
      String passphrase,
      Named source,
      long sequence,
      Memo memo,
      long maxTime,
      Operation... operations) {
    return new TransactionBuilder(
            Envelope.MUXED, new Account(source.account(), sequence - 1), new Network(passphrase))
        .setBaseFee(1_000)
        .addMemo(memo)
        .addOperations(List.of(operations))
        .addPreconditions(
            TransactionPreconditions.builder().timeBounds(new TimeBounds(0, maxTime)).build())
        .build();
  }

  Operation payment(String to, long stroops) {
    return new PaymentOperation.Builder(to, Asset.create(asset), Stroops.format(stroops)).build();
  }

  /** The refund of 100 cNGN to the customer for a transaction. */
  Transaction refund(String hash, long maxTime) {
    return transaction(
        wallet, Memo.returnHash(hash), maxTime, payment(customer.account(), 100 * NGN));
  }
}
