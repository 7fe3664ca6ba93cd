package ng.bills.sandbox.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import ng.bills.sandbox.horizon.HorizonSandbox.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConservationTest {
  /**
   * Whatever people do, money neither appears nor disappears and the history agrees with the
   * balances.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givenRandomScenario_whenEverybodyPaysEverybody_thenTheBooksBalance(long seed) {
    Random random = new Random(seed);
    HorizonSettings settings = Bench.manualSettings().withMaxOperationsPerLedger(15);
    try (Bench bench = new Bench(settings)) {
      HorizonSandbox sandbox = bench.sandbox;
      sandbox.rate("native", bench.asset, 3, 2);
      sandbox.rate(bench.asset, "native", 2, 3);
      List<String> names = IntStream.range(0, 8).mapToObj(i -> "p" + i).toList();
      List<Named> people = new ArrayList<>(sandbox.customers(names, bench.asset, 50 * Bench.NGN));
      people.add(bench.wallet);
      people.add(bench.issuer);
      List<String> hashes = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        Named from = people.get(random.nextInt(people.size()));
        Named to = people.get(random.nextInt(people.size()));
        PayOrder.Kind kind = kind(random);
        hashes.add(
            sandbox.pay(
                PayOrder.of(
                        from.account(),
                        to.account(),
                        random.nextInt(4) == 0 ? "native" : bench.asset,
                        1 + random.nextInt(200_000_000))
                    .kind(kind)
                    .sendAsset(random.nextBoolean() ? "native" : bench.asset)
                    .operations(1 + random.nextInt(3))
                    .feeBump(random.nextInt(20) == 0)));
        if (random.nextInt(3) == 0) {
          sandbox.tick();
          sandbox.checkBooks();
        }
      }
      while (sandbox.state().queued() > 0) {
        sandbox.tick();
        sandbox.checkBooks();
      }
      long applied = hashes.stream().filter(hash -> sandbox.resultOf(hash) != null).count();
      long succeeded =
          hashes.stream()
              .map(sandbox::resultOf)
              .filter(result -> result != null && result.endsWith("success"))
              .count();
      assertThat(applied).isGreaterThan(100);
      assertThat(succeeded).isBetween(50L, applied - 1);
      historyIsOrdered(bench);
    }
  }

  private static PayOrder.Kind kind(Random random) {
    List<PayOrder.Kind> kinds =
        List.copyOf(
            EnumSet.complementOf(EnumSet.of(PayOrder.Kind.MERGE, PayOrder.Kind.CREATE_ACCOUNT)));
    return kinds.get(random.nextInt(kinds.size()));
  }

  private static void historyIsOrdered(Bench bench) {
    long last = 0;
    Set<String> transactions = new HashSet<>();
    while (true) {
      JsonArray page = bench.records("/transactions?include_failed=true&limit=200&cursor=" + last);
      if (page.isEmpty()) {
        break;
      }
      for (var entry : page) {
        JsonObject transaction = entry.asJsonObject();
        long token = Long.parseLong(transaction.getString("paging_token"));
        assertThat(token).isGreaterThan(last);
        last = token;
        assertThat(transactions.add(transaction.getString("hash"))).isTrue();
      }
    }
    assertThat(transactions).hasSizeGreaterThan(100);
  }

  @Test
  void givenMoneyFromNowhere_whenTheBooksAreChecked_thenTheySaySo() {
    World world = new World();
    AccountEntry account = new AccountEntry("A");
    account.xlm = 100;
    world.put(account);
    Books.checkAll(world, 100);
    World layer = world.layer();
    layer.edit("A").xlm = 101;
    assertThatThrownBy(() -> Books.check(world, layer)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Books.checkAll(world, 99)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void givenFullLedger_whenManyWait_thenTheHighestBidsGoFirstAndTheRestFollows() {
    try (Bench bench = new Bench(Bench.manualSettings().withMaxOperationsPerLedger(100))) {
      List<Named> people =
          bench.sandbox.customers(
              IntStream.range(0, 9).mapToObj(i -> "q" + i).toList(), bench.asset, 50 * Bench.NGN);
      List<String> hashes =
          bench.sandbox.payAll(
              people.stream()
                  .map(
                      person ->
                          PayOrder.of(
                                  person.account(), bench.wallet.account(), bench.asset, Bench.NGN)
                              .operations(30)
                              .feeBump(person == people.get(8)))
                  .toList());
      bench.sandbox.tick();
      assertThat(bench.sandbox.resultOf(hashes.get(8))).isEqualTo("tx_fee_bump_inner_success");
      assertThat(hashes.stream().filter(hash -> bench.sandbox.resultOf(hash) != null)).hasSize(3);
      bench.sandbox.tick(2);
      assertThat(hashes).allMatch(hash -> bench.sandbox.resultOf(hash) != null);
      assertThat(bench.sandbox.balance(bench.wallet.account(), bench.asset))
          .isEqualTo((1_000 + 9 * 30) * Bench.NGN);
    }
  }
}
