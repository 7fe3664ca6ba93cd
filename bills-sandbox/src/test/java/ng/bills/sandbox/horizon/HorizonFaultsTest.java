package ng.bills.sandbox.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.http.RequestJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stellar.sdk.Memo;
import org.stellar.sdk.Transaction;

/** Each fault, and the truth behind it. */
class HorizonFaultsTest {
  private final Bench bench = Bench.running();
  private final HorizonSandbox sandbox = bench.sandbox;
  private final String bill = "ab".repeat(32);

  @AfterEach
  void stop() {
    bench.close();
  }

  private void fault(String effect, Map<String, ?> parameters) {
    sandbox.faults().add(FaultRule.when("POST", "/transactions").once().effect(effect, parameters));
  }

  private long refunds() {
    return sandbox.refundsTo(bench.customer.account(), bill).size();
  }

  private void awaitRefund(Transaction refund) throws InterruptedException {
    assertThat(sandbox.awaitIngested(refund.hashHex(), Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void givenNoFault_whenTheSameEnvelopeIsSubmittedTwentyTimes_thenOneRefund() {
    Transaction refund = bench.refund(bill, 0);
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> response = bench.submit(refund);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(Bench.body(response).getString("hash")).isEqualTo(refund.hashHex());
      assertThat(Bench.body(response).getBoolean("successful")).isTrue();
    }
    assertThat(refunds()).isEqualTo(1);
    assertThat(sandbox.balance(bench.customer.account(), bench.asset))
        .isEqualTo(10_100 * Bench.NGN);
    assertThat(sandbox.totalsFrom(bench.wallet.account(), bench.asset))
        .containsExactly(Map.entry(bench.customer.account(), 100 * Bench.NGN));
    List<RequestJournal.Entry> submissions = sandbox.requests().entries("POST", "/transactions");
    assertThat(submissions).hasSize(20);
    assertThat(submissions.stream().map(entry -> entry.request().text()).distinct()).hasSize(1);
  }

  @Test
  void givenTimeoutApplied_whenSubmitted_thenUnknownButPaidOnce() {
    fault("timeout504-applied", Map.of());
    Transaction refund = bench.refund(bill, 0);
    HttpResponse<String> response = bench.submit(refund);
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(Bench.body(response).getJsonObject("extras").getString("hash"))
        .isEqualTo(refund.hashHex());
    assertThat(refunds()).isEqualTo(1);
    assertThat(bench.submit(refund).statusCode()).isEqualTo(200);
    assertThat(refunds()).isEqualTo(1);
  }

  @Test
  void givenTimeoutQueued_whenSubmitted_thenItIsPaidALittleLater() throws InterruptedException {
    fault("timeout504-queued", Map.of());
    Transaction refund = bench.refund(bill, 0);
    assertThat(bench.submit(refund).statusCode()).isEqualTo(504);
    awaitRefund(refund);
    assertThat(refunds()).isEqualTo(1);
  }

  @Test
  void givenTimeoutLost_whenSubmitted_thenNothingHappenedUntilItIsSubmittedAgain() {
    fault("timeout504-lost", Map.of());
    Transaction refund = bench.refund(bill, 0);
    assertThat(bench.submit(refund).statusCode()).isEqualTo(504);
    assertThat(bench.get("/transactions/" + refund.hashHex()).statusCode()).isEqualTo(404);
    assertThat(refunds()).isZero();
    assertThat(bench.submit(refund).statusCode()).isEqualTo(200);
    assertThat(refunds()).isEqualTo(1);
  }

  @Test
  void givenResets_whenSubmitted_thenOnlyTheLaterOneHappened() {
    sandbox.faults().add(FaultRule.when("POST", "/transactions").times(2).effect("reset-before"));
    Transaction refund = bench.refund(bill, 0);
    assertThatThrownBy(() -> raw(refund)).isInstanceOf(IOException.class);
    assertThat(refunds()).isZero();
    sandbox.faults().clear();
    sandbox
        .faults()
        .add(FaultRule.when("POST", "/transactions").times(2).effect("reset-after-apply"));
    assertThatThrownBy(() -> raw(refund)).isInstanceOf(IOException.class);
    assertThat(refunds()).isEqualTo(1);
  }

  private void raw(Transaction transaction) throws IOException, InterruptedException {
    bench.client.send(
        bench.submission("/transactions", transaction.toEnvelopeXdrBase64()),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void givenBadSequenceThoughApplied_whenSubmitted_thenTheRefusalIsALie() {
    fault("badseq-though-applied", Map.of());
    Transaction refund = bench.refund(bill, 0);
    assertThat(Bench.codes(bench.submit(refund))).isEqualTo("tx_bad_seq");
    assertThat(refunds()).isEqualTo(1);
    assertThat(bench.json("/transactions/" + refund.hashHex()).getBoolean("successful")).isTrue();
  }

  @Test
  void givenLateInclusion_whenSubmitted_thenItIsPaidLedgersAfterTheTimeout()
      throws InterruptedException {
    fault("late-inclusion", Map.of("ledgers", 6));
    Transaction refund = bench.refund(bill, 0);
    assertThat(bench.submit(refund).statusCode()).isEqualTo(504);
    int answered = sandbox.state().coreLedger();
    awaitRefund(refund);
    assertThat(bench.json("/transactions/" + refund.hashHex()).getInt("ledger"))
        .isGreaterThan(answered + 2);
    assertThat(refunds()).isEqualTo(1);
  }

  @Test
  void givenDrop_whenSubmittedAgainAndAgain_thenItIsNeverPaid() {
    fault("drop", Map.of());
    Transaction refund = bench.refund(bill, 0);
    assertThat(bench.submit(refund).statusCode()).isEqualTo(504);
    assertThat(bench.submit("/transactions_async", refund.toEnvelopeXdrBase64()).statusCode())
        .isEqualTo(503);
    assertThat(refunds()).isZero();
    Transaction rebuilt =
        bench.transaction(
            bench.wallet,
            Memo.returnHash(bill),
            sandbox.closedAt().getEpochSecond() + 300,
            bench.payment(bench.customer.account(), 100 * Bench.NGN));
    assertThat(bench.submit(rebuilt).statusCode()).isEqualTo(200);
    assertThat(refunds()).isEqualTo(1);
  }

  @Test
  void givenProblemsAndHtml_whenAsked_thenTheyLookLikeTheRealOnes() {
    sandbox
        .faults()
        .add(
            FaultRule.when("GET", "/")
                .once()
                .effect(
                    "problem",
                    Map.of("status", 429, "type", "rate_limit_exceeded", "retryAfter", "7")));
    HttpResponse<String> limited = bench.get("/");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(Bench.body(limited).getString("type"))
        .isEqualTo("https://stellar.org/horizon-errors/rate_limit_exceeded");
    sandbox.faults().add(FaultRule.when("GET", "/").once().effect("html502"));
    assertThat(bench.get("/").body()).startsWith("<html>");
    fault("result", Map.of("code", "tx_insufficient_fee"));
    assertThat(Bench.codes(bench.submit(bench.refund(bill, 0)))).isEqualTo("tx_insufficient_fee");
    assertThat(bench.get("/").headers().firstValue("X-RateLimit-Limit")).hasValue("101");
  }

  @Test
  void givenLag_whenApplied_thenHorizonDoesNotShowItYet() throws InterruptedException {
    try (Bench still = Bench.manual()) {
      still.sandbox.lag(3);
      Transaction refund = still.refund(bill, 0);
      still.submit(refund); // nobody ticks: 504
      still.sandbox.tick();
      assertThat(still.sandbox.refundsTo(still.customer.account(), bill)).hasSize(1);
      assertThat(still.get("/transactions/" + refund.hashHex()).statusCode()).isEqualTo(404);
      assertThat(still.sequence(still.wallet)).isEqualTo(refund.getSequenceNumber() - 1);
      JsonObject root = still.json("/");
      assertThat(root.getInt("core_latest_ledger") - root.getInt("history_latest_ledger"))
          .isEqualTo(1);
      assertThat(still.submit(refund).statusCode()).isEqualTo(504);
      still.sandbox.tick(3);
      assertThat(still.json("/transactions/" + refund.hashHex()).getBoolean("successful")).isTrue();
      assertThat(still.submit(refund).statusCode()).isEqualTo(200);
      assertThat(still.sequence(still.wallet)).isEqualTo(refund.getSequenceNumber());
    }
  }

  private String pay() throws InterruptedException {
    String hash =
        sandbox.pay(
            bench.customer.account(), bench.wallet.account(), bench.asset, Bench.NGN, "BILL");
    assertThat(sandbox.awaitIngested(hash, Duration.ofSeconds(5))).isTrue();
    return hash;
  }

  @Test
  void givenPoisonRecords_whenRead_thenOneOfThePageIsStrange() throws InterruptedException {
    String path = "/accounts/" + bench.wallet.account() + "/payments";
    String cursor = bench.records(path + "?order=desc&limit=1").getJsonObject(0).getString("id");
    pay();
    pay();
    String query = path + "?cursor=" + cursor;
    FaultRule rule = FaultRule.when("GET", path).once();
    sandbox.faults().add(rule.effect("poison-record", Map.of("kind", "unknown-type", "index", 1)));
    JsonArray strange = bench.records(query);
    assertThat(strange.getJsonObject(0).getInt("type_i")).isEqualTo(1);
    assertThat(strange.getJsonObject(1).getInt("type_i")).isEqualTo(99);
    sandbox
        .faults()
        .add(rule.effect("poison-record", Map.of("kind", "missing-field", "field", "to")));
    assertThat(bench.records(query).getJsonObject(0)).doesNotContainKey("to");
    sandbox.faults().add(rule.effect("poison-record", Map.of("kind", "huge", "bytes", 300_000)));
    assertThat(bench.get(query).body()).hasSizeGreaterThan(300_000);
    assertThat(bench.records(query).getJsonObject(1).getInt("type_i")).isEqualTo(1);
  }

  @Test
  void givenCursorIgnoredOrElderJump_whenRead_thenOldRecordsComeOrTheHistoryIsShort()
      throws InterruptedException {
    pay();
    String path = "/accounts/" + bench.wallet.account() + "/payments";
    sandbox.faults().add(FaultRule.when("GET", path).once().effect("cursor-ignored"));
    assertThat(bench.records(path + "?cursor=now")).isNotEmpty();
    assertThat(bench.records(path + "?cursor=now")).isEmpty();
    sandbox.faults().add(FaultRule.when("GET", "/").once().effect("elder-jump"));
    assertThat(bench.json("/").getInt("history_elder_ledger")).isGreaterThan(1);
  }

  @Test
  void givenRateLimit_whenTheBurstIsOver_thenTooManyRequests() {
    try (Bench limited = new Bench(Bench.manualSettings().withRateLimitPerHour(3_600))) {
      int refused = 0;
      for (int i = 0; i < 103; i++) {
        refused += limited.get("/").statusCode() == 429 ? 1 : 0;
      }
      assertThat(refused).isBetween(1, 2);
      assertThat(limited.get("/").headers().firstValue("Retry-After")).isPresent();
    }
  }
}
