package ng.bills.sandbox.horizon;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.stellar.sdk.KeyPair;

/**
 * Key pairs made from one seed text and a name; the sandbox can sign for every account it has
 * named.
 */
final class Keys {
  private final String seed;
  private final Map<String, KeyPair> byName = new ConcurrentHashMap<>();
  private final Map<String, KeyPair> byAccount = new ConcurrentHashMap<>();

  Keys(String seed) {
    this.seed = seed;
  }

  KeyPair named(String name) {
    return byName.computeIfAbsent(
        name,
        key -> {
          KeyPair pair =
              KeyPair.fromSecretSeed(
                  SignatureCheck.sha256((seed + "/" + key).getBytes(StandardCharsets.UTF_8)));
          byAccount.put(pair.getAccountId(), pair);
          return pair;
        });
  }

  boolean knows(String name) {
    return byName.containsKey(name);
  }

  /** The keys of an account named before; null for a foreign one. */
  KeyPair of(String account) {
    return byAccount.get(account);
  }

  /** Account ids by name. */
  Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    byName.forEach((name, pair) -> names.put(name, pair.getAccountId()));
    return names;
  }
}
