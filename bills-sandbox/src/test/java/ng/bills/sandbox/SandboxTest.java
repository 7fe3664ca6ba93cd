package ng.bills.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import ng.bills.sandbox.flutterwave.FlutterwaveMagic;
import ng.bills.sandbox.flutterwave.FlutterwaveOutcome;
import ng.bills.sandbox.horizon.HorizonSettings;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.interswitch.InterswitchMagic;
import ng.bills.sandbox.interswitch.InterswitchOutcome;
import ng.bills.sandbox.vtpass.VtpassMagic;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox =
        Sandbox.start(
            SandboxSettings.defaults()
                .withHorizon(HorizonSettings.defaults().withCloseTime(Duration.ofMillis(50))));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
        request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> pay(String query) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(sandbox.hubUrl() + "/_sandbox/customer/pay?" + query)));
  }

  private JsonObject horizon(String path) throws IOException, InterruptedException {
    return JsonText.parseObject(
        send(HttpRequest.newBuilder(URI.create(sandbox.horizon().baseUrl() + path))).body());
  }

  private String receiver() {
    return sandbox.systemWallet().account();
  }

  private JsonObject lastPayment(String account) throws IOException, InterruptedException {
    return horizon("/accounts/" + account + "/payments?order=desc&limit=1&join=transactions")
        .getJsonObject("_embedded")
        .getJsonArray("records")
        .getJsonObject(0);
  }

  @Test
  void givenPaymentLink_whenCustomerPaysByOneUrl_thenHorizonHasThePayment() throws Exception {
    String link =
        "web+stellar:pay?destination="
            + receiver()
            + "&amount=1500.0000000&asset_code=cNGN&asset_issuer="
            + sandbox.cngnIssuer()
            + "&memo=BILL-TEST-1&memo_type=MEMO_TEXT";
    HttpResponse<String> answer = pay("uri=" + URLEncoder.encode(link, StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String hash = JsonText.parseObject(answer.body()).getString("hash");
    JsonObject transaction = horizon("/transactions/" + hash);
    assertThat(transaction.getBoolean("successful")).isTrue();
    assertThat(transaction.getString("memo")).isEqualTo("BILL-TEST-1");
    JsonObject payment = lastPayment(receiver());
    assertThat(payment.getString("amount")).isEqualTo("1500.0000000");
    assertThat(payment.getString("asset_code")).isEqualTo("cNGN");
    assertThat(payment.getString("asset_issuer")).isEqualTo(sandbox.cngnIssuer());
    assertThat(payment.getString("transaction_hash")).isEqualTo(hash);
    assertThat(payment.getString("from")).isEqualTo(sandbox.customer());
  }

  @Test
  void givenOddWishes_whenCustomerPays_thenMoneyIsOddButReal() throws Exception {
    HttpResponse<String> xlm =
        pay("destination=" + receiver() + "&amount=12.5&asset=native&memo=X&omit_memo=true");
    assertThat(xlm.statusCode()).as(xlm.body()).isEqualTo(200);
    JsonObject payment = lastPayment(receiver());
    assertThat(payment.getString("asset_type")).isEqualTo("native");
    assertThat(
            horizon("/transactions/" + payment.getString("transaction_hash"))
                .getString("memo_type"))
        .isEqualTo("none");
    assertThat(pay("destination=" + receiver() + "&amount=1&memo=A").statusCode()).isEqualTo(200);
    assertThat(lastPayment(receiver()).getString("asset_code")).isEqualTo("cNGN");
  }

  @Test
  void givenNonsense_whenCustomerPays_then400WithTheReason() throws Exception {
    assertThat(pay("amount=5").body()).contains("destination is missing");
    assertThat(pay("destination=nobody&amount=5").statusCode()).isEqualTo(400);
    assertThat(pay("destination=" + receiver() + "&amount=5&customer=1000").statusCode())
        .isEqualTo(400);
  }

  @Test
  void givenPaymentThatHorizonRefuses_whenCustomerPays_then502WithTheCodes() throws Exception {
    String stranger = org.stellar.sdk.KeyPair.random().getAccountId();
    HttpResponse<String> answer = pay("destination=" + stranger + "&amount=5&memo=A");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("op_no_destination");
  }

  @Test
  void givenAssetTheWalletDoesNotTrust_whenCustomerPays_then502WithTheCodes() throws Exception {
    HttpResponse<String> answer = pay("destination=" + receiver() + "&amount=5&memo=A&asset=USDC");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("op_no_trust");
    sandbox.horizon().trust(receiver(), sandbox.horizon().asset("USDC"));
    assertThat(pay("destination=" + receiver() + "&amount=5&memo=A&asset=USDC").statusCode())
        .isEqualTo(200);
  }

  @Test
  void givenAnotherCustomer_whenPaid_thenFromAnotherAccount() throws Exception {
    assertThat(pay("destination=" + receiver() + "&amount=5&memo=A&customer=7").statusCode())
        .isEqualTo(200);
    assertThat(lastPayment(receiver()).getString("from")).isNotEqualTo(sandbox.customer());
  }

  @Test
  void givenPostWithJson_whenCustomerPays_thenPaid() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(sandbox.hubUrl() + "/_sandbox/customer/pay"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"destination\":\""
                            + receiver()
                            + "\",\"amount\":7.25,\"memo\":\"J\"}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(lastPayment(receiver()).getString("amount")).isEqualTo("7.2500000");
  }

  @Test
  void givenStartPage_whenRead_thenServicesAndMagicAccountsAreThere() throws Exception {
    String page = send(HttpRequest.newBuilder(URI.create(sandbox.hubUrl() + "/"))).body();
    assertThat(page)
        .contains(
            sandbox.vtpass().baseUrl(),
            sandbox.paystack().baseUrl(),
            "0000000507",
            sandbox.interswitch().controlUrl(),
            InterswitchMagic.meter(InterswitchOutcome.TIMEOUT_THEN_LATE),
            sandbox.inbox().url(),
            sandbox.horizon().baseUrl(),
            VtpassMagic.METER_TIMEOUT_THEN_DELIVERED,
            VtpassOutcome.PENDING_FOREVER.meaning(),
            sandbox.flutterwave().controlUrl(),
            FlutterwaveMagic.meter(FlutterwaveOutcome.REFUSED_HERE));
    JsonObject services =
        JsonText.parseObject(
            send(HttpRequest.newBuilder(URI.create(sandbox.hubUrl() + "/_sandbox/services")))
                .body());
    assertThat(services.getString("VTpass")).isEqualTo(sandbox.vtpass().baseUrl());
    assertThat(sandbox.addresses()).contains(sandbox.hubUrl(), sandbox.cngnIssuer());
  }

  @Test
  void givenClosed_whenCalled_thenNobodyListens() {
    String url = sandbox.hubUrl();
    sandbox.close();
    assertThatThrownBy(() -> send(HttpRequest.newBuilder(URI.create(url + "/"))))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void givenDataDirectory_whenRestarted_thenLedgerAndCustomerGoOn(@TempDir Path directory)
      throws Exception {
    sandbox.close();
    SandboxSettings settings =
        SandboxSettings.defaults()
            .withHorizon(HorizonSettings.defaults().withCloseTime(Duration.ofMillis(50)))
            .withDataDirectory(directory);
    sandbox = Sandbox.start(settings);
    String receiver = receiver();
    assertThat(pay("destination=" + receiver + "&amount=3&memo=A").statusCode()).isEqualTo(200);
    sandbox.close();
    sandbox = Sandbox.start(settings);
    assertThat(lastPayment(receiver).getString("amount")).isEqualTo("3.0000000");
    assertThat(pay("destination=" + receiver + "&amount=4&memo=B").statusCode()).isEqualTo(200);
    assertThat(lastPayment(receiver).getString("amount")).isEqualTo("4.0000000");
    assertThat(
            horizon("/accounts/" + sandbox.customer()).getJsonArray("balances").stream()
                .map(JsonValue::asJsonObject)
                .filter(line -> line.getString("asset_code", "").equals("cNGN"))
                .map(line -> line.getString("balance")))
        .containsExactly("999999993.0000000");
  }
}
