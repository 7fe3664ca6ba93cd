package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.limit.LimitPolicy;
import ng.bills.application.memory.MemoryStellar;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.payment.BuyAgainPolicy;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.payment.PaymentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments that are too many, and payments that were asked for just before. */
class LimitsOverHttpTest {

  private final TestSystem system = new TestSystem();
  private final InProcessApi api =
      new InProcessApi(
          system,
          "https://bills.test/",
          MemoryStellar.CNGN,
          new LimitPolicy(Optional.empty(), Optional.of(Quota.inAny(3, Duration.ofHours(1)))),
          new BuyAgainPolicy(Duration.ofMinutes(10), Map.of(BillType.AIRTIME, Duration.ZERO)));

  private static String body(int naira, String more) {
    return "{\"bill_type\":\"electricity\",\"provider_code\":\"ekedc\","
        + "\"account_number\":\"45012345678\",\"account_type\":\"PREPAID\",\"amount\":"
        + naira
        + ",\"currency\":\"NGN\",\"customer_email\":\"ada@example.com\""
        + more
        + "}";
  }

  private InProcessApi.Answer pay(String body, String... headers) {
    return api.post("/bills/pay", body, headers);
  }

  @Test
  void givenTheSameJustBefore_whenPaying_then409NamesItAndYesGoesThroughUnderTheSameKey() {
    InProcessApi.Answer first = pay(body(5_000, ""), "Idempotency-Key", "one");
    assertThat(first.status()).isEqualTo(201);

    InProcessApi.Answer refused = pay(body(5_000, ""), "Idempotency-Key", "two");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.json().getString("code")).isEqualTo("PAYMENT_REPEATED");
    assertThat(refused.json().getString("detail"))
        .contains("\"buy_again\": true")
        .doesNotContain("45012345678");
    JsonObject earlier = refused.json().getJsonObject("earlier_payment");
    assertThat(earlier.keySet())
        .containsExactly("transaction_id", "reference", "status", "created_at");
    assertThat(earlier.getString("transaction_id"))
        .isEqualTo(first.json().getString("transaction_id"));
    assertThat(earlier.getString("reference")).isEqualTo(first.json().getString("reference"));
    assertThat(earlier.getString("status")).isEqualTo("pending_payment");
    PaymentId id = new PaymentId(UUID.fromString(earlier.getString("transaction_id")));
    assertThat(Instant.parse(earlier.getString("created_at")))
        .isEqualTo(system.now(id).createdAt());

    InProcessApi.Answer yes = pay(body(5_000, ",\"buy_again\":true"), "Idempotency-Key", "two");
    assertThat(yes.status()).isEqualTo(201);
    assertThat(yes.json().getString("transaction_id"))
        .isNotEqualTo(first.json().getString("transaction_id"));

    InProcessApi.Answer underTheFirst =
        pay(body(5_000, ",\"buy_again\":true"), "Idempotency-Key", "one");
    assertThat(underTheFirst.status()).isEqualTo(422);
    assertThat(underTheFirst.json().getString("code")).isEqualTo("IDEMPOTENCY_MISMATCH");
    InProcessApi.Answer replayed = pay(body(5_000, ""), "Idempotency-Key", "one");
    assertThat(replayed.status()).isEqualTo(201);
    assertThat(replayed.body()).isEqualTo(first.body());
  }

  @Test
  void givenAirtimeIsNotAskedAbout_whenPayingTwice_thenTwoPayments() {
    String airtime =
        "{\"bill_type\":\"airtime\",\"provider_code\":\"mtn\",\"account_number\":\"08031234567\","
            + "\"amount\":500,\"currency\":\"NGN\"}";
    assertThat(pay(airtime).status()).isEqualTo(201);
    assertThat(pay(airtime).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "1", "[]", "{}", "\"\""})
  void givenBuyAgainIsNoFlag_whenPaying_thenNamed(String value) {
    InProcessApi.Answer answer = pay(body(5_000, ",\"buy_again\":" + value));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"buy_again\"").contains("WRONG_TYPE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "false"})
  void givenNoYes_whenPaying_thenAskedAll(String value) {
    assertThat(pay(body(5_000, ",\"buy_again\":" + value)).status()).isEqualTo(201);
    assertThat(pay(body(5_000, ",\"buy_again\":" + value)).status()).isEqualTo(409);
  }

  @Test
  void givenACustomerHasAskedForAllHeMay_whenPaying_then429AndOthersGoOn() {
    for (int naira = 5_001; naira <= 5_003; naira++) {
      assertThat(pay(body(naira, ""), "Idempotency-Key", "key-" + naira).status()).isEqualTo(201);
    }

    InProcessApi.Answer refused = pay(body(5_004, ""), "Idempotency-Key", "key-5004");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().getString("code")).isEqualTo("RATE_LIMIT");
    assertThat(refused.json().getJsonArray("violated_policies").getString(0)).isEqualTo("customer");
    assertThat(refused.headers().get("RateLimit-Policy"))
        .isEqualTo(List.of("\"customer\";q=3;qu=\"payments\";w=3600"));
    assertThat(refused.header("RateLimit")).matches("\"customer\";r=0;t=\\d+");
    assertThat(refused.header("RateLimit")).endsWith(";t=" + refused.header("Retry-After"));
    assertThat(refused.body()).doesNotContain("ada@example.com");

    // what was answered once is answered again, another customer is nobody else's business
    assertThat(pay(body(5_001, ""), "Idempotency-Key", "key-5001").status()).isEqualTo(201);
    assertThat(pay(body(5_004, ",\"customer_phone\":\"08035551234\"")).status()).isEqualTo(201);
    system.world.pass(Duration.ofMinutes(61));
    assertThat(pay(body(5_004, ""), "Idempotency-Key", "key-5004").status()).isEqualTo(201);
  }

  @Test
  void givenRepetitionsAreRefused_whenCounted_thenTheyAreNoPayments() {
    assertThat(pay(body(5_001, "")).status()).isEqualTo(201);
    for (int i = 0; i < 10; i++) {
      assertThat(pay(body(5_001, "")).status()).isEqualTo(409);
    }
    assertThat(pay(body(5_002, "")).status()).isEqualTo(201);
    assertThat(pay(body(5_003, "")).status()).isEqualTo(201);
    assertThat(pay(body(5_004, "")).status()).isEqualTo(429);
  }
}
