package ng.bills.infrastructure.stellar;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import ng.bills.domain.money.Asset;

/**
 * Which network, which asset, which wallet. None of it has a default: cNGN has no official issuer
 * on Stellar itself, and the {@code G…} address it has on another network is another account here.
 *
 * @param horizonUrl Horizon's address without a slash at the end; {@code https}, or {@code http} on
 *     loopback
 * @param networkPassphrase names the network; part of every signature
 * @param systemKey key of the wallet that receives payments and sends refunds
 * @param cngn code and issuer of our cNGN
 * @param startFrom where to begin reading when no position is stored
 * @param timing how long to wait for what
 * @param maxFeeStroops the most to bid for one refund, in stroops of the network's own coin
 */
public record StellarSettings(
    URI horizonUrl,
    String networkPassphrase,
    SystemKey systemKey,
    Asset cngn,
    StartFrom startFrom,
    Timing timing,
    long maxFeeStroops) {

  public static final String HORIZON_URL = "STELLAR_HORIZON_URL";
  public static final String NETWORK_PASSPHRASE = "STELLAR_NETWORK_PASSPHRASE";
  public static final String SYSTEM_SECRET = "STELLAR_SYSTEM_SECRET";
  public static final String ASSET_CODE = "CNGN_ASSET_CODE";
  public static final String ISSUER = "CNGN_ISSUER";
  public static final String START_FROM = "STELLAR_START_FROM";

  /** 0.01 of the network's coin. */
  public static final long DEFAULT_MAX_FEE_STROOPS = 100_000L;

  /** Smallest bid that makes sense outside a quiet network. */
  static final long MIN_FEE_STROOPS = 1_000L;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  /**
   * The operator's decision about the first position.
   *
   * @param ledger the first ledger to read; empty for "now", after the newest one
   */
  public record StartFrom(OptionalLong ledger) {

    public StartFrom {
      Objects.requireNonNull(ledger, "ledger");
      if (ledger.isPresent() && (ledger.getAsLong() < 1 || ledger.getAsLong() > 0x7fff_ffffL)) {
        throw new IllegalArgumentException("a ledger number lies between 1 and 2147483647");
      }
    }

    /**
     * Reads {@code now} or a ledger number.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static StartFrom read(String text) {
      String value = text.strip();
      if (value.equals("now")) {
        return new StartFrom(OptionalLong.empty());
      }
      if (!value.matches("\\d{1,10}")) {
        throw new IllegalArgumentException("neither \"now\" nor a ledger number");
      }
      return new StartFrom(OptionalLong.of(Long.parseLong(value)));
    }
  }

  /**
   * How long to wait.
   *
   * @param connect for a connection
   * @param read for the complete answer to a question
   * @param submit for the answer to a submitted transaction; Horizon itself waits about 30 s
   * @param rootAge how long the network check of an idle poller may be reused
   * @param refundValidity how long a refund transaction may enter a ledger, counted from the close
   *     of the newest ledger when it is built
   */
  public record Timing(
      Duration connect, Duration read, Duration submit, Duration rootAge, Duration refundValidity) {

    public static final Timing STANDARD =
        new Timing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(45),
            Duration.ofSeconds(6),
            Duration.ofSeconds(240));

    public Timing {
      positive("connect timeout", connect);
      positive("read timeout", read);
      positive("submit timeout", submit);
      positive("refund validity", refundValidity);
      if (rootAge.isNegative()) {
        throw new IllegalArgumentException("the age of the network check cannot be negative");
      }
      if (refundValidity.getSeconds() < 1 || refundValidity.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException("a refund is valid for one second to one hour");
      }
    }

    private static void positive(String what, Duration duration) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException("the " + what + " must be longer than nothing");
      }
    }
  }

  public StellarSettings {
    Objects.requireNonNull(horizonUrl, "horizonUrl");
    Objects.requireNonNull(systemKey, "systemKey");
    Objects.requireNonNull(startFrom, "startFrom");
    Objects.requireNonNull(timing, "timing");
    horizonUrl = checkedUrl(horizonUrl);
    if (Objects.requireNonNull(networkPassphrase, "networkPassphrase").isBlank()
        || !networkPassphrase.equals(networkPassphrase.strip())) {
      throw wrong(NETWORK_PASSPHRASE, "must not be empty or begin or end with blanks");
    }
    if (!Address.isAccount(Objects.requireNonNull(cngn, "cngn").issuer())) {
      throw wrong(ISSUER, "is not an account id (G…, 56 characters, with a valid check sum)");
    }
    if (cngn.issuer().equals(systemKey.accountId())) {
      throw wrong(ISSUER, "is the account of " + SYSTEM_SECRET + ": the wallet cannot be issuer");
    }
    if (maxFeeStroops < MIN_FEE_STROOPS) {
      throw new IllegalArgumentException("the highest fee must be at least " + MIN_FEE_STROOPS);
    }
  }

  /**
   * Reads the settings as an operator writes them.
   *
   * @throws IllegalArgumentException with one line that names the wrong setting; never its value
   *     when it is secret
   */
  public static StellarSettings of(
      String horizonUrl,
      String networkPassphrase,
      char[] systemSecret,
      String assetCode,
      String issuer,
      String startFrom) {
    URI url;
    try {
      url = new URI(required(HORIZON_URL, horizonUrl));
    } catch (URISyntaxException e) {
      throw wrong(HORIZON_URL, "is not an address: " + e.getReason());
    }
    if (systemSecret == null || systemSecret.length == 0) {
      throw wrong(SYSTEM_SECRET, "is missing");
    }
    SystemKey key;
    try {
      key = SystemKey.fromSeed(systemSecret);
    } catch (IllegalArgumentException e) {
      throw wrong(SYSTEM_SECRET, "is " + e.getMessage());
    }
    Asset asset;
    try {
      asset = new Asset(required(ASSET_CODE, assetCode), required(ISSUER, issuer).strip());
    } catch (IllegalArgumentException e) {
      if (e.getMessage().startsWith(ISSUER) || e.getMessage().startsWith(ASSET_CODE)) {
        throw e;
      }
      throw wrong(ASSET_CODE, "is not 1 to 12 letters or digits");
    }
    StartFrom start;
    try {
      start = StartFrom.read(required(START_FROM, startFrom));
    } catch (IllegalArgumentException e) {
      if (e.getMessage().startsWith(START_FROM)) {
        throw e;
      }
      throw wrong(START_FROM, "is wrong: " + e.getMessage());
    }
    return new StellarSettings(
        url,
        required(NETWORK_PASSPHRASE, networkPassphrase),
        key,
        asset,
        start,
        Timing.STANDARD,
        DEFAULT_MAX_FEE_STROOPS);
  }

  /** The same with other waiting times. */
  public StellarSettings with(Timing other) {
    return new StellarSettings(
        horizonUrl, networkPassphrase, systemKey, cngn, startFrom, other, maxFeeStroops);
  }

  /** The account that receives and refunds, {@code G…}. */
  public String wallet() {
    return systemKey.accountId();
  }

  private static String required(String name, String value) {
    if (value == null || value.isBlank()) {
      throw wrong(name, "is missing");
    }
    return value;
  }

  private static URI checkedUrl(URI url) {
    boolean secure = "https".equalsIgnoreCase(url.getScheme());
    boolean local =
        "http".equalsIgnoreCase(url.getScheme())
            && url.getHost() != null
            && LOOPBACK.contains(url.getHost());
    if (url.getHost() == null || !(secure || local)) {
      throw wrong(HORIZON_URL, "must begin with https:// (http:// only on this machine)");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null || url.getUserInfo() != null) {
      throw wrong(HORIZON_URL, "must be a plain address without user, query or fragment");
    }
    String text = url.toString();
    return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  private static IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException(name + " " + what);
  }
}
