package ng.bills.infrastructure.provider.interswitch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import ng.bills.infrastructure.outside.OutsideAnswer;

/**
 * The token all calls share. One thread at a time asks for a new one: who cannot do without waits
 * for its answer, whatever that is; who still has a good one goes on with it.
 */
final class InterswitchLogin {
  /** How long a good token that could not be renewed is used before it is tried again. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Supplier<OutsideAnswer> request;
  private final InstantSource clock;
  private final AtomicReference<AccessToken> kept = new AtomicReference<>();
  private final AtomicReference<CompletableFuture<Grant>> underWay = new AtomicReference<>();
  private volatile Instant notBefore = Instant.MIN;

  /** What came of asking for a token. */
  sealed interface Grant {
    /** Here it is. */
    record Granted(AccessToken token) implements Grant {}

    /**
     * They refuse our client id and secret.
     *
     * @param what what was seen
     */
    record Refused(String what) implements Grant {}

    /**
     * No token just now.
     *
     * @param what what was seen
     */
    record Unavailable(String what) implements Grant {}
  }

  /**
   * @param request asks for a token, once
   */
  InterswitchLogin(Supplier<OutsideAnswer> request, InstantSource clock) {
    this.request = request;
    this.clock = clock;
  }

  Grant token() {
    Instant now = clock.instant();
    AccessToken token = kept.get();
    boolean good = token != null && token.isGood(now);
    if (good && (token.isFresh(now) || underWay.get() != null || now.isBefore(notBefore))) {
      return new Grant.Granted(token);
    }
    CompletableFuture<Grant> mine = new CompletableFuture<>();
    CompletableFuture<Grant> running = underWay.compareAndExchange(null, mine);
    if (running != null) {
      return good ? new Grant.Granted(token) : running.join();
    }
    Grant grant = new Grant.Unavailable("login broke off");
    try {
      grant = ask();
    } finally {
      // in this order: whoever comes in between finds the new token or asks anew
      underWay.set(null);
      mine.complete(grant);
    }
    return good && !(grant instanceof Grant.Granted) ? new Grant.Granted(token) : grant;
  }

  /**
   * This token was answered with 401: it is not used again, unless a newer one is there already.
   */
  void drop(AccessToken token) {
    kept.compareAndSet(token, null);
  }

  private Grant ask() {
    Instant now = clock.instant();
    AccessToken here = kept.get();
    if (here != null && here.isFresh(now)) {
      return new Grant.Granted(here); // somebody was done between our look and our turn
    }
    Grant grant = InterswitchOutcomes.login(request.get(), now);
    if (grant instanceof Grant.Granted granted) {
      kept.set(granted.token());
    } else {
      notBefore = now.plus(PAUSE);
    }
    return grant;
  }
}
