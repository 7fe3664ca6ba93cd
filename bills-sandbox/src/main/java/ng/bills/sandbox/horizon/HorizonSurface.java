package ng.bills.sandbox.horizon;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import ng.bills.sandbox.horizon.ResultCodes.Verdict;
import ng.bills.sandbox.horizon.StellarNetwork.Submission;
import ng.bills.sandbox.http.Handler;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;

/**
 * Horizon's HTTP interface over the network, as of Horizon 28: shapes, paging, problems and
 * streams.
 */
final class HorizonSurface {
  private static final String HAL = "application/hal+json; charset=utf-8";
  private static final String PROBLEM = "application/problem+json; charset=utf-8";
  private static final String EVENTS = "text/event-stream; charset=utf-8";
  private static final String PROBLEMS = "https://stellar.org/horizon-errors/";
  private static final int LIMIT_DEFAULT = 10;
  private static final int LIMIT_HIGHEST = 200;
  private static final int BODY_LIMIT = 200_000;
  private static final int FEE_LEDGERS = 5;

  private final StellarNetwork network;
  private final HorizonSettings settings;
  private final RateLimit rateLimit;
  private final Supplier<String> baseUrl;

  /** A problem that ends the request. */
  static final class ProblemException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Response response;

    ProblemException(Response response) {
      super("answered with a problem");
      this.response = response;
    }
  }

  /** What to list: cursor exclusive. */
  private record Paging(long cursor, boolean descending, int limit) {}

  /** A record ready to be sent. */
  private record Line(String token, String json) {}

  @FunctionalInterface
  private interface Listing {
    List<Line> list(Paging paging);
  }

  HorizonSurface(
      StellarNetwork network,
      HorizonSettings settings,
      RateLimit rateLimit,
      Supplier<String> baseUrl) {
    this.network = network;
    this.settings = settings;
    this.rateLimit = rateLimit;
    this.baseUrl = baseUrl;
  }

  void install(SandboxServer server) {
    get(server, "/", request -> root());
    get(server, "/health", request -> health());
    get(server, "/accounts/{account}", this::account);
    for (String kind : List.of("payments", "operations")) {
      boolean payments = kind.equals("payments");
      get(server, "/" + kind, request -> operations(request, null, payments));
      get(
          server,
          "/accounts/{account}/" + kind,
          request -> operations(request, knownAccount(request), payments));
    }
    get(server, "/transactions", request -> transactions(request, null));
    get(
        server,
        "/accounts/{account}/transactions",
        request -> transactions(request, knownAccount(request)));
    get(server, "/transactions/{hash}", request -> Response.text(200, HAL, transaction(request)));
    get(server, "/transactions/{hash}/operations", request -> ofTransaction(request, false));
    get(server, "/transactions/{hash}/payments", request -> ofTransaction(request, true));
    get(server, "/ledgers", this::ledgers);
    get(server, "/ledgers/{sequence}", this::ledger);
    get(server, "/fee_stats", request -> feeStats());
    get(server, "/claimable_balances", this::claimableBalances);
    get(server, "/claimable_balances/{id}", this::claimableBalance);
    server.route("POST", "/transactions", guarded(this::submit));
    server.route("POST", "/transactions_async", guarded(this::submitAsync));
    server.fallback(request -> problem(404, "not_found", "Resource Missing", Map.of()));
  }

  private void get(SandboxServer server, String pattern, Handler handler) {
    server.route("GET", pattern, guarded(handler));
  }

  private static Handler guarded(Handler handler) {
    return request -> {
      try {
        return handler.handle(request);
      } catch (ProblemException e) {
        return e.response;
      }
    };
  }

  // ---------------------------------------------------------------- answers

  private Response state(String json) {
    return Response.text(200, HAL, json)
        .withHeader("Latest-Ledger", String.valueOf(network.ingested()));
  }

  static Response problem(int status, String type, String title, Map<String, ?> extras) {
    JsonObjectBuilder json =
        JsonText.object()
            .add("type", PROBLEMS + type)
            .add("title", title)
            .add("status", status)
            .add("detail", "See the type of this problem for what to do about it.");
    if (!extras.isEmpty()) {
      json.add("extras", JsonText.of(extras));
    }
    return Response.text(status, PROBLEM, json.build().toString());
  }

  private static ProblemException badRequest(String field, String reason) {
    return new ProblemException(
        problem(
            400, "bad_request", "Bad Request", Map.of("invalid_field", field, "reason", reason)));
  }

  private static ProblemException notFound() {
    return new ProblemException(problem(404, "not_found", "Resource Missing", Map.of()));
  }

  private Response root() {
    String base = baseUrl.get();
    JsonObjectBuilder links = JsonText.object();
    for (Map.Entry<String, String> link :
        List.of(
            Map.entry("account", "/accounts/{account_id}"),
            Map.entry(
                "account_transactions", "/accounts/{account_id}/transactions{?cursor,limit,order}"),
            Map.entry(
                "claimable_balances",
                "/claimable_balances{?asset,sponsor,claimant,cursor,limit,order}"),
            Map.entry("fee_stats", "/fee_stats"),
            Map.entry("friendbot", "/friendbot{?addr}"),
            Map.entry("ledger", "/ledgers/{sequence}"),
            Map.entry("ledgers", "/ledgers{?cursor,limit,order}"),
            Map.entry("operations", "/operations{?cursor,limit,order,include_failed}"),
            Map.entry("payments", "/payments{?cursor,limit,order,include_failed}"),
            Map.entry("self", "/"),
            Map.entry("transaction", "/transactions/{hash}"),
            Map.entry("transactions", "/transactions{?cursor,limit,order}"))) {
      JsonObjectBuilder one = JsonText.object().add("href", base + link.getValue());
      if (link.getValue().contains("{")) {
        one.add("templated", true);
      }
      links.add(link.getKey(), one);
    }
    int ingested;
    LedgerHeader header;
    JsonObjectBuilder json = JsonText.object().add("_links", links);
    synchronized (network) {
      ingested = network.ingested();
      header = network.ledger(ingested);
      json.add("horizon_version", "28.0.0-sandbox")
          .add("core_version", "stellar-core 27.1.0 (sandbox)")
          .add("ingest_latest_ledger", ingested)
          .add("history_latest_ledger", ingested)
          .add("history_latest_ledger_closed_at", Pictures.time(header.closedAt()))
          .add("history_elder_ledger", network.elder())
          .add("core_latest_ledger", network.core())
          .add("network_passphrase", network.passphrase());
    }
    json.add("current_protocol_version", StellarNetwork.PROTOCOL)
        .add("supported_protocol_version", StellarNetwork.PROTOCOL + 1)
        .add("core_supported_protocol_version", StellarNetwork.PROTOCOL);
    return Response.text(200, HAL, json.build().toString());
  }

  private static Response health() {
    return Response.json(
        200,
        JsonText.object()
            .add("database_connected", true)
            .add("core_up", true)
            .add("core_synced", true)
            .build());
  }

  // ---------------------------------------------------------------- accounts

  private static String accountId(Request request) throws ProblemException {
    String account = request.pathValue("account");
    if (!Address.isAccount(account)) {
      throw badRequest(
          "account_id", "Account ID must start with `G` and contain 56 alphanum characters");
    }
    return account;
  }

  private String knownAccount(Request request) throws ProblemException {
    String account = accountId(request);
    if (!network.known(account)) {
      throw notFound();
    }
    return account;
  }

  private Response account(Request request) throws ProblemException {
    AccountEntry account = network.seen(accountId(request));
    if (account == null) {
      throw notFound();
    }
    String self = baseUrl.get() + "/accounts/" + account.id;
    JsonObjectBuilder json =
        JsonText.object()
            .add("_links", JsonText.object().add("self", JsonText.object().add("href", self)))
            .add("id", account.id)
            .add("account_id", account.id)
            .add("sequence", String.valueOf(account.sequence));
    if (account.sequenceLedger > 0) {
      json.add("sequence_ledger", account.sequenceLedger);
      json.add("sequence_time", String.valueOf(account.sequenceTime));
    }
    json.add("subentry_count", account.subentries());
    if (!account.homeDomain.isEmpty()) {
      json.add("home_domain", account.homeDomain);
    }
    json.add("last_modified_ledger", account.lastModified)
        .add("last_modified_time", Pictures.time(account.lastModifiedTime))
        .add(
            "thresholds",
            JsonText.object()
                .add("low_threshold", account.low)
                .add("med_threshold", account.medium)
                .add("high_threshold", account.high))
        .add(
            "flags",
            JsonText.object()
                .add("auth_required", account.has(AccountEntry.AUTH_REQUIRED))
                .add("auth_revocable", account.has(AccountEntry.AUTH_REVOCABLE))
                .add("auth_immutable", account.has(AccountEntry.AUTH_IMMUTABLE))
                .add("auth_clawback_enabled", account.has(AccountEntry.AUTH_CLAWBACK)))
        .add("balances", balances(account))
        .add("signers", signers(account));
    JsonObjectBuilder data = JsonText.object();
    account.data.forEach(data::add);
    json.add("data", data)
        .add("num_sponsoring", account.sponsoring)
        .add("num_sponsored", 0)
        .add("paging_token", account.id);
    return state(json.build().toString());
  }

  private static JsonArrayBuilder balances(AccountEntry account) {
    JsonArrayBuilder balances = JsonText.array();
    account.lines.forEach(
        (asset, line) -> {
          JsonObjectBuilder json =
              JsonText.object()
                  .add("balance", Stroops.format(line.balance))
                  .add("limit", Stroops.format(line.limit))
                  .add("buying_liabilities", Stroops.format(line.buyingLiabilities))
                  .add("selling_liabilities", Stroops.format(line.sellingLiabilities))
                  .add("last_modified_ledger", line.lastModified)
                  .add("is_authorized", line.authorized)
                  .add("is_authorized_to_maintain_liabilities", line.authorized || line.maintain);
          if (line.clawback) {
            json.add("is_clawback_enabled", true);
          }
          Assets.describe(json, "", asset);
          balances.add(json);
        });
    return balances.add(
        JsonText.object()
            .add("balance", Stroops.format(account.xlm))
            .add("buying_liabilities", Stroops.format(0))
            .add("selling_liabilities", Stroops.format(0))
            .add("asset_type", Assets.NATIVE));
  }

  private static JsonArrayBuilder signers(AccountEntry account) {
    JsonArrayBuilder signers = JsonText.array();
    account.signers.forEach(
        (key, weight) ->
            signers.add(
                JsonText.object()
                    .add("weight", weight)
                    .add("key", key)
                    .add(
                        "type",
                        key.startsWith("X")
                            ? "sha256_hash"
                            : key.startsWith("T") ? "preauth_tx" : "ed25519_public_key")));
    return signers.add(
        JsonText.object()
            .add("weight", account.master)
            .add("key", account.id)
            .add("type", "ed25519_public_key"));
  }

  // ---------------------------------------------------------------- lists

  private Paging paging(Request request, boolean stream) throws ProblemException {
    Map<String, String> queries = request.queries();
    String order = queries.getOrDefault("order", "asc");
    if (!order.equals("asc") && !order.equals("desc")) {
      throw badRequest("order", "order must be asc or desc");
    }
    boolean descending = order.equals("desc");
    int limit = LIMIT_DEFAULT;
    if (!queries.getOrDefault("limit", "").isEmpty()) {
      try {
        limit = Integer.parseInt(queries.get("limit"));
      } catch (NumberFormatException e) {
        throw badRequest("limit", "unparseable value");
      }
      if (limit < 1 || limit > LIMIT_HIGHEST) {
        throw badRequest("limit", "limit must be from 1 to " + LIMIT_HIGHEST);
      }
    }
    String cursor = queries.getOrDefault("cursor", "");
    if (stream) {
      cursor = request.header("Last-Event-ID").orElse(cursor);
    }
    long from = descending ? Long.MAX_VALUE : 0;
    if (cursor.equals("now")) {
      from = network.highest();
    } else if (!cursor.isEmpty()) {
      try {
        from = Long.parseLong(cursor);
      } catch (NumberFormatException e) {
        throw badRequest("cursor", "cursor is not a number");
      }
      if (from < 0) {
        throw badRequest("cursor", "the cursor must not be negative");
      }
    }
    if (descending && !cursor.isEmpty() && from >> 32 < network.elder()) {
      throw new ProblemException(
          problem(410, "before_history", "Data Requested Is Before Recorded History", Map.of()));
    }
    return new Paging(from, descending, limit);
  }

  private Response list(Request request, Listing listing) throws ProblemException {
    boolean stream = request.header("Accept").orElse("").contains("text/event-stream");
    Paging paging = paging(request, stream);
    if (stream) {
      return Response.stream(200, EVENTS, out -> stream(out, listing, paging))
          .withHeader("Cache-Control", "no-cache");
    }
    List<Line> lines = listing.list(paging);
    String path = baseUrl.get() + request.path();
    String rest = "&limit=" + paging.limit() + carried(request);
    String cursor = request.query("cursor").orElse("");
    String last = lines.isEmpty() ? cursor : lines.get(lines.size() - 1).token();
    String first = lines.isEmpty() ? cursor : lines.get(0).token();
    String order = paging.descending() ? "desc" : "asc";
    StringBuilder json = new StringBuilder(256 + lines.size() * 2_000);
    json.append("{\"_links\":{\"self\":")
        .append(href(path + "?" + request.rawQuery()))
        .append(",\"next\":")
        .append(href(path + "?cursor=" + last + "&order=" + order + rest))
        .append(",\"prev\":")
        .append(
            href(
                path
                    + "?cursor="
                    + first
                    + "&order="
                    + (paging.descending() ? "asc" : "desc")
                    + rest))
        .append("},\"_embedded\":{\"records\":[");
    for (int i = 0; i < lines.size(); i++) {
      json.append(i == 0 ? "" : ",").append(lines.get(i).json());
    }
    return Response.text(200, HAL, json.append("]}}").toString());
  }

  private static String carried(Request request) {
    StringBuilder rest = new StringBuilder();
    for (String name : List.of("join", "include_failed", "asset", "claimant", "sponsor")) {
      request
          .query(name)
          .ifPresent(value -> rest.append('&').append(name).append('=').append(value));
    }
    return rest.toString();
  }

  private static String href(String url) {
    return JsonText.of(Map.of("href", url)).toString();
  }

  private void stream(OutputStream out, Listing listing, Paging paging)
      throws IOException, InterruptedException {
    frame(out, "retry: 1000\nevent: open\ndata: \"hello\"\n\n");
    long end = System.nanoTime() + settings.streamTimeout().toNanos();
    long cursor = paging.cursor();
    int left = paging.limit();
    while (left > 0) {
      int height = network.ingested();
      for (Line line : listing.list(new Paging(cursor, paging.descending(), left))) {
        frame(out, "id: " + line.token() + "\ndata: " + line.json() + "\n\n");
        cursor = Long.parseLong(line.token());
        left--;
      }
      long remaining = end - System.nanoTime();
      if (left <= 0 || remaining <= 0) {
        break;
      }
      if (network.awaitIngestedAfter(height, Duration.ofNanos(remaining))
          && !rateLimit.streamed()) {
        frame(out, "event: error\ndata: Rate limit exceeded\n\n");
        return;
      }
    }
    frame(out, "retry: 10\nevent: close\ndata: \"byebye\"\n\n");
  }

  /** One write for every frame: the stream faults rely on it. */
  private static void frame(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static boolean flag(Request request, String name) {
    return request.query(name).orElse("false").equals("true");
  }

  private static boolean joins(Request request) throws ProblemException {
    String join = request.query("join").orElse("");
    if (!join.isEmpty() && !join.equals("transactions")) {
      throw badRequest("join", "Accepted values: transactions");
    }
    return !join.isEmpty();
  }

  private Response operations(Request request, String account, boolean payments)
      throws ProblemException {
    boolean join = joins(request);
    boolean failed = flag(request, "include_failed");
    return list(
        request,
        paging ->
            network
                .operations(
                    account, payments, failed, paging.cursor(), paging.descending(), paging.limit())
                .stream()
                .map(operation -> line(operation, join))
                .toList());
  }

  private Response ofTransaction(Request request, boolean payments) throws ProblemException {
    TransactionRecord record = record(request);
    boolean join = joins(request);
    return list(
        request,
        paging ->
            record.operations.stream()
                .filter(operation -> !payments || operation.isPayment())
                .filter(
                    operation ->
                        paging.descending()
                            ? operation.id() < paging.cursor()
                            : operation.id() > paging.cursor())
                .limit(paging.limit())
                .map(operation -> line(operation, join))
                .toList());
  }

  private Line line(OperationRecord operation, boolean join) {
    String base = baseUrl.get();
    String id = String.valueOf(operation.id());
    StringBuilder json = new StringBuilder(2_000);
    json.append("{\"_links\":{\"self\":{\"href\":\"")
        .append(base)
        .append("/operations/")
        .append(id);
    json.append("\"},\"transaction\":{\"href\":\"").append(base).append("/transactions/");
    json.append(operation.transaction().hash);
    json.append("\"},\"effects\":{\"href\":\"").append(base).append("/operations/").append(id);
    json.append("/effects\"},\"succeeds\":{\"href\":\"").append(base);
    json.append("/effects?order=desc&cursor=").append(id);
    json.append("\"},\"precedes\":{\"href\":\"").append(base);
    json.append("/effects?order=asc&cursor=").append(id);
    json.append("\"}},\"id\":\"")
        .append(id)
        .append("\",\"paging_token\":\"")
        .append(id)
        .append("\",");
    json.append(operation.fields());
    if (join) {
      json.append(",\"transaction\":").append(json(operation.transaction()));
    }
    return new Line(id, json.append('}').toString());
  }

  private String json(TransactionRecord record) {
    String base = baseUrl.get();
    return "{\"_links\":{\"self\":{\"href\":\""
        + base
        + "/transactions/"
        + record.hash
        + "\"},\"operations\":{\"href\":\""
        + base
        + "/transactions/"
        + record.hash
        + "/operations{?cursor,limit,order}\",\"templated\":true},\"ledger\":{\"href\":\""
        + base
        + "/ledgers/"
        + record.ledger
        + "\"}},"
        + record.fields
        + "}";
  }

  private Response transactions(Request request, String account) throws ProblemException {
    boolean failed = flag(request, "include_failed");
    return list(
        request,
        paging ->
            network
                .transactions(account, failed, paging.cursor(), paging.descending(), paging.limit())
                .stream()
                .map(record -> new Line(String.valueOf(record.id()), json(record)))
                .toList());
  }

  private TransactionRecord record(Request request) throws ProblemException {
    String hash = request.pathValue("hash");
    if (!hash.matches("[0-9a-f]{64}")) {
      throw badRequest("tx_id", "Transaction hash must be a hex-encoded, lowercase SHA-256 hash");
    }
    TransactionRecord record = network.seenTransaction(hash);
    if (record == null || record.ledger < network.elder()) {
      throw notFound();
    }
    return record;
  }

  private String transaction(Request request) throws ProblemException {
    return json(record(request));
  }

  // ---------------------------------------------------------------- ledgers and fees

  private Response ledgers(Request request) throws ProblemException {
    return list(
        request,
        paging ->
            network.ledgers(paging.cursor(), paging.descending(), paging.limit()).stream()
                .map(
                    header ->
                        new Line(
                            String.valueOf((long) header.sequence() << 32),
                            json(header).toString()))
                .toList());
  }

  private Response ledger(Request request) throws ProblemException {
    int sequence;
    try {
      sequence = Integer.parseInt(request.pathValue("sequence"));
    } catch (NumberFormatException e) {
      throw badRequest("ledger_id", "not a ledger sequence");
    }
    if (sequence < network.elder() && sequence > 0) {
      throw new ProblemException(
          problem(410, "before_history", "Data Requested Is Before Recorded History", Map.of()));
    }
    LedgerHeader header = network.ledger(sequence);
    if (header == null || sequence > network.ingested()) {
      throw notFound();
    }
    return Response.text(200, HAL, json(header).toString());
  }

  private JsonObject json(LedgerHeader header) {
    String passphrase = network.passphrase();
    LedgerHeader before = network.ledger(header.sequence() - 1);
    String hash = header.hash(passphrase);
    JsonObjectBuilder json =
        JsonText.object()
            .add(
                "_links",
                JsonText.object()
                    .add(
                        "self",
                        JsonText.object()
                            .add("href", baseUrl.get() + "/ledgers/" + header.sequence())))
            .add("id", hash)
            .add("paging_token", String.valueOf((long) header.sequence() << 32))
            .add("hash", hash);
    if (before != null) {
      json.add("prev_hash", before.hash(passphrase));
    }
    return json.add("sequence", header.sequence())
        .add("successful_transaction_count", header.successful())
        .add("failed_transaction_count", header.failed())
        .add("operation_count", header.operations())
        .add("tx_set_operation_count", header.setOperations())
        .add("closed_at", Pictures.time(header.closedAt()))
        .add("total_coins", Stroops.format(StellarNetwork.TOTAL_XLM))
        .add("base_fee_in_stroops", TransactionRules.BASE_FEE)
        .add("base_reserve_in_stroops", StellarNetwork.BASE_RESERVE)
        .add("max_tx_set_size", settings.maxOperationsPerLedger())
        .add("protocol_version", StellarNetwork.PROTOCOL)
        .build();
  }

  private Response feeStats() {
    List<TransactionRecord> recent = network.recent(FEE_LEDGERS);
    int ledger = network.ingested();
    long operations = 0;
    for (int i = Math.max(1, ledger - FEE_LEDGERS + 1); i <= ledger; i++) {
      operations += network.ledger(i).setOperations();
    }
    long hundredths = operations * 100 / ((long) FEE_LEDGERS * settings.maxOperationsPerLedger());
    return Response.text(
        200,
        HAL,
        JsonText.object()
            .add("last_ledger", String.valueOf(ledger))
            .add("last_ledger_base_fee", String.valueOf(TransactionRules.BASE_FEE))
            .add(
                "ledger_capacity_usage",
                String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100))
            .add(
                "fee_charged",
                distribution(
                    recent.stream().mapToLong(one -> one.feePerOperation).sorted().toArray()))
            .add(
                "max_fee",
                distribution(
                    recent.stream().mapToLong(one -> one.bidPerOperation).sorted().toArray()))
            .build()
            .toString());
  }

  private static JsonObjectBuilder distribution(long[] sorted) {
    long[] fees = sorted.length == 0 ? new long[] {TransactionRules.BASE_FEE} : sorted;
    long mode = fees[0];
    int best = 0;
    for (int i = 0; i < fees.length; ) {
      int from = i;
      while (i < fees.length && fees[i] == fees[from]) {
        i++;
      }
      if (i - from > best) {
        best = i - from;
        mode = fees[from];
      }
    }
    JsonObjectBuilder json =
        JsonText.object()
            .add("max", String.valueOf(fees[fees.length - 1]))
            .add("min", String.valueOf(fees[0]))
            .add("mode", String.valueOf(mode));
    for (int percent : new int[] {10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99}) {
      json.add("p" + percent, String.valueOf(fees[(fees.length - 1) * percent / 100]));
    }
    return json;
  }

  // ---------------------------------------------------------------- claimable balances

  private Response claimableBalances(Request request) throws ProblemException {
    String claimant = request.query("claimant").orElse(null);
    String sponsor = request.query("sponsor").orElse(null);
    String asset = request.query("asset").orElse(null);
    Predicate<ClaimableBalance> wanted =
        balance ->
            (claimant == null || balance.claimants().containsKey(claimant))
                && (sponsor == null || sponsor.equals(balance.sponsor()))
                && (asset == null || asset.equals(balance.asset()));
    String cursor = request.query("cursor").orElse("");
    Request withoutCursor = request.withRawQuery(dropCursor(request.rawQuery()));
    return list(
            withoutCursor,
            paging -> {
              List<ClaimableBalance> found = network.seenBalances(wanted);
              int start = 0;
              for (int i = 0; i < found.size(); i++) {
                if (token(found.get(i)).equals(cursor)) {
                  start = i + 1;
                }
              }
              return found.subList(start, Math.min(found.size(), start + paging.limit())).stream()
                  .map(balance -> new Line(token(balance), json(balance).toString()))
                  .toList();
            })
        .withHeader("Latest-Ledger", String.valueOf(network.ingested()));
  }

  static String dropCursor(String rawQuery) {
    return String.join(
        "&",
        Arrays.stream(rawQuery.split("&")).filter(pair -> !pair.startsWith("cursor=")).toList());
  }

  private static String token(ClaimableBalance balance) {
    return balance.ledger() + "-" + balance.id();
  }

  private Response claimableBalance(Request request) throws ProblemException {
    String id = request.pathValue("id");
    List<ClaimableBalance> found = network.seenBalances(balance -> balance.id().equals(id));
    if (found.isEmpty()) {
      throw notFound();
    }
    return state(json(found.get(0)).toString());
  }

  private static JsonObject json(ClaimableBalance balance) {
    JsonArrayBuilder claimants = JsonText.array();
    balance
        .claimants()
        .forEach(
            (account, predicate) ->
                claimants.add(
                    JsonText.object()
                        .add("destination", account)
                        .add(
                            "predicate",
                            ClaimableBalance.picture(ClaimableBalance.decode(predicate)))));
    return JsonText.object()
        .add("id", balance.id())
        .add("asset", balance.asset())
        .add("amount", Stroops.format(balance.amount()))
        .add("sponsor", balance.sponsor())
        .add("last_modified_ledger", balance.ledger())
        .add("last_modified_time", Pictures.time(balance.closedAt()))
        .add("claimants", claimants)
        .add("flags", JsonText.object().add("clawback_enabled", balance.clawback()))
        .add("paging_token", token(balance))
        .build();
  }

  // ---------------------------------------------------------------- submission

  /**
   * @throws ProblemException when the request carries no transaction
   */
  Envelope envelope(Request request) throws ProblemException {
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      throw new ProblemException(
          problem(415, "unsupported_media_type", "Unsupported Media Type", Map.of()));
    }
    if (request.body().length > BODY_LIMIT) {
      throw new ProblemException(problem(413, "bad_request", "Request Body Too Large", Map.of()));
    }
    String xdr = request.form().getOrDefault("tx", "");
    try {
      return network.decode(xdr);
    } catch (Envelope.MalformedException e) {
      throw new ProblemException(
          problem(
              400, "transaction_malformed", "Transaction Malformed", Map.of("envelope_xdr", xdr)));
    }
  }

  private Response submit(Request request) throws ProblemException, InterruptedException {
    Envelope envelope = envelope(request);
    return await(envelope, network.submit(envelope));
  }

  /** What the synchronous endpoint answers once core has said its first word. */
  Response await(Envelope envelope, Submission submission) throws InterruptedException {
    switch (submission.status()) {
      case STORED:
        return outcome(submission.record());
      case ERROR:
        if (submission.verdict().code().equals("tx_bad_seq")) {
          network.awaitCaughtUp(settings.submitTimeout());
          TransactionRecord known = network.seenTransaction(envelope.hash());
          if (known != null) {
            return outcome(known);
          }
        }
        return failed(envelope, submission.verdict());
      default: // also TRY_AGAIN_LATER: Horizon waits for what will not come
        TransactionRecord record = network.await(envelope.hash(), settings.submitTimeout());
        return record == null ? timeout(envelope) : outcome(record);
    }
  }

  Response outcome(TransactionRecord record) {
    if (record.successful) {
      return Response.text(200, HAL, json(record));
    }
    JsonObject fields = JsonText.parseObject("{" + record.fields + "}");
    return failure(
        fields.getString("envelope_xdr"),
        fields.getString("result_xdr"),
        record.code,
        record.innerCode,
        record.operationCodes);
  }

  Response failed(Envelope envelope, Verdict verdict) {
    return failure(
        envelope.xdr(),
        resultXdr(envelope, verdict),
        verdict.code(),
        verdict.inner(),
        verdict.operationCodes());
  }

  private static String resultXdr(Envelope envelope, Verdict verdict) {
    return ResultCodes.xdr(
        verdict, envelope.bid(), verdict.inner() == null ? null : envelope.inner().hash());
  }

  private static Response failure(
      String envelope, String result, String code, String inner, List<String> operations) {
    JsonObjectBuilder codes = JsonText.object().add("transaction", code);
    if (inner != null) {
      codes.add("inner_transaction", inner);
    }
    if (!operations.isEmpty()) {
      JsonArrayBuilder array = JsonText.array();
      operations.forEach(array::add);
      codes.add("operations", array);
    }
    return problem(
        400,
        "transaction_failed",
        "Transaction Failed",
        Map.of("envelope_xdr", envelope, "result_xdr", result, "result_codes", codes.build()));
  }

  Response timeout(Envelope envelope) {
    return problem(
        504,
        "transaction_submission_timeout",
        "Transaction Submission Timeout",
        Map.of("hash", envelope.hash(), "envelope_xdr", envelope.xdr()));
  }

  private Response submitAsync(Request request) throws ProblemException {
    Envelope envelope = envelope(request);
    Submission submission = network.submit(envelope);
    JsonObjectBuilder json = JsonText.object();
    switch (submission.status()) {
      case PENDING:
        return async(201, json.add("tx_status", "PENDING"), envelope);
      case TRY_AGAIN_LATER:
        return async(503, json.add("tx_status", "TRY_AGAIN_LATER"), envelope);
      case ERROR:
        return async(
            400,
            json.add("tx_status", "ERROR")
                .add("error_result_xdr", resultXdr(envelope, submission.verdict())),
            envelope);
      case STORED:
        // it is in a ledger: core checks it like any other and the sequence number is used up
        return async(
            400,
            json.add("tx_status", "ERROR")
                .add("error_result_xdr", resultXdr(envelope, Verdict.of("tx_bad_seq"))),
            envelope);
      default:
        return async(409, json.add("tx_status", "DUPLICATE"), envelope);
    }
  }

  private static Response async(int status, JsonObjectBuilder json, Envelope envelope) {
    return Response.text(status, HAL, json.add("hash", envelope.hash()).build().toString());
  }
}
