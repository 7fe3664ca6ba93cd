package ng.bills.sandbox.interswitch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the Interswitch sandbox behaves from the start; most of it can be changed while it runs.
 *
 * @param port 0 for any free one
 * @param clientId user of the token request
 * @param clientSecret password of the token request
 * @param terminalId wanted in every call
 * @param prefix the four digits every request reference begins with
 * @param webhookSecret signs collection events
 * @param dataDirectory where vends and wallet survive a restart; empty keeps them in memory
 * @param floatKobo prefunded balance of a new sandbox
 * @param acceptance which accounts exist
 * @param tokenLifetime how long an access token is good
 * @param latency before every answer about customers and transactions
 * @param slowDelay how long a payment of the outcome {@code slow} takes
 * @param hold how long an answer is held that shall be a time-out to the caller; then the
 *     connection closes
 * @param settleAfterQueries the query that first tells the end of a pending, late, tokenless or
 *     reversed payment
 * @param additionalInfoInQuery whether a query repeats {@code AdditionalInfo}, and with it the
 *     token; the documented sample does not
 * @param seed of the tokens
 * @param clock when tokens expire
 */
public record InterswitchSettings(
    int port,
    String clientId,
    String clientSecret,
    String terminalId,
    String prefix,
    String webhookSecret,
    Optional<Path> dataDirectory,
    long floatKobo,
    Acceptance acceptance,
    Duration tokenLifetime,
    Duration latency,
    Duration slowDelay,
    Duration hold,
    int settleAfterQueries,
    boolean additionalInfoInQuery,
    long seed,
    InstantSource clock) {

  /** Which accounts exist. */
  public enum Acceptance {
    /** Magic and registered ones and the documented sample; any other is invalid (90014). */
    MAGIC_ONLY,
    /** Every account of the right form. */
    WELL_FORMED
  }

  public InterswitchSettings {
    Objects.requireNonNull(dataDirectory);
    if (settleAfterQueries < 1) {
      throw new IllegalArgumentException("settleAfterQueries must be at least 1");
    }
  }

  /**
   * A free port, no data directory, five million naira of float, no latency; terminal, prefix and
   * lifetime of the token as documented.
   */
  public static InterswitchSettings defaults() {
    return new InterswitchSettings(
        0,
        "sandbox-client-id",
        "sandbox-client-secret",
        "3PBL0001",
        "1453",
        "sandbox-webhook-secret",
        Optional.empty(),
        5_000_000_00L,
        Acceptance.MAGIC_ONLY,
        Duration.ofSeconds(3_599),
        Duration.ZERO,
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        2,
        false,
        1,
        InstantSource.system());
  }

  public InterswitchSettings withPort(int value) {
    return with(draft -> draft.port = value);
  }

  public InterswitchSettings withClient(String id, String secret) {
    return with(
        draft -> {
          draft.clientId = id;
          draft.clientSecret = secret;
        });
  }

  public InterswitchSettings withWebhookSecret(String value) {
    return with(draft -> draft.webhookSecret = value);
  }

  public InterswitchSettings withDataDirectory(Path value) {
    return with(draft -> draft.dataDirectory = Optional.of(value));
  }

  public InterswitchSettings withFloatKobo(long value) {
    return with(draft -> draft.floatKobo = value);
  }

  public InterswitchSettings withAcceptance(Acceptance value) {
    return with(draft -> draft.acceptance = value);
  }

  public InterswitchSettings withTokenLifetime(Duration value) {
    return with(draft -> draft.tokenLifetime = value);
  }

  public InterswitchSettings withLatency(Duration value) {
    return with(draft -> draft.latency = value);
  }

  public InterswitchSettings withSlowDelay(Duration value) {
    return with(draft -> draft.slowDelay = value);
  }

  public InterswitchSettings withHold(Duration value) {
    return with(draft -> draft.hold = value);
  }

  public InterswitchSettings withSettleAfterQueries(int value) {
    return with(draft -> draft.settleAfterQueries = value);
  }

  public InterswitchSettings withAdditionalInfoInQuery(boolean value) {
    return with(draft -> draft.additionalInfoInQuery = value);
  }

  public InterswitchSettings withSeed(long value) {
    return with(draft -> draft.seed = value);
  }

  public InterswitchSettings withClock(InstantSource value) {
    return with(draft -> draft.clock = value);
  }

  private InterswitchSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** A copy on its way to become settings. */
  private static final class Draft {
    private int port;
    private String clientId;
    private String clientSecret;
    private final String terminalId;
    private final String prefix;
    private String webhookSecret;
    private Optional<Path> dataDirectory;
    private long floatKobo;
    private Acceptance acceptance;
    private Duration tokenLifetime;
    private Duration latency;
    private Duration slowDelay;
    private Duration hold;
    private int settleAfterQueries;
    private boolean additionalInfoInQuery;
    private long seed;
    private InstantSource clock;

    private Draft(InterswitchSettings from) {
      port = from.port;
      clientId = from.clientId;
      clientSecret = from.clientSecret;
      terminalId = from.terminalId;
      prefix = from.prefix;
      webhookSecret = from.webhookSecret;
      dataDirectory = from.dataDirectory;
      floatKobo = from.floatKobo;
      acceptance = from.acceptance;
      tokenLifetime = from.tokenLifetime;
      latency = from.latency;
      slowDelay = from.slowDelay;
      hold = from.hold;
      settleAfterQueries = from.settleAfterQueries;
      additionalInfoInQuery = from.additionalInfoInQuery;
      seed = from.seed;
      clock = from.clock;
    }

    private InterswitchSettings done() {
      return new InterswitchSettings(
          port,
          clientId,
          clientSecret,
          terminalId,
          prefix,
          webhookSecret,
          dataDirectory,
          floatKobo,
          acceptance,
          tokenLifetime,
          latency,
          slowDelay,
          hold,
          settleAfterQueries,
          additionalInfoInQuery,
          seed,
          clock);
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "InterswitchSettings[port="
        + port
        + ", acceptance="
        + acceptance
        + ", latency="
        + latency
        + "]";
  }
}
