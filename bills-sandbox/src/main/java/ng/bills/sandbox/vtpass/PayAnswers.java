package ng.bills.sandbox.vtpass;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import ng.bills.sandbox.http.JsonText;

/**
 * The bodies of {@code /pay} and {@code /requery}. Pure. Where the wire wanders (string or number,
 * date forms, empty content) the sandbox wanders too, by the number of the purchase, so that every
 * form is met and each purchase keeps its own.
 */
final class PayAnswers {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.000000'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LAGOS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.000000").withZone(ZoneId.of("Africa/Lagos"));

  private final Tokens tokens;
  private final MeterAnswers meters;

  PayAnswers(Tokens tokens) {
    this.tokens = tokens;
    this.meters = new MeterAnswers(tokens);
  }

  /**
   * @param failureInside000 a failed purchase is told with code 000 and the inner status, not with
   *     016
   */
  JsonObject pay(Purchase purchase, boolean failureInside000) {
    return answer(purchase, false, failureInside000);
  }

  JsonObject requery(Purchase purchase) {
    return switch (purchase.truth) {
      case NOT_PROCESSED -> Refusals.of("091");
      case RESOLVED_BY_STAFF ->
          purchase.settled() ? Refusals.of("044") : answer(purchase, true, false);
      default -> answer(purchase, true, false);
    };
  }

  private JsonObject answer(Purchase purchase, boolean requery, boolean failureInside000) {
    int form = (int) (purchase.number % 3);
    return switch (purchase.status()) {
      case DELIVERED -> full(purchase, "000", "TRANSACTION SUCCESSFUL", "delivered", requery);
      case REVERSED -> full(purchase, "040", "TRANSACTION REVERSAL TO WALLET", "reversed", requery);
      case FAILED -> failed(purchase, form, requery, failureInside000);
      case PENDING -> pending(purchase, form, requery);
    };
  }

  private JsonObject failed(Purchase purchase, int form, boolean requery, boolean inside000) {
    if (inside000) {
      return full(purchase, "000", "TRANSACTION PROCESSED", "failed", requery);
    }
    if (form == 0 || requery) {
      return full(purchase, "016", "TRANSACTION FAILED", "failed", requery);
    }
    JsonObjectBuilder bare =
        JsonText.object().add("code", "016").add("response_description", "TRANSACTION FAILED");
    if (form == 1) {
      bare.addNull("content");
    } else {
      bare.add("content", JsonValue.EMPTY_JSON_OBJECT);
    }
    return bare.add("requestId", purchase.requestId)
        .add("amount", Naira.of(purchase.amountKobo))
        .build();
  }

  private JsonObject pending(Purchase purchase, int form, boolean requery) {
    return switch (form) {
      case 0 ->
          JsonText.object()
              .add("code", "099")
              .add("response_description", "TRANSACTION IS PROCESSING")
              .add("content", JsonValue.EMPTY_JSON_OBJECT)
              .build();
      case 1 -> full(purchase, "099", "TRANSACTION IS PROCESSING", "pending", requery);
      default ->
          full(
              purchase, "000", "TRANSACTION PROCESSED", requery ? "pending" : "initiated", requery);
    };
  }

  private JsonObject full(
      Purchase purchase, String code, String description, String status, boolean requery) {
    long noise = tokens.noise(purchase.number);
    boolean delivered = status.equals("delivered");
    JsonObjectBuilder answer = JsonText.object().add("code", code);
    answer.add(
        "content",
        JsonText.object().add("transactions", transaction(purchase, status, requery, noise)));
    answer.add("response_description", description).add("requestId", purchase.requestId);
    if (requery == (noise % 2 == 0)) {
      answer.add("amount", Naira.fixed(purchase.amountKobo));
    } else {
      answer.add("amount", Naira.of(purchase.amountKobo));
    }
    date(answer, purchase, requery, noise);
    if (delivered && purchase.service.kind() == ServiceKind.ELECTRICITY) {
      meters.add(answer, purchase, noise);
    } else if (delivered && purchase.service.kind() == ServiceKind.EDUCATION) {
      pins(answer, purchase);
    } else {
      answer.add("purchased_code", "");
    }
    return answer.build();
  }

  static String transactionId(Tokens tokens, Purchase purchase) {
    return "177"
        + String.format("%019d%04d", tokens.noise(purchase.number), purchase.number % 10_000);
  }

  private JsonObjectBuilder transaction(
      Purchase purchase, String status, boolean requery, long noise) {
    BigDecimal commission = Naira.of(purchase.commissionKobo);
    JsonObjectBuilder inner =
        JsonText.object()
            .add("status", status)
            .add("product_name", purchase.service.name())
            .add("unique_element", purchase.account);
    BigDecimal each = Naira.of(purchase.amountKobo / purchase.terms.quantity());
    if (requery || noise % 3 == 0) {
      inner.add("unit_price", each);
    } else {
      inner.add("unit_price", each.toPlainString());
    }
    inner
        .add("quantity", purchase.terms.quantity())
        .addNull("service_verification")
        .add("channel", "api");
    inner.add("commission", requery ? commission.setScale(0, RoundingMode.HALF_UP) : commission);
    inner.add("total_amount", Naira.of(purchase.debitKobo())).addNull("discount");
    inner.add("type", purchase.service.kind().typeName).add("email", "ops@merchant");
    inner.add("phone", purchase.phone).addNull("name").add("convinience_fee", 0);
    if (requery) {
      inner.add("amount", Naira.of(purchase.amountKobo));
    } else {
      inner.add("amount", Naira.of(purchase.amountKobo).toPlainString());
    }
    inner.add("platform", "api").add("method", requery ? "wallet" : "api");
    inner.add("transactionId", transactionId(tokens, purchase));
    if (requery) {
      inner.add("product_id", noise % 500);
      if (status.equals("delivered") && purchase.prepaidElectricity()) {
        if (purchase.tokenKnown()) {
          inner.add("extras", "Token : " + tokens.energy(purchase.number));
        } else {
          inner.add("extras", "Token : N/A");
        }
      }
    }
    return inner.add(
        "commission_details",
        JsonText.object()
            .add("amount", commission)
            .add("rate", purchase.service.commissionRate())
            .add("rate_type", "percent")
            .add("computation_type", "default"));
  }

  /** WAEC: cards of serial and pin, or tokens; JAMB: the pin in the purchased code only. */
  private void pins(JsonObjectBuilder answer, Purchase purchase) {
    List<String> pins =
        purchase.tokenKnown() ? tokens.pins(purchase.number, purchase.terms.quantity()) : List.of();
    boolean jamb = purchase.service.id().equals("jamb");
    String all = String.join(", ", pins);
    answer.add("purchased_code", pins.isEmpty() ? "" : jamb ? "Pin : " + all : "Token: " + all);
    if (jamb) {
      return;
    }
    if (purchase.service.id().equals("waec")) {
      JsonArrayBuilder cards = JsonText.array();
      for (int i = 0; i < pins.size(); i++) {
        cards.add(
            JsonText.object()
                .add("Serial", tokens.serial(purchase.number, i))
                .add("Pin", pins.get(i)));
      }
      answer.add("cards", cards);
    } else {
      JsonArrayBuilder each = JsonText.array();
      pins.forEach(each::add);
      answer.add("tokens", each);
    }
  }

  private static void date(
      JsonObjectBuilder answer, Purchase purchase, boolean requery, long noise) {
    if (requery && noise % 4 == 1) {
      answer.addNull("transaction_date");
    } else if (noise % 4 == 3) {
      answer.add(
          "transaction_date",
          JsonText.object()
              .add("date", LAGOS.format(purchase.at))
              .add("timezone_type", 3)
              .add("timezone", "Africa/Lagos"));
    } else {
      answer.add("transaction_date", ISO.format(purchase.at));
    }
  }
}
