package ng.bills.infrastructure.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stellar.sdk.KeyPair;

/** The check at start-up and the freshness for readiness. */
class StellarChecksTest {

  private StellarWorld world;

  @BeforeEach
  void begin() {
    world = StellarWorld.byHand();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void givenEverythingFits_whenStarting_thenNoProblem() {
    assertThat(new StellarStartup(world.client, world.settings).problems()).isEmpty();
  }

  @Test
  void givenIssuerDoesNotExist_whenStarting_thenSaysSoAndThatTheLineIsMissing() {
    String stranger = KeyPair.random().getAccountId();
    assertThat(problems(world.sandbox.baseUrl(), world.sandbox.passphrase(), stranger))
        .hasSize(2)
        .anySatisfy(
            p -> assertThat(p).startsWith("CNGN_ISSUER").contains(stranger, "does not exist"))
        .anySatisfy(p -> assertThat(p).startsWith("CNGN_ASSET_CODE").contains("trust line"));
  }

  @Test
  void givenWalletIsNotAuthorised_whenStarting_thenSaysSo() {
    world.sandbox.authorize(world.wallet.account(), world.asset, false);
    assertThat(new StellarStartup(world.client, world.settings).problems())
        .singleElement()
        .satisfies(p -> assertThat(p).contains("not authorised"));
  }

  @Test
  void givenWrongNetworkOrNoHorizon_whenStarting_thenOneSentence() {
    assertThat(problems(world.sandbox.baseUrl(), "Another Network", world.issuer.account()))
        .singleElement()
        .satisfies(p -> assertThat(p).startsWith("STELLAR_NETWORK_PASSPHRASE"));
    assertThat(problems("http://127.0.0.1:1", "Another Network", world.issuer.account()))
        .singleElement()
        .satisfies(p -> assertThat(p).startsWith("STELLAR_HORIZON_URL"));
  }

  private Iterable<String> problems(String url, String passphrase, String issuer) {
    StellarSettings settings =
        StellarSettings.of(
            url, passphrase, world.wallet.secret().toCharArray(), "cNGN", issuer, "now");
    try (HorizonClient client = new HorizonClient(settings)) {
      return new StellarStartup(client, settings).problems();
    }
  }

  @Test
  void givenLedgersCloseOrStop_whenLooking_thenFreshBehindOrDown() {
    AtomicReference<Instant> now = new AtomicReference<>(world.sandbox.closedAt());
    FundsFreshness freshness = new FundsFreshness(world.client, world.settings, now::get);

    assertThat(freshness.look().level()).isEqualTo(FundsFreshness.Level.FRESH);
    now.set(world.sandbox.closedAt().plusSeconds(29));
    assertThat(freshness.look().level()).isEqualTo(FundsFreshness.Level.FRESH);
    now.set(world.sandbox.closedAt().plusSeconds(45));
    assertThat(freshness.look().level()).isEqualTo(FundsFreshness.Level.BEHIND);
    assertThat(freshness.look().behind()).contains(Duration.ofSeconds(45));
    now.set(world.sandbox.closedAt().plusSeconds(120));
    assertThat(freshness.look().level()).isEqualTo(FundsFreshness.Level.DOWN);
    int asked = world.sandbox.requests().entries().size();
    freshness.look();
    assertThat(world.sandbox.requests().entries()).hasSize(asked);
    now.set(now.get().plusSeconds(6));
    world.sandbox.resetNetwork("Another Network");
    assertThat(freshness.look().level()).isEqualTo(FundsFreshness.Level.DOWN);
  }
}
