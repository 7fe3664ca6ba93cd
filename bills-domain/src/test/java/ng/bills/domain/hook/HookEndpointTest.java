package ng.bills.domain.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Backoff;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.PaymentTransition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookEndpointTest {

  private static final Instant NOW = Instant.parse("2026-11-21T19:00:00Z");
  private static final HookPacing PACING =
      new HookPacing(4, 3, new Backoff(List.of(Duration.ofSeconds(30), Duration.ofMinutes(10)), 0));

  private static HookSecret secret(int seed) {
    byte[] bytes = new byte[HookSecret.BYTES];
    new Random(seed).nextBytes(bytes);
    return HookSecret.of(bytes);
  }

  private static HookEndpoint endpoint(HookEventType... types) {
    return HookEndpoint.created(
        new HookEndpointId(new UUID(1, 2)),
        new PartnerId(new UUID(3, 4)),
        new HookUrl("https://partner.example/hooks?key=abc"),
        Optional.empty(),
        Set.of(types),
        secret(1),
        NOW);
  }

  @Test
  void givenEveryMove_whenAskedWhatIsTold_thenEveryStateAPartnerSeesIsToldOnItsWay() {
    for (PaymentState state : PaymentState.values()) {
      boolean told =
          Arrays.stream(PaymentTransition.values())
              .filter(t -> t.to() == state)
              .anyMatch(t -> HookEventType.of(t).isPresent());
      boolean inPassing =
          Set.of(
                  PaymentState.PENDING_PAYMENT, // the partner has just asked for it
                  PaymentState.VERIFYING_ACCOUNT,
                  PaymentState.PROVIDER_FAILED)
              .contains(state);
      assertThat(told).as(state.wireName()).isEqualTo(!inPassing);
    }
  }

  @Test
  void givenMovesToAnEnd_whenAsked_thenNoneIsSilent() {
    for (PaymentTransition move : PaymentTransition.values()) {
      if (move.to() == PaymentState.COMPLETED) {
        assertThat(HookEventType.of(move)).contains(HookEventType.PAYMENT_COMPLETED);
      } else if (move.to() == PaymentState.REFUNDED) {
        assertThat(HookEventType.of(move)).contains(HookEventType.REFUND_COMPLETED);
      }
    }
  }

  @Test
  void givenNames_whenReadBack_thenSame() {
    for (HookEventType type : HookEventType.values()) {
      assertThat(HookEventType.named(type.wireName())).contains(type);
    }
    assertThat(HookEventType.named("bill.payment.perhaps")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://partner.example",
        "https://partner.example/",
        "HTTPS://Partner.Example:8443/hooks/a%20b?key=a&b=c/d?e",
        "http://127.0.0.1:8707/hooks",
        "https://[2001:db8::1]/x",
        "https://1.2.3.4:443/x"
      })
  void givenAddress_whenRead_thenTaken(String url) {
    assertThat(HookUrl.isWellFormed(url)).isTrue();
    assertThat(new HookUrl(url).value()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "partner.example",
        "ftp://partner.example/",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "https://user@partner.example/",
        "https://user:secret@partner.example/",
        "https://partner.example/#part",
        "https://partner.example\\@evil.example/",
        "https://partner.example/a b",
        "https://partner.example/a\nHost: x",
        "https://partner.example/%",
        "https://partner.example/%zz",
        "https://partner.example:22/",
        "https://partner.example:0/",
        "https://partner.example:65536/",
        "https://partner..example/",
        "https://-partner.example/",
        "https://pärtner.example/",
        "https://partner-.example/",
        "https://2130706433/",
        "https://127.1/",
        "https://0x7f000001/",
        "https://256.1.1.1/",
        "https://0177.0.0.1/",
        "https://partner.example/\u0000"
      })
  void givenSomethingElse_whenRead_thenRefused(String url) {
    assertThat(HookUrl.isWellFormed(url)).isFalse();
    assertThatThrownBy(() -> new HookUrl(url)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenLongAddress_whenRead_thenQuicklyRefusedOrTaken() {
    assertThat(HookUrl.isWellFormed("https://p.example/" + "a".repeat(980))).isTrue();
    assertThat(HookUrl.isWellFormed("https://p.example/" + "a".repeat(990))).isFalse();
    assertThat(HookUrl.isWellFormed("https://p.example/" + "%41".repeat(300) + " ")).isFalse();
  }

  @Test
  void givenAddressAndSecret_whenPrinted_thenNothingThatCouldBeSecretIsThere() {
    HookEndpoint endpoint = endpoint();
    assertThat(endpoint.url().toString()).isEqualTo("partner.example");
    assertThat(endpoint.toString()).doesNotContain("whsec_").doesNotContain("abc");
    assertThat(endpoint.secrets().toString())
        .doesNotContain(endpoint.secrets().current().text().substring(6));
  }

  @Test
  void givenSecret_whenMade_thenThirtyTwoBytesAsStandardWebhooksWriteThem() {
    HookSecret secret = secret(7);
    assertThat(secret.text()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(secret.key()).hasSize(32);
    assertThatThrownBy(() -> new HookSecret("whsec_short"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenRotation_whenTheOverlapRuns_thenBothSignAndThenTheNewOneAlone() {
    HookEndpoint rotated = endpoint().rotated(secret(2), Duration.ofHours(24), NOW);
    assertThat(rotated.secrets().inForce(NOW)).containsExactly(secret(2), secret(1));
    assertThat(rotated.secrets().inForce(NOW.plus(Duration.ofHours(24))))
        .containsExactly(secret(2));
    assertThat(endpoint().rotated(secret(2), Duration.ZERO, NOW).secrets().inForce(NOW))
        .containsExactly(secret(2));
    assertThat(rotated.rotated(secret(3), Duration.ofHours(24), NOW).secrets().inForce(NOW))
        .containsExactly(secret(3), secret(2));
  }

  @Test
  void givenTypes_whenAsked_thenWantsThoseWhileActive() {
    HookEndpoint some = endpoint(HookEventType.PAYMENT_COMPLETED);
    assertThat(some.wants(HookEventType.PAYMENT_COMPLETED)).isTrue();
    assertThat(some.wants(HookEventType.PAYMENT_FAILED)).isFalse();
    assertThat(endpoint().wants(HookEventType.PAYMENT_FAILED)).isTrue();
    assertThat(endpoint().disabled("why").wants(HookEventType.PAYMENT_FAILED)).isFalse();
    assertThat(endpoint().deleted().wants(HookEventType.PAYMENT_FAILED)).isFalse();
  }

  @Test
  void givenTroubles_whenTheyGoOn_thenOneAtATimeThenPausesThatGrowToABound() {
    HookEndpoint endpoint = endpoint();
    assertThat(endpoint.mayCarry(PACING, NOW)).isEqualTo(4);
    endpoint = endpoint.troubled(PACING, new Random(1), NOW);
    assertThat(endpoint.mayCarry(PACING, NOW)).isEqualTo(1);
    endpoint = endpoint.troubled(PACING, new Random(1), NOW).troubled(PACING, new Random(1), NOW);
    assertThat(endpoint.mayCarry(PACING, NOW)).isZero();
    assertThat(endpoint.mayCarry(PACING, NOW.plusSeconds(30))).isEqualTo(1);
    for (int i = 0; i < 50; i++) {
      endpoint = endpoint.troubled(PACING, new Random(1), NOW);
    }
    assertThat(endpoint.pausedUntil()).contains(NOW.plus(Duration.ofMinutes(10)));
    assertThat(endpoint.enabled().mayCarry(PACING, NOW)).isEqualTo(4);
  }
}
