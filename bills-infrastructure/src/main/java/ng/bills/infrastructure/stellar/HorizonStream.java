package ng.bills.infrastructure.stellar;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Listens on Horizon's event stream for payments of the wallet and says "look now" when one comes.
 * It is a hint and nothing more: events may be doubled, disordered, cut or missing, and none of
 * them is read. The poller finds the money with or without it.
 *
 * <p>An idle stream is silent for up to 55 s, then the server closes it; longer silence means a
 * dead connection. A stream that ended as usual is opened again at once, and a hint is given for
 * what came between; after trouble it waits longer each time, up to a minute.
 */
public final class HorizonStream implements AutoCloseable {

  private static final Logger LOG = System.getLogger(HorizonStream.class.getName());

  /**
   * How patient it is.
   *
   * @param silence after which a connection counts as dead; more than the server's 55 s
   * @param afterClose wait before opening again what ended as usual and had brought nothing
   * @param firstBackoff wait after the first trouble, doubled each time
   * @param longestBackoff and no longer than that
   */
  record Patience(
      Duration silence, Duration afterClose, Duration firstBackoff, Duration longestBackoff) {

    static final Patience STANDARD =
        new Patience(
            Duration.ofSeconds(75),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60));
  }

  private final HorizonClient horizon;
  private final String path;
  private final Patience patience;
  private final ScheduledExecutorService timer;
  private final AtomicBoolean hinted = new AtomicBoolean();
  private volatile Runnable hint;
  private volatile boolean closed;
  private volatile Connection current;
  private int troubles;

  public HorizonStream(HorizonClient horizon, StellarSettings settings) {
    this(horizon, settings, Patience.STANDARD);
  }

  HorizonStream(HorizonClient horizon, StellarSettings settings, Patience patience) {
    this.horizon = horizon;
    this.path = "/accounts/" + settings.wallet() + "/payments?cursor=now&limit=200";
    this.patience = patience;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "horizon-stream");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to listen.
   *
   * @param whenSomethingCame called on a thread of the stream, which knows nothing of a container:
   *     it should only hand over. Calls are never concurrent, and several events may be one call.
   * @throws IllegalStateException when it listens already
   */
  public synchronized void start(Runnable whenSomethingCame) {
    if (hint != null) {
      throw new IllegalStateException("the stream listens already");
    }
    hint = whenSomethingCame;
    schedule(this::connect, Duration.ZERO);
  }

  /** Whether a stream is open at the moment. */
  public boolean isListening() {
    Connection connection = current;
    return connection != null && connection.open;
  }

  /** Ends listening and its thread; no hint is given afterwards. */
  @Override
  public void close() {
    closed = true;
    Connection connection = current;
    if (connection != null) {
      connection.end();
    }
    timer.shutdownNow();
  }

  private void connect() {
    if (closed) {
      return;
    }
    Duration rest = horizon.rest();
    if (!rest.isZero()) {
      schedule(this::connect, rest.plusMillis(jitter(1_000)));
      return;
    }
    Connection connection = new Connection();
    current = connection;
    connection.response =
        horizon.stream(path, connection)
            .whenComplete((response, failure) -> connection.ended(response, failure));
    if (closed) {
      connection.end();
    }
    schedule(connection::watch, patience.silence());
  }

  private void again(boolean asUsual, boolean brought, String why) {
    if (closed) {
      return;
    }
    Duration wait;
    if (asUsual) {
      troubles = 0;
      // a busy stream ends at its limit, every few seconds: meanwhile nobody hears of money
      wait =
          brought
              ? Duration.ZERO
              : patience.afterClose().plusMillis(jitter(patience.afterClose().toMillis()));
    } else {
      Duration backoff = patience.firstBackoff().multipliedBy(1L << Math.min(troubles, 16));
      troubles = Math.min(troubles + 1, 16);
      if (backoff.compareTo(patience.longestBackoff()) > 0) {
        backoff = patience.longestBackoff();
      }
      wait = backoff.dividedBy(2).plusMillis(jitter(backoff.toMillis() / 2));
      LOG.log(
          troubles > 3 ? Level.WARNING : Level.INFO,
          "the stream of payments ended ({0}); again in {1} ms",
          why,
          wait.toMillis());
    }
    schedule(this::connect, wait);
  }

  private void hint() {
    if (!closed && hinted.compareAndSet(false, true)) {
      schedule(
          () -> {
            hinted.set(false);
            try {
              hint.run();
            } catch (RuntimeException e) {
              LOG.log(Level.WARNING, "a hint was not taken; the poller will find what came", e);
            }
          },
          Duration.ZERO);
    }
  }

  private void schedule(Runnable task, Duration wait) {
    try {
      timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  private static long jitter(long millis) {
    return millis <= 0 ? 0 : ThreadLocalRandom.current().nextLong(millis);
  }

  /** One connection and the events on it. */
  private final class Connection implements Flow.Subscriber<String> {

    private final AtomicBoolean over = new AtomicBoolean();
    private volatile CompletableFuture<HttpResponse<Void>> response;
    private volatile Flow.Subscription subscription;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean open;
    private String event = "";
    private boolean data;
    private volatile boolean brought;
    private boolean saidGoodbye;
    private boolean saidError;

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
      newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      heardAt = System.nanoTime();
      if (line.isEmpty()) {
        dispatch();
      } else if (line.startsWith("event:")) {
        event = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        data = true;
      }
    }

    private void dispatch() {
      switch (event) {
        case "open":
          open = true;
          hint();
          break;
        case "close":
          saidGoodbye = true;
          break;
        case "error":
          saidError = true;
          end();
          break;
        default:
          if (data) {
            brought = true;
            hint();
          }
      }
      event = "";
      data = false;
    }

    @Override
    public void onError(Throwable failure) {
      finish(false, failure.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      finish(saidGoodbye && !saidError, saidError ? "error event" : "cut");
    }

    /** The response as a whole is over, or never came. */
    void ended(HttpResponse<Void> answer, Throwable failure) {
      if (failure != null) {
        finish(false, failure.getClass().getSimpleName());
      } else if (answer.statusCode() == 429) {
        horizon.rateLimited(
            answer
                .headers()
                .firstValue("Retry-After")
                .map(JsonFields::digits)
                .orElse(OptionalLong.empty()));
        finish(false, "http_429");
      } else if (answer.statusCode() != 200) {
        finish(false, "http_" + answer.statusCode());
      } else {
        finish(saidGoodbye && !saidError, saidError ? "error event" : "cut");
      }
    }

    /** Looks whether the connection has been silent for too long. */
    void watch() {
      if (over.get()) {
        return;
      }
      long left = patience.silence().toNanos() - (System.nanoTime() - heardAt);
      if (left <= 0) {
        end();
        finish(false, "silent");
      } else {
        schedule(this::watch, Duration.ofNanos(left).plusMillis(1));
      }
    }

    void end() {
      Flow.Subscription lines = subscription;
      if (lines != null) {
        lines.cancel();
      }
      CompletableFuture<HttpResponse<Void>> pending = response;
      if (pending != null) {
        pending.cancel(true);
      }
    }

    private void finish(boolean asUsual, String why) {
      if (over.compareAndSet(false, true)) {
        open = false;
        schedule(() -> again(asUsual, brought, why), Duration.ZERO);
      }
    }
  }
}
