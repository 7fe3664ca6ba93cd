package ng.bills.sandbox.vtpass;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.Handler;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.RequestJournal;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;
import ng.bills.sandbox.vtpass.VtpassSettings.Acceptance;

/**
 * VTpass on 127.0.0.1, under {@code /api} as in the real thing.
 *
 * <p>Control API: {@code GET /_sandbox/vends?account=&request_id=} · {@code GET, POST
 * /_sandbox/float {"kobo"} or {"topUpKobo"}} · {@code GET, POST, DELETE /_sandbox/outcomes} ·
 * {@code GET, POST /_sandbox/accounts {"accept":"magic-only"|"well-formed"} or {"account"}} ·
 * {@code POST /_sandbox/settings {"latencyMillis","duplicateGuard"}} · {@code GET
 * /_sandbox/requests} · {@code GET /_sandbox/magic} · {@code GET, POST, DELETE /_sandbox/faults}.
 */
public final class VtpassSandbox implements AutoCloseable {
  private static final int LISTED = 500;
  private static final int COUNTED_PATHS = 1_000;

  private final VtpassSettings settings;
  private final Catalogue catalogue = new Catalogue();
  private final OutcomeRules rules;
  private final VendBook book;
  private final PayDesk desk;
  private final SandboxServer server;
  private final Faults faults = new Faults();
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final Object changes = new Object();
  private long changeCount;
  private volatile Duration latency;

  private VtpassSandbox(VtpassSettings settings) {
    this.settings = settings;
    this.latency = settings.latency();
    this.rules = new OutcomeRules(settings.seed());
    Tokens tokens = new Tokens(settings.seed());
    this.book =
        new VendBook(
            catalogue, tokens, settings.floatKobo(), settings.dataDirectory(), this::signal);
    this.desk = new PayDesk(settings, catalogue, book, rules, new PayAnswers(tokens));
    this.server = new SandboxServer("vtpass", settings.port());
  }

  /**
   * @throws java.io.UncheckedIOException when the port is taken or the data directory cannot be
   *     used
   */
  public static VtpassSandbox start(VtpassSettings settings) {
    VtpassSandbox sandbox = new VtpassSandbox(settings);
    sandbox.routes();
    sandbox.server.start();
    return sandbox;
  }

  /** Base address of the API, with {@code /api} and without a slash at the end. */
  public String baseUrl() {
    return server.baseUrl() + "/api";
  }

  /** Address of the control API. */
  public String controlUrl() {
    return server.baseUrl() + SandboxServer.CONTROL;
  }

  public int port() {
    return server.port();
  }

  /** Purchases that were really carried out, oldest first. */
  public List<Vend> vends() {
    return carriedOut(book.all());
  }

  /** Purchases for this meter, phone or smartcard that were really carried out, oldest first. */
  public List<Vend> vendsFor(String account) {
    return carriedOut(book.of(account));
  }

  /** Purchases accepted for this account, whatever became of them, oldest first. */
  public List<Vend> purchasesFor(String account) {
    return book.of(account).stream().map(book::snapshot).toList();
  }

  /** The purchase of this request id, when one was accepted. */
  public Optional<Vend> purchase(String requestId) {
    return book.find(requestId).map(book::snapshot);
  }

  /** How many purchases were really carried out; cheap. */
  public long vendCount() {
    return book.carriedOut();
  }

  public long floatKobo() {
    return book.floatKobo();
  }

  public void setFloatKobo(long kobo) {
    book.setFloat(kobo);
  }

  public void topUpKobo(long kobo) {
    book.topUp(kobo);
  }

  /** All that was ever taken from the float for purchases. */
  public long debitedKobo() {
    return book.debitedKobo();
  }

  /** What went back to the float for failed and reversed purchases. */
  public long creditedKobo() {
    return book.creditedKobo();
  }

  /**
   * Appends a rule.
   *
   * @return its id, for {@link #removeOutcome}
   */
  public String outcome(OutcomeRule rule) {
    return rules.add(rule);
  }

  public boolean removeOutcome(String id) {
    return rules.remove(id);
  }

  public void clearOutcomes() {
    rules.clear();
  }

  /** Faults of any request by method and path, beside the outcomes of purchases. */
  public Faults faults() {
    return faults;
  }

  public void accept(Acceptance which) {
    desk.accept(which);
  }

  /** Makes this meter, phone or smartcard exist. */
  public void register(String account) {
    desk.register(account);
  }

  public void duplicateGuard(boolean on) {
    desk.duplicateGuard(on);
  }

  public void latency(Duration beforeEachAnswer) {
    latency = beforeEachAnswer;
  }

  /** How many requests came for this path, for example {@code /api/pay}. */
  public long requestCount(String path) {
    LongAdder count = requests.get(path);
    return count == null ? 0 : count.sum();
  }

  /** The latest requests with their bodies; bounded. */
  public RequestJournal requests() {
    return server.journal();
  }

  /**
   * Waits until this is true of the sandbox; asked again whenever a request arrives or a purchase
   * is accepted or changes.
   *
   * @throws AssertionError when it was not true in time
   */
  public void await(Predicate<VtpassSandbox> condition, Duration bound)
      throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    long seen;
    synchronized (changes) {
      seen = changeCount;
    }
    while (!condition.test(this)) { // asked without the lock: it may look at purchases
      synchronized (changes) {
        while (changeCount == seen) {
          long left = end - System.nanoTime();
          if (left <= 0) {
            throw new AssertionError(
                "not within "
                    + bound
                    + "; accepted "
                    + book.accepted()
                    + ", vended "
                    + vendCount());
          }
          TimeUnit.NANOSECONDS.timedWait(changes, left);
        }
        seen = changeCount;
      }
    }
  }

  private void signal() {
    synchronized (changes) {
      changeCount++;
      changes.notifyAll();
    }
  }

  @Override
  public void close() {
    server.close();
    book.close();
  }

  private List<Vend> carriedOut(Collection<Purchase> purchases) {
    return purchases.stream().map(book::snapshot).filter(Vend::carriedOut).toList();
  }

  private void routes() {
    server.filter(
        (request, next) -> {
          if (requests.size() < COUNTED_PATHS || requests.containsKey(request.path())) {
            requests.computeIfAbsent(request.path(), path -> new LongAdder()).increment();
          }
          signal();
          return next.handle(request);
        });
    faults.install(server);
    server.route("GET", "/api/service-categories", get(r -> ok(catalogue.categories())));
    server.route("GET", "/api/services", get(this::services));
    server.route("GET", "/api/service-variations", this::variations);
    server.route("GET", "/api/balance", get(r -> balance()));
    server.route("POST", "/api/merchant-verify", post(r -> late(desk.check(body(r)))));
    server.route("POST", "/api/pay", post(r -> late(desk.pay(body(r)))));
    server.route("POST", "/api/requery", post(r -> late(desk.requery(body(r)))));
    control("GET", "/vends", this::listVends);
    control("GET", "/float", r -> ok(floatState()));
    control("POST", "/float", this::changeFloat);
    control("GET", "/outcomes", r -> Response.json(200, rules.toJson()));
    control("POST", "/outcomes", this::addOutcome);
    control(
        "DELETE",
        "/outcomes",
        r -> {
          rules.clear();
          return Response.empty(204);
        });
    control(
        "DELETE",
        "/outcomes/{id}",
        r -> Response.empty(rules.remove(r.pathValue("id")) ? 204 : 404));
    control("GET", "/accounts", r -> ok(accountState()));
    control("POST", "/accounts", this::changeAccounts);
    control("GET", "/settings", r -> ok(settingState()));
    control("POST", "/settings", this::changeSettings);
    control("GET", "/requests", r -> ok(requestState()));
    control("GET", "/magic", r -> ok(magic()));
    server.fallback(
        request ->
            Response.json(404, JsonText.of(Map.of("message", "The route could not be found."))));
  }

  private void control(String method, String path, Handler handler) {
    server.route(method, SandboxServer.CONTROL + path, handler);
  }

  private Response late(Response response) {
    Duration wait = latency;
    return wait.isZero() || response.status() == 0 ? response : response.delayed(wait);
  }

  private Handler get(Handler handler) {
    return request -> refusedKeys(request, "public-key", settings.publicKey(), handler);
  }

  private Handler post(Handler handler) {
    return request -> refusedKeys(request, "secret-key", settings.secretKey(), handler);
  }

  private Response refusedKeys(Request request, String second, String expected, Handler handler)
      throws Exception {
    if (request.header("Authorization").isPresent() && request.header("api-key").isEmpty()) {
      return Response.text(401, "application/json", "\"Invalid Credentials.\"");
    }
    boolean good =
        same(request.header("api-key"), settings.apiKey())
            && same(request.header(second), expected);
    if (!good) {
      return Response.json(
          401, JsonText.of(Map.of("code", "087", "message", "INVALID CREDENTIALS")));
    }
    return handler.handle(request);
  }

  private static boolean same(Optional<String> sent, String expected) {
    return sent.isPresent()
        && MessageDigest.isEqual(
            sent.get().getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * JSON; older provider samples post forms, and those are understood too. A body that is neither
   * is an empty one: the field checks answer 011.
   */
  private static JsonObject body(Request request) {
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return JsonText.of(request.form());
    }
    try {
      return request.json();
    } catch (BadRequestException e) {
      return JsonValue.EMPTY_JSON_OBJECT; // answered as VTpass would: 011, not 400
    }
  }

  private Response services(Request request) {
    return ok(catalogue.services(request.query("identifier").orElse("")));
  }

  private Response variations(Request request) {
    return ok(
        catalogue
            .service(request.query("serviceID").orElse(""))
            .map(catalogue::variations)
            .orElseGet(() -> PayAnswers.refusal("012")));
  }

  private Response balance() {
    return ok(
        JsonText.object()
            .add("code", 1)
            .add("contents", JsonText.object().add("balance", Naira.of(book.floatKobo())))
            .build());
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
            .add("account", vend.account())
            .add("amountKobo", vend.amountKobo())
            .add("debitKobo", vend.debitKobo())
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
    return JsonText.of(Map.of("accept", wireName(desk.acceptance())));
  }

  private Response changeAccounts(Request request) {
    JsonObject body = request.json();
    String accept = JsonText.text(body, "accept", null);
    String account = JsonText.text(body, "account", null);
    if (accept == null && account == null) {
      throw new BadRequestException("say {\"accept\": \"well-formed\"} or {\"account\": \"…\"}");
    }
    if (account != null) {
      desk.register(account);
    }
    if (accept != null) {
      for (Acceptance acceptance : Acceptance.values()) {
        if (wireName(acceptance).equals(accept)) {
          desk.accept(acceptance);
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
        .add("latencyMillis", latency.toMillis())
        .add("duplicateGuard", desk.duplicateGuard())
        .build();
  }

  private Response changeSettings(Request request) {
    JsonObject body = request.json();
    latency = Duration.ofMillis(JsonText.number(body, "latencyMillis", latency.toMillis()));
    desk.duplicateGuard(body.getBoolean("duplicateGuard", desk.duplicateGuard()));
    return ok(settingState());
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
