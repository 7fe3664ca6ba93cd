package ng.bills.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP server on 127.0.0.1. Every request has a thread of its own (daemon, pooled), so that a
 * slow or streaming one holds up nobody. Paths under {@value #CONTROL} are the control API: they
 * are neither filtered nor written into the journal.
 */
public final class SandboxServer implements AutoCloseable {
  /** Prefix of the control API. */
  public static final String CONTROL = "/_sandbox";

  private static final Logger LOG = System.getLogger(SandboxServer.class.getName());
  private static final int BACKLOG = 128;
  private static final int JOURNAL_BOUND = 5_000;

  static {
    // read once by the first HttpServer class: without it a kept-alive request costs about 45 ms
    // (Nagle and delayed ACK)
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final AtomicLong numbers = new AtomicLong();
  private final RequestJournal journal = new RequestJournal(JOURNAL_BOUND);
  private final List<Route> routes = new CopyOnWriteArrayList<>();
  private final List<Filter> filters = new CopyOnWriteArrayList<>();
  private volatile Handler fallback =
      request ->
          Response.text(404, "text/plain; charset=utf-8", "nothing at " + request.path() + "\n");

  /**
   * Opens the port; nothing is answered before {@link #start()}.
   *
   * @param name prefix of the thread names
   * @param port 0 for any free one
   * @throws UncheckedIOException when the port is taken
   */
  public SandboxServer(String name, int port) {
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
              BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
    AtomicLong threadNumbers = new AtomicLong();
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, name + "-" + threadNumbers.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::serve);
  }

  /** Adds a route such as {@code GET /accounts/{id}/payments}; the first one that fits answers. */
  public SandboxServer route(String method, String pattern, Handler handler) {
    routes.add(Route.of(method, pattern, handler));
    return this;
  }

  /** Answers what no route fits. */
  public SandboxServer fallback(Handler handler) {
    fallback = handler;
    return this;
  }

  /** Adds a filter inside the ones already there. */
  public SandboxServer filter(Filter filter) {
    filters.add(filter);
    return this;
  }

  public SandboxServer start() {
    server.start();
    return this;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Address without a slash at the end. */
  public String baseUrl() {
    return "http://127.0.0.1:" + port();
  }

  public RequestJournal journal() {
    return journal;
  }

  /** Stops at once; running requests are interrupted. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      threads.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(HttpExchange exchange) {
    try {
      Request request =
          new Request(
              numbers.incrementAndGet(),
              Instant.now(),
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestURI().getRawQuery() == null
                  ? ""
                  : exchange.getRequestURI().getRawQuery(),
              exchange.getRequestHeaders(),
              Map.of(),
              exchange.getRequestBody().readAllBytes());
      boolean control = request.path().startsWith(CONTROL);
      Response response = answer(request, control ? filters.size() : 0);
      if (!control) {
        journal.add(new RequestJournal.Entry(request, response.status()));
      }
      response.send(exchange);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the client went away: {0}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private Response answer(Request request, int filter) throws InterruptedException {
    try {
      return through(request, filter);
    } catch (InterruptedException e) {
      throw e;
    } catch (BadRequestException e) {
      return Response.json(400, JsonText.of(Map.of("error", e.getMessage())));
    } catch (Exception e) {
      LOG.log(Level.ERROR, request.method() + " " + request.path() + " failed", e);
      return Response.json(500, JsonText.of(Map.of("error", String.valueOf(e))));
    }
  }

  private Response through(Request request, int filter) throws Exception {
    if (filter < filters.size()) {
      return filters.get(filter).handle(request, inner -> through(inner, filter + 1));
    }
    for (Route route : routes) {
      Map<String, String> values = route.match(request);
      if (values != null) {
        return route.handler().handle(request.withPathValues(values));
      }
    }
    return fallback.handle(request);
  }
}
