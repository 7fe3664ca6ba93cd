package ng.bills.infrastructure.stellar;

import java.util.Set;
import org.stellar.sdk.Network;

/**
 * Networks whose money is worth nothing, by passphrase. It is part of every signature, and Horizon
 * must name the same one, so that nothing signed for these is valid anywhere else.
 */
public final class TestNetworks {

  private static final Set<String> PASSPHRASES =
      Set.of(
          Network.TESTNET.getNetworkPassphrase(),
          Network.FUTURENET.getNetworkPassphrase(),
          Network.STANDALONE.getNetworkPassphrase(),
          // of bills-sandbox
          "Bills Sandbox Network ; 2026");

  private TestNetworks() {}

  /** Whether it is the passphrase of one of them. */
  public static boolean has(String passphrase) {
    return PASSPHRASES.contains(passphrase);
  }
}
