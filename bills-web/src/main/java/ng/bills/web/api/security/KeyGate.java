package ng.bills.web.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import ng.bills.application.partner.AccessPolicy;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyId;
import ng.bills.domain.partner.Mode;
import ng.bills.domain.partner.NetworkAddress;
import ng.bills.web.api.problem.Problem;

/**
 * Decides about the API key of a request. What is known of a key is remembered for seconds; whether
 * it is in force and may come from there is asked for each request.
 */
final class KeyGate {

  private static final String SCHEME = "Bearer ";
  private static final String REALM = "Bearer realm=\"bills\"";
  private static final Pattern FORM = Pattern.compile("bk_(live|test)_[0-9A-Za-z]{32}");

  private final KeyCache cache;
  private final ClientAddress addresses;
  private final Function<String, Optional<ApiKey>> lookUp;
  private final Consumer<KeyId> uses;
  private final AccessPolicy policy;
  private final InstantSource clock;

  /** What comes of a request's key. */
  sealed interface Verdict permits Admitted, Refused {}

  /** It may go on. */
  record Admitted(ApiKey key) implements Verdict {}

  /**
   * It may not.
   *
   * @param problem the answer
   * @param challenge the header {@code WWW-Authenticate} (RFC 6750 §3), when another key would help
   */
  record Refused(Problem problem, Optional<String> challenge) implements Verdict {}

  /**
   * @param lookUp tells what is known of a key
   * @param uses is told of every key that was admitted
   */
  KeyGate(
      Function<String, Optional<ApiKey>> lookUp,
      Consumer<KeyId> uses,
      AccessPolicy policy,
      InstantSource clock) {
    this.cache = new KeyCache(clock);
    this.addresses = new ClientAddress(policy.trustedProxies());
    this.lookUp = lookUp;
    this.uses = uses;
    this.policy = policy;
    this.clock = clock;
  }

  /** Decides; throws when keys cannot be looked up. */
  Verdict ask(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new Refused(Problem.unauthorized(), Optional.of(REALM));
    }
    String presented = header.substring(SCHEME.length()).strip();
    if (isOfOtherMode(presented)) {
      return new Refused(wrongMode(), Optional.empty());
    }
    Optional<ApiKey> key = cache.find(presented, lookUp);
    Instant now = clock.instant();
    if (key.filter(k -> k.isInForce(now)).isEmpty()) {
      return new Refused(Problem.unauthorized(), Optional.of(REALM + ", error=\"invalid_token\""));
    }
    if (!key.get().terms().allowedFrom().isEmpty()) {
      Optional<NetworkAddress> caller = addresses.of(request);
      if (!key.get().mayComeFrom(caller)) {
        return new Refused(notFromThere(caller), Optional.empty());
      }
    }
    uses.accept(key.get().id());
    return new Admitted(key.get());
  }

  /** Told by the key's own words: no look-up, and nothing said about whether it is one of ours. */
  private boolean isOfOtherMode(String presented) {
    return !presented.startsWith(policy.mode().keyPrefix()) && FORM.matcher(presented).matches();
  }

  private Problem wrongMode() {
    if (policy.mode() == Mode.SANDBOX) {
      return Problem.of(
          403,
          "WRONG_MODE",
          "This is the sandbox",
          "live keys do not work here: use a key that begins with bk_test_");
    }
    return Problem.of(
        403,
        "WRONG_MODE",
        "A test key works in the sandbox only",
        policy
            .sandboxAddress()
            .map(address -> "send the request to " + address + "; nothing was done here")
            .orElse("send the request to the sandbox; nothing was done here"));
  }

  private static Problem notFromThere(Optional<NetworkAddress> caller) {
    return Problem.of(
        403,
        "ADDRESS_NOT_ALLOWED",
        "Not from this address",
        "this key may not be used from "
            + caller.map(NetworkAddress::toString).orElse("an address that is not known"));
  }
}
