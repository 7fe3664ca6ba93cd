package ng.bills.sandbox.interswitch;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
import ng.bills.sandbox.interswitch.InterswitchSettings.Acceptance;

/**
 * Interswitch on 127.0.0.1: the token under {@code /passport/oauth/token}, the bills API under
 * {@code /quicktellerservice/api/v5}. Its control API is {@link InterswitchControl}.
 */
public final class InterswitchSandbox implements AutoCloseable {
  /** Where the bills API begins, as in the real thing. */
  public static final String ROOT = "/quicktellerservice/api/v5";

  /** Where tokens are, as in the real thing. */
  public static final String TOKEN = "/passport/oauth/token";

  private static final int COUNTED_PATHS = 1_000;

  private final InterswitchSettings settings;
  private final Catalogue catalogue = new Catalogue();
  private final OutcomeRules rules;
  private final VendBook book;
  private final PayDesk desk;
  private final TokenDesk tokenDesk;
  private final WebhookSender webhooks;
  private final SandboxServer server;
  private final Faults faults = new Faults();
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final Object changes = new Object();
  private long changeCount;
  private volatile Duration latency;

  private InterswitchSandbox(InterswitchSettings settings) {
    this.settings = settings;
    this.latency = settings.latency();
    this.rules = new OutcomeRules(settings.seed());
    Tokens tokens = new Tokens(settings.seed());
    this.book = new VendBook(tokens, settings.floatKobo(), settings.dataDirectory(), this::signal);
    this.desk =
        new PayDesk(settings, catalogue, book, rules, new Answers(tokens, settings.terminalId()));
    this.tokenDesk = new TokenDesk(settings, tokens);
    this.webhooks = new WebhookSender(settings.webhookSecret());
    this.server = new SandboxServer("interswitch", settings.port());
  }

  /**
   * @throws java.io.UncheckedIOException when the port is taken or the data directory cannot be
   *     used
   */
  public static InterswitchSandbox start(InterswitchSettings settings) {
    InterswitchSandbox sandbox = new InterswitchSandbox(settings);
    sandbox.routes();
    sandbox.server.start();
    return sandbox;
  }

  /** Address of the host, without path and without a slash at the end. */
  public String baseUrl() {
    return server.baseUrl();
  }

  /** Address of the control API. */
  public String controlUrl() {
    return server.baseUrl() + SandboxServer.CONTROL;
  }

  public int port() {
    return server.port();
  }

  /** Payments that were really carried out, oldest first. */
  public List<Vend> vends() {
    return carriedOut(book.all());
  }

  /** Payments for this customer that were really carried out, oldest first. */
  public List<Vend> vendsFor(String account) {
    return carriedOut(book.of(account));
  }

  /** Payments accepted for this customer, whatever became of them, oldest first. */
  public List<Vend> purchasesFor(String account) {
    return book.of(account).stream().map(book::snapshot).toList();
  }

  /** The payment of this request reference, when one was accepted. */
  public Optional<Vend> purchase(String requestReference) {
    return book.find(requestReference).map(book::snapshot);
  }

  /** How many payments were really carried out; cheap. */
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
    book.changeFloat(kobo);
  }

  /** All that was ever taken from the wallet for payments. */
  public long debitedKobo() {
    return book.debitedKobo();
  }

  /** What went back to the wallet for payments that failed after all. */
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

  /** Faults of any request by method and path, beside the outcomes of payments. */
  public Faults faults() {
    return faults;
  }

  public void accept(Acceptance which) {
    desk.accept(which);
  }

  /** Makes this customer exist, with every biller. */
  public void register(String account) {
    desk.register(account);
  }

  /** Whether a query repeats the token; the documented sample does not. */
  public void additionalInfoInQuery(boolean on) {
    desk.additionalInfoInQuery(on);
  }

  public void latency(Duration beforeEachAnswer) {
    latency = beforeEachAnswer;
  }

  /** Changes the price of a fixed item, or the least amount of another. */
  public boolean price(String paymentCode, long kobo) {
    return catalogue.price(paymentCode, kobo);
  }

  /** Takes an item out of the catalogue; it can no longer be paid. */
  public boolean withdraw(String paymentCode) {
    return catalogue.withdraw(paymentCode);
  }

  /** Adds an item, and its biller when that is new; members as in the control API. */
  public void sell(Map<String, ?> item) {
    catalogue.add(JsonText.of(item));
  }

  /** How often a token was asked for, granted or not. */
  public long tokenRequests() {
    return tokenDesk.asked();
  }

  /** How many tokens were given out. */
  public long tokensIssued() {
    return tokenDesk.issued();
  }

  /** Refuses every token given out so far. */
  public void revokeTokens() {
    tokenDesk.revoke();
  }

  /** How long the tokens given out from now on are good. */
  public void tokenLifetime(Duration lifetime) {
    tokenDesk.lifetime(lifetime);
  }

  /**
   * Posts a collection event with its real signature.
   *
   * @return the HTTP status that came back
   */
  public int send(URI target, CollectionEvent event) throws IOException, InterruptedException {
    return webhooks.post(target, event.body(settings.clock().instant()).toString());
  }

  /** The signature Interswitch would send with this body. */
  public String signature(String body) {
    return webhooks.signature(body);
  }

  /** How many requests came for this path, for example {@code /passport/oauth/token}. */
  public long requestCount(String path) {
    LongAdder count = requests.get(path);
    return count == null ? 0 : count.sum();
  }

  /** The latest requests with their bodies; bounded. */
  public RequestJournal requests() {
    return server.journal();
  }

  /**
   * Waits until this is true of the sandbox; asked again whenever a request arrives or a payment is
   * accepted or changes.
   *
   * @throws AssertionError when it was not true in time
   */
  public void await(Predicate<InterswitchSandbox> condition, Duration bound)
      throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    long seen;
    synchronized (changes) {
      seen = changeCount;
    }
    while (!condition.test(this)) { // asked without the lock: it may look at payments
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

  @Override
  public void close() {
    server.close();
    book.close();
  }

  private void signal() {
    synchronized (changes) {
      changeCount++;
      changes.notifyAll();
    }
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
    server.route("POST", TOKEN, tokenDesk::token);
    server.route("GET", ROOT + "/services/categories", known(r -> ok(catalogue.categoriesBody())));
    server.route("GET", ROOT + "/services", known(this::billers));
    server.route(
        "GET",
        ROOT + "/services/options",
        known(r -> ok(catalogue.itemsBody(r.query("serviceid").orElse("")))));
    server.route(
        "POST", ROOT + "/Transactions/validatecustomers", known(r -> late(desk.validate(body(r)))));
    server.route("POST", ROOT + "/Transactions", known(r -> late(desk.pay(body(r)))));
    server.route(
        "GET",
        ROOT + "/Transactions",
        known(r -> late(desk.query(r.query("requestRef").orElse("")))));
    new InterswitchControl(this, catalogue, book, rules, desk, tokenDesk, server, requests)
        .routes();
    server.fallback(request -> Response.json(404, JsonText.of(Map.of("message", "No such route"))));
  }

  Duration latency() {
    return latency;
  }

  private Response late(Response response) {
    Duration wait = latency;
    return wait.isZero() || response.status() == 0 ? response : response.delayed(wait);
  }

  /** Token first, as a gateway in front asks it; then the terminal, by header or in the body. */
  private Handler known(Handler handler) {
    return request -> {
      Optional<Response> refusal = tokenDesk.refusal(request.header("Authorization"));
      if (refusal.isPresent()) {
        return refusal.get();
      }
      String terminal =
          request.header("TerminalID").orElseGet(() -> Fields.text(body(request), "terminalId"));
      if (!terminal.equals(settings.terminalId())) {
        return Response.json(400, Answers.failure("10010"));
      }
      return handler.handle(request);
    };
  }

  private Response billers(Request request) {
    String category = request.query("categoryId").or(() -> request.query("categoryid")).orElse("");
    return ok(
        catalogue.billersBody(
            category.matches("\\d{1,9}")
                ? OptionalInt.of(Integer.parseInt(category))
                : OptionalInt.empty()));
  }

  /** A body that is no JSON object is an empty one: the field checks answer. */
  private static JsonObject body(Request request) {
    try {
      return request.json();
    } catch (BadRequestException e) {
      return JsonValue.EMPTY_JSON_OBJECT; // answered as Interswitch would: a field is missing
    }
  }

  private static Response ok(JsonObject body) {
    return Response.json(200, body);
  }
}
