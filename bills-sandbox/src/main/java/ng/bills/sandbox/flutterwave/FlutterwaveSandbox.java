package ng.bills.sandbox.flutterwave;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.flutterwave.FlutterwaveSettings.Acceptance;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.Handler;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.RequestJournal;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;

/**
 * Flutterwave's bills on 127.0.0.1, under {@code /v3} as in the real thing. The control API is in
 * {@link ControlDesk}.
 */
public final class FlutterwaveSandbox implements AutoCloseable {
  private static final int COUNTED_PATHS = 1_000;

  private final FlutterwaveSettings settings;
  private final Catalogue catalogue = new Catalogue();
  private final OutcomeRules rules;
  private final Webhooks webhooks;
  private final VendBook book;
  private final BillDesk desk;
  private final SandboxServer server;
  private final Faults faults = new Faults();
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final Object changes = new Object();
  private long changeCount;
  private volatile Duration latency;

  private FlutterwaveSandbox(FlutterwaveSettings settings) {
    this.settings = settings;
    this.latency = settings.latency();
    this.rules = new OutcomeRules(settings.seed());
    this.webhooks = new Webhooks(settings, this::signal);
    this.book =
        new VendBook(
            catalogue,
            new Secrets(settings.seed()),
            settings.floatKobo(),
            settings.dataDirectory(),
            this::changed);
    this.desk = new BillDesk(settings, catalogue, book, rules);
    this.server = new SandboxServer("flutterwave", settings.port());
  }

  /**
   * @throws java.io.UncheckedIOException when the port is taken or the data directory cannot be
   *     used
   */
  public static FlutterwaveSandbox start(FlutterwaveSettings settings) {
    FlutterwaveSandbox sandbox = new FlutterwaveSandbox(settings);
    sandbox.routes();
    sandbox.server.start();
    return sandbox;
  }

  /** Base address of the API, with {@code /v3} and without a slash at the end. */
  public String baseUrl() {
    return server.baseUrl() + "/v3";
  }

  /** Address of the control API. */
  public String controlUrl() {
    return server.baseUrl() + SandboxServer.CONTROL;
  }

  public int port() {
    return server.port();
  }

  /** Bills that were really carried out, oldest first. */
  public List<Vend> vends() {
    return carriedOut(book.all());
  }

  /** Bills of this meter, phone or smartcard that were really carried out, oldest first. */
  public List<Vend> vendsFor(String customer) {
    return carriedOut(book.of(customer));
  }

  /** Bills accepted for this customer, whatever became of them, oldest first. */
  public List<Vend> purchasesFor(String customer) {
    return book.of(customer).stream().map(Bill::snapshot).toList();
  }

  /** The bill of this reference (the merchant's, or tx_ref), when one was accepted. */
  public Optional<Vend> purchase(String reference) {
    return book.find(reference).map(Bill::snapshot);
  }

  /** How many bills were really carried out. */
  public long vendCount() {
    return book.carriedOut();
  }

  /**
   * Ends an accepted bill now and tells the webhook.
   *
   * @return whether there is such a bill
   */
  public boolean settle(String reference, VendStatus end) {
    Optional<Bill> bill = book.find(reference);
    bill.ifPresent(b -> book.settle(b, end));
    return bill.isPresent();
  }

  public long floatKobo() {
    return book.floatKobo();
  }

  public void setFloatKobo(long kobo) {
    book.setFloat(kobo);
  }

  public void topUpKobo(long kobo) {
    book.addFloat(kobo);
  }

  /** All that was ever taken from the wallet for bills, with fees. */
  public long debitedKobo() {
    return book.debitedKobo();
  }

  /** What went back to the wallet for failed bills. */
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

  public Webhooks webhooks() {
    return webhooks;
  }

  public void accept(Acceptance which) {
    desk.accept(which);
  }

  /** What the list of payments makes of references from now on. */
  public void listing(Listing how) {
    desk.list(how);
  }

  Listing listing() {
    return desk.listing();
  }

  /** Makes this meter, phone or smartcard exist. */
  public void register(String customer) {
    desk.register(customer);
  }

  /** Moves the price of an item; 0 lets the customer decide. */
  public void price(String itemCode, long kobo) {
    catalogue.price(itemCode, kobo);
  }

  /** Stops selling an item. */
  public boolean removeItem(String itemCode) {
    return catalogue.remove(itemCode);
  }

  /** Sells a new item, of a new biller when the code is new. */
  public void sell(
      String category, String billerCode, String billerName, String itemCode, long kobo) {
    if (Catalogue.CATEGORIES.stream().noneMatch(c -> c.code().equals(category))) {
      throw new BadRequestException("no category " + category);
    }
    if (catalogue.biller(billerCode).isEmpty()) {
      catalogue.add(new Biller(billerCode, billerName, billerName, category));
    }
    catalogue.add(
        new Item(
            billerCode,
            itemCode,
            billerName + " " + itemCode,
            billerName + " " + itemCode,
            billerName,
            billerName,
            category,
            "Customer Number",
            kobo,
            0,
            "0.3",
            "",
            Optional.empty()));
  }

  public void latency(Duration beforeEachAnswer) {
    latency = beforeEachAnswer;
  }

  Duration latency() {
    return latency;
  }

  Acceptance acceptance() {
    return desk.acceptance();
  }

  Collection<Bill> bills() {
    return book.all();
  }

  JsonValue ruleState() {
    return rules.toJson();
  }

  Map<String, LongAdder> requestCounts() {
    return requests;
  }

  /** How many requests came for this path, for example {@code /v3/balances/NGN}. */
  public long requestCount(String path) {
    LongAdder count = requests.get(path);
    return count == null ? 0 : count.sum();
  }

  /** The latest requests with their bodies; bounded. */
  public RequestJournal requests() {
    return server.journal();
  }

  /**
   * Waits until this is true of the sandbox; asked again whenever a request arrives, a bill is
   * accepted or changes, or a webhook is answered.
   *
   * @throws AssertionError when it was not true in time
   */
  public void await(Predicate<FlutterwaveSandbox> condition, Duration bound)
      throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    long seen;
    synchronized (changes) {
      seen = changeCount;
    }
    while (!condition.test(this)) { // asked without the lock: it may look at bills
      synchronized (changes) {
        while (changeCount == seen) {
          long left = end - System.nanoTime();
          if (left <= 0) {
            throw new AssertionError("not within " + bound + "; vended " + vendCount());
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
    webhooks.close();
    book.close();
  }

  private void changed(Bill bill) {
    signal();
    webhooks.tell(bill);
  }

  private void signal() {
    synchronized (changes) {
      changeCount++;
      changes.notifyAll();
    }
  }

  private static List<Vend> carriedOut(Collection<Bill> bills) {
    return bills.stream().map(Bill::snapshot).filter(Vend::carriedOut).toList();
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
    call("GET", "/top-bill-categories", r -> CatalogueAnswers.categories());
    call(
        "GET",
        "/bills/{category}/billers",
        r -> CatalogueAnswers.billers(catalogue.billersOf(r.pathValue("category"))));
    call("GET", "/billers/{biller}/items", this::items);
    call("GET", "/bill-categories", this::flatList);
    call("GET", "/balances", r -> Envelope.success("Wallet balances fetched", wallets()));
    call("GET", "/balances/{currency}", this::balance);
    call("GET", "/bill-items/{item}/validate", r -> late(validate(r)));
    call("POST", "/billers/{biller}/items/{item}/payment", r -> late(desk.pay(r)));
    call("POST", "/bills", r -> late(desk.payOldForm(r)));
    call("GET", "/bills", desk::list);
    call("GET", "/bills/history", desk::list);
    call("GET", "/bills/{reference}", r -> late(desk.status(r.pathValue("reference"))));
    new ControlDesk(this, server).routes();
    server.fallback(request -> Envelope.error(404, "Not Found"));
  }

  private void call(String method, String path, Handler handler) {
    server.route(method, "/v3" + path, request -> authorised(request, handler));
  }

  private Response authorised(Request request, Handler handler) throws Exception {
    Optional<String> sent = request.header("Authorization");
    if (sent.isEmpty()) {
      return Envelope.error(401, "Authorization required");
    }
    byte[] expected = ("Bearer " + settings.secretKey()).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(sent.get().getBytes(StandardCharsets.UTF_8), expected)) {
      return Envelope.error(401, "Invalid authorization key");
    }
    try {
      return handler.handle(request);
    } catch (BadRequestException e) {
      return Envelope.error(400, "Request body is not valid JSON");
    }
  }

  private Response late(Response response) {
    Duration wait = latency;
    return wait.isZero() || response.status() == 0 ? response : response.delayed(wait);
  }

  private Response validate(Request request) {
    return desk.validate(
        request.pathValue("item"),
        request.query("code").orElse(""),
        request.query("customer").orElse(""));
  }

  private Response items(Request request) {
    String biller = request.pathValue("biller");
    return catalogue.biller(biller).isEmpty()
        ? Envelope.error(404, "Biller not found")
        : CatalogueAnswers.items(catalogue.itemsOf(biller));
  }

  private Response flatList(Request request) {
    String biller = request.query("biller_code").orElse("");
    return CatalogueAnswers.flatList(
        catalogue.all().stream()
            .filter(item -> biller.isEmpty() || item.billerCode().equals(biller))
            .filter(item -> !asked(request, "airtime") || item.isAirtime())
            .filter(item -> !asked(request, "data_bundle") || item.category().equals(Item.DATA))
            .filter(item -> !asked(request, "power") || item.category().equals(Item.UTILITY))
            .filter(item -> !asked(request, "cables") || item.category().equals(Item.CABLE))
            .filter(item -> !asked(request, "internet") || item.category().equals(Item.INTERNET))
            .toList());
  }

  private static boolean asked(Request request, String parameter) {
    return request.query(parameter).filter("1"::equals).isPresent();
  }

  private Response balance(Request request) {
    return request.pathValue("currency").equals("NGN")
        ? Envelope.success("Wallet balance fetched", wallet())
        : Envelope.error(404, "Wallet not found");
  }

  private JsonArrayBuilder wallets() {
    return JsonText.array().add(wallet());
  }

  private JsonObjectBuilder wallet() {
    return JsonText.object()
        .add("currency", "NGN")
        .add("available_balance", Naira.plain(desk.shownBalanceKobo()))
        .add("ledger_balance", Naira.plain(book.floatKobo()));
  }
}
