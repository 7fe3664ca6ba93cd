package ng.bills.sandbox.vtpass;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.Handler;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.RequestJournal;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;
import ng.bills.sandbox.vtpass.VtpassSettings.Acceptance;

/**
 * The control API of what is vended:
 *
 * <ul>
 *   <li>{@code GET /_sandbox/vends?account=&request_id=} tells what was really bought
 *   <li>{@code POST /_sandbox/vends/{request_id}/settle} ends a pending purchase now; {@code POST
 *       /_sandbox/vends/{request_id}/claim {"status":"delivered"}} sends a callback that says so,
 *       true or not
 *   <li>{@code GET, POST /_sandbox/float {"kobo"} or {"topUpKobo"}}
 *   <li>{@code GET, POST, DELETE /_sandbox/outcomes}, see {@link OutcomeRule}
 *   <li>{@code GET, POST /_sandbox/accounts {"accept":"magic-only"|"well-formed"} or {"account"}}
 *   <li>{@code POST /_sandbox/smartcards {"account","service","bouquet","due":"2026-12-06",
 *       "renewalKobo","form":"full"|"without-bouquet"|"old-due-date"}}
 *   <li>{@code GET, POST /_sandbox/settings {"latencyMillis","duplicateGuard","balanceAsText"}}
 *   <li>{@code GET /_sandbox/requests} and {@code GET /_sandbox/magic}
 * </ul>
 */
final class VtpassControl {
  private static final int LISTED = 500;

  private final VtpassSandbox sandbox;
  private final VendBook book;
  private final OutcomeRules rules;
  private final Accounts accounts;
  private final PayDesk desk;
  private final Map<String, LongAdder> requests;

  VtpassControl(
      VtpassSandbox sandbox,
      VendBook book,
      OutcomeRules rules,
      Accounts accounts,
      PayDesk desk,
      Map<String, LongAdder> requests) {
    this.sandbox = sandbox;
    this.book = book;
    this.rules = rules;
    this.accounts = accounts;
    this.desk = desk;
    this.requests = requests;
  }

  void install(SandboxServer server) {
    route(server, "GET", "/vends", this::listVends);
    route(
        server,
        "POST",
        "/vends/{request_id}/settle",
        r -> ok(JsonText.of(Map.of("moved", sandbox.settle(r.pathValue("request_id"))))));
    route(server, "POST", "/vends/{request_id}/claim", this::claim);
    route(server, "GET", "/float", r -> ok(floatState()));
    route(server, "POST", "/float", this::changeFloat);
    route(server, "GET", "/outcomes", r -> Response.json(200, rules.toJson()));
    route(server, "POST", "/outcomes", this::addOutcome);
    route(
        server,
        "DELETE",
        "/outcomes",
        r -> {
          rules.clear();
          return Response.empty(204);
        });
    route(
        server,
        "DELETE",
        "/outcomes/{id}",
        r -> Response.empty(rules.remove(r.pathValue("id")) ? 204 : 404));
    route(server, "GET", "/accounts", r -> ok(accountState()));
    route(server, "POST", "/accounts", this::changeAccounts);
    route(server, "POST", "/smartcards", this::addSmartcard);
    route(server, "GET", "/settings", r -> ok(settingState()));
    route(server, "POST", "/settings", this::changeSettings);
    route(server, "GET", "/requests", r -> ok(requestState(server.journal())));
    route(server, "GET", "/magic", r -> ok(magic()));
  }

  private static void route(SandboxServer server, String method, String path, Handler handler) {
    server.route(method, SandboxServer.CONTROL + path, handler);
  }

  private Response claim(Request request) {
    sandbox.claim(
        request.pathValue("request_id"),
        Callbacks.status(JsonText.text(request.json(), "status", "")));
    return Response.empty(204);
  }

  private Response addSmartcard(Request request) {
    JsonObject body = request.json();
    String form = JsonText.text(body, "form", "full").replace('-', '_').toUpperCase(Locale.ROOT);
    long renewal = JsonText.number(body, "renewalKobo", -1);
    try {
      sandbox.register(
          new Smartcard(
              JsonText.text(body, "account", ""),
              JsonText.text(body, "service", "dstv"),
              JsonText.text(body, "bouquet", ""),
              LocalDate.parse(JsonText.text(body, "due", "")),
              renewal < 0 ? OptionalLong.empty() : OptionalLong.of(renewal),
              Smartcard.Form.valueOf(form)));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new BadRequestException("due is a day such as 2026-12-06; form is one of three", e);
    }
    return Response.empty(204);
  }

  private Response listVends(Request request) {
    Collection<Purchase> purchases =
        request.query("account").isPresent()
            ? book.of(request.query("account").get())
            : request.query("request_id").isPresent()
                ? book.find(request.query("request_id").get()).map(List::of).orElse(List.of())
                : book.all();
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
            .add("requestId", vend.requestId())
            .add("service", vend.serviceId())
            .add("variation", vend.variation())
            .add("account", vend.account())
            .add("amountKobo", vend.amountKobo())
            .add("debitKobo", vend.debitKobo())
            .add("status", vend.status().wireName())
            .add("at", vend.at().toString());
    vend.token().ifPresent(token -> row.add("token", token));
    if (!vend.pins().isEmpty()) {
      JsonArrayBuilder pins = JsonText.array();
      vend.pins().forEach(pins::add);
      row.add("pins", pins);
    }
    return row;
  }

  private JsonObject floatState() {
    return JsonText.object()
        .add("kobo", book.floatKobo())
        .add("debitedKobo", book.debitedKobo())
        .add("creditedKobo", book.creditedKobo())
        .add("debits", book.debits())
        .build();
  }

  private Response changeFloat(Request request) {
    JsonObject body = request.json();
    if (body.containsKey("kobo")) {
      book.setFloat(JsonText.number(body, "kobo", 0));
    } else if (body.containsKey("topUpKobo")) {
      book.topUp(JsonText.number(body, "topUpKobo", 0));
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
    return JsonText.of(Map.of("accept", wireName(accounts.acceptance())));
  }

  private Response changeAccounts(Request request) {
    JsonObject body = request.json();
    String accept = JsonText.text(body, "accept", null);
    String account = JsonText.text(body, "account", null);
    if (accept == null && account == null) {
      throw new BadRequestException("say {\"accept\": \"well-formed\"} or {\"account\": \"…\"}");
    }
    if (account != null) {
      accounts.register(account);
    }
    if (accept != null) {
      for (Acceptance acceptance : Acceptance.values()) {
        if (wireName(acceptance).equals(accept)) {
          accounts.accept(acceptance);
          return ok(accountState());
        }
      }
      throw new BadRequestException("accept is magic-only or well-formed, not " + accept);
    }
    return ok(accountState());
  }

  private static String wireName(Acceptance acceptance) {
    return acceptance.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private JsonObject settingState() {
    return JsonText.object()
        .add("latencyMillis", sandbox.latency().toMillis())
        .add("duplicateGuard", desk.duplicateGuard())
        .add("balanceAsText", sandbox.balanceAsText())
        .build();
  }

  private Response changeSettings(Request request) {
    JsonObject body = request.json();
    sandbox.latency(
        Duration.ofMillis(JsonText.number(body, "latencyMillis", sandbox.latency().toMillis())));
    desk.duplicateGuard(body.getBoolean("duplicateGuard", desk.duplicateGuard()));
    sandbox.balanceAsText(body.getBoolean("balanceAsText", sandbox.balanceAsText()));
    return ok(settingState());
  }

  private JsonObject requestState(RequestJournal journal) {
    JsonObjectBuilder counts = JsonText.object();
    new TreeMap<>(requests).forEach((path, count) -> counts.add(path, count.sum()));
    List<RequestJournal.Entry> entries = journal.entries();
    JsonArrayBuilder latest = JsonText.array();
    for (int i = entries.size() - 1; i >= Math.max(0, entries.size() - LISTED); i--) {
      RequestJournal.Entry entry = entries.get(i);
      latest.add(
          JsonText.object()
              .add("at", entry.request().at().toString())
              .add("method", entry.request().method())
              .add("path", entry.request().path())
              .add("body", entry.request().text())
              .add("status", entry.status()));
    }
    return JsonText.object().add("counts", counts).add("latest", latest).build();
  }

  private static JsonObject magic() {
    JsonArrayBuilder rows = JsonText.array();
    for (VtpassOutcome outcome : VtpassOutcome.values()) {
      rows.add(
          JsonText.object()
              .add("outcome", outcome.wireName())
              .add("meaning", outcome.meaning())
              .add("meter", VtpassMagic.meter(outcome))
              .add("phone", VtpassMagic.phone(outcome))
              .add("smartcard", VtpassMagic.smartcard(outcome)));
    }
    return JsonText.object().add("outcomes", rows).build();
  }

  private static Response ok(JsonObject body) {
    return Response.json(200, body);
  }
}
