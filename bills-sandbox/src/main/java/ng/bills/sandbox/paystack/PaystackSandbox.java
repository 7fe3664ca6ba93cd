package ng.bills.sandbox.paystack;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.Handler;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.RequestJournal;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.http.SandboxServer;
import ng.bills.sandbox.webhook.WebhookControl;
import ng.bills.sandbox.webhook.Webhooks;

/**
 * Paystack on 127.0.0.1. Nothing survives a restart.
 *
 * <p>Control API, beside {@link WebhookControl} and {@code /_sandbox/faults}: {@code POST
 * /_sandbox/transactions/{reference}/pay {"outcome"}} (without one as the reference or the e-mail
 * address means) · {@code POST /_sandbox/transactions/{reference}/settle} and {@code POST
 * /_sandbox/transfers/{reference}/settle} · {@code GET /_sandbox/transfers} · {@code GET, POST
 * /_sandbox/balance {"kobo"}} · {@code GET /_sandbox/magic}.
 */
public final class PaystackSandbox implements AutoCloseable {
  private static final int RETRIES = 4;

  private final PaystackSettings settings;
  private final Webhooks webhooks;
  private final FundingDesk funding;
  private final PayoutDesk payouts;
  private final SandboxServer server;
  private final Faults faults = new Faults();

  private PaystackSandbox(PaystackSettings settings) {
    this.settings = settings;
    this.webhooks =
        new Webhooks(
            "paystack",
            new PaystackSignature(settings.secretKey()),
            RETRIES,
            answer -> answer.statusCode() == 200);
    this.funding = new FundingDesk(settings, webhooks);
    this.payouts = new PayoutDesk(settings, webhooks);
    this.server = new SandboxServer("paystack", settings.port());
  }

  /**
   * @throws java.io.UncheckedIOException when the port is taken
   */
  public static PaystackSandbox start(PaystackSettings settings) {
    PaystackSandbox sandbox = new PaystackSandbox(settings);
    sandbox.routes();
    sandbox.server.start();
    return sandbox;
  }

  /** Base address of the API, without a slash at the end. */
  public String baseUrl() {
    return server.baseUrl();
  }

  /** Address of the control API. */
  public String controlUrl() {
    return server.baseUrl() + SandboxServer.CONTROL;
  }

  /**
   * The customer pays a checkout.
   *
   * @return the status it has now
   */
  public String pay(String reference, ChargeOutcome outcome) {
    return funding.pay(reference, outcome);
  }

  /** Ends a pending checkout now; whether it moved. */
  public boolean settleCharge(String reference) {
    return funding.settle(reference);
  }

  /** Ends a pending transfer, or reverses one that will be, now; whether it moved. */
  public boolean settleTransfer(String reference) {
    return payouts.settle(reference);
  }

  /** References of the payouts that were really made, oldest first. */
  public List<String> payouts() {
    return payouts.paid();
  }

  public long balanceKobo() {
    return payouts.balanceKobo();
  }

  public void setBalanceKobo(long kobo) {
    payouts.setBalance(kobo);
  }

  /** Where events go, and how they are spoilt. */
  public Webhooks webhooks() {
    return webhooks;
  }

  public Faults faults() {
    return faults;
  }

  /** The latest requests; bounded. */
  public RequestJournal requests() {
    return server.journal();
  }

  @Override
  public void close() {
    server.close();
    webhooks.close();
  }

  private void routes() {
    faults.install(server);
    WebhookControl.install(webhooks, server);
    route("POST", "/transaction/initialize", r -> funding.initialize(body(r), server.baseUrl()));
    route("GET", "/transaction/verify/{reference}", funding::verify);
    route("GET", "/bank", r -> Envelope.ok("Banks retrieved", Banks.list()));
    route("GET", "/bank/resolve", payouts::resolve);
    route("POST", "/transferrecipient", r -> payouts.addRecipient(body(r)));
    route("POST", "/transfer", r -> payouts.transfer(body(r)));
    route("POST", "/transfer/finalize_transfer", r -> payouts.finalizeTransfer(body(r)));
    route("GET", "/transfer/verify/{reference}", payouts::verify);
    route("GET", "/balance", r -> payouts.balance());
    server.route("GET", "/checkout/{code}", funding::page);
    server.route("POST", "/checkout/{code}", funding::payAtPage);
    server.fallback(request -> keyed(request) ? Envelope.notFound() : Envelope.invalidKey());
    control("POST", "/transactions/{reference}/pay", this::controlPay);
    control(
        "POST",
        "/transactions/{reference}/settle",
        r -> said("moved", funding.settle(r.pathValue("reference"))));
    control(
        "POST",
        "/transfers/{reference}/settle",
        r -> said("moved", payouts.settle(r.pathValue("reference"))));
    control(
        "GET",
        "/transfers",
        r ->
            Response.json(
                200,
                JsonText.object()
                    .add("paid", payouts.paid().size())
                    .add("transfers", payouts.listed())
                    .build()));
    control("GET", "/balance", r -> said("kobo", payouts.balanceKobo()));
    control(
        "POST",
        "/balance",
        r -> {
          payouts.setBalance(JsonText.number(r.json(), "kobo", payouts.balanceKobo()));
          return said("kobo", payouts.balanceKobo());
        });
    control("GET", "/magic", r -> Response.json(200, magic()));
  }

  private void route(String method, String path, Handler handler) {
    server.route(
        method, path, request -> keyed(request) ? handler.handle(request) : Envelope.invalidKey());
  }

  private void control(String method, String path, Handler handler) {
    server.route(method, SandboxServer.CONTROL + path, handler);
  }

  private boolean keyed(Request request) {
    byte[] expected = ("Bearer " + settings.secretKey()).getBytes(StandardCharsets.UTF_8);
    byte[] sent = request.header("Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(sent, expected);
  }

  /** JSON or form; what is neither is an empty body. */
  private static JsonObject body(Request request) {
    if (request.header("Content-Type").orElse("").startsWith("application/x-www-form")) {
      return JsonText.of(request.form());
    }
    try {
      return request.json();
    } catch (BadRequestException e) {
      return JsonValue.EMPTY_JSON_OBJECT; // answered as Paystack would: the first field is missing
    }
  }

  private Response controlPay(Request request) {
    String wanted = JsonText.text(request.json(), "outcome", "");
    ChargeOutcome outcome = null;
    for (ChargeOutcome each : ChargeOutcome.values()) {
      outcome = each.wireName().equals(wanted) ? each : outcome;
    }
    if (outcome == null && !wanted.isEmpty()) {
      throw new BadRequestException("GET /_sandbox/magic lists the outcomes");
    }
    return said("status", funding.pay(request.pathValue("reference"), outcome));
  }

  private static Response said(String name, Object value) {
    return Response.json(200, JsonText.of(Map.of(name, value)));
  }

  private static JsonObject magic() {
    JsonArrayBuilder charges = JsonText.array();
    for (ChargeOutcome outcome : ChargeOutcome.values()) {
      charges.add(
          JsonText.object()
              .add("outcome", outcome.wireName())
              .add("meaning", outcome.meaning())
              .add("reference", PaystackMagic.reference("…", outcome))
              .add("email", PaystackMagic.email(outcome)));
    }
    JsonArrayBuilder transfers = JsonText.array();
    for (TransferOutcome outcome : TransferOutcome.values()) {
      transfers.add(
          JsonText.object()
              .add("outcome", outcome.wireName())
              .add("meaning", outcome.meaning())
              .add("reference", PaystackMagic.reference("…", outcome))
              .add("account", PaystackMagic.account(outcome)));
    }
    return JsonText.object().add("charges", charges).add("transfers", transfers).build();
  }
}
