package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.memory.MemoryStellar.Fate;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.payment.Payment;
import org.junit.jupiter.api.Test;

class RefundClockOverHttpTest {

  private static final Map<String, String> CSV = Map.of("Accept", "text/csv");
  private static final Duration TEN = Duration.ofSeconds(10);

  private final InProcessApi api = new InProcessApi();

  /** Wrong money goes back late, for Stellar is silent. */
  private Payment late() {
    api.system.stellar.then(Fate.DROP);
    Payment payment = api.system.request(TestSystem.electricity(5_000));
    api.system.pay(payment, 10_000_000);
    api.system.run(Duration.ofSeconds(60), TEN);
    return payment;
  }

  private InProcessApi.Answer csv(String path) {
    return api.send("GET", path, Optional.of(TestSystem.PARTNER), null, CSV);
  }

  @Test
  void givenBreachThatGoesOn_whenAskedFor_thenOnThePaymentAndInBothForms() {
    Payment payment = late();

    JsonObject clock = api.get("/bills/" + payment.id()).json().getJsonObject("refund_clock");
    JsonObject refund = clock.getJsonObject("refund");
    assertThat(refund.getInt("limit_seconds")).isEqualTo(30);
    assertThat(refund).doesNotContainKeys("until", "lasted_seconds");
    assertThat(refund.getJsonObject("breach").getString("cause")).isEqualTo("submission_unknown");
    assertThat(clock).doesNotContainKey("pending");

    InProcessApi.Answer json = api.get("/bills/refund-clock");
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.header("Content-Type")).isEqualTo("application/json");
    JsonObject breach = json.json().getJsonArray("breaches").getJsonObject(0);
    assertThat(breach.getString("transaction_id")).isEqualTo(payment.id().toString());
    assertThat(breach.isNull("until")).isTrue();
    assertThat(json.json().getInt("count")).isEqualTo(1);

    InProcessApi.Answer csv = csv("/bills/refund-clock");
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.header("Content-Disposition")).contains("refund-clock.csv");
    assertThat(csv.body().lines()).hasSize(3).first().isEqualTo(String.join(",", breach.keySet()));
  }

  @Test
  void givenRefundSent_whenAskedFor_thenUntilAndHowLong() {
    Payment payment = late();
    api.system.run(Duration.ofMinutes(10), TEN);

    JsonObject refund =
        api.get("/bills/" + payment.id())
            .json()
            .getJsonObject("refund_clock")
            .getJsonObject("refund");
    assertThat(refund.getInt("lasted_seconds")).isGreaterThan(30);
    assertThat(refund).containsKeys("until", "breach");
  }

  @Test
  void givenSomebodyElse_whenAskedFor_thenNothingOfIt() {
    late();
    InProcessApi.Answer other =
        api.send("GET", "/bills/refund-clock", Optional.of(InProcessApi.OTHER), null, Map.of());
    assertThat(other.json().getJsonArray("breaches")).isEmpty();
    assertThat(other.json().getInt("count")).isZero();
    assertThat(api.send("GET", "/bills/refund-clock", Optional.empty(), null, Map.of()).status())
        .isIn(401, 403);
  }

  @Test
  void givenPeriod_whenAskedFor_thenOnlyWhatPassedItsLimitThen() {
    late();
    assertThat(csv("/bills/refund-clock?from=2026-03-09T00:00:00Z").body().lines()).hasSize(3);
    assertThat(csv("/bills/refund-clock?to=2026-03-09T00:00:00Z").body()).contains("END,0,");
  }

  @Test
  void givenWrongParameters_whenAskedFor_thenEachIsNamed() {
    InProcessApi.Answer answer = csv("/bills/refund-clock?from=yesterday&limit=5");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"from\"").contains("\"limit\"");
  }

  @Test
  void givenNobodyWaited_whenAskedFor_thenNoClock() {
    Payment payment = api.system.request(TestSystem.electricity(5_000));
    assertThat(api.get("/bills/" + payment.id()).json()).doesNotContainKey("refund_clock");
    assertThat(csv("/bills/refund-clock").body()).startsWith("transaction_id,").hasLineCount(2);
  }
}
