package ng.bills.sandbox.paystack;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.webhook.Webhooks;

/** Checkouts: initialized by the merchant, paid by the customer, verified by the merchant. */
final class FundingDesk {
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9.=-]{1,100}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private final PaystackSettings settings;
  private final Webhooks webhooks;
  private final Map<String, Charge> byReference = new LinkedHashMap<>();
  private long ids = 4_000_000;

  FundingDesk(PaystackSettings settings, Webhooks webhooks) {
    this.settings = settings;
    this.webhooks = webhooks;
  }

  synchronized Response initialize(JsonObject body, String baseUrl) {
    String email = JsonText.text(body, "email", "");
    long amount = kobo(body);
    String currency = JsonText.text(body, "currency", "NGN");
    if (!EMAIL.matcher(email).matches()) {
      return Envelope.missing("email");
    }
    if (amount <= 0) {
      return Envelope.missing("amount");
    }
    if (!currency.equals("NGN")) {
      return Envelope.missing("currency");
    }
    long id = ++ids;
    String reference = JsonText.text(body, "reference", "T" + id);
    if (!REFERENCE.matcher(reference).matches()) {
      return Envelope.missing("reference");
    }
    if (byReference.containsKey(reference)) {
      return Envelope.duplicateReference();
    }
    JsonValue metadata = body.getOrDefault("metadata", JsonValue.EMPTY_JSON_OBJECT);
    Charge charge =
        new Charge(
            id,
            reference,
            "ac" + Long.toString(id * 2_654_435_761L, 36),
            email,
            amount,
            JsonText.text(body, "callback_url", ""),
            metadata instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT,
            settings.clock().instant());
    byReference.put(reference, charge);
    return Envelope.ok(
        "Authorization URL created",
        JsonText.object()
            .add("authorization_url", baseUrl + "/checkout/" + charge.accessCode)
            .add("access_code", charge.accessCode)
            .add("reference", reference)
            .build());
  }

  /** Amount in kobo; a fraction or a word is none. */
  static long kobo(JsonObject body) {
    try {
      return JsonText.number(body, "amount", 0);
    } catch (BadRequestException e) {
      return 0; // answered as Paystack would
    }
  }

  synchronized Response verify(Request request) {
    Charge charge = byReference.get(request.pathValue("reference"));
    if (charge == null) {
      return Envelope.notFound();
    }
    charge.verifies++;
    if (charge.pending() && charge.verifies >= settings.settleAfterVerifies()) {
      settle(charge);
    }
    return Envelope.ok("Verification successful", data(charge));
  }

  /** The page of the checkout. */
  synchronized Response page(Request request) {
    Optional<Charge> charge = ofAccessCode(request.pathValue("code"));
    if (charge.isEmpty()) {
      return Response.html(404, "<!DOCTYPE html><title>Paystack sandbox</title>Not found");
    }
    return Response.html(
        200,
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Paystack"
            + " sandbox</title></head><body><main><h1>Pay NGN "
            + charge.get().amountKobo / 100
            + "."
            + String.format("%02d", charge.get().amountKobo % 100)
            + "</h1><form method=\"post\"><button>Pay</button></form></main></body></html>");
  }

  /** The customer pays at the page, and is sent back to the merchant. */
  synchronized Response payAtPage(Request request) {
    Optional<Charge> charge = ofAccessCode(request.pathValue("code"));
    if (charge.isEmpty()) {
      return Response.html(404, "<!DOCTYPE html><title>Paystack sandbox</title>Not found");
    }
    pay(charge.get(), PaystackMagic.chargeOf(charge.get().reference, charge.get().email));
    if (charge.get().callbackUrl.isEmpty()) {
      return Response.html(200, "<!DOCTYPE html><title>Paystack sandbox</title>Thank you");
    }
    String reference = URLEncoder.encode(charge.get().reference, StandardCharsets.UTF_8);
    String and = charge.get().callbackUrl.contains("?") ? "&" : "?";
    return Response.empty(302)
        .withHeader(
            "Location",
            charge.get().callbackUrl + and + "trxref=" + reference + "&reference=" + reference);
  }

  /**
   * The customer pays.
   *
   * @param outcome null for the one that reference or address mean
   * @throws BadRequestException when there is no such checkout
   */
  synchronized String pay(String reference, ChargeOutcome outcome) {
    Charge charge = existing(reference);
    pay(charge, outcome == null ? PaystackMagic.chargeOf(charge.reference, charge.email) : outcome);
    return charge.status;
  }

  private void pay(Charge charge, ChargeOutcome outcome) {
    if (charge.status.equals("success") || charge.pending()) {
      return; // paid once
    }
    charge.outcome = outcome;
    switch (outcome) {
      case ABANDONED -> charge.status = "abandoned";
      case PENDING_THEN_SUCCESS, PENDING_THEN_FAILED -> charge.status = "pending";
      case FAILED -> fail(charge);
      case UNKNOWN_STATUS -> charge.status = "reconciling";
      default -> succeed(charge);
    }
  }

  /** Ends a pending one now; whether it moved. */
  synchronized boolean settle(String reference) {
    Charge charge = existing(reference);
    return charge.pending() && settle(charge);
  }

  private boolean settle(Charge charge) {
    if (charge.outcome == ChargeOutcome.PENDING_THEN_FAILED) {
      fail(charge);
    } else {
      succeed(charge);
    }
    return true;
  }

  private static void fail(Charge charge) {
    charge.status = "failed"; // of a failed one there is no event
    charge.gatewayResponse = "Declined";
  }

  private void succeed(Charge charge) {
    charge.status = "success";
    charge.gatewayResponse = "Successful";
    charge.paidAt = settings.clock().instant();
    if (charge.outcome == ChargeOutcome.PARTIAL) {
      charge.chargedKobo = charge.amountKobo / 2;
    }
    if (charge.outcome == ChargeOutcome.OTHER_CURRENCY) {
      charge.currency = "GHS";
    }
    webhooks.emit(
        "charge.success",
        JsonText.object()
            .add("event", "charge.success")
            .add("data", data(charge))
            .build()
            .toString());
  }

  private Charge existing(String reference) {
    Charge charge = byReference.get(reference);
    if (charge == null) {
      throw new BadRequestException("no checkout of reference " + reference);
    }
    return charge;
  }

  private Optional<Charge> ofAccessCode(String code) {
    return byReference.values().stream()
        .filter(charge -> charge.accessCode.equals(code))
        .findFirst();
  }

  private JsonObject data(Charge charge) {
    JsonObjectBuilder data =
        JsonText.object()
            .add("id", charge.id)
            .add("domain", "test")
            .add("status", charge.status)
            .add("reference", charge.reference)
            .addNull("receipt_number")
            .add("amount", charge.chargedKobo)
            .addNull("message")
            .add("gateway_response", charge.gatewayResponse);
    time(data, "paid_at", charge.paidAt);
    time(data, "created_at", charge.createdAt);
    data.add("channel", "card").add("currency", charge.currency);
    data.add("ip_address", "127.0.0.1").add("metadata", charge.metadata).addNull("log");
    data.add("fees", charge.chargedKobo * 3 / 200).addNull("fees_split");
    data.add("authorization", JsonValue.EMPTY_JSON_OBJECT);
    data.add(
        "customer",
        JsonText.object()
            .add("id", charge.id + 7)
            .add("email", charge.email)
            .add("customer_code", "CUS_" + charge.accessCode));
    return data.add("requested_amount", charge.amountKobo).build();
  }

  static void time(JsonObjectBuilder data, String name, Instant at) {
    if (at == null) {
      data.addNull(name);
    } else {
      data.add(name, Instant.ofEpochMilli(at.toEpochMilli()).toString());
    }
  }
}
