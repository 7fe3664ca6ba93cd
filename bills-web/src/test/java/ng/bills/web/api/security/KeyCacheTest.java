package ng.bills.web.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyId;
import ng.bills.domain.partner.KeyTerms;
import ng.bills.domain.partner.Partner;
import ng.bills.domain.partner.PartnerId;
import org.junit.jupiter.api.Test;

class KeyCacheTest {

  private static final ApiKey ADA =
      ApiKey.issued(
          new KeyId(new UUID(1, 2)),
          new Partner(new PartnerId(new UUID(1, 1)), "ada"),
          "bk_live_abcd",
          KeyTerms.ALL,
          Instant.EPOCH);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final AtomicInteger lookUps = new AtomicInteger();
  private Optional<ApiKey> stored = Optional.of(ADA);
  private final KeyCache cache = new KeyCache(now::get);

  private Optional<ApiKey> owner(String key) {
    return cache.find(
        key,
        k -> {
          lookUps.incrementAndGet();
          return stored;
        });
  }

  @Test
  void givenKeyInForce_whenUsedAgainAtOnce_thenTheDatabaseIsAskedOnce() {
    assertThat(owner("k")).contains(ADA);
    assertThat(owner("k")).contains(ADA);
    assertThat(lookUps).hasValue(1);
    assertThat(owner("other")).contains(ADA);
    assertThat(lookUps).hasValue(2);
  }

  @Test
  void givenRevokedKey_whenFiveSecondsHavePassed_thenItIsRefused() {
    owner("k");
    stored = Optional.empty();
    now.set(now.get().plusMillis(4_999));
    assertThat(owner("k")).isPresent();
    now.set(now.get().plusMillis(1));
    assertThat(owner("k")).isEmpty();
  }

  @Test
  void givenUnknownKey_whenItIsIssued_thenItWorksAtOnce() {
    stored = Optional.empty();
    assertThat(owner("k")).isEmpty();
    stored = Optional.of(ADA);
    assertThat(owner("k")).contains(ADA);
  }
}
