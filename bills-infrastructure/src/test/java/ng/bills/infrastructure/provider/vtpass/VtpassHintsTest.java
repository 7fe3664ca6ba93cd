package ng.bills.infrastructure.provider.vtpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.outside.OutsideHttp;
import ng.bills.infrastructure.provider.ProviderHttp;
import ng.bills.infrastructure.provider.RememberedExchanges;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.vtpass.VendStatus;
import ng.bills.sandbox.vtpass.VtpassSandbox;
import ng.bills.sandbox.vtpass.VtpassSettings.Acceptance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** VTpass's balance and callbacks, against its sandbox and from recorded bodies. */
class VtpassHintsTest {
  private static final Duration READ = Duration.ofMillis(600);

  private VtpassSandbox sandbox;

  @BeforeEach
  void start() {
    sandbox =
        VtpassSandbox.start(
            ng.bills.sandbox.vtpass.VtpassSettings.defaults()
                .withAcceptance(Acceptance.WELL_FORMED));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private VtpassBillProvider adapter(String publicKey) {
    return new VtpassBillProvider(
        new ProviderHttp(
            new OutsideHttp(call -> {}, Duration.ofSeconds(1)),
            new RememberedExchanges(),
            InstantSource.system()),
        new VtpassSettings(
            URI.create(sandbox.baseUrl()),
            "sandbox-api-key",
            publicKey,
            "SK_sandbox",
            READ,
            READ,
            new PhoneNumber("08030001122")));
  }

  // --- balance

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givenBalanceAsNumberOrText_whenAsked_thenKobo(boolean asText) {
    sandbox.balanceAsText(asText);
    sandbox.setFloatKobo(250_431_77);
    assertThat(adapter("PK_sandbox").balance())
        .isEqualTo(new FloatReading.Known(Money.ofKobo(250_431_77)));
  }

  @Test
  void givenWrongKeyOrSilence_whenAsked_thenUnavailable() {
    assertThat(adapter("PK_wrong").balance()).isInstanceOf(FloatReading.Unavailable.class);
    for (String effect : List.of("close-before", "cut", "garbage", "html502")) {
      sandbox.faults().clear();
      sandbox.faults().add(FaultRule.when("GET", "/api/balance").effect(effect));
      assertThat(adapter("PK_sandbox").balance())
          .as(effect)
          .isInstanceOf(FloatReading.Unavailable.class);
    }
    sandbox.close();
    assertThat(adapter("PK_sandbox").balance()).isInstanceOf(FloatReading.Unavailable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"code\":1,\"contents\":{\"balance\":250431.7799}} | 25043177",
        "{\"code\":1,\"contents\":{\"balance\":\"1,000.50\"}} | 100050",
        "{\"code\":1,\"contents\":{\"balance\":-5}} | 0",
        "{\"code\":1,\"contents\":{\"balance\":null}} |",
        "{\"code\":1,\"content\":{\"balance\":5}} |",
        "{\"code\":\"087\",\"response_description\":\"INVALID CREDENTIALS\"} |",
        "\"Invalid Credentials.\" |",
        "[] |",
        "<html> |"
      })
  void givenBody_whenRead_thenKoboOrUnavailable(String body, Long kobo) {
    FloatReading read = VtpassBalances.read(new OutsideAnswer.Answered(200, body));
    if (kobo == null) {
      assertThat(read).isInstanceOf(FloatReading.Unavailable.class);
    } else {
      assertThat(read).isEqualTo(new FloatReading.Known(Money.ofKobo(kobo)));
    }
  }

  // --- callbacks

  private static WebhookReading read(byte[] body) {
    return VtpassWebhooks.read(new WebhookDelivery(Map.of(), body));
  }

  private String lastCallback() {
    var events = sandbox.webhooks().events();
    return events.get(events.size() - 1).body();
  }

  @Test
  void givenCallback_whenRead_thenItNamesTheOrderAndCarriesNoOutcome() {
    String reference = "202603091432K7f3a9Qx21";
    sandbox.claim(reference, VendStatus.DELIVERED);
    byte[] body = lastCallback().getBytes(StandardCharsets.UTF_8);

    WebhookReading.Event event = (WebhookReading.Event) read(body);

    assertThat(event.reference()).contains(new VendReference(reference));
    assertThat(event.theirs()).contains(new ProviderReference("17700000000000000000000000"));
    assertThat(event.kind()).isEqualTo("transaction-update");
    assertThat(event.eventId()).matches("[\\x21-\\x7e]{1,255}");
    assertThat(event.toString()).doesNotContain("delivered");
    assertThat(read(body)).isEqualTo(event); // a repetition is the same event

    sandbox.claim(reference, VendStatus.REVERSED);
    WebhookReading.Event other =
        (WebhookReading.Event) read(lastCallback().getBytes(StandardCharsets.UTF_8));
    assertThat(other.reference()).isEqualTo(event.reference());
    assertThat(other.eventId()).isNotEqualTo(event.eventId());
  }

  @Test
  void givenOrderThatIsNotOurs_whenRead_thenNoReference() {
    sandbox.claim("somebodys", VendStatus.DELIVERED);
    assertThat(read(lastCallback().getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            WebhookReading.Event.class, event -> assertThat(event.reference()).isEmpty());
  }

  @Test
  void givenVariationsUpdate_whenRead_thenAnEventWithoutOrder() {
    sandbox.catalogue().price("mtn-data", "mtn-10mb-100", 120_00);
    assertThat(read(lastCallback().getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            WebhookReading.Event.class,
            event -> {
              assertThat(event.kind()).isEqualTo("variations-update");
              assertThat(event.reference()).isEmpty();
            });
  }

  @Test
  void givenTruncatedAtAnyByte_whenRead_thenUnreadable() {
    sandbox.claim("202603091432K7f3a9Qx21", VendStatus.DELIVERED);
    byte[] whole = lastCallback().getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      assertThat(read(Arrays.copyOf(whole, length)))
          .as("%d bytes", length)
          .isInstanceOf(WebhookReading.Unreadable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "{}",
        "{\"type\":\"transaction-updated\"}",
        "{\"type\":7}",
        "{\"type\":[\"transaction-update\"]}"
      })
  void givenSomethingElse_whenRead_thenUnreadable(String body) {
    assertThat(read(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(WebhookReading.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "7", "{\"requestId\":7,\"content\":null}"})
  void givenOddData_whenRead_thenAnEventWithoutReferences(String data) {
    String body = "{\"type\":\"transaction-update\",\"data\":" + data + "}";
    assertThat(read(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            WebhookReading.Event.class, event -> assertThat(event.reference()).isEmpty());
  }
}
