package ng.bills.sandbox.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import ng.bills.sandbox.http.BadRequestException;

/**
 * Sends events one after the other; one that is not taken is sent again after a pause while the
 * next go on. Without a target events are only listed. Thread safe; nothing survives a restart.
 */
public final class Webhooks implements AutoCloseable {
  /** Headers that prove who sent a body. */
  @FunctionalInterface
  public interface Signature {
    /**
     * @param forged as somebody would sign who does not know the secret
     */
    Map<String, String> of(byte[] body, boolean forged);
  }

  /**
   * How deliveries are spoilt.
   *
   * @param copies how often each event is sent
   * @param forged signed without knowing the secret
   * @param truncateTo bytes of the body that are sent; negative for all of them
   */
  public record Spoiling(int copies, boolean forged, int truncateTo) {
    public static final Spoiling NONE = new Spoiling(1, false, -1);

    public Spoiling {
      if (copies < 1 || copies > 100) {
        throw new BadRequestException("copies is a number from 1 to 100");
      }
    }

    public Spoiling copies(int count) {
      return new Spoiling(count, forged, truncateTo);
    }

    public Spoiling forged(boolean on) {
      return new Spoiling(copies, on, truncateTo);
    }

    public Spoiling truncateTo(int bytes) {
      return new Spoiling(copies, forged, bytes);
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int KEPT = 1_000;

  private final Signature signature;
  private final Predicate<HttpResponse<String>> taken;
  private final int retries;
  private final ScheduledThreadPoolExecutor sender;
  private final HttpClient http;
  private final List<WebhookEvent> events = new ArrayList<>();
  private final List<WebhookEvent> held = new ArrayList<>();
  private URI target;
  private boolean holding;
  private Spoiling spoiling = Spoiling.NONE;
  private Duration pause = Duration.ofSeconds(1);
  private long ids;

  /**
   * @param name of the sending thread
   * @param retries how often an event that is not taken is sent again
   * @param taken whether an answer ends it
   */
  public Webhooks(
      String name, Signature signature, int retries, Predicate<HttpResponse<String>> taken) {
    this.signature = signature;
    this.retries = retries;
    this.taken = taken;
    this.sender =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name + "-webhooks");
              thread.setDaemon(true);
              return thread;
            });
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  /** Where events go from now on; null for nowhere. */
  public synchronized void target(URI url) {
    target = url;
  }

  public synchronized Optional<URI> target() {
    return Optional.ofNullable(target);
  }

  /** How every event is sent from now on. */
  public synchronized void spoil(Spoiling how) {
    spoiling = how;
  }

  public synchronized Spoiling spoiling() {
    return spoiling;
  }

  /** How long an event that was not taken waits to be sent again. */
  public synchronized void pause(Duration value) {
    pause = value;
  }

  public synchronized Duration pause() {
    return pause;
  }

  /** Keeps events back until they are released. */
  public synchronized void hold(boolean on) {
    holding = on;
  }

  public synchronized boolean holding() {
    return holding;
  }

  /** Sends what was held back, and holds nothing from now on. */
  public void release(boolean reversed) {
    List<WebhookEvent> waiting;
    synchronized (this) {
      waiting = new ArrayList<>(held);
      held.clear();
      holding = false;
    }
    if (reversed) {
      Collections.reverse(waiting);
    }
    waiting.forEach(event -> send(event, spoiling()));
  }

  /** An event happened. */
  public WebhookEvent emit(String kind, String body) {
    WebhookEvent event;
    synchronized (this) {
      event = new WebhookEvent("event-" + ++ids, kind, Instant.now(), body);
      if (events.size() == KEPT) {
        events.remove(0);
      }
      events.add(event);
      if (holding) {
        held.add(event);
        return event;
      }
    }
    send(event, spoiling());
    return event;
  }

  /** The events that happened, oldest first; bounded. */
  public synchronized List<WebhookEvent> events() {
    return List.copyOf(events);
  }

  /**
   * Sends an event again.
   *
   * @throws BadRequestException when there is none of this id
   */
  public void resend(String id, Spoiling how) {
    send(
        events().stream()
            .filter(event -> event.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new BadRequestException("no event " + id)),
        how);
  }

  /** Forgets the events, the target and every spoiling. */
  public synchronized void clear() {
    events.clear();
    held.clear();
    target = null;
    holding = false;
    spoiling = Spoiling.NONE;
  }

  @Override
  public void close() {
    sender.shutdownNow();
  }

  private void send(WebhookEvent event, Spoiling how) {
    Optional<URI> to = target();
    if (to.isEmpty()) {
      return;
    }
    for (int copy = 0; copy < how.copies(); copy++) {
      schedule(Duration.ZERO, () -> deliver(event, how, to.get(), 0));
    }
  }

  private void deliver(WebhookEvent event, Spoiling how, URI to, int retry) {
    byte[] whole = event.bytes();
    byte[] body =
        how.truncateTo() < 0
            ? whole
            : Arrays.copyOf(whole, Math.min(whole.length, how.truncateTo()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    // signed as a whole: what arrives cut off was cut off on its way
    signature.of(whole, how.forged()).forEach(request::header);
    if (!arrived(event, request.build()) && retry < retries) {
      schedule(pause(), () -> deliver(event, how, to, retry + 1));
    }
  }

  private boolean arrived(WebhookEvent event, HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      event.answered(answer.statusCode());
      return taken.test(answer);
    } catch (IOException e) {
      event.answered(0);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true; // the sandbox is being closed
    }
  }

  private void schedule(Duration after, Runnable task) {
    try {
      sender.schedule(task, after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // the sandbox is being closed: nobody is told any more
    }
  }
}
