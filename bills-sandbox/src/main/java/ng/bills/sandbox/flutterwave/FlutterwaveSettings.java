package ng.bills.sandbox.flutterwave;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the Flutterwave sandbox behaves from the start; most of it can be changed while it runs.
 *
 * @param port 0 for any free one
 * @param secretKey bearer of every request
 * @param webhookHash the secret hash typed into the dashboard
 * @param webhookUrl where events go; empty sends none until it is set
 * @param webhookScheme with which header events prove themselves
 * @param dataDirectory where bills and wallet survive a restart; empty keeps them in memory
 * @param floatKobo NGN wallet of a new sandbox
 * @param acceptance which customers exist
 * @param latency before every answer about a bill
 * @param slowDelay how long a payment of the outcome {@code slow} takes
 * @param hold how long an answer is held that shall be a time-out to the caller; then the
 *     connection closes
 * @param settleAfterRequeries the status call that first tells the end of a pending, late or
 *     tokenless bill
 * @param listPage bills on a page of the list; how many they really show is not documented
 * @param seed of the tokens
 * @param clock dates of bills and references
 */
public record FlutterwaveSettings(
    int port,
    String secretKey,
    String webhookHash,
    Optional<URI> webhookUrl,
    WebhookScheme webhookScheme,
    Optional<Path> dataDirectory,
    long floatKobo,
    Acceptance acceptance,
    Duration latency,
    Duration slowDelay,
    Duration hold,
    int settleAfterRequeries,
    int listPage,
    long seed,
    InstantSource clock) {

  /** Which customers exist. */
  public enum Acceptance {
    /** Magic and registered ones; any other is invalid. */
    MAGIC_ONLY,
    /** Every one that fits the item's own pattern. */
    WELL_FORMED
  }

  /** How an event proves that it comes from Flutterwave. */
  public enum WebhookScheme {
    /** {@code verif-hash}: the secret hash itself. */
    VERIF_HASH,
    /** {@code flutterwave-signature}: base64 of HMAC-SHA256 of the raw body. */
    SIGNATURE
  }

  public FlutterwaveSettings {
    Objects.requireNonNull(webhookUrl);
    Objects.requireNonNull(dataDirectory);
    if (settleAfterRequeries < 1) {
      throw new IllegalArgumentException("settleAfterRequeries must be at least 1");
    }
    if (listPage < 1) {
      throw new IllegalArgumentException("listPage must be at least 1");
    }
  }

  /** A free port, no data directory, five million naira in the wallet, no latency, no webhooks. */
  public static FlutterwaveSettings defaults() {
    return new FlutterwaveSettings(
        0,
        "FLWSECK_TEST-sandbox-X",
        "sandbox-flutterwave-hash",
        Optional.empty(),
        WebhookScheme.VERIF_HASH,
        Optional.empty(),
        5_000_000_00L,
        Acceptance.MAGIC_ONLY,
        Duration.ZERO,
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        2,
        20,
        1,
        InstantSource.system());
  }

  public FlutterwaveSettings withPort(int value) {
    return with(draft -> draft.port = value);
  }

  public FlutterwaveSettings withSecretKey(String value) {
    return with(draft -> draft.secretKey = value);
  }

  public FlutterwaveSettings withWebhookHash(String value) {
    return with(draft -> draft.webhookHash = value);
  }

  public FlutterwaveSettings withWebhookUrl(URI value) {
    return with(draft -> draft.webhookUrl = Optional.of(value));
  }

  public FlutterwaveSettings withWebhookScheme(WebhookScheme value) {
    return with(draft -> draft.webhookScheme = value);
  }

  public FlutterwaveSettings withDataDirectory(Path value) {
    return with(draft -> draft.dataDirectory = Optional.of(value));
  }

  public FlutterwaveSettings withFloatKobo(long value) {
    return with(draft -> draft.floatKobo = value);
  }

  public FlutterwaveSettings withAcceptance(Acceptance value) {
    return with(draft -> draft.acceptance = value);
  }

  public FlutterwaveSettings withLatency(Duration value) {
    return with(draft -> draft.latency = value);
  }

  public FlutterwaveSettings withSlowDelay(Duration value) {
    return with(draft -> draft.slowDelay = value);
  }

  public FlutterwaveSettings withHold(Duration value) {
    return with(draft -> draft.hold = value);
  }

  public FlutterwaveSettings withSettleAfterRequeries(int value) {
    return with(draft -> draft.settleAfterRequeries = value);
  }

  public FlutterwaveSettings withListPage(int value) {
    return with(draft -> draft.listPage = value);
  }

  public FlutterwaveSettings withSeed(long value) {
    return with(draft -> draft.seed = value);
  }

  public FlutterwaveSettings withClock(InstantSource value) {
    return with(draft -> draft.clock = value);
  }

  private FlutterwaveSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** The same settings, one of which is about to be another. */
  private static final class Draft {
    private int port;
    private String secretKey;
    private String webhookHash;
    private Optional<URI> webhookUrl;
    private WebhookScheme webhookScheme;
    private Optional<Path> dataDirectory;
    private long floatKobo;
    private Acceptance acceptance;
    private Duration latency;
    private Duration slowDelay;
    private Duration hold;
    private int settleAfterRequeries;
    private int listPage;
    private long seed;
    private InstantSource clock;

    private Draft(FlutterwaveSettings from) {
      port = from.port;
      secretKey = from.secretKey;
      webhookHash = from.webhookHash;
      webhookUrl = from.webhookUrl;
      webhookScheme = from.webhookScheme;
      dataDirectory = from.dataDirectory;
      floatKobo = from.floatKobo;
      acceptance = from.acceptance;
      latency = from.latency;
      slowDelay = from.slowDelay;
      hold = from.hold;
      settleAfterRequeries = from.settleAfterRequeries;
      listPage = from.listPage;
      seed = from.seed;
      clock = from.clock;
    }

    private FlutterwaveSettings settings() {
      return new FlutterwaveSettings(
          port,
          secretKey,
          webhookHash,
          webhookUrl,
          webhookScheme,
          dataDirectory,
          floatKobo,
          acceptance,
          latency,
          slowDelay,
          hold,
          settleAfterRequeries,
          listPage,
          seed,
          clock);
    }
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "FlutterwaveSettings[port="
        + port
        + ", acceptance="
        + acceptance
        + ", latency="
        + latency
        + "]";
  }
}
