package ng.bills.infrastructure.persistence.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import ng.bills.application.partner.AccessPolicy;
import ng.bills.application.partner.AuthenticatePartner;
import ng.bills.application.partner.IssueApiKey;
import ng.bills.application.partner.KeyUses;
import ng.bills.application.partner.RevokeApiKey;
import ng.bills.application.partner.RotateApiKey;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.AddressRange;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyScope;
import ng.bills.domain.partner.KeyTerms;
import ng.bills.domain.partner.Mode;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

/** Keys are issued, rotated while they are used, and revoked, against a real database. */
class KeyRotationIT {

  private static final Duration OVERLAP = Duration.ofHours(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);
  private final UnitOfWork tx = TestDatabase.get().unitOfWork();
  private final JpaApiKeys keys = new JpaApiKeys(Samples.HASH);
  private final IssueApiKey issue = new IssueApiKey(keys, tx, Samples.IDS, now::get);
  private final RotateApiKey rotate = new RotateApiKey(keys, tx, Samples.IDS, now::get);
  private final RevokeApiKey revoke = new RevokeApiKey(keys, tx, now::get);
  private final AuthenticatePartner partners =
      new AuthenticatePartner(
          keys, tx, new AccessPolicy(Mode.SANDBOX, Optional.empty(), List.of()));
  private final String name = "Partner " + UUID.randomUUID();

  private boolean works(String key) {
    return partners.byKey(key).filter(k -> k.isInForce(now.get())).isPresent();
  }

  private void pass(Duration time) {
    now.updateAndGet(moment -> moment.plus(time));
  }

  @Test
  void givenCallersOnFourThreads_whenTheKeyIsRotatedTwentyTimes_thenNobodyIsRefused()
      throws Exception {
    AtomicReference<String> current =
        new AtomicReference<>(issue.issue(name, Mode.SANDBOX, KeyTerms.ALL));
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger refused = new AtomicInteger();
    AtomicLong calls = new AtomicLong();
    int threads = 4;
    List<AtomicLong> loops = new ArrayList<>();
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      AtomicLong own = new AtomicLong();
      loops.add(own);
      Callable<Void> caller =
          () -> {
            while (!done.get()) {
              String key = current.get(); // the next call may come when it is the former one
              if (!works(key)) {
                refused.incrementAndGet();
              }
              calls.incrementAndGet();
              own.incrementAndGet();
            }
            return null;
          };
      running.add(callers.submit(caller));
    }
    List<String> all = new ArrayList<>(List.of(current.get()));
    try {
      for (int i = 0; i < 20; i++) {
        all.add(rotate.rotate(current.get(), OVERLAP));
        current.set(all.get(all.size() - 1));
        for (AtomicLong own : loops) {
          long from = own.get();
          while (own.get() < from + 2 && running.stream().noneMatch(Future::isDone)) {
            Thread.onSpinWait(); // everybody has changed over once these two calls are through
          }
        }
        pass(OVERLAP);
      }
    } finally {
      done.set(true);
      callers.shutdown();
      assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
    for (Future<?> caller : running) {
      caller.get();
    }

    assertThat(refused).hasValue(0);
    assertThat(calls.get()).isGreaterThanOrEqualTo(160);
    assertThat(all.stream().filter(this::works)).containsExactly(all.get(20));
  }

  @Test
  void givenRotatedKey_whenRotatedAgain_thenNeverMoreThanTwoWork() {
    String first = issue.issue(name, Mode.SANDBOX, KeyTerms.ALL);
    String second = rotate.rotate(first.substring(0, 12), OVERLAP);
    assertThat(works(first)).isTrue();
    assertThat(works(second)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rotate.rotate(first, OVERLAP))
        .withMessageContaining("rotated already");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rotate.rotate(second, OVERLAP))
        .withMessageContaining("still works");

    revoke.revoke(first);
    assertThat(works(first)).isFalse();
    String third = rotate.rotate(second, Duration.ZERO);
    assertThat(works(second)).isFalse();
    assertThat(works(third)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rotate.rotate(second, OVERLAP))
        .withMessageContaining("no longer in force");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rotate.rotate(third, Duration.ofDays(31)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rotate.rotate("bk_test_none", OVERLAP))
        .withMessageContaining("no key");
  }

  @Test
  void givenTerms_whenRotated_thenTheNewKeyHasTheSameAndLivesAsLong() {
    KeyTerms terms =
        new KeyTerms(
            EnumSet.of(KeyScope.READ),
            Optional.of(now.get().plus(Duration.ofDays(90))),
            List.of(AddressRange.read("203.0.113.0/24").orElseThrow()));
    String first = issue.issue(name, Mode.SANDBOX, terms);
    pass(Duration.ofDays(89).plusHours(23).plusMinutes(30));
    ApiKey second = partners.byKey(rotate.rotate(first, OVERLAP)).orElseThrow();
    assertThat(second.terms())
        .isEqualTo(terms.until(Optional.of(now.get().plus(Duration.ofDays(90)))));
    assertThat(partners.byKey(first).orElseThrow().terms().expiresAt())
        .as("an overlap does not lengthen a life")
        .isEqualTo(terms.expiresAt());
  }

  @Test
  void givenDatabaseOfASandbox_whenALiveKeyIsAskedFor_thenRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> issue.issue(name, Mode.LIVE, KeyTerms.ALL))
        .withMessageContaining("bk_test_");
    assertThat(tx.call(() -> keys.all(Optional.of(name)))).isEmpty();
    assertThat(partners.byKey("bk_live_" + "a".repeat(32))).isEmpty();
  }

  @Test
  void givenUses_whenTheTimerWrites_thenOnceAMinuteAndNothingWithoutUse() {
    KeyUses uses = new KeyUses(keys, tx, now::get);
    ApiKey key = partners.byKey(issue.issue(name, Mode.SANDBOX, KeyTerms.ALL)).orElseThrow();
    assertThat(uses.write()).isZero();
    for (int i = 0; i < 1_000; i++) {
      uses.note(key.id());
      pass(Duration.ofMillis(10));
    }
    assertThat(uses.write()).isEqualTo(1);
    assertThat(uses.write()).isZero();
    assertThat(tx.call(() -> keys.all(Optional.of(name))).get(0).lastUsedAt())
        .hasValueSatisfying(at -> assertThat(at).isBetween(now.get().minusSeconds(2), now.get()));
  }
}
