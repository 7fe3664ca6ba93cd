package ng.bills.sandbox.interswitch;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.Handler;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.RequestJournal;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;
import ng.bills.sandbox.interswitch.InterswitchSettings.Acceptance;

/**
 * The control API: {@code GET /_sandbox/vends?account=&request_reference=} · {@code GET, POST
 * /_sandbox/float {"kobo"} or {"topUpKobo"}} · {@code GET, POST, DELETE /_sandbox/outcomes} ·
 * {@code GET, POST /_sandbox/accounts {"accept":"magic-only"|"well-formed"} or {"account"}} ·
 * {@code GET, POST /_sandbox/settings {"latencyMillis","additionalInfoInQuery"}} · {@code GET, POST
 * /_sandbox/tokens {"lifetimeSeconds"} or {"revoke":true}} · {@code POST /_sandbox/catalogue
 * {"paymentCode","amountKobo"}, {"withdraw"} or a whole item} · {@code POST /_sandbox/webhooks
 * {"url","event",…}} · {@code GET /_sandbox/requests} · {@code GET /_sandbox/magic} · {@code GET,
 * POST, DELETE /_sandbox/faults}.
 */
final class InterswitchControl {
  private static final int LISTED = 500;

  private final InterswitchSandbox sandbox;
  private final Catalogue catalogue;
  private final VendBook book;
  private final OutcomeRules rules;
  private final PayDesk desk;
  private final TokenDesk tokens;
  private final SandboxServer server;
  private final Map<String, LongAdder> requests;

  InterswitchControl(
      InterswitchSandbox sandbox,
      Catalogue catalogue,
      VendBook book,
      OutcomeRules rules,
      PayDesk desk,
      TokenDesk tokens,
      SandboxServer server,
      Map<String, LongAdder> requests) {
    this.sandbox = sandbox;
    this.catalogue = catalogue;
    this.book = book;
    this.rules = rules;
    this.desk = desk;
    this.tokens = tokens;
    this.server = server;
    this.requests = requests;
  }

  void routes() {
    control("GET", "/vends", this::listVends);
    control("GET", "/float", r -> ok(floatState()));
    control("POST", "/float", this::changeFloat);
    control("GET", "/outcomes", r -> Response.json(200, rules.toJson()));
    control("POST", "/outcomes", this::addOutcome);
    control("DELETE", "/outcomes", r -> cleared());
    control(
        "DELETE",
        "/outcomes/{id}",
        r -> Response.empty(rules.remove(r.pathValue("id")) ? 204 : 404));
    control("GET", "/accounts", r -> ok(accountState()));
    control("POST", "/accounts", this::changeAccounts);
    control("GET", "/settings", r -> ok(settingState()));
    control("POST", "/settings", this::changeSettings);
    control("GET", "/tokens", r -> ok(tokenState()));
    control("POST", "/tokens", this::changeTokens);
    control("POST", "/catalogue", this::changeCatalogue);
    control("POST", "/webhooks", this::sendWebhook);
    control("GET", "/requests", r -> ok(requestState()));
    control("GET", "/magic", r -> ok(magic()));
  }

  private void control(String method, String path, Handler handler) {
    server.route(method, SandboxServer.CONTROL + path, handler);
  }

  private Response cleared() {
    rules.clear();
    return Response.empty(204);
  }

  private Response listVends(Request request) {
    Collection<Purchase> purchases =
        request
            .query("account")
            .map(book::of)
            .or(
                () ->
                    request
                        .query("request_reference")
                        .map(id -> book.find(id).map(List::of).orElse(List.of())))
            .orElseGet(book::all);
    JsonArrayBuilder rows = JsonText.array();
    long carriedOut = purchases.stream().filter(p -> p.status() == VendStatus.DELIVERED).count();
    purchases.stream()
        .skip(Math.max(0, purchases.size() - LISTED))
        .map(book::snapshot)
        .forEach(vend -> rows.add(row(vend)));
    return ok(
        JsonText.object()
            .add("carriedOut", carriedOut)
            .add("accepted", purchases.size())
            .add("float", floatState())
            .add("purchases", rows)
            .build());
  }

  private static JsonObjectBuilder row(Vend vend) {
    JsonObjectBuilder row =
        JsonText.object()
            .add("requestReference", vend.requestReference())
            .add("paymentCode", vend.paymentCode())
            .add("account", vend.account())
            .add("amountKobo", vend.amountKobo())
            .add("status", vend.status().wireName())
            .add("at", vend.at().toString());
    vend.token().ifPresent(token -> row.add("token", token));
    return row;
  }

  private JsonObject floatState() {
    return JsonText.object()
        .add("kobo", book.floatKobo())
        .add("debitedKobo", book.debitedKobo())
        .add("creditedKobo", book.creditedKobo())
        .build();
  }

  private Response changeFloat(Request request) {
    JsonObject body = request.json();
    if (body.containsKey("kobo")) {
      book.setFloat(JsonText.number(body, "kobo", 0));
    } else if (body.containsKey("topUpKobo")) {
      book.changeFloat(JsonText.number(body, "topUpKobo", 0));
    } else {
      throw new BadRequestException("say {\"kobo\": n} to set or {\"topUpKobo\": n} to add");
    }
    return ok(floatState());
  }

  private Response addOutcome(Request request) {
    return Response.json(
        201, JsonText.of(Map.of("id", rules.add(OutcomeRule.fromJson(request.json())))));
  }

  private JsonObject accountState() {
    return JsonText.of(Map.of("accept", wireName(desk.acceptance())));
  }

  private Response changeAccounts(Request request) {
    JsonObject body = request.json();
    String accept = JsonText.text(body, "accept", "");
    String account = JsonText.text(body, "account", "");
    if (accept.isEmpty() && account.isEmpty()) {
      throw new BadRequestException("say {\"accept\": \"well-formed\"} or {\"account\": \"…\"}");
    }
    if (!account.isEmpty()) {
      desk.register(account);
    }
    if (!accept.isEmpty()) {
      desk.accept(acceptance(accept));
    }
    return ok(accountState());
  }

  private static Acceptance acceptance(String wireName) {
    for (Acceptance acceptance : Acceptance.values()) {
      if (wireName(acceptance).equals(wireName)) {
        return acceptance;
      }
    }
    throw new BadRequestException("accept is magic-only or well-formed, not " + wireName);
  }

  private static String wireName(Acceptance acceptance) {
    return acceptance.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private JsonObject settingState() {
    return JsonText.object()
        .add("latencyMillis", sandbox.latency().toMillis())
        .add("additionalInfoInQuery", desk.additionalInfoInQuery())
        .build();
  }

  private Response changeSettings(Request request) {
    JsonObject body = request.json();
    sandbox.latency(
        Duration.ofMillis(JsonText.number(body, "latencyMillis", sandbox.latency().toMillis())));
    desk.additionalInfoInQuery(
        body.getBoolean("additionalInfoInQuery", desk.additionalInfoInQuery()));
    return ok(settingState());
  }

  private JsonObject tokenState() {
    return JsonText.object()
        .add("requests", tokens.asked())
        .add("issued", tokens.issued())
        .add("lifetimeSeconds", tokens.lifetime().toSeconds())
        .build();
  }

  private Response changeTokens(Request request) {
    JsonObject body = request.json();
    tokens.lifetime(
        Duration.ofSeconds(
            JsonText.number(body, "lifetimeSeconds", tokens.lifetime().toSeconds())));
    if (body.getBoolean("revoke", false)) {
      tokens.revoke();
    }
    return ok(tokenState());
  }

  private Response changeCatalogue(Request request) {
    JsonObject body = request.json();
    String withdrawn = JsonText.text(body, "withdraw", "");
    boolean whole = body.containsKey("billerId");
    if (whole) {
      catalogue.add(body);
      return Response.empty(204);
    }
    boolean there =
        withdrawn.isEmpty()
            ? catalogue.price(
                JsonText.text(body, "paymentCode", ""), JsonText.number(body, "amountKobo", 0))
            : catalogue.withdraw(withdrawn);
    return Response.empty(there ? 204 : 404);
  }

  private Response sendWebhook(Request request) throws IOException, InterruptedException {
    JsonObject body = request.json();
    URI target;
    try {
      target = URI.create(JsonText.text(body, "url", ""));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("url is where the event goes", e);
    }
    if (!"127.0.0.1".equals(target.getHost()) && !"localhost".equals(target.getHost())) {
      throw new BadRequestException("url must be on this machine");
    }
    return ok(JsonText.of(Map.of("status", sandbox.send(target, CollectionEvent.fromJson(body)))));
  }

  private JsonObject requestState() {
    JsonObjectBuilder counts = JsonText.object();
    new TreeMap<>(requests).forEach((path, count) -> counts.add(path, count.sum()));
    List<RequestJournal.Entry> entries = server.journal().entries();
    JsonArrayBuilder latest = JsonText.array();
    for (int i = entries.size() - 1; i >= Math.max(0, entries.size() - LISTED); i--) {
      RequestJournal.Entry entry = entries.get(i);
      latest.add(
          JsonText.object()
              .add("at", entry.request().at().toString())
              .add("method", entry.request().method())
              .add("path", entry.request().path())
              .add("query", entry.request().rawQuery())
              .add("body", entry.request().text())
              .add("status", entry.status()));
    }
    return JsonText.object().add("counts", counts).add("latest", latest).build();
  }

  private static JsonObject magic() {
    JsonArrayBuilder rows = JsonText.array();
    for (InterswitchOutcome outcome : InterswitchOutcome.values()) {
      rows.add(
          JsonText.object()
              .add("outcome", outcome.wireName())
              .add("meaning", outcome.meaning())
              .add("meter", InterswitchMagic.meter(outcome))
              .add("phone", InterswitchMagic.phone(outcome))
              .add("customer", InterswitchMagic.customer(outcome)));
    }
    return JsonText.object().add("outcomes", rows).build();
  }

  private static Response ok(JsonObject body) {
    return Response.json(200, body);
  }
}
