package ng.bills.sandbox.vtpass;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.http.RequestJournal;
import ng.bills.sandbox.http.SandboxServer;
import ng.bills.sandbox.vtpass.VtpassSettings.Acceptance;
import ng.bills.sandbox.webhook.WebhookControl;
import ng.bills.sandbox.webhook.Webhooks;

/**
 * VTpass on 127.0.0.1, under {@code /api} as in the real thing.
 *
 * <p>Control API: see {@link VtpassControl}, {@link CatalogueControl}, {@link
 * ng.bills.sandbox.webhook.WebhookControl} and {@code /_sandbox/faults}.
 */
public final class VtpassSandbox implements AutoCloseable {
  private static final int COUNTED_PATHS = 1_000;

  private final VtpassSettings settings;
  private final Catalogue catalogue = new Catalogue();
  private final OutcomeRules rules;
  private final VendBook book;
  private final Accounts accounts;
  private final Smartcards smartcards;
  private final PayDesk desk;
  private final Callbacks callbacks;
  private final SandboxServer server;
  private final Faults faults = new Faults();
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final Object changes = new Object();
  private long changeCount;
  private volatile Supplier<Duration> latency;
  private volatile boolean balanceAsText;

  private VtpassSandbox(VtpassSettings settings) {
    this.settings = settings;
    this.latency = settings::latency;
    this.rules = new OutcomeRules(settings.seed());
    Tokens tokens = new Tokens(settings.seed());
    this.book =
        new VendBook(
            catalogue, tokens, settings.floatKobo(), settings.dataDirectory(), this::signal);
    this.accounts = new Accounts(settings);
    this.smartcards = new Smartcards(settings.clock(), book);
    this.desk =
        new PayDesk(
            settings,
            new PayForm(catalogue, smartcards),
            book,
            rules,
            accounts,
            new PayAnswers(tokens));
    this.callbacks = new Callbacks(settings.clock(), tokens);
    book.settledListener(callbacks::settled);
    catalogue.listener(callbacks::variationsChanged);
    this.server = new SandboxServer("vtpass", settings.port());
  }

  /**
   * @throws java.io.UncheckedIOException when the port is taken or the data directory cannot be
   *     used
   */
  public static VtpassSandbox start(VtpassSettings settings) {
    VtpassSandbox sandbox = new VtpassSandbox(settings);
    sandbox.open();
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
    accounts.accept(which);
  }

  /** Makes this meter, phone or smartcard exist. */
  public void register(String account) {
    accounts.register(account);
  }

  /** Makes this smartcard exist, subscribed so. */
  public void register(Smartcard card) {
    accounts.register(card.account());
    smartcards.register(card);
  }

  /** What is sold, to be changed while it runs. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** Where callbacks go, and how they are spoilt. */
  public Webhooks webhooks() {
    return callbacks.webhooks();
  }

  /**
   * Ends a pending purchase, or reverses one that will be, now and not at a requery; the callback
   * follows.
   *
   * @return whether the purchase moved
   */
  public boolean settle(String requestId) {
    return book.settleNow(requestId);
  }

  /** Sends a callback that claims this, whatever is true; also of a purchase nobody made. */
  public void claim(String requestId, VendStatus status) {
    book.find(requestId)
        .ifPresentOrElse(
            purchase -> callbacks.tell(purchase, status),
            () -> callbacks.invent(requestId, status));
  }

  /** Whether {@code /balance} tells the balance as text, as older answers do. */
  public void balanceAsText(boolean on) {
    balanceAsText = on;
  }

  boolean balanceAsText() {
    return balanceAsText;
  }

  Duration latency() {
    return latency.get();
  }

  public void duplicateGuard(boolean on) {
    desk.duplicateGuard(on);
  }

  public void latency(Duration beforeEachAnswer) {
    latencies(() -> beforeEachAnswer);
  }

  /** A latency of its own for each answer; called by many threads. */
  public void latencies(Supplier<Duration> ofTheNextAnswer) {
    latency = ofTheNextAnswer;
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
    callbacks.webhooks().close();
    book.close();
  }

  private List<Vend> carriedOut(Collection<Purchase> purchases) {
    return purchases.stream().map(book::snapshot).filter(Vend::carriedOut).toList();
  }

  private void open() {
    server.filter(
        (request, next) -> {
          if (requests.size() < COUNTED_PATHS || requests.containsKey(request.path())) {
            requests.computeIfAbsent(request.path(), path -> new LongAdder()).increment();
          }
          signal();
          return next.handle(request);
        });
    faults.install(server);
    CheckDesk checks = new CheckDesk(settings.hold(), catalogue, rules, accounts, smartcards);
    new VtpassSurface(this, settings, catalogue, checks, desk).install(server);
    new VtpassControl(this, book, rules, accounts, desk, requests).install(server);
    CatalogueControl.install(catalogue, server);
    WebhookControl.install(webhooks(), server);
    server.start();
  }
}
