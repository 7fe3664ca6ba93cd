package ng.bills.infrastructure.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HorizonClientTest {

  private final AtomicLong nanos = new AtomicLong(Long.MIN_VALUE / 2);
  private StellarWorld world;
  private HorizonClient client;

  @BeforeEach
  void begin() {
    world = StellarWorld.byHand();
    client = new HorizonClient(world.settings, 10_000, nanos::get);
  }

  @AfterEach
  void end() {
    client.close();
    world.close();
  }

  @Test
  void givenRateLimitWithoutTime_whenRepeated_thenRestsLongerEachTimeAndAtMostFiveMinutes() {
    assertThat(client.rest()).isZero();
    Duration before = Duration.ZERO;
    for (int i = 0; i < 20; i++) {
      client.rateLimited(OptionalLong.empty());
      assertThat(client.rest()).isGreaterThanOrEqualTo(before);
      before = client.rest();
    }
    assertThat(before).isEqualTo(Duration.ofMinutes(5));
    nanos.addAndGet(before.toNanos());
    assertThat(client.rest()).isZero();
    assertThat(client.get("/")).isInstanceOf(HorizonAnswer.Answered.class);
    client.rateLimited(OptionalLong.empty());
    assertThat(client.rest()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void givenRetryAfter_whenLimited_thenRestsThatLong() {
    client.rateLimited(OptionalLong.of(7));
    assertThat(client.rest()).isEqualTo(Duration.ofSeconds(7));
    assertThat(client.get("/")).isEqualTo(new HorizonAnswer.Unanswered("rate_limited"));
    assertThat(client.submit("AAAA")).isEqualTo(new HorizonAnswer.Unanswered("rate_limited"));
    assertThat(world.sandbox.requests().entries("POST", ".*")).isEmpty();
  }

  @Test
  void givenHugeBody_whenAsked_thenOnlyItsStartIsKept() {
    for (int status : new int[] {200, 404}) {
      world.fault(
          "GET", "/", r -> r.effect("status", Map.of("code", status, "body", "y".repeat(50_000))));
      HorizonAnswer answer = client.get("/");
      if (status == 200) {
        assertThat(answer).isEqualTo(new HorizonAnswer.TooLarge("y".repeat(10_000)));
      } else {
        assertThat(answer).isEqualTo(new HorizonAnswer.Unanswered("http_404 too_large"));
      }
      world.sandbox.faults().clear();
    }
  }

  @Test
  void givenEnvelopeWithPlusAndSlash_whenSubmitting_thenItArrivesAsItIs() {
    client.submit("AB+/==");
    assertThat(world.sandbox.requests().entries("POST", "/transactions"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.request().text()).isEqualTo("tx=AB%2B%2F%3D%3D");
              assertThat(entry.request().form()).containsEntry("tx", "AB+/==");
            });
  }

  @Test
  void givenNobodyListens_whenAsked_thenUnanswered() {
    world.sandbox.close();
    assertThat(client.get("/"))
        .isInstanceOfSatisfying(
            HorizonAnswer.Unanswered.class, u -> assertThat(u.code()).startsWith("io "));
  }

  @Test
  void givenDeeplyNestedJson_whenAsked_thenUnanswered() {
    world.fault(
        "GET",
        "/",
        r -> r.effect("status", Map.of("code", 200, "body", "{\"a\":" + "[".repeat(9_000))));
    assertThat(client.get("/")).isEqualTo(new HorizonAnswer.Unanswered("http_200 not_json"));
  }
}
