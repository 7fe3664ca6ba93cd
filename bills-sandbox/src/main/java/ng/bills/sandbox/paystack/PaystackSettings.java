package ng.bills.sandbox.paystack;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * How the Paystack sandbox behaves from the start.
 *
 * @param port 0 for any free one
 * @param secretKey the one key: of every request, and of the signature of webhooks
 * @param balanceKobo what payouts are paid from
 * @param hold how long an answer is held that shall be a time-out to the caller
 * @param settleAfterVerifies the verification that first tells the end of a pending one
 * @param clock the time in answers
 */
public record PaystackSettings(
    int port,
    String secretKey,
    long balanceKobo,
    Duration hold,
    int settleAfterVerifies,
    InstantSource clock) {

  public PaystackSettings {
    Objects.requireNonNull(secretKey);
    Objects.requireNonNull(clock);
    if (settleAfterVerifies < 1) {
      throw new IllegalArgumentException("settleAfterVerifies must be at least 1");
    }
  }

  /** A free port and five million naira. */
  public static PaystackSettings defaults() {
    return new PaystackSettings(
        0, "sk_test_sandbox", 5_000_000_00L, Duration.ofMinutes(2), 2, InstantSource.system());
  }

  public PaystackSettings withPort(int value) {
    return new PaystackSettings(value, secretKey, balanceKobo, hold, settleAfterVerifies, clock);
  }

  public PaystackSettings withSecretKey(String value) {
    return new PaystackSettings(port, value, balanceKobo, hold, settleAfterVerifies, clock);
  }

  public PaystackSettings withBalanceKobo(long value) {
    return new PaystackSettings(port, secretKey, value, hold, settleAfterVerifies, clock);
  }

  public PaystackSettings withHold(Duration value) {
    return new PaystackSettings(port, secretKey, balanceKobo, value, settleAfterVerifies, clock);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "PaystackSettings[port=" + port + "]";
  }
}
