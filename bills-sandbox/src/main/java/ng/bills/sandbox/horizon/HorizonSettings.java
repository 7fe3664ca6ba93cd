package ng.bills.sandbox.horizon;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How the sandbox network and its Horizon behave. Start from {@link #defaults()}.
 *
 * @param port 0 for any free one
 * @param passphrase of the network
 * @param keySeed all keys of the sandbox are made from it, so that the same text gives the same
 *     issuer, wallets and customers
 * @param closeTime time between two ledgers; ignored when ticking by hand
 * @param manual true when ledgers close only by {@code tick}
 * @param submitTimeout how long {@code POST /transactions} waits before it answers 504
 * @param streamTimeout how long an event stream stays open; the real one 55 s
 * @param maxOperationsPerLedger beyond it the highest bids go first
 * @param shuffleSeed order of the transactions within a ledger
 * @param rateLimitPerHour requests per hour beyond a burst of 100; 0 for no limit (the headers are
 *     sent all the same)
 * @param directory where the history is kept across restarts; null for memory only
 * @param clock time of the world outside; the network adds its own advance to it
 */
public record HorizonSettings(
    int port,
    String passphrase,
    String keySeed,
    Duration closeTime,
    boolean manual,
    Duration submitTimeout,
    Duration streamTimeout,
    int maxOperationsPerLedger,
    long shuffleSeed,
    int rateLimitPerHour,
    Path directory,
    InstantSource clock) {

  public HorizonSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535: " + port);
    }
    if (passphrase.isBlank() || keySeed.isBlank()) {
      throw new IllegalArgumentException("passphrase and key seed must not be blank");
    }
    if (closeTime.toMillis() < 1) {
      throw new IllegalArgumentException("the close time must be at least 1 ms: " + closeTime);
    }
    if (maxOperationsPerLedger < 1) {
      throw new IllegalArgumentException(
          "a ledger must hold at least one operation: " + maxOperationsPerLedger);
    }
  }

  /** Passphrase unless another one is chosen. */
  public static final String PASSPHRASE = "Bills Sandbox Network ; 2026";

  /** A free port, a ledger every 200 ms, 30 s submission time-out, memory only. */
  public static HorizonSettings defaults() {
    return new HorizonSettings(
        0,
        PASSPHRASE,
        "bills-sandbox",
        Duration.ofMillis(200),
        false,
        Duration.ofSeconds(30),
        Duration.ofSeconds(55),
        10_000,
        1,
        0,
        null,
        InstantSource.system());
  }

  public HorizonSettings withPort(int value) {
    return new HorizonSettings(
        value,
        passphrase,
        keySeed,
        closeTime,
        manual,
        submitTimeout,
        streamTimeout,
        maxOperationsPerLedger,
        shuffleSeed,
        rateLimitPerHour,
        directory,
        clock);
  }

  public HorizonSettings withPassphrase(String value) {
    return new HorizonSettings(
        port,
        value,
        keySeed,
        closeTime,
        manual,
        submitTimeout,
        streamTimeout,
        maxOperationsPerLedger,
        shuffleSeed,
        rateLimitPerHour,
        directory,
        clock);
  }

  public HorizonSettings withKeySeed(String value) {
    return new HorizonSettings(
        port,
        passphrase,
        value,
        closeTime,
        manual,
        submitTimeout,
        streamTimeout,
        maxOperationsPerLedger,
        shuffleSeed,
        rateLimitPerHour,
        directory,
        clock);
  }

  public HorizonSettings withCloseTime(Duration value) {
    return new HorizonSettings(
        port,
        passphrase,
        keySeed,
        value,
        false,
        submitTimeout,
        streamTimeout,
        maxOperationsPerLedger,
        shuffleSeed,
        rateLimitPerHour,
        directory,
        clock);
  }

  /** Ledgers close by {@code tick} only. */
  public HorizonSettings withManualTicks() {
    return new HorizonSettings(
        port,
        passphrase,
        keySeed,
        closeTime,
        true,
        submitTimeout,
        streamTimeout,
        maxOperationsPerLedger,
        shuffleSeed,
        rateLimitPerHour,
        directory,
        clock);
  }

  public HorizonSettings withSubmitTimeout(Duration value) {
    return new HorizonSettings(
        port,
        passphrase,
        keySeed,
        closeTime,
        manual,
        value,
        streamTimeout,
        maxOperationsPerLedger,
        shuffleSeed,
        rateLimitPerHour,
        directory,
        clock);
  }

  public HorizonSettings withStreamTimeout(Duration value) {
    return new HorizonSettings(
        port,
        passphrase,
        keySeed,
        closeTime,
        manual,
        submitTimeout,
        value,
        maxOperationsPerLedger,
        shuffleSeed,
        rateLimitPerHour,
        directory,
        clock);
  }

  public HorizonSettings withMaxOperationsPerLedger(int value) {
    return new HorizonSettings(
        port,
        passphrase,
        keySeed,
        closeTime,
        manual,
        submitTimeout,
        streamTimeout,
        value,
        shuffleSeed,
        rateLimitPerHour,
        directory,
        clock);
  }

  public HorizonSettings withRateLimitPerHour(int value) {
    return new HorizonSettings(
        port,
        passphrase,
        keySeed,
        closeTime,
        manual,
        submitTimeout,
        streamTimeout,
        maxOperationsPerLedger,
        shuffleSeed,
        value,
        directory,
        clock);
  }

  public HorizonSettings withDirectory(Path value) {
    return new HorizonSettings(
        port,
        passphrase,
        keySeed,
        closeTime,
        manual,
        submitTimeout,
        streamTimeout,
        maxOperationsPerLedger,
        shuffleSeed,
        rateLimitPerHour,
        value,
        clock);
  }

  public HorizonSettings withClock(InstantSource value) {
    return new HorizonSettings(
        port,
        passphrase,
        keySeed,
        closeTime,
        manual,
        submitTimeout,
        streamTimeout,
        maxOperationsPerLedger,
        shuffleSeed,
        rateLimitPerHour,
        directory,
        value);
  }
}
