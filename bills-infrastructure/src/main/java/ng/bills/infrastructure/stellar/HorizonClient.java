package ng.bills.infrastructure.stellar;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * HTTP to one Horizon and nothing else. An answer has a deadline for all of it and a largest size,
 * is not taken for JSON before it is parsed, and redirects are not followed. After a 429 it stays
 * silent as long as the server asks, or ever longer when it keeps saying so.
 *
 * <p>Nothing is sent a second time here: whoever asks decides.
 */
public final class HorizonClient implements AutoCloseable {

  static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());
  private static final Duration SHORTEST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);
  private static final int START_BYTES = 64 * 1024;

  private final String base;
  private final StellarSettings.Timing timing;
  private final int maxBodyBytes;
  private final LongSupplier nanos;
  private final ExecutorService threads;
  private final HttpClient http;
  private volatile long restSince;
  private volatile long restNanos;
  private volatile int refusals;

  public HorizonClient(StellarSettings settings) {
    this(settings, MAX_BODY_BYTES, System::nanoTime);
  }

  HorizonClient(StellarSettings settings, int maxBodyBytes, LongSupplier nanos) {
    this.base = settings.horizonUrl().toString();
    this.timing = settings.timing();
    this.maxBodyBytes = maxBodyBytes;
    this.nanos = nanos;
    this.restSince = nanos.getAsLong();
    AtomicLong numbers = new AtomicLong();
    // own threads, ended in close(): the client's default ones would outlive an undeployment
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "horizon-" + numbers.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timing.connect())
            .executor(threads)
            .build();
  }

  /**
   * Asks.
   *
   * @param path with its query, beginning with a slash
   */
  HorizonAnswer get(String path) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Accept", "application/hal+json, application/json")
            .timeout(timing.read())
            .GET()
            .build(),
        timing.read());
  }

  /** Submits a signed envelope, base64 XDR, and waits until Horizon has seen what became of it. */
  HorizonAnswer submit(String envelope) {
    return send(
        HttpRequest.newBuilder(URI.create(base + "/transactions"))
            .header("Accept", "application/hal+json, application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(timing.submit())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "tx=" + URLEncoder.encode(envelope, StandardCharsets.UTF_8)))
            .build(),
        timing.submit());
  }

  /** Opens an event stream; its lines go to the subscriber as they come. */
  CompletableFuture<HttpResponse<Void>> stream(String path, Flow.Subscriber<String> lines) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Accept", "text/event-stream")
            .header("Cache-Control", "no-cache")
            .timeout(timing.read())
            .GET()
            .build();
    return http.sendAsync(
        request,
        info ->
            info.statusCode() == 200
                ? HttpResponse.BodySubscribers.fromLineSubscriber(lines)
                : HttpResponse.BodySubscribers.replacing(null));
  }

  /** How long the server wants silence; zero when it does not. */
  Duration rest() {
    long left = restNanos - (nanos.getAsLong() - restSince);
    return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
  }

  /** The server said 429. */
  void rateLimited(OptionalLong retryAfterSeconds) {
    int before = Math.min(refusals, 6);
    refusals = before + 1;
    Duration rest =
        retryAfterSeconds.isPresent()
            ? Duration.ofSeconds(Math.min(retryAfterSeconds.getAsLong(), 3_600))
            : SHORTEST_REST.multipliedBy(1L << before);
    if (rest.compareTo(LONGEST_REST) > 0) {
      rest = LONGEST_REST;
    }
    restSince = nanos.getAsLong();
    restNanos = rest.toNanos();
  }

  private HorizonAnswer send(HttpRequest request, Duration deadline) {
    if (!rest().isZero()) {
      return new HorizonAnswer.Unanswered("rate_limited");
    }
    CompletableFuture<HttpResponse<Body>> sent =
        http.sendAsync(request, info -> new CappedBody(maxBodyBytes));
    try {
      return read(sent.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      // the client's own time-out ends with the headers; a body may trickle in for ever
      sent.cancel(true);
      return new HorizonAnswer.Unanswered("timeout");
    } catch (ExecutionException e) {
      return new HorizonAnswer.Unanswered(
          e.getCause() instanceof HttpTimeoutException
              ? "timeout"
              : "io " + e.getCause().getClass().getSimpleName());
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      return new HorizonAnswer.Unanswered("interrupted");
    }
  }

  private HorizonAnswer read(HttpResponse<Body> response) {
    int status = response.statusCode();
    if (status == 429) {
      rateLimited(
          response
              .headers()
              .firstValue("Retry-After")
              .map(String::strip)
              .map(JsonFields::digits)
              .orElse(OptionalLong.empty()));
      return new HorizonAnswer.Unanswered("http_429");
    }
    refusals = 0;
    boolean final4xx = status >= 400 && status < 500 && status != 408 && status != 499;
    if (status != 200 && !final4xx) {
      return new HorizonAnswer.Unanswered("http_" + status);
    }
    if (response.body().cut()) {
      return status == 200
          ? new HorizonAnswer.TooLarge(response.body().start())
          : new HorizonAnswer.Unanswered("http_" + status + " too_large");
    }
    return parse(response.body().text())
        .<HorizonAnswer>map(
            body ->
                new HorizonAnswer.Answered(
                    status,
                    body,
                    response
                        .headers()
                        .firstValue("Latest-Ledger")
                        .map(JsonFields::digits)
                        .orElse(OptionalLong.empty())))
        .orElseGet(() -> new HorizonAnswer.Unanswered("http_" + status + " not_json"));
  }

  private static Optional<JsonObject> parse(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      JsonValue value = reader.readValue();
      return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    } catch (RuntimeException e) {
      // the parser throws more than JsonException, a plain RuntimeException for deep nesting
      return Optional.empty();
    }
  }

  /** Ends its threads; running requests end without an answer. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private record Body(byte[] bytes, boolean cut) {

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    String start() {
      return new String(bytes, 0, Math.min(bytes.length, START_BYTES), StandardCharsets.UTF_8);
    }
  }

  /** Collects a body up to a size and lets go of the rest. */
  private static final class CappedBody implements HttpResponse.BodySubscriber<Body> {

    private final int max;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Body> result = new CompletableFuture<>();
    private Flow.Subscription subscription;

    CappedBody(int max) {
      this.max = max;
    }

    @Override
    public CompletionStage<Body> getBody() {
      return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
      newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (result.isDone()) {
          return;
        }
        byte[] part = new byte[Math.min(buffer.remaining(), max - bytes.size())];
        buffer.get(part);
        bytes.writeBytes(part);
        if (buffer.hasRemaining()) {
          result.complete(new Body(bytes.toByteArray(), true));
          subscription.cancel();
        }
      }
    }

    @Override
    public void onError(Throwable failure) {
      result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      result.complete(new Body(bytes.toByteArray(), false));
    }
  }
}
