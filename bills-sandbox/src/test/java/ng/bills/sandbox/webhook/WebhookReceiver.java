package ng.bills.sandbox.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;

/** Takes webhooks in a test. */
public final class WebhookReceiver implements AutoCloseable {
  private static final long BOUND_SECONDS = 20;

  private final List<Request> received = new ArrayList<>();
  private final SandboxServer server = new SandboxServer("receiver", 0);
  private int status = 200;
  private String answer;

  public WebhookReceiver(String answer) {
    this.answer = answer;
    server.route("POST", "/hook", this::take).start();
  }

  public String url() {
    return server.baseUrl() + "/hook";
  }

  public synchronized void answer(int value) {
    status = value;
  }

  public synchronized void answer(String body) {
    answer = body;
  }

  public synchronized List<Request> received() {
    return List.copyOf(received);
  }

  /** Waits until so many came. */
  public synchronized List<Request> await(int count) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (received.size() < count) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("only " + received.size() + " of " + count + " came");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return List.copyOf(received);
  }

  /** Waits until nothing has come for a quarter of a second. */
  public synchronized void awaitQuiet() throws InterruptedException {
    int before;
    do {
      before = received.size();
      TimeUnit.MILLISECONDS.timedWait(this, 250);
    } while (received.size() > before);
  }

  private synchronized Response take(Request request) {
    received.add(request);
    notifyAll();
    return Response.text(status, "application/json", answer);
  }

  @Override
  public void close() {
    server.close();
  }
}
