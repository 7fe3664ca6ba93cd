package ng.bills.sandbox.webhook;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.time.Duration;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;
import ng.bills.sandbox.webhook.Webhooks.Spoiling;

/**
 * The control API of webhooks:
 *
 * <ul>
 *   <li>{@code GET /_sandbox/webhooks} shows settings and events, {@code DELETE} forgets them
 *   <li>{@code POST /_sandbox/webhooks {"url","hold","copies","forged","truncateTo","pauseMillis"}}
 *       sets what is named; {@code "url":""} stops sending
 *   <li>{@code POST /_sandbox/webhooks/release {"order":"reversed"}} sends what was held back
 *   <li>{@code POST /_sandbox/webhooks/{id}/send {"copies","forged","truncateTo"}} sends one again
 * </ul>
 */
public final class WebhookControl {
  private static final String AT = SandboxServer.CONTROL + "/webhooks";

  private final Webhooks webhooks;

  private WebhookControl(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  public static void install(Webhooks webhooks, SandboxServer server) {
    WebhookControl control = new WebhookControl(webhooks);
    server.route("GET", AT, request -> control.state());
    server.route("POST", AT, control::change);
    server.route(
        "DELETE",
        AT,
        request -> {
          webhooks.clear();
          return Response.empty(204);
        });
    server.route(
        "POST",
        AT + "/release",
        request -> {
          webhooks.release(JsonText.text(request.json(), "order", "").equals("reversed"));
          return control.state();
        });
    server.route(
        "POST",
        AT + "/{id}/send",
        request -> {
          webhooks.resend(request.pathValue("id"), spoiling(request.json(), Spoiling.NONE));
          return control.state();
        });
  }

  private Response change(Request request) {
    JsonObject body = request.json();
    Spoiling spoiling = spoiling(body, webhooks.spoiling());
    if (body.containsKey("url")) {
      String url = JsonText.text(body, "url", "");
      webhooks.target(url.isEmpty() ? null : address(url));
    }
    webhooks.spoil(spoiling);
    webhooks.hold(flag(body, "hold", webhooks.holding()));
    webhooks.pause(
        Duration.ofMillis(JsonText.number(body, "pauseMillis", webhooks.pause().toMillis())));
    return state();
  }

  private static URI address(String url) {
    try {
      URI address = URI.create(url);
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("url is no address", e);
    }
    throw new BadRequestException("url is an http address");
  }

  private static Spoiling spoiling(JsonObject body, Spoiling before) {
    return new Spoiling(
        (int) JsonText.number(body, "copies", before.copies()),
        flag(body, "forged", before.forged()),
        (int) JsonText.number(body, "truncateTo", before.truncateTo()));
  }

  private static boolean flag(JsonObject body, String name, boolean fallback) {
    return Boolean.parseBoolean(JsonText.text(body, name, String.valueOf(fallback)));
  }

  private Response state() {
    JsonArrayBuilder events = JsonText.array();
    for (WebhookEvent event : webhooks.events()) {
      JsonArrayBuilder statuses = JsonText.array();
      event.statuses().forEach(statuses::add);
      events.add(
          JsonText.object()
              .add("id", event.id())
              .add("kind", event.kind())
              .add("at", event.at().toString())
              .add("body", event.body())
              .add("statuses", statuses));
    }
    JsonObjectBuilder state =
        JsonText.object()
            .add("url", webhooks.target().map(URI::toString).orElse(""))
            .add("hold", webhooks.holding())
            .add("copies", webhooks.spoiling().copies())
            .add("forged", webhooks.spoiling().forged())
            .add("truncateTo", webhooks.spoiling().truncateTo())
            .add("pauseMillis", webhooks.pause().toMillis());
    return Response.json(200, state.add("events", events).build());
  }
}
