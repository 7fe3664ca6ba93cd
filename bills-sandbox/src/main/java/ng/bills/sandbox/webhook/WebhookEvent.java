package ng.bills.sandbox.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One event and what became of its deliveries. Thread safe. */
public final class WebhookEvent {
  private final String id;
  private final String kind;
  private final Instant at;
  private final byte[] body;
  private final List<Integer> statuses = new ArrayList<>();

  WebhookEvent(String id, String kind, Instant at, String body) {
    this.id = id;
    this.kind = kind;
    this.at = at;
    this.body = body.getBytes(StandardCharsets.UTF_8);
  }

  /** Ours, to send it again. */
  public String id() {
    return id;
  }

  public String kind() {
    return kind;
  }

  public Instant at() {
    return at;
  }

  public String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return body;
  }

  /** The HTTP status of each delivery so far; 0 for one without an answer. */
  public synchronized List<Integer> statuses() {
    return List.copyOf(statuses);
  }

  synchronized void answered(int status) {
    statuses.add(status);
  }
}
