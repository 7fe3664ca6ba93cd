package ng.bills.domain.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Partner ADA = new Partner(new PartnerId(new UUID(1, 1)), "ada");

  private static ApiKey key(KeyTerms terms) {
    return ApiKey.issued(new KeyId(new UUID(1, 2)), ADA, "bk_live_abcd", terms, NOW);
  }

  private static Optional<NetworkAddress> from(String address) {
    return NetworkAddress.read(address);
  }

  @Test
  void givenExpiry_whenItComes_thenTheKeyIsWorthNothing() {
    ApiKey key = key(KeyTerms.ALL.until(Optional.of(NOW.plusSeconds(60))));
    assertThat(key.isInForce(NOW.plusMillis(59_999))).isTrue();
    assertThat(key.isInForce(NOW.plusSeconds(60))).isFalse();
    assertThat(key(KeyTerms.ALL).isInForce(Instant.MAX)).isTrue();
  }

  @Test
  void givenRevokedKey_whenUsed_thenItIsWorthNothing() {
    ApiKey revoked =
        new ApiKey(
            new KeyId(new UUID(1, 2)),
            ADA,
            "bk_live_abcd",
            KeyTerms.ALL,
            NOW,
            Optional.empty(),
            Optional.of(NOW),
            Optional.empty());
    assertThat(revoked.isInForce(NOW)).isFalse();
  }

  @Test
  void givenListOfAddresses_whenUsed_thenOnlyFromThereAndNeverFromNowhere() {
    ApiKey listed =
        key(
            new KeyTerms(
                EnumSet.of(KeyScope.READ),
                Optional.empty(),
                List.of(
                    AddressRange.read("203.0.113.0/24").orElseThrow(),
                    AddressRange.read("2001:db8::/32").orElseThrow())));
    assertThat(listed.mayComeFrom(from("203.0.113.9"))).isTrue();
    assertThat(listed.mayComeFrom(from("2001:db8::9"))).isTrue();
    assertThat(listed.mayComeFrom(from("203.0.114.9"))).isFalse();
    assertThat(listed.mayComeFrom(Optional.empty())).isFalse();
    assertThat(key(KeyTerms.ALL).mayComeFrom(Optional.empty())).isTrue();
  }

  @Test
  void givenNoScope_whenMade_thenRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyTerms(Set.of(), Optional.empty(), List.of()));
  }

  @Test
  void givenNames_whenRead_thenEachNamesOne() {
    for (KeyScope scope : KeyScope.values()) {
      assertThat(KeyScope.named(scope.wireName())).contains(scope);
    }
    for (Mode mode : Mode.values()) {
      assertThat(Mode.named(mode.wireName())).contains(mode);
      assertThat(Mode.ofKey(mode.keyPrefix() + "x")).contains(mode);
    }
    assertThat(KeyScope.named("READ")).isEmpty();
    assertThat(Mode.named("test")).isEmpty();
    assertThat(Mode.ofKey("sk_live_x")).isEmpty();
  }
}
