package ng.bills.infrastructure.outside;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HTTP to the outside. It never repeats a request, follows no redirect, reads no endless body, and
 * gives up at a time limit that covers the whole answer, not only its head.
 */
public final class OutsideHttp {
  /** No answer we expect comes near this size. */
  static final int MAX_BODY_BYTES = 1 << 20;

  private static final int THREADS = 8;

  private final OutsideCalls guard;
  private final Duration connectTimeout;
  private final HttpClient client;

  /**
   * @param guard refuses calls inside a unit of work
   * @param connectTimeout how long a connection may take to come about
   */
  public OutsideHttp(OutsideCalls guard, Duration connectTimeout) {
    this.guard = guard;
    this.connectTimeout = connectTimeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(daemons())
            .build();
  }

  /**
   * Sends once and waits.
   *
   * @param what the call in words for errors, e.g. {@code VTpass pay}
   * @param request the request; a time limit set in it is ignored
   * @param readTimeout how long the whole answer may take once connected
   * @throws IllegalStateException when a unit of work is open on this thread
   */
  public OutsideAnswer send(String what, HttpRequest request, Duration readTimeout) {
    guard.mayCall(what);
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, info -> new CappedBody(MAX_BODY_BYTES));
    // the client's own limit ends with the headers, so the whole exchange is timed here
    long limitMillis = connectTimeout.plus(readTimeout).toMillis();
    try {
      HttpResponse<byte[]> response = answer.get(limitMillis, TimeUnit.MILLISECONDS);
      return new OutsideAnswer.Answered(
          response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new OutsideAnswer.NoAnswer("timeout", true);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new OutsideAnswer.NoAnswer("interrupted while waiting", false);
    } catch (ExecutionException e) {
      return failed(e.getCause());
    }
  }

  private static OutsideAnswer failed(Throwable cause) {
    // both are thrown before a connection exists: not a byte of the request has left
    if (cause instanceof HttpConnectTimeoutException) {
      return new OutsideAnswer.NotSent("connect timeout");
    }
    if (cause instanceof ConnectException) {
      return new OutsideAnswer.NotSent("no connection");
    }
    if (cause instanceof HttpTimeoutException) {
      return new OutsideAnswer.NoAnswer("timeout", true);
    }
    // the client wraps what a body reader says
    if (cause instanceof CappedBody.TooLongException
        || cause.getCause() instanceof CappedBody.TooLongException) {
      return new OutsideAnswer.NoAnswer("answer longer than " + MAX_BODY_BYTES + " bytes", false);
    }
    if (cause instanceof IOException) {
      // the message may quote the answer, so only its kind is kept
      return new OutsideAnswer.NoAnswer(
          "connection broke (" + cause.getClass().getSimpleName() + ")", false);
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new OutsideAnswer.NoAnswer(
        "no readable answer (" + cause.getClass().getSimpleName() + ")", false);
  }

  /** Threads that end by themselves when nothing is under way. */
  private static ThreadPoolExecutor daemons() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "outside-http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
