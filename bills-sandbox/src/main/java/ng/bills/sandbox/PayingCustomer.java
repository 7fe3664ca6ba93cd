package ng.bills.sandbox;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;
import org.stellar.sdk.Account;
import org.stellar.sdk.Asset;
import org.stellar.sdk.AssetTypeNative;
import org.stellar.sdk.ChangeTrustAsset;
import org.stellar.sdk.ChangeTrustOperation;
import org.stellar.sdk.FormatException;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Memo;
import org.stellar.sdk.Network;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;

/**
 * A customer with a wallet. Pays as a wallet does: builds a transaction, signs it with a key of its
 * own and submits it to Horizon over HTTP. Opens its account, its trust line and fills its purse by
 * itself the first time.
 */
final class PayingCustomer {
  /** Where the customer's money comes from. */
  interface Bank {
    /** The complete asset for a code alone; {@code native} and {@code CODE:G…} stay as they are. */
    String asset(String text);

    /**
     * Puts money into the account, which has the trust line already; amount in units of the asset.
     */
    void give(String account, String asset, String amount);
  }

  private static final String PURSE = "1000000000";
  private static final String LARGEST_LIMIT = "922337203685.4775807";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long FEE_PER_OPERATION = 1_000;
  private static final long VALID_SECONDS = 120;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final String horizonUrl;
  private final Network network;
  private final KeyPair keys;
  private final String cngn;
  private final Bank bank;

  /**
   * @param cngn {@code CODE:G…}
   */
  PayingCustomer(String horizonUrl, String passphrase, KeyPair keys, String cngn, Bank bank) {
    this.horizonUrl = horizonUrl;
    this.network = new Network(passphrase);
    this.keys = keys;
    this.cngn = cngn;
    this.bank = bank;
  }

  String account() {
    return keys.getAccountId();
  }

  /**
   * Sends the payment and waits for Horizon's answer.
   *
   * @return {@code {"hash", "successful", "status", "horizon": Horizon's answer}}; a payment that
   *     Horizon did not confirm is told as such, with its hash
   */
  JsonObject pay(CustomerPayment payment) throws IOException, InterruptedException {
    String wanted = payment.asset().isEmpty() ? cngn : bank.asset(payment.asset());
    oneAtATime.lock(); // one sequence number after the other
    try {
      prepare(wanted);
      return submit(
          new PaymentOperation.Builder(payment.destination(), asset(wanted), payment.amount())
              .build(),
          payment.memo());
    } catch (IllegalArgumentException | FormatException e) {
      throw new BadRequestException("that cannot be sent: " + e.getMessage(), e);
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Opens account and trust line and fills the purse, as far as that is missing. */
  JsonObject prepare() throws IOException, InterruptedException {
    oneAtATime.lock();
    try {
      prepare(cngn);
      return horizonAccount().body();
    } finally {
      oneAtATime.unlock();
    }
  }

  private void prepare(String asset) throws IOException, InterruptedException {
    Answer account = horizonAccount();
    if (account.status() == 404) {
      Answer born = get("/friendbot?addr=" + URLEncoder.encode(account(), StandardCharsets.UTF_8));
      if (born.status() != 200) {
        throw new IOException("friendbot answered " + born.status() + ": " + born.body());
      }
      account = horizonAccount();
    }
    if (!asset.equals("native") && !trusts(account.body(), asset)) {
      JsonObject trusted =
          submit(
              new ChangeTrustOperation.Builder(ChangeTrustAsset.create(asset(asset)), LARGEST_LIMIT)
                  .build(),
              Memo.none());
      if (!trusted.getBoolean("successful")) {
        throw new IOException("the trust line was not opened: " + trusted);
      }
      bank.give(account(), asset, PURSE);
    }
  }

  private static boolean trusts(JsonObject account, String asset) {
    return account.getJsonArray("balances").stream()
        .map(JsonValue::asJsonObject)
        .anyMatch(
            line ->
                asset.equals(
                    line.getString("asset_code", "") + ":" + line.getString("asset_issuer", "")));
  }

  private JsonObject submit(Operation operation, Memo memo)
      throws IOException, InterruptedException {
    Answer account = horizonAccount();
    if (account.status() != 200) {
      throw new IOException("Horizon answered " + account.status() + " about the customer");
    }
    long sequence = Long.parseLong(JsonText.text(account.body(), "sequence", ""));
    Transaction transaction =
        new TransactionBuilder(new Account(account(), sequence), network)
            .addOperation(operation)
            .addMemo(memo)
            .setBaseFee(FEE_PER_OPERATION)
            .setTimeout(VALID_SECONDS)
            .build();
    transaction.sign(keys);
    String form =
        "tx=" + URLEncoder.encode(transaction.toEnvelopeXdrBase64(), StandardCharsets.UTF_8);
    Answer answer =
        send(
            HttpRequest.newBuilder(URI.create(horizonUrl + "/transactions"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    boolean successful = answer.status() == 200 && answer.body().getBoolean("successful", true);
    return JsonText.object()
        .add("hash", transaction.hashHex())
        .add("successful", successful)
        .add("status", answer.status())
        .add("from", account())
        .add("horizon", answer.body())
        .build();
  }

  private record Answer(int status, JsonObject body) {}

  private Answer horizonAccount() throws IOException, InterruptedException {
    return get("/accounts/" + account());
  }

  private Answer get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(horizonUrl + path)).GET());
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            request.timeout(PATIENCE).header("Accept", "application/json").build(),
            HttpResponse.BodyHandlers.ofString());
    JsonObject body;
    try {
      body = JsonText.parseObject(response.body());
    } catch (BadRequestException e) {
      body = JsonText.object().add("raw", response.body()).build(); // a fault rule spoilt it
    }
    return new Answer(response.statusCode(), body);
  }

  private static Asset asset(String canonical) {
    return canonical.equals("native") ? new AssetTypeNative() : Asset.create(canonical);
  }
}
