package ng.bills.acceptance;

import static ng.bills.acceptance.AnyCaller.problem;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import ng.bills.domain.partner.AddressRange;
import ng.bills.domain.partner.KeyScope;
import ng.bills.domain.partner.KeyTerms;
import ng.bills.domain.partner.Mode;
import ng.bills.infrastructure.command.KeyDatabase;
import org.junit.jupiter.api.Test;

/** What keys may do, from where, and that nobody notices a rotation. */
class KeysIT extends AcceptanceTest {

  private static final String TYPES = "/api/v1/bills/types";
  private static final String HISTORY = "/api/v1/bills/history";
  private static final String PAY = "/api/v1/bills/pay";

  private final AnyCaller caller = new AnyCaller(system());

  private static String issue(KeyTerms terms) {
    try (KeyDatabase keys = system().openKeys()) {
      return keys.issue("keys " + UUID.randomUUID(), Mode.SANDBOX, terms);
    }
  }

  private static KeyTerms only(Set<KeyScope> scopes, String... from) {
    List<AddressRange> ranges = new ArrayList<>();
    for (String range : from) {
      ranges.add(AddressRange.read(range).orElseThrow());
    }
    return new KeyTerms(scopes, Optional.empty(), ranges);
  }

  private HttpResponse<String> get(String path, String key, String... headers) {
    List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + key));
    all.addAll(List.of(headers));
    return caller.get(path, all.toArray(String[]::new));
  }

  private HttpResponse<String> pay(String key) {
    return caller.send(
        "POST",
        PAY,
        BodyPublishers.ofString("{}"),
        "Authorization",
        "Bearer " + key,
        "Content-Type",
        "application/json");
  }

  @Test
  void givenScopes_whenCalling_thenOnlyWhatTheyAllow() {
    String reader = issue(only(EnumSet.of(KeyScope.READ)));
    assertThat(get(HISTORY, reader).statusCode()).isEqualTo(200);
    assertThat(get(TYPES, reader).statusCode()).isEqualTo(200);
    problem(pay(reader), 403, "FORBIDDEN");

    String payer = issue(only(EnumSet.of(KeyScope.PAY)));
    problem(pay(payer), 400, "VALIDATION_FAILED");
    assertThat(get(TYPES, payer).statusCode()).isEqualTo(200);
    problem(get(HISTORY, payer), 403, "FORBIDDEN");
    problem(get("/api/v1/bills/" + UUID.randomUUID() + "/status", payer), 403, "FORBIDDEN");
  }

  @Test
  void givenLiveKey_whenCallingTheSandbox_then403() {
    problem(get(TYPES, "bk_live_" + "a".repeat(32)), 403, "WRONG_MODE");
    assertThat(system().query("select mode from deployment_mode")).isEqualTo("sandbox");
  }

  @Test
  void givenListOfAddresses_whenCalling_thenOnlyFromThereWhateverTheCallerSays() {
    Set<KeyScope> all = EnumSet.allOf(KeyScope.class);
    assertThat(get(TYPES, issue(only(all, "127.0.0.0/8", "::1"))).statusCode()).isEqualTo(200);
    String elsewhere = issue(only(all, "203.0.113.0/24"));
    problem(get(TYPES, elsewhere), 403, "ADDRESS_NOT_ALLOWED");
    JsonObject refused =
        problem(
            get(TYPES, elsewhere, "X-Forwarded-For", "203.0.113.7"), 403, "ADDRESS_NOT_ALLOWED");
    assertThat(refused.getString("detail")).contains("127.0.0.1");
  }

  @Test
  void givenCallersOnFourThreads_whenTheKeyIsRotated_thenNoCallIsRefusedAndTheOldOneEnds()
      throws Exception {
    AtomicReference<String> current = new AtomicReference<>(issue(KeyTerms.ALL));
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger refused = new AtomicInteger();
    ExecutorService callers = Executors.newFixedThreadPool(4);
    List<AtomicInteger> calls = new ArrayList<>();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      AtomicInteger own = new AtomicInteger();
      calls.add(own);
      running.add(
          callers.submit(
              () -> {
                while (!done.get()) {
                  if (get(TYPES, current.get()).statusCode() != 200) {
                    refused.incrementAndGet();
                  }
                  own.incrementAndGet();
                }
              }));
    }
    String last = current.get();
    try (KeyDatabase keys = system().openKeys()) {
      for (int i = 0; i < 5; i++) {
        awaitMore(calls, running);
        last = current.get();
        current.set(keys.rotate(last, Duration.ofHours(1)));
        awaitMore(calls, running);
        keys.revoke(last); // everybody has changed over
      }
    } finally {
      done.set(true);
      callers.shutdown();
    }
    for (Future<?> one : running) {
      one.get();
    }
    assertThat(refused).hasValue(0);
    assertThat(calls).allSatisfy(own -> assertThat(own.get()).isGreaterThanOrEqualTo(20));

    String ended = last;
    BillsSystem.await(
        "the revoked key is refused",
        Duration.ofSeconds(20),
        () -> get(TYPES, ended).statusCode() == 401);
    assertThat(get(TYPES, current.get()).statusCode()).isEqualTo(200);
  }

  /** Each caller has come back twice: whatever it sends now, it sends with the newest key. */
  private static void awaitMore(List<AtomicInteger> calls, List<Future<?>> running) {
    for (AtomicInteger own : calls) {
      int from = own.get();
      BillsSystem.await(
          "two more calls",
          Duration.ofSeconds(60),
          () -> own.get() >= from + 2 || running.stream().anyMatch(Future::isDone));
    }
  }

  @Test
  void givenKeyThatIsUsed_whenTheTimerHasRun_thenItIsKnownWhen() {
    String key = issue(KeyTerms.ALL);
    assertThat(get(TYPES, key).statusCode()).isEqualTo(200);
    BillsSystem.await(
        "the use is written down",
        Duration.ofSeconds(100),
        () ->
            system()
                    .query(
                        "select last_used_at from api_key where prefix = ? and last_used_at > created_at",
                        key.substring(0, 12))
                != null);
  }
}
