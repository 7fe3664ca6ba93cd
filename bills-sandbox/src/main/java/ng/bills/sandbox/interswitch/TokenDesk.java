package ng.bills.sandbox.interswitch;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;

/** Interswitch Passport: gives out access tokens that expire, and counts who asks. Thread safe. */
final class TokenDesk {
  private static final int FORGOTTEN_AFTER = 10_000;

  private final String basic;
  private final Tokens randomness;
  private final InstantSource clock;
  private final Map<String, Instant> expiries = new ConcurrentHashMap<>();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong issued = new AtomicLong();
  private volatile Duration lifetime;

  TokenDesk(InterswitchSettings settings, Tokens randomness) {
    this.basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (settings.clientId() + ":" + settings.clientSecret())
                        .getBytes(StandardCharsets.UTF_8));
    this.randomness = randomness;
    this.clock = settings.clock();
    this.lifetime = settings.tokenLifetime();
  }

  /** The grant may be in the form or in the query. */
  Response token(Request request) {
    asked.incrementAndGet();
    String sent = request.header("Authorization").orElse("");
    if (!MessageDigest.isEqual(
        sent.getBytes(StandardCharsets.UTF_8), basic.getBytes(StandardCharsets.UTF_8))) {
      return error(401, "invalid_client", "Bad client credentials");
    }
    String grant =
        request.query("grant_type").orElseGet(() -> request.form().getOrDefault("grant_type", ""));
    if (!grant.equals("client_credentials")) {
      return error(400, "invalid_request", "Missing or unsupported grant type");
    }
    long number = issued.incrementAndGet();
    String token =
        "eyJ"
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text(number).getBytes(StandardCharsets.UTF_8));
    if (expiries.size() > FORGOTTEN_AFTER) {
      Instant now = clock.instant();
      expiries.values().removeIf(end -> !end.isAfter(now));
    }
    expiries.put(token, clock.instant().plus(lifetime));
    return Response.json(
        200,
        JsonText.object()
            .add("access_token", token)
            .add("token_type", "bearer")
            .add("expires_in", lifetime.toSeconds())
            .add("scope", "profile")
            .add("jti", Long.toHexString(randomness.noise(number)))
            .build());
  }

  private String text(long number) {
    return randomness.noise(-number) + "." + number;
  }

  /** The refusal of a request without a good token; its body is our reading of OAuth 2. */
  Optional<Response> refusal(Optional<String> authorization) {
    String sent = authorization.orElse("");
    if (!sent.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.of(unauthorised("Full authentication is required to access this resource"));
    }
    Instant end = expiries.get(sent.substring(7));
    if (end == null) {
      return Optional.of(unauthorised("Invalid access token"));
    }
    return end.isAfter(clock.instant())
        ? Optional.empty()
        : Optional.of(unauthorised("Access token expired"));
  }

  static Response unauthorised(String description) {
    return error(401, "invalid_token", description);
  }

  /** Every token given out so far is refused from now on. */
  void revoke() {
    expiries.clear();
  }

  void lifetime(Duration value) {
    lifetime = value;
  }

  Duration lifetime() {
    return lifetime;
  }

  long asked() {
    return asked.get();
  }

  long issued() {
    return issued.get();
  }

  private static Response error(int status, String error, String description) {
    JsonObject body =
        JsonText.object().add("error", error).add("error_description", description).build();
    return Response.json(status, body);
  }
}
