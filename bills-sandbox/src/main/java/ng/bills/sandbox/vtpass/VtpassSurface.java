package ng.bills.sandbox.vtpass;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.Handler;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;

/** The addresses of the API under {@code /api}, and the keys they ask for. */
final class VtpassSurface {
  private final VtpassSandbox sandbox;
  private final VtpassSettings settings;
  private final Catalogue catalogue;
  private final CheckDesk checks;
  private final PayDesk desk;

  VtpassSurface(
      VtpassSandbox sandbox,
      VtpassSettings settings,
      Catalogue catalogue,
      CheckDesk checks,
      PayDesk desk) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.catalogue = catalogue;
    this.checks = checks;
    this.desk = desk;
  }

  void install(SandboxServer server) {
    server.route("GET", "/api/service-categories", get(r -> listed(CatalogueAnswers::categories)));
    server.route(
        "GET",
        "/api/services",
        get(
            r ->
                listed(
                    () ->
                        CatalogueAnswers.services(
                            r.query("identifier").orElse(""), catalogue.services()))));
    server.route("GET", "/api/service-variations", this::variations);
    server.route("GET", "/api/balance", get(r -> balance()));
    server.route("POST", "/api/merchant-verify", post(r -> late(checks.check(body(r)))));
    server.route(
        "POST", "/api/merchant-verify/smile/email", post(r -> late(checks.checkSmile(body(r)))));
    server.route("POST", "/api/pay", post(r -> late(desk.pay(body(r)))));
    server.route("POST", "/api/requery", post(r -> late(desk.requery(body(r)))));
    server.fallback(
        request ->
            Response.json(404, JsonText.of(Map.of("message", "The route could not be found."))));
  }

  private Response listed(Supplier<JsonObject> answer) {
    return catalogue.isOut() ? PayDesk.badGateway() : ok(answer.get());
  }

  /** Answers without keys, as was seen in the wild. */
  private Response variations(Request request) {
    String id = request.query("serviceID").orElse("");
    return catalogue.isOut(id)
        ? PayDesk.badGateway()
        : ok(
            catalogue
                .service(id)
                .map(CatalogueAnswers::variations)
                .orElseGet(() -> Refusals.of("012")));
  }

  private Response balance() {
    BigDecimal naira = Naira.of(sandbox.floatKobo());
    JsonObjectBuilder contents = JsonText.object();
    if (sandbox.balanceAsText()) {
      contents.add("balance", naira.toPlainString());
    } else {
      contents.add("balance", naira);
    }
    return ok(JsonText.object().add("code", 1).add("contents", contents).build());
  }

  private Response late(Response response) {
    Duration wait = sandbox.latency();
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

  private static Response ok(JsonObject body) {
    return Response.json(200, body);
  }
}
