package ng.bills.sandbox.fault;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.Filter;
import ng.bills.sandbox.http.Handler;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;

/**
 * The fault rules of one service, in order: the first one that acts on a request decides. Thread
 * safe. Generic effects, with their parameters:
 *
 * <ul>
 *   <li>{@code status}: {@code code}, {@code body}, {@code contentType}, {@code headers} — answers
 *       so, nothing happens
 *   <li>{@code status-after}: the same, after the service did its work
 *   <li>{@code html502} and {@code html502-after}: a proxy's page, before or after the work
 *   <li>{@code delay}: {@code ms}, then the service; {@code delay-after}: the service, then {@code
 *       ms}, then its answer
 *   <li>{@code trickle}: {@code bytes} at a time, {@code ms} pause — the true answer, slowly
 *   <li>{@code close-before}: the connection closes and nothing happened; {@code close-after}: it
 *       closes after the effect
 *   <li>{@code cut}: {@code bytes} of the true answer, then the connection closes
 *   <li>{@code garbage}: {@code body} — after the effect, 200 with a body nobody can read
 * </ul>
 */
public final class Faults implements Filter {
  private final List<Active> rules = new ArrayList<>();
  private final Map<String, Effect> effects = new TreeMap<>();
  private long ids;

  private static final class Active {
    final String id;
    final FaultRule rule;
    final Random random;
    long matched;
    long acted;

    Active(String id, FaultRule rule) {
      this.id = id;
      this.rule = rule;
      this.random = new Random(rule.seed());
    }
  }

  public Faults() {
    effects.put("status", (request, fault, next) -> status(fault));
    effects.put(
        "status-after",
        (request, fault, next) -> {
          next.handle(request);
          return status(fault);
        });
    effects.put("html502", (request, fault, next) -> badGateway());
    effects.put(
        "html502-after",
        (request, fault, next) -> {
          next.handle(request);
          return badGateway();
        });
    effects.put(
        "delay",
        (request, fault, next) -> {
          Thread.sleep(fault.number("ms", 1_000));
          return next.handle(request);
        });
    effects.put(
        "delay-after",
        (request, fault, next) ->
            next.handle(request).delayed(Duration.ofMillis(fault.number("ms", 1_000))));
    effects.put(
        "trickle",
        (request, fault, next) ->
            next.handle(request)
                .trickled(
                    (int) fault.number("bytes", 1), Duration.ofMillis(fault.number("ms", 100))));
    effects.put("close-before", (request, fault, next) -> Response.unanswered());
    effects.put(
        "close-after",
        (request, fault, next) -> {
          next.handle(request);
          return Response.unanswered();
        });
    effects.put(
        "cut",
        (request, fault, next) -> next.handle(request).cutAfter((int) fault.number("bytes", 10)));
    effects.put(
        "garbage",
        (request, fault, next) -> {
          next.handle(request);
          return Response.bytes(
              200,
              "application/json",
              fault.text("body", "{\"\u0000<<<").getBytes(StandardCharsets.UTF_8));
        });
  }

  /** Adds an effect of the service's own; a generic one of the same name is replaced. */
  public synchronized Faults register(String name, Effect effect) {
    effects.put(name, effect);
    return this;
  }

  /**
   * Appends a rule.
   *
   * @return its id, for {@link #remove}
   * @throws BadRequestException when the effect is not known
   */
  public synchronized String add(FaultRule rule) {
    if (!effects.containsKey(rule.effect())) {
      throw new BadRequestException(
          "unknown effect \"" + rule.effect() + "\"; known: " + effects.keySet());
    }
    String id = "fault-" + ++ids;
    rules.add(new Active(id, rule));
    return id;
  }

  public synchronized boolean remove(String id) {
    return rules.removeIf(active -> active.id.equals(id));
  }

  public synchronized void clear() {
    rules.clear();
  }

  /** How many requests the rule has acted on; 0 when there is no such rule. */
  public synchronized long acted(String id) {
    return rules.stream()
        .filter(active -> active.id.equals(id))
        .mapToLong(active -> active.acted)
        .sum();
  }

  /** The rules with their counters, in order. */
  public synchronized JsonArray toJson() {
    JsonArrayBuilder array = JsonText.array();
    rules.forEach(active -> array.add(active.rule.toJson(active.id, active.matched, active.acted)));
    return array.build();
  }

  /** The fault this request runs into, if any; counts the match. */
  public synchronized Optional<Fault> next(Request request) {
    for (Active active : rules) {
      FaultRule rule = active.rule;
      if (!rule.fits(request)) {
        continue;
      }
      active.matched++;
      boolean due =
          active.matched >= rule.nth()
              && (rule.times() == 0 || active.acted < rule.times())
              && (rule.probability() >= 1.0 || active.random.nextDouble() < rule.probability());
      if (due) {
        active.acted++;
        return Optional.of(new Fault(active.id, rule.effect(), rule.parameters()));
      }
    }
    return Optional.empty();
  }

  @Override
  public Response handle(Request request, Handler next) throws Exception {
    Optional<Fault> fault = next(request);
    if (fault.isEmpty()) {
      return next.handle(request);
    }
    Effect effect;
    synchronized (this) {
      effect = effects.get(fault.get().effect());
    }
    return effect.apply(request, fault.get(), next);
  }

  /**
   * Puts the rules in front of the server's routes and opens {@code GET, POST, DELETE
   * /_sandbox/faults}.
   */
  public Faults install(SandboxServer server) {
    server.filter(this);
    server.route("GET", SandboxServer.CONTROL + "/faults", request -> Response.json(200, toJson()));
    server.route(
        "POST",
        SandboxServer.CONTROL + "/faults",
        request ->
            Response.json(201, JsonText.of(Map.of("id", add(FaultRule.fromJson(request.json()))))));
    server.route(
        "DELETE",
        SandboxServer.CONTROL + "/faults",
        request -> {
          clear();
          return Response.empty(204);
        });
    server.route(
        "DELETE",
        SandboxServer.CONTROL + "/faults/{id}",
        request -> Response.empty(remove(request.pathValue("id")) ? 204 : 404));
    return this;
  }

  private static Response status(Fault fault) {
    Response response =
        Response.text(
            (int) fault.number("code", 500),
            fault.text("contentType", "application/json"),
            fault.text("body", ""));
    if (fault.parameters().get("headers") instanceof JsonObject headers) {
      for (Map.Entry<String, JsonValue> header : headers.entrySet()) {
        String value =
            header.getValue() instanceof JsonString text
                ? text.getString()
                : header.getValue().toString();
        response = response.withHeader(header.getKey(), value);
      }
    }
    return response;
  }

  private static Response badGateway() {
    return Response.html(
        502,
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad"
            + " Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n");
  }
}
