package ng.bills.sandbox.receiver;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;

/**
 * Takes a POST at any path and answers 200, or what that path was told:
 *
 * <ul>
 *   <li>{@code GET /} and {@code GET /_sandbox/receiver} show what has come, the newest first
 *   <li>{@code POST /_sandbox/receiver {"path":"/shop","answer":"500","times":2}} makes a path
 *       fail: a status, {@code slow} with {@code millis}, or {@code dead}
 *   <li>{@code DELETE /_sandbox/receiver} forgets everything
 * </ul>
 *
 * Thread safe; nothing survives a restart. Signatures are not checked here: that is what a partner
 * does with a library of Standard Webhooks.
 */
public final class HookReceiver implements AutoCloseable {
  private static final String AT = SandboxServer.CONTROL + "/receiver";
  private static final int KEPT = 2_000;

  private final SandboxServer server;
  private final Deque<Received> received = new ArrayDeque<>();
  private final Map<String, Behaviour> behaviours = new HashMap<>();

  private HookReceiver(int port) {
    server = new SandboxServer("receiver", port);
    server.route("GET", AT, request -> Response.json(200, state()));
    server.route("POST", AT, this::change);
    server.route(
        "DELETE",
        AT,
        request -> {
          clear();
          return Response.empty(204);
        });
    server.route("GET", "/", request -> Response.html(200, ReceiverPage.of(baseUrl(), received())));
    server.fallback(this::take);
    server.start();
  }

  /**
   * @param port 0 for any free one
   */
  public static HookReceiver start(int port) {
    return new HookReceiver(port);
  }

  /** Address without a slash at the end. */
  public String baseUrl() {
    return server.baseUrl();
  }

  /** What a path does from now on. */
  public synchronized void behave(String path, Behaviour how) {
    behaviours.put(path, how);
  }

  /** Everything that came, oldest first; bounded. */
  public synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /** What came at a path, oldest first. */
  public List<Received> received(String path) {
    return received().stream().filter(r -> r.path().equals(path)).toList();
  }

  /** Forgets what came and what paths were told. */
  public synchronized void clear() {
    received.clear();
    behaviours.clear();
  }

  @Override
  public void close() {
    server.close();
  }

  private synchronized Response take(Request request) {
    if (!request.method().equals("POST")) {
      return Response.empty(405).withHeader("Allow", "POST");
    }
    Behaviour how = behaviours.getOrDefault(request.path(), Behaviour.FINE);
    if (how.times() == 1) {
      behaviours.remove(request.path());
    } else if (how.times() > 1) {
      behaviours.put(request.path(), how.times(how.times() - 1));
    }
    Response response = how.response(baseUrl() + "/redirected");
    if (received.size() == KEPT) {
      received.removeFirst();
    }
    received.addLast(
        new Received(
            request.at(), request.path(), request.headers(), request.text(), response.status()));
    return response;
  }

  private Response change(Request request) {
    JsonObject body = request.json();
    behave(
        JsonText.text(body, "path", "/"),
        new Behaviour(
            JsonText.text(body, "answer", "200"),
            JsonText.number(body, "millis", 0),
            (int) JsonText.number(body, "times", 0)));
    return Response.json(200, state());
  }

  private JsonObject state() {
    List<Received> newest = new ArrayList<>(received());
    java.util.Collections.reverse(newest);
    JsonArrayBuilder all = JsonText.array();
    for (Received one : newest) {
      all.add(
          JsonText.object()
              .add("at", one.at().toString())
              .add("path", one.path())
              .add("webhook_id", one.header("webhook-id"))
              .add("webhook_timestamp", one.header("webhook-timestamp"))
              .add("webhook_signature", one.header("webhook-signature"))
              .add("body", one.body())
              .add("answered", one.answered()));
    }
    return JsonText.object().add("received", all).build();
  }
}
