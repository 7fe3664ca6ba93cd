package ng.bills.web.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import ng.bills.application.partner.AccessPolicy;
import ng.bills.domain.partner.AddressRange;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyId;
import ng.bills.domain.partner.KeyScope;
import ng.bills.domain.partner.KeyTerms;
import ng.bills.domain.partner.Mode;
import ng.bills.domain.partner.Partner;
import ng.bills.domain.partner.PartnerId;
import org.junit.jupiter.api.Test;

class KeyGateTest {

  private static final String LIVE = "bk_live_" + "a".repeat(32);
  private static final String TEST = "bk_test_" + "a".repeat(32);
  private static final String HERE = "203.0.113.7";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final Map<String, ApiKey> stored = new HashMap<>();
  private final List<String> lookedUp = new ArrayList<>();
  private final List<KeyId> used = new ArrayList<>();

  private KeyGate gate(Mode mode) {
    return new KeyGate(
        presented -> {
          lookedUp.add(presented);
          return Optional.ofNullable(stored.get(presented));
        },
        used::add,
        new AccessPolicy(
            mode,
            Optional.of("https://sandbox.bills.example"),
            List.of(AddressRange.read("10.0.0.0/8").orElseThrow())),
        now::get);
  }

  private ApiKey store(String secret, KeyTerms terms) {
    ApiKey key =
        ApiKey.issued(
            new KeyId(new UUID(1, stored.size())),
            new Partner(new PartnerId(new UUID(1, 1)), "ada"),
            secret.substring(0, 12),
            terms,
            now.get());
    stored.put(secret, key);
    return key;
  }

  private static KeyGate.Refused refused(KeyGate.Verdict verdict) {
    assertThat(verdict).isInstanceOf(KeyGate.Refused.class);
    return (KeyGate.Refused) verdict;
  }

  @Test
  void givenKeyInForce_whenAsked_thenAdmittedWithItsScopesAndNoted() {
    ApiKey key = store(LIVE, new KeyTerms(EnumSet.of(KeyScope.READ), Optional.empty(), List.of()));
    KeyGate.Verdict verdict = gate(Mode.LIVE).ask(ApiRequest.of(HERE, LIVE));
    assertThat(verdict).isEqualTo(new KeyGate.Admitted(key));
    assertThat(Stream.of("partner", "read", "pay", "refund", "webhooks", "READ", "agent"))
        .filteredOn(role -> Roles.has(key, role))
        .containsExactly("partner", "read");
    assertThat(used).containsExactly(key.id());
  }

  @Test
  void givenNoKeyOrAnUnknownOne_whenAsked_then401() {
    KeyGate gate = gate(Mode.LIVE);
    KeyGate.Refused none = refused(gate.ask(ApiRequest.of(HERE, null)));
    assertThat(none.problem().status()).isEqualTo(401);
    assertThat(none.challenge()).contains("Bearer realm=\"bills\"");
    KeyGate.Refused unknown = refused(gate.ask(ApiRequest.of(HERE, LIVE)));
    assertThat(unknown.problem().status()).isEqualTo(401);
    assertThat(unknown.challenge().orElseThrow()).contains("invalid_token");
    assertThat(used).isEmpty();
  }

  @Test
  void givenTestKeyAtALiveInstallation_whenAsked_then403ThatNamesTheSandboxAndNoLookUp() {
    store(TEST, KeyTerms.ALL);
    KeyGate.Refused refused = refused(gate(Mode.LIVE).ask(ApiRequest.of(HERE, TEST)));
    assertThat(refused.problem().status()).isEqualTo(403);
    assertThat(refused.problem().code()).isEqualTo("WRONG_MODE");
    assertThat(refused.problem().detail()).contains("https://sandbox.bills.example");
    assertThat(lookedUp).isEmpty();
    assertThat(used).isEmpty();
  }

  @Test
  void givenLiveKeyAtASandbox_whenAsked_then403() {
    store(LIVE, KeyTerms.ALL);
    KeyGate.Refused refused = refused(gate(Mode.SANDBOX).ask(ApiRequest.of(HERE, LIVE)));
    assertThat(refused.problem().status()).isEqualTo(403);
    assertThat(refused.problem().code()).isEqualTo("WRONG_MODE");
    assertThat(lookedUp).isEmpty();
  }

  @Test
  void givenExpiry_whenItComesWhileTheKeyIsRemembered_thenRefusedAtThatMoment() {
    Instant end = now.get().plusSeconds(2);
    store(LIVE, KeyTerms.ALL.until(Optional.of(end)));
    KeyGate gate = gate(Mode.LIVE);
    assertThat(gate.ask(ApiRequest.of(HERE, LIVE))).isInstanceOf(KeyGate.Admitted.class);
    now.set(end.minusMillis(1));
    assertThat(gate.ask(ApiRequest.of(HERE, LIVE))).isInstanceOf(KeyGate.Admitted.class);
    now.set(end);
    assertThat(refused(gate.ask(ApiRequest.of(HERE, LIVE))).problem().status()).isEqualTo(401);
    assertThat(lookedUp).as("remembered all the time").hasSize(1);
  }

  @Test
  void givenListOfAddresses_whenAsked_thenOnlyFromThereAlsoBehindOurProxy() {
    store(
        LIVE,
        new KeyTerms(
            EnumSet.allOf(KeyScope.class),
            Optional.empty(),
            List.of(
                AddressRange.read("203.0.113.0/24").orElseThrow(),
                AddressRange.read("2001:db8::/32").orElseThrow())));
    KeyGate gate = gate(Mode.LIVE);
    assertThat(gate.ask(ApiRequest.of(HERE, LIVE))).isInstanceOf(KeyGate.Admitted.class);
    assertThat(gate.ask(ApiRequest.of("2001:db8::7", LIVE))).isInstanceOf(KeyGate.Admitted.class);
    assertThat(gate.ask(ApiRequest.of("10.0.0.1", LIVE, HERE)))
        .isInstanceOf(KeyGate.Admitted.class);

    KeyGate.Refused elsewhere = refused(gate.ask(ApiRequest.of("198.51.100.1", LIVE)));
    assertThat(elsewhere.problem().status()).isEqualTo(403);
    assertThat(elsewhere.problem().code()).isEqualTo("ADDRESS_NOT_ALLOWED");
    assertThat(elsewhere.problem().detail()).contains("198.51.100.1");
    refused(gate.ask(ApiRequest.of("198.51.100.1", LIVE, HERE)));
    refused(gate.ask(ApiRequest.of("10.0.0.1", LIVE, "nonsense")));
    refused(gate.ask(ApiRequest.of("10.0.0.1", LIVE, HERE + ", 198.51.100.1")));
    assertThat(used).hasSize(3);
  }

  @Test
  void givenRotation_whenOldAndNewAreUsed_thenBothWorkUntilTheOverlapEnds() {
    KeyGate gate = gate(Mode.LIVE);
    store(LIVE, KeyTerms.ALL);
    gate.ask(ApiRequest.of(HERE, LIVE));
    String fresh = "bk_live_" + "b".repeat(32);
    refused(gate.ask(ApiRequest.of(HERE, fresh)));
    Instant end = now.get().plus(Duration.ofMinutes(1));
    store(LIVE, KeyTerms.ALL.until(Optional.of(end)));
    store(fresh, KeyTerms.ALL);
    for (int i = 0; i < 60; i++) {
      assertThat(gate.ask(ApiRequest.of(HERE, LIVE))).isInstanceOf(KeyGate.Admitted.class);
      assertThat(gate.ask(ApiRequest.of(HERE, fresh))).isInstanceOf(KeyGate.Admitted.class);
      now.set(now.get().plusSeconds(1));
    }
    refused(gate.ask(ApiRequest.of(HERE, LIVE)));
    assertThat(gate.ask(ApiRequest.of(HERE, fresh))).isInstanceOf(KeyGate.Admitted.class);
  }
}
