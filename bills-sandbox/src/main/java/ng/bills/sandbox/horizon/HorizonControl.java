package ng.bills.sandbox.horizon;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import ng.bills.sandbox.horizon.HorizonSandbox.Named;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.Handler;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.RequestJournal;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;
import org.stellar.sdk.Memo;

/**
 * The control API under {@code /_sandbox}: the methods of {@link HorizonSandbox} as JSON. Accounts
 * are given by address or by the sandbox's own name for them, assets as {@code CODE:G…} or, when
 * the sandbox issues them, by code alone; amounts are Horizon's text ({@code "1500.00"}).
 */
final class HorizonControl {
  private static final Duration WAIT = Duration.ofSeconds(30);

  private final HorizonSandbox sandbox;
  private final StellarNetwork network;
  private final AtomicLong nextCustomer = new AtomicLong();

  HorizonControl(HorizonSandbox sandbox, StellarNetwork network) {
    this.sandbox = sandbox;
    this.network = network;
  }

  void install(SandboxServer server) {
    post(server, "/tick", this::tick);
    post(server, "/clock", this::clock);
    post(server, "/lag", request -> done(() -> sandbox.lag((int) number(request, "n"))));
    post(server, "/elder", request -> done(() -> sandbox.elder((int) number(request, "ledger"))));
    post(server, "/reset-network", this::reset);
    post(server, "/account", this::account);
    post(server, "/issuer", this::issuer);
    post(server, "/customer", this::customer);
    post(server, "/trust", this::trust);
    post(server, "/mint", this::mint);
    post(server, "/rate", this::rate);
    post(server, "/authorize", this::authorize);
    post(server, "/clawback", this::clawback);
    post(server, "/freeze", this::freeze);
    post(server, "/pay", this::pay);
    post(server, "/pay-batch", this::payBatch);
    get(server, "/state", request -> state());
    get(server, "/requests", this::requests);
    get(server, "/balance", this::balance);
    get(server, "/refunds", this::refunds);
    get(server, "/payments", this::payments);
    server.route(
        "DELETE",
        SandboxServer.CONTROL + "/requests",
        request -> {
          sandbox.requests().clear();
          return Response.empty(204);
        });
    server.route("GET", "/friendbot", this::friendbot);
    server.route("POST", "/friendbot", this::friendbot);
  }

  private static void post(SandboxServer server, String path, Handler handler) {
    server.route("POST", SandboxServer.CONTROL + path, refusing(handler));
  }

  private static void get(SandboxServer server, String path, Handler handler) {
    server.route("GET", SandboxServer.CONTROL + path, refusing(handler));
  }

  private static Handler refusing(Handler handler) {
    return request -> {
      try {
        return handler.handle(request);
      } catch (IllegalArgumentException | IllegalStateException e) {
        return Response.json(409, JsonText.of(Map.of("error", String.valueOf(e.getMessage()))));
      }
    };
  }

  private static Response ok(Map<String, ?> values) {
    return Response.json(200, JsonText.of(values));
  }

  private Response done(Runnable action) {
    action.run();
    return state();
  }

  /** A whole number from the query or the JSON body. */
  private static long number(Request request, String name) {
    String text = request.query(name).orElseGet(() -> JsonText.text(request.json(), name, null));
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadRequestException(name + " must be a whole number", e);
    }
  }

  private static String needed(JsonObject json, String name) {
    String text = JsonText.text(json, name, null);
    if (text == null) {
      throw new BadRequestException(name + " is missing");
    }
    return text;
  }

  private String accountOf(JsonObject json, String name) {
    return sandbox.account(needed(json, name));
  }

  private String assetOf(JsonObject json) {
    return sandbox.asset(needed(json, "asset"));
  }

  private static long amountOf(JsonObject json) {
    return Stroops.parse(needed(json, "amount"));
  }

  // ---------------------------------------------------------------- time

  private Response tick(Request request) {
    int n = request.query("n").isPresent() ? (int) number(request, "n") : 1;
    return done(() -> sandbox.tick(n));
  }

  private Response clock(Request request) {
    String text =
        request.query("advance").orElseGet(() -> JsonText.text(request.json(), "advance", ""));
    try {
      Duration by =
          text.startsWith("P") ? Duration.parse(text) : Duration.ofSeconds(Long.parseLong(text));
      return done(() -> sandbox.advanceClock(by));
    } catch (DateTimeException | NumberFormatException e) {
      throw new BadRequestException("advance must be seconds or an ISO 8601 duration", e);
    }
  }

  private Response reset(Request request) {
    String passphrase = JsonText.text(request.json(), "passphrase", null);
    return done(() -> sandbox.resetNetwork(passphrase));
  }

  // ---------------------------------------------------------------- accounts

  private static Response answer(Named named) {
    return ok(Map.of("name", named.name(), "account", named.account(), "secret", named.secret()));
  }

  private Response account(Request request) {
    JsonObject json = request.json();
    return answer(
        sandbox.createAccount(
            needed(json, "name"), Stroops.parse(JsonText.text(json, "xlm", "1000"))));
  }

  private Response issuer(Request request) {
    JsonObject json = request.json();
    List<String> flags = new ArrayList<>();
    if (json.containsKey("flags")) {
      json.getJsonArray("flags")
          .getValuesAs(JsonString.class)
          .forEach(flag -> flags.add(flag.getString()));
    }
    String code = needed(json, "code");
    Named issuer = sandbox.issuer(code, flags.toArray(String[]::new));
    return ok(
        Map.of(
            "account", issuer.account(),
            "secret", issuer.secret(),
            "asset", code + ":" + issuer.account()));
  }

  private Response customer(Request request) {
    JsonObject json = request.json();
    String name = JsonText.text(json, "name", "customer-" + nextCustomer.incrementAndGet());
    return answer(sandbox.customer(name, assetOf(json), amountOf(json)));
  }

  private Response trust(Request request) {
    JsonObject json = request.json();
    String limit = JsonText.text(json, "limit", null);
    String account = accountOf(json, "account");
    if (limit == null) {
      return done(() -> sandbox.trust(account, assetOf(json)));
    }
    return done(() -> sandbox.trust(account, assetOf(json), Stroops.parse(limit)));
  }

  private Response mint(Request request) {
    JsonObject json = request.json();
    return ok(Map.of("hash", sandbox.mint(assetOf(json), accountOf(json, "to"), amountOf(json))));
  }

  private Response rate(Request request) {
    JsonObject json = request.json();
    return done(
        () ->
            sandbox.rate(
                sandbox.asset(needed(json, "send")),
                sandbox.asset(needed(json, "receive")),
                JsonText.number(json, "numerator", 1),
                JsonText.number(json, "denominator", 1)));
  }

  private Response authorize(Request request) {
    JsonObject json = request.json();
    boolean authorized = !JsonText.text(json, "authorized", "true").equals("false");
    return done(() -> sandbox.authorize(accountOf(json, "account"), assetOf(json), authorized));
  }

  private Response clawback(Request request) {
    JsonObject json = request.json();
    return done(() -> sandbox.clawback(assetOf(json), accountOf(json, "account"), amountOf(json)));
  }

  private Response freeze(Request request) {
    JsonObject json = request.json();
    boolean frozen = !JsonText.text(json, "frozen", "true").equals("false");
    return done(() -> sandbox.freeze(accountOf(json, "account"), frozen));
  }

  private Response friendbot(Request request) {
    String account = request.query("addr").orElseGet(() -> request.form().getOrDefault("addr", ""));
    if (!Address.isAccount(account)) {
      return HorizonSurface.problem(
          400, "bad_request", "Bad Request", Map.of("invalid_field", "addr"));
    }
    if (network.applied(account) != null) {
      return HorizonSurface.problem(
          400, "bad_request", "account already funded to starting balance", Map.of());
    }
    sandbox.fund(account, 10_000 * Stroops.ONE);
    return ok(Map.of("successful", true, "account", account));
  }

  // ---------------------------------------------------------------- paying

  private PayOrder order(JsonObject json) {
    String asset = sandbox.asset(JsonText.text(json, "asset", Assets.NATIVE));
    long stroops = amountOf(json);
    String from = JsonText.text(json, "from", null);
    if (from == null) {
      from =
          sandbox.customer("customer-" + nextCustomer.incrementAndGet(), asset, stroops).account();
    }
    PayOrder order =
        PayOrder.of(sandbox.account(from), destination(json), asset, stroops)
            .memo(memo(json.get("memo")))
            .kind(kind(JsonText.text(json, "kind", "payment")))
            .operations((int) JsonText.number(json, "ops", 1))
            .feeBump(JsonText.text(json, "feeBump", "false").equals("true"))
            .sendAsset(sandbox.asset(JsonText.text(json, "sendAsset", Assets.NATIVE)));
    if (json.containsKey("muxedId")) {
      order = order.toMuxedId(JsonText.number(json, "muxedId", 0));
    }
    if (json.containsKey("fromMuxedId")) {
      order = order.fromMuxedId(JsonText.number(json, "fromMuxedId", 0));
    }
    return order;
  }

  /** Here an {@code M…} address is as good as any. */
  private String destination(JsonObject json) {
    String to = needed(json, "to");
    return to.matches("M[A-Z2-7]{68}") ? to : sandbox.account(to);
  }

  private static PayOrder.Kind kind(String text) {
    try {
      return PayOrder.Kind.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("unknown kind of payment " + text, e);
    }
  }

  /**
   * A text, or an object of {@code type} (text, bytes, id, hash, return) and {@code value}; bytes
   * are base64, hashes hex.
   */
  private static Memo memo(JsonValue value) {
    if (value == null || value == JsonValue.NULL) {
      return Memo.none();
    }
    try {
      if (value instanceof JsonString text) {
        return Memo.text(text.getString());
      }
      JsonObject json = value.asJsonObject();
      String content = JsonText.text(json, "value", "");
      return switch (JsonText.text(json, "type", "text")) {
        case "text" -> Memo.text(content);
        case "bytes" -> Memo.text(Base64.getDecoder().decode(content));
        case "id" -> Memo.id(new BigInteger(content));
        case "hash" -> Memo.hash(content);
        case "return" -> Memo.returnHash(content);
        case "none" -> Memo.none();
        default -> throw new BadRequestException("unknown type of memo");
      };
    } catch (RuntimeException e) {
      throw new BadRequestException("not a memo: " + e.getMessage(), e);
    }
  }

  private Response pay(Request request) throws InterruptedException {
    JsonObject json = request.json();
    PayOrder order = order(json);
    String hash = sandbox.pay(order);
    JsonObjectBuilder answer =
        JsonText.object().add("hash", hash).add("from", order.from()).add("to", order.to());
    if (JsonText.text(json, "wait", "false").equals("true")) {
      boolean there = sandbox.awaitIngested(hash, WAIT);
      answer.add("ingested", there);
      if (there) {
        answer.add("result", sandbox.resultOf(hash));
      }
    }
    return Response.json(200, answer.build());
  }

  private Response payBatch(Request request) {
    List<PayOrder> orders = new ArrayList<>();
    for (JsonValue entry : request.json().getJsonArray("payments")) {
      orders.add(order(entry.asJsonObject()));
    }
    JsonArrayBuilder hashes = JsonText.array();
    sandbox.payAll(orders).forEach(hashes::add);
    return Response.json(200, JsonText.object().add("hashes", hashes).build());
  }

  // ---------------------------------------------------------------- truth

  private Response state() {
    HorizonSandbox.State state = sandbox.state();
    JsonObjectBuilder names = JsonText.object();
    network.keys().names().forEach(names::add);
    return Response.json(
        200,
        JsonText.object()
            .add("passphrase", state.passphrase())
            .add("core", state.coreLedger())
            .add("ingested", state.ingestedLedger())
            .add("elder", state.elderLedger())
            .add("queued", state.queued())
            .add("accounts", network.accounts().size())
            .add("names", names)
            .build());
  }

  private Response requests(Request request) {
    String path = request.query("path").orElse(".*");
    JsonArrayBuilder array = JsonText.array();
    for (RequestJournal.Entry entry : sandbox.requests().entries()) {
      if (entry.request().path().matches(path)) {
        array.add(
            JsonText.object()
                .add("number", entry.request().number())
                .add("at", entry.request().at().toString())
                .add("method", entry.request().method())
                .add("path", entry.request().path())
                .add("query", entry.request().rawQuery())
                .add("body", entry.request().text())
                .add("status", entry.status()));
      }
    }
    return Response.json(200, array.build());
  }

  private Response balance(Request request) {
    String account = sandbox.account(request.query("account").orElse(""));
    String asset = sandbox.asset(request.query("asset").orElse(Assets.NATIVE));
    return ok(
        Map.of("account", account, "balance", Stroops.format(sandbox.balance(account, asset))));
  }

  private Response refunds(Request request) {
    String hash = request.query("hash").orElse("");
    List<Movement> refunds =
        request
            .query("to")
            .map(to -> sandbox.refundsTo(sandbox.account(to), hash))
            .orElseGet(() -> sandbox.refundsOf(hash));
    return Response.json(200, json(refunds).build());
  }

  private Response payments(Request request) {
    if (request.query("from").isPresent()) {
      return Response.json(
          200, json(sandbox.paymentsFrom(sandbox.account(request.query("from").get()))).build());
    }
    return Response.json(
        200, json(sandbox.paymentsTo(sandbox.account(request.query("to").orElse("")))).build());
  }

  private static JsonArrayBuilder json(List<Movement> movements) {
    JsonArrayBuilder array = JsonText.array();
    for (Movement movement : movements) {
      array.add(
          JsonText.object()
              .add("id", String.valueOf(movement.operationId()))
              .add("hash", movement.transactionHash())
              .add("from", movement.from())
              .add("to", movement.to())
              .add("asset", movement.asset())
              .add("amount", Stroops.format(movement.stroops())));
    }
    return array;
  }
}
