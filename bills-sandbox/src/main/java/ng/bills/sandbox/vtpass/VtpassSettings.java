package ng.bills.sandbox.vtpass;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * How the VTpass sandbox behaves from the start; most of it can be changed while it runs.
 *
 * @param port 0 for any free one
 * @param apiKey key of every request
 * @param publicKey second key of GET
 * @param secretKey second key of POST
 * @param dataDirectory where vends and float survive a restart; empty keeps them in memory
 * @param floatKobo prefunded balance of a new sandbox
 * @param acceptance which accounts exist
 * @param duplicateGuard whether the same service and account within 30 s is refused with 019
 * @param latency before every answer of {@code /pay}, {@code /requery} and {@code /merchant-verify}
 * @param slowDelay how long a purchase of the outcome {@code slow} takes
 * @param hold how long an answer is held that shall be a time-out to the caller; then the
 *     connection closes
 * @param settleAfterRequeries the requery that first tells the end of a pending, late, tokenless or
 *     reversed purchase
 * @param aftermath what requery says about VTpass's own 12-digit magic accounts
 * @param seed of the tokens
 * @param clock today's date in Lagos, and the 30 s of 019
 */
public record VtpassSettings(
    int port,
    String apiKey,
    String publicKey,
    String secretKey,
    Optional<Path> dataDirectory,
    long floatKobo,
    Acceptance acceptance,
    boolean duplicateGuard,
    Duration latency,
    Duration slowDelay,
    Duration hold,
    int settleAfterRequeries,
    Aftermath aftermath,
    long seed,
    InstantSource clock) {

  /** Which accounts exist. */
  public enum Acceptance {
    /** Magic and registered ones; any other fails (016), as in VTpass's own sandbox. */
    MAGIC_ONLY,
    /** Every account of the right form. */
    WELL_FORMED
  }

  /** What requery says after a purchase on VTpass's own 12-digit magic accounts. */
  public enum Aftermath {
    DELIVERED,
    FAILED,
    NOT_FOUND
  }

  public VtpassSettings {
    Objects.requireNonNull(dataDirectory);
    if (settleAfterRequeries < 1) {
      throw new IllegalArgumentException("settleAfterRequeries must be at least 1");
    }
  }

  /** A free port, no data directory, five million naira of float, no latency. */
  public static VtpassSettings defaults() {
    return new VtpassSettings(
        0,
        "sandbox-api-key",
        "PK_sandbox",
        "SK_sandbox",
        Optional.empty(),
        5_000_000_00L,
        Acceptance.MAGIC_ONLY,
        true,
        Duration.ZERO,
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        2,
        Aftermath.DELIVERED,
        1,
        InstantSource.system());
  }

  public VtpassSettings withPort(int value) {
    return new VtpassSettings(
        value,
        apiKey,
        publicKey,
        secretKey,
        dataDirectory,
        floatKobo,
        acceptance,
        duplicateGuard,
        latency,
        slowDelay,
        hold,
        settleAfterRequeries,
        aftermath,
        seed,
        clock);
  }

  public VtpassSettings withKeys(String api, String publicOne, String secret) {
    return new VtpassSettings(
        port,
        api,
        publicOne,
        secret,
        dataDirectory,
        floatKobo,
        acceptance,
        duplicateGuard,
        latency,
        slowDelay,
        hold,
        settleAfterRequeries,
        aftermath,
        seed,
        clock);
  }

  public VtpassSettings withDataDirectory(Path value) {
    return new VtpassSettings(
        port,
        apiKey,
        publicKey,
        secretKey,
        Optional.of(value),
        floatKobo,
        acceptance,
        duplicateGuard,
        latency,
        slowDelay,
        hold,
        settleAfterRequeries,
        aftermath,
        seed,
        clock);
  }

  public VtpassSettings withFloatKobo(long value) {
    return new VtpassSettings(
        port,
        apiKey,
        publicKey,
        secretKey,
        dataDirectory,
        value,
        acceptance,
        duplicateGuard,
        latency,
        slowDelay,
        hold,
        settleAfterRequeries,
        aftermath,
        seed,
        clock);
  }

  public VtpassSettings withAcceptance(Acceptance value) {
    return new VtpassSettings(
        port,
        apiKey,
        publicKey,
        secretKey,
        dataDirectory,
        floatKobo,
        value,
        duplicateGuard,
        latency,
        slowDelay,
        hold,
        settleAfterRequeries,
        aftermath,
        seed,
        clock);
  }

  public VtpassSettings withDuplicateGuard(boolean value) {
    return new VtpassSettings(
        port,
        apiKey,
        publicKey,
        secretKey,
        dataDirectory,
        floatKobo,
        acceptance,
        value,
        latency,
        slowDelay,
        hold,
        settleAfterRequeries,
        aftermath,
        seed,
        clock);
  }

  public VtpassSettings withLatency(Duration value) {
    return new VtpassSettings(
        port,
        apiKey,
        publicKey,
        secretKey,
        dataDirectory,
        floatKobo,
        acceptance,
        duplicateGuard,
        value,
        slowDelay,
        hold,
        settleAfterRequeries,
        aftermath,
        seed,
        clock);
  }

  public VtpassSettings withSlowDelay(Duration value) {
    return new VtpassSettings(
        port,
        apiKey,
        publicKey,
        secretKey,
        dataDirectory,
        floatKobo,
        acceptance,
        duplicateGuard,
        latency,
        value,
        hold,
        settleAfterRequeries,
        aftermath,
        seed,
        clock);
  }

  public VtpassSettings withHold(Duration value) {
    return new VtpassSettings(
        port,
        apiKey,
        publicKey,
        secretKey,
        dataDirectory,
        floatKobo,
        acceptance,
        duplicateGuard,
        latency,
        slowDelay,
        value,
        settleAfterRequeries,
        aftermath,
        seed,
        clock);
  }

  public VtpassSettings withSettleAfterRequeries(int value) {
    return new VtpassSettings(
        port,
        apiKey,
        publicKey,
        secretKey,
        dataDirectory,
        floatKobo,
        acceptance,
        duplicateGuard,
        latency,
        slowDelay,
        hold,
        value,
        aftermath,
        seed,
        clock);
  }

  public VtpassSettings withAftermath(Aftermath value) {
    return new VtpassSettings(
        port,
        apiKey,
        publicKey,
        secretKey,
        dataDirectory,
        floatKobo,
        acceptance,
        duplicateGuard,
        latency,
        slowDelay,
        hold,
        settleAfterRequeries,
        value,
        seed,
        clock);
  }

  public VtpassSettings withSeed(long value) {
    return new VtpassSettings(
        port,
        apiKey,
        publicKey,
        secretKey,
        dataDirectory,
        floatKobo,
        acceptance,
        duplicateGuard,
        latency,
        slowDelay,
        hold,
        settleAfterRequeries,
        aftermath,
        value,
        clock);
  }

  public VtpassSettings withClock(InstantSource value) {
    return new VtpassSettings(
        port,
        apiKey,
        publicKey,
        secretKey,
        dataDirectory,
        floatKobo,
        acceptance,
        duplicateGuard,
        latency,
        slowDelay,
        hold,
        settleAfterRequeries,
        aftermath,
        seed,
        value);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "VtpassSettings[port="
        + port
        + ", acceptance="
        + acceptance
        + ", latency="
        + latency
        + "]";
  }
}
