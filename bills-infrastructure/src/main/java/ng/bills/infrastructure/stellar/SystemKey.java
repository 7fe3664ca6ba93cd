package ng.bills.infrastructure.stellar;

import java.util.Objects;
import org.stellar.sdk.KeyPair;

/**
 * The secret key of the system wallet. It signs and tells the account it belongs to; it is never
 * printed.
 */
public final class SystemKey {

  private final KeyPair pair;

  private SystemKey(KeyPair pair) {
    this.pair = pair;
  }

  /**
   * Reads a secret seed ({@code S…}).
   *
   * @throws IllegalArgumentException when it is not one; the message does not contain it
   */
  public static SystemKey fromSeed(char[] seed) {
    Objects.requireNonNull(seed, "seed");
    try {
      return new SystemKey(KeyPair.fromSecretSeed(seed.clone()));
    } catch (RuntimeException e) {
      // the cause is left out on purpose: it may quote the seed
      throw new IllegalArgumentException("not a Stellar secret seed (S…, 56 characters)");
    }
  }

  /** The account, {@code G…}. */
  public String accountId() {
    return pair.getAccountId();
  }

  KeyPair pair() {
    return pair;
  }

  @Override
  public String toString() {
    return "key of " + accountId();
  }
}
