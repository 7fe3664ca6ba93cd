package ng.bills.infrastructure.provider.paystack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.outside.OutsideCalls;
import ng.bills.infrastructure.outside.OutsideHttp;
import ng.bills.infrastructure.provider.ProviderHttp;
import ng.bills.infrastructure.provider.RememberedExchanges;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;
import ng.bills.sandbox.paystack.ChargeOutcome;
import ng.bills.sandbox.paystack.PaystackSandbox;
import ng.bills.sandbox.webhook.Webhooks.Spoiling;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Paystack adapter against the Paystack sandbox, over HTTP. */
class PaystackAdapterTest {
  private static final Duration READ = Duration.ofMillis(600);
  private static final String KEY = "sk_test_sandbox";
  private static final OutsideCalls INSIDE =
      call -> {
        throw new IllegalStateException(call + " inside a unit of work");
      };

  private final BlockingQueue<Request> arrived = new LinkedBlockingQueue<>();
  private PaystackSandbox sandbox;
  private SandboxServer receiver;

  @BeforeEach
  void start() {
    sandbox = PaystackSandbox.start(ng.bills.sandbox.paystack.PaystackSettings.defaults());
    receiver = new SandboxServer("receiver", 0);
    receiver.route(
        "POST",
        "/hook",
        request -> {
          arrived.add(request);
          return Response.empty(200);
        });
    receiver.start();
    sandbox.webhooks().target(URI.create(receiver.baseUrl() + "/hook"));
  }

  @AfterEach
  void stop() {
    sandbox.close();
    receiver.close();
  }

  private BillProvider adapter(String key, OutsideCalls guard) {
    return new PaystackBillProvider(
        new ProviderHttp(
            new OutsideHttp(guard, Duration.ofSeconds(1)),
            new RememberedExchanges(),
            InstantSource.system()),
        new PaystackSettings(URI.create(sandbox.baseUrl()), key, READ));
  }

  private BillProvider adapter() {
    return adapter(KEY, call -> {});
  }

  // --- bills

  @Test
  void givenAnyQuestionAboutBills_whenAsked_thenAnsweredWithoutAnyCall() {
    BillProvider provider = adapter(KEY, INSIDE);
    VendReference reference = new VendReference("202603091432K7f3a9Qx21");
    AccountQuery query =
        new AccountQuery(
            BillType.ELECTRICITY,
            new BillerCode("ikedc"),
            new MeterNumber("45000001003", MeterType.PREPAID),
            ProviderItem.of("ikeja-electric"),
            Optional.empty());

    assertThat(provider.billTypes()).isEmpty();
    assertThat(provider.check(query)).isInstanceOf(AccountCheck.Unavailable.class);
    assertThat(provider.vend(null))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.reason()).isEqualTo(RejectionReason.NOT_SOLD));
    assertThat(provider.requery(reference, Optional.empty(), Money.ofNaira(500)))
        .isInstanceOf(Unknown.class);
    assertThat(provider.catalogue()).isEqualTo(new CatalogueReading.Offers(List.of()));
    assertThat(provider.code()).isEqualTo(new ProviderCode("paystack"));
    assertThat(sandbox.requests().entries()).isEmpty();
  }

  // --- balance

  @Test
  void givenBalance_whenAsked_thenKobo() {
    sandbox.setBalanceKobo(123_456_789);
    assertThat(adapter().balance()).isEqualTo(new FloatReading.Known(Money.ofKobo(123_456_789)));
  }

  @Test
  void givenWrongKeyOrNoAnswer_whenAsked_thenUnavailable() {
    assertThat(adapter("sk_test_other", call -> {}).balance())
        .isEqualTo(new FloatReading.Unavailable("Paystack: http 401"));
    for (String effect : List.of("close-before", "cut", "garbage", "html502")) {
      sandbox.faults().clear();
      sandbox.faults().add(FaultRule.when("GET", "/balance").effect(effect));
      assertThat(adapter().balance()).as(effect).isInstanceOf(FloatReading.Unavailable.class);
    }
    sandbox.faults().clear();
    sandbox.faults().add(FaultRule.when("GET", "/balance").effect("delay", Map.of("ms", 10_000)));
    assertThat(adapter().balance()).isEqualTo(new FloatReading.Unavailable("Paystack: timeout"));
  }

  @Test
  void givenUnitOfWork_whenBalanceAsked_thenRefused() {
    assertThatIllegalStateException().isThrownBy(() -> adapter(KEY, INSIDE).balance());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"status\":true,\"data\":[{\"currency\":\"GHS\",\"balance\":1},{\"currency\":\"NGN\",\"balance\":7}]} | 7",
        "{\"status\":true,\"data\":[{\"currency\":\"NGN\",\"balance\":-7}]} | 0",
        "{\"status\":true,\"data\":[{\"currency\":\"NGN\",\"balance\":7.5}]} |",
        "{\"status\":true,\"data\":[{\"currency\":\"NGN\",\"balance\":\"7\"}]} |",
        "{\"status\":true,\"data\":[{\"currency\":\"USD\",\"balance\":7}]} |",
        "{\"status\":false,\"data\":[{\"currency\":\"NGN\",\"balance\":7}]} |",
        "{\"status\":true,\"data\":{\"currency\":\"NGN\",\"balance\":7}} |",
        "{\"status\":true} |",
        "[] |"
      })
  void givenBody_whenRead_thenNairaOrUnavailable(String body, Long kobo) {
    FloatReading read = PaystackBalances.read(new OutsideAnswer.Answered(200, body));
    if (kobo == null) {
      assertThat(read).isInstanceOf(FloatReading.Unavailable.class);
    } else {
      assertThat(read).isEqualTo(new FloatReading.Known(Money.ofKobo(kobo)));
    }
  }

  // --- events

  /** Pays a checkout, and hands back the event as it came in. */
  private WebhookDelivery delivered(String reference, Spoiling spoiling) throws Exception {
    sandbox.webhooks().spoil(spoiling);
    String body =
        "{\"email\":\"ada@example.com\",\"amount\":150000,\"reference\":\"" + reference + "\"}";
    HttpResponse<String> opened =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/transaction/initialize"))
                    .header("Authorization", "Bearer " + KEY)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(opened.statusCode()).isEqualTo(200);
    sandbox.pay(reference, ChargeOutcome.SUCCESS);
    return next();
  }

  private WebhookDelivery next() throws InterruptedException {
    Request request = arrived.poll(20, TimeUnit.SECONDS);
    assertThat(request).as("an event came").isNotNull();
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
    return new WebhookDelivery(headers, request.body());
  }

  @Test
  void givenSignedEvent_whenRead_thenTheSameEventEachTime() throws Exception {
    WebhookDelivery first = delivered("fund-7f3a", Spoiling.NONE.copies(2));
    WebhookReading.Event event = (WebhookReading.Event) adapter().readWebhook(first);
    assertThat(event.kind()).isEqualTo("charge.success");
    assertThat(event.eventId()).matches("charge\\.success:\\d+");
    assertThat(event.reference()).isEmpty();
    assertThat(event.theirs()).contains(new ProviderReference("fund-7f3a"));
    assertThat(adapter().readWebhook(next())).isEqualTo(event);
  }

  @Test
  void givenForged_whenRead_thenForged() throws Exception {
    WebhookDelivery forged = delivered("fund-1", Spoiling.NONE.forged(true));
    assertThat(adapter().readWebhook(forged)).isInstanceOf(WebhookReading.Forged.class);
    assertThat(adapter().readWebhook(new WebhookDelivery(Map.of(), forged.body())))
        .isInstanceOf(WebhookReading.Forged.class);
  }

  @Test
  void givenTruncated_whenRead_thenForged() throws Exception {
    WebhookDelivery cut = delivered("fund-2", Spoiling.NONE.truncateTo(40));
    assertThat(adapter().readWebhook(cut)).isInstanceOf(WebhookReading.Forged.class);
  }

  @Test
  void givenAnyByteChanged_whenRead_thenForged() throws Exception {
    WebhookDelivery genuine = delivered("fund-3", Spoiling.NONE);
    BillProvider provider = adapter();
    for (int i = 0; i < genuine.body().length; i += 7) {
      byte[] changed = genuine.body();
      changed[i] ^= 1;
      assertThat(provider.readWebhook(new WebhookDelivery(genuine.headers(), changed)))
          .isInstanceOf(WebhookReading.Forged.class);
    }
    Map<String, String> shorter = new HashMap<>(genuine.headers());
    shorter.computeIfPresent("x-paystack-signature", (name, hex) -> hex.substring(1));
    assertThat(provider.readWebhook(new WebhookDelivery(shorter, genuine.body())))
        .isInstanceOf(WebhookReading.Forged.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "<html>",
        "{\"event\":\"charge.success\"}",
        "{\"event\":\"charge.success\",\"data\":{}}",
        "{\"event\":\"charge.success\",\"data\":{\"id\":\"x y\"}}",
        "{\"event\":\"two words\",\"data\":{\"id\":1}}"
      })
  void givenSignedNonsense_whenRead_thenUnreadable(String body) throws Exception {
    byte[] raw = body.getBytes(StandardCharsets.UTF_8);
    var mac = javax.crypto.Mac.getInstance("HmacSHA512");
    mac.init(
        new javax.crypto.spec.SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    String hex = java.util.HexFormat.of().formatHex(mac.doFinal(raw));
    assertThat(adapter().readWebhook(new WebhookDelivery(Map.of("x-paystack-signature", hex), raw)))
        .isInstanceOf(WebhookReading.Unreadable.class);
  }
}
