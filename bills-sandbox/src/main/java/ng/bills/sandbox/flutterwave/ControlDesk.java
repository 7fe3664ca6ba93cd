package ng.bills.sandbox.flutterwave;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import ng.bills.sandbox.flutterwave.FlutterwaveSettings.Acceptance;
import ng.bills.sandbox.flutterwave.FlutterwaveSettings.WebhookScheme;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.Handler;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.RequestJournal;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;

/**
 * The control API: {@code GET /_sandbox/vends?account=&reference=} · {@code POST
 * /_sandbox/vends/{reference} {"status":"delivered"|"failed"}} · {@code GET, POST /_sandbox/float
 * {"kobo"} or {"topUpKobo"}} · {@code GET, POST, DELETE /_sandbox/outcomes} · {@code GET, POST
 * /_sandbox/accounts {"accept":"magic-only"|"well-formed"} or {"account"}} · {@code POST
 * /_sandbox/catalogue {"item","kobo"} (price), {"remove"} or
 * {"category","biller","name","item","kobo"} (new)} · {@code GET, POST /_sandbox/webhooks
 * {"url","scheme":"verif-hash"|"signature","copies","hold","bareFailures"}} · {@code POST
 * /_sandbox/webhooks/release {"reversed"}}, {@code /replay {"reference","times"}}, {@code /forge
 * {"how":"wrong-hash"|"no-hash"|"empty-hash"|"tampered"|"truncated","reference"}} · {@code GET,
 * POST /_sandbox/settings {"latencyMillis","listing":"ours"|"theirs"|"nameless"}} · {@code GET
 * /_sandbox/requests} · {@code GET /_sandbox/magic} · {@code GET, POST, DELETE /_sandbox/faults}.
 */
final class ControlDesk {
  private static final int LISTED = 500;

  private final FlutterwaveSandbox sandbox;
  private final SandboxServer server;

  ControlDesk(FlutterwaveSandbox sandbox, SandboxServer server) {
    this.sandbox = sandbox;
    this.server = server;
  }

  void routes() {
    on("GET", "/vends", this::vends);
    on("POST", "/vends/{reference}", this::settle);
    on("GET", "/float", r -> ok(wallet()));
    on("POST", "/float", this::changeWallet);
    on("GET", "/outcomes", r -> Response.json(200, sandbox.ruleState()));
    on("POST", "/outcomes", this::addOutcome);
    on("DELETE", "/outcomes", r -> cleared());
    on("DELETE", "/outcomes/{id}", r -> gone(sandbox.removeOutcome(r.pathValue("id"))));
    on("GET", "/accounts", r -> ok(accounts()));
    on("POST", "/accounts", this::changeAccounts);
    on("POST", "/catalogue", this::changeCatalogue);
    on("GET", "/webhooks", r -> ok(webhooks()));
    on("POST", "/webhooks", this::changeWebhooks);
    on("POST", "/webhooks/release", this::release);
    on("POST", "/webhooks/replay", this::replay);
    on("POST", "/webhooks/forge", this::forge);
    on("GET", "/settings", r -> ok(settings()));
    on("POST", "/settings", this::changeSettings);
    on("GET", "/requests", r -> ok(requests()));
    on("GET", "/magic", r -> ok(magic()));
  }

  private void on(String method, String path, Handler handler) {
    server.route(method, SandboxServer.CONTROL + path, handler);
  }

  private Response vends(Request request) {
    List<Vend> vends =
        sandbox.bills().stream()
            .map(Bill::snapshot)
            .filter(v -> request.query("account").map(v.customer()::equals).orElse(true))
            .filter(v -> request.query("reference").map(v.reference()::equals).orElse(true))
            .toList();
    JsonArrayBuilder rows = JsonText.array();
    vends.stream().skip(Math.max(0, vends.size() - LISTED)).forEach(v -> rows.add(row(v)));
    return ok(
        JsonText.object()
            .add("carriedOut", vends.stream().filter(Vend::carriedOut).count())
            .add("accepted", vends.size())
            .add("float", wallet())
            .add("bills", rows)
            .build());
  }

  private static JsonObjectBuilder row(Vend vend) {
    JsonObjectBuilder row =
        JsonText.object()
            .add("reference", vend.reference())
            .add("txRef", vend.txRef())
            .add("biller", vend.billerCode())
            .add("item", vend.itemCode())
            .add("account", vend.customer())
            .add("amountKobo", vend.amountKobo())
            .add("debitKobo", vend.debitKobo())
            .add("status", vend.status().wireName())
            .add("at", vend.at().toString());
    vend.token().ifPresent(token -> row.add("token", token));
    return row;
  }

  private Response settle(Request request) {
    VendStatus end = word(VendStatus.values(), request.json(), "status");
    return gone(sandbox.settle(request.pathValue("reference"), end));
  }

  private JsonObject wallet() {
    return JsonText.object()
        .add("kobo", sandbox.floatKobo())
        .add("debitedKobo", sandbox.debitedKobo())
        .add("creditedKobo", sandbox.creditedKobo())
        .build();
  }

  private Response changeWallet(Request request) {
    JsonObject body = request.json();
    if (body.containsKey("kobo")) {
      sandbox.setFloatKobo(JsonText.number(body, "kobo", 0));
    } else if (body.containsKey("topUpKobo")) {
      sandbox.topUpKobo(JsonText.number(body, "topUpKobo", 0));
    } else {
      throw new BadRequestException("say {\"kobo\": n} to set or {\"topUpKobo\": n} to add");
    }
    return ok(wallet());
  }

  private Response addOutcome(Request request) {
    return Response.json(
        201, JsonText.of(Map.of("id", sandbox.outcome(OutcomeRule.fromJson(request.json())))));
  }

  private Response cleared() {
    sandbox.clearOutcomes();
    return Response.empty(204);
  }

  private JsonObject accounts() {
    return JsonText.of(Map.of("accept", wireName(sandbox.acceptance())));
  }

  private Response changeAccounts(Request request) {
    JsonObject body = request.json();
    String account = JsonText.text(body, "account", null);
    if (account != null) {
      sandbox.register(account);
    }
    if (body.containsKey("accept")) {
      sandbox.accept(word(Acceptance.values(), body, "accept"));
    } else if (account == null) {
      throw new BadRequestException("say {\"accept\": \"well-formed\"} or {\"account\": \"…\"}");
    }
    return ok(accounts());
  }

  private Response changeCatalogue(Request request) {
    JsonObject body = request.json();
    String item = JsonText.text(body, "item", "");
    if (body.containsKey("remove")) {
      return gone(sandbox.removeItem(JsonText.text(body, "remove", "")));
    }
    if (body.containsKey("category")) {
      sandbox.sell(
          JsonText.text(body, "category", ""),
          JsonText.text(body, "biller", ""),
          JsonText.text(body, "name", ""),
          item,
          JsonText.number(body, "kobo", 0));
    } else {
      sandbox.price(item, JsonText.number(body, "kobo", 0));
    }
    return Response.empty(204);
  }

  private JsonObject webhooks() {
    Webhooks hooks = sandbox.webhooks();
    JsonArrayBuilder log = JsonText.array();
    List<Webhooks.Delivery> sent = hooks.log();
    sent.stream()
        .skip(Math.max(0, sent.size() - LISTED))
        .forEach(
            d ->
                log.add(
                    JsonText.object()
                        .add("number", d.number())
                        .add("url", d.url().toString())
                        .add("reference", d.reference())
                        .add("body", d.body())
                        .add("status", d.status())));
    return JsonText.object()
        .add("url", hooks.url().map(URI::toString).orElse(""))
        .add("scheme", wireName(hooks.scheme()))
        .add("copies", hooks.copies())
        .add("hold", hooks.holding())
        .add("bareFailures", hooks.bareFailures())
        .add("held", hooks.held().size())
        .add("sent", log)
        .build();
  }

  private Response changeWebhooks(Request request) {
    JsonObject body = request.json();
    Webhooks hooks = sandbox.webhooks();
    if (body.containsKey("url")) {
      String url = JsonText.text(body, "url", "");
      if (url.isEmpty()) {
        hooks.none();
      } else {
        hooks.url(address(url));
      }
    }
    if (body.containsKey("scheme")) {
      hooks.scheme(word(WebhookScheme.values(), body, "scheme"));
    }
    long copies = JsonText.number(body, "copies", hooks.copies());
    if (copies < 0 || copies > 100) {
      throw new BadRequestException("copies must be 0 to 100");
    }
    hooks.copies((int) copies);
    hooks.bareFailures(body.getBoolean("bareFailures", hooks.bareFailures()));
    if (body.getBoolean("hold", false)) {
      hooks.hold();
    }
    return ok(webhooks());
  }

  private static URI address(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null && "http".equals(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("url is not an address", e);
    }
    throw new BadRequestException("url must begin with http://");
  }

  private Response release(Request request) {
    int sent = sandbox.webhooks().release(request.json().getBoolean("reversed", false));
    return ok(JsonText.of(Map.of("sent", sent)));
  }

  private Response replay(Request request) {
    JsonObject body = request.json();
    int times = (int) JsonText.number(body, "times", 1);
    int sent =
        sandbox
            .webhooks()
            .replay(JsonText.text(body, "reference", ""), Math.max(0, Math.min(100, times)));
    return ok(JsonText.of(Map.of("sent", sent)));
  }

  private Response forge(Request request) {
    JsonObject body = request.json();
    String reference = JsonText.text(body, "reference", "");
    Bill bill =
        sandbox.bills().stream()
            .filter(b -> b.reference.equals(reference))
            .findFirst()
            .orElseThrow(() -> new BadRequestException("no bill with reference " + reference));
    if (sandbox.webhooks().url().isEmpty()) {
      throw new BadRequestException("there is no address for webhooks");
    }
    sandbox
        .webhooks()
        .forge(
            word(Webhooks.Forgery.values(), body, "how"),
            reference,
            BillAnswers.event(bill, false));
    return Response.empty(204);
  }

  private JsonObject settings() {
    return JsonText.object()
        .add("latencyMillis", sandbox.latency().toMillis())
        .add("listing", wireName(sandbox.listing()))
        .build();
  }

  private Response changeSettings(Request request) {
    JsonObject body = request.json();
    if (body.containsKey("listing")) {
      sandbox.listing(word(Listing.values(), body, "listing"));
    }
    sandbox.latency(
        Duration.ofMillis(JsonText.number(body, "latencyMillis", sandbox.latency().toMillis())));
    return ok(settings());
  }

  private JsonObject requests() {
    JsonObjectBuilder counts = JsonText.object();
    new TreeMap<>(sandbox.requestCounts()).forEach((path, count) -> counts.add(path, count.sum()));
    List<RequestJournal.Entry> entries = sandbox.requests().entries();
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
    for (FlutterwaveOutcome outcome : FlutterwaveOutcome.values()) {
      rows.add(
          JsonText.object()
              .add("outcome", outcome.wireName())
              .add("meaning", outcome.meaning())
              .add("meter", FlutterwaveMagic.meter(outcome))
              .add("phone", FlutterwaveMagic.phone(outcome))
              .add("smartcard", FlutterwaveMagic.smartcard(outcome))
              .add("customerNumber", FlutterwaveMagic.customerNumber(outcome)));
    }
    return JsonText.object().add("outcomes", rows).build();
  }

  /** The constant that this member names in lower case with hyphens. */
  private static <E extends Enum<E>> E word(E[] words, JsonObject body, String member) {
    String said = JsonText.text(body, member, "");
    return Arrays.stream(words)
        .filter(word -> wireName(word).equals(said))
        .findFirst()
        .orElseThrow(
            () ->
                new BadRequestException(
                    member
                        + " is one of "
                        + Arrays.stream(words).map(ControlDesk::wireName).toList()
                        + ", not "
                        + said));
  }

  private static String wireName(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Response gone(boolean was) {
    return Response.empty(was ? 204 : 404);
  }

  private static Response ok(JsonValue body) {
    return Response.json(200, body);
  }
}
