package ng.bills.sandbox.interswitch;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.interswitch.Purchase.Order;

/** The bodies of validation, payment and query. Pure. */
final class Answers {
  static final String GOOD = "90000";
  static final String IN_PROGRESS = "90009";

  private static final DateTimeFormatter REFERENCE_TIME =
      DateTimeFormatter.ofPattern("ddMMyyHHmmss").withZone(ZoneId.of("Africa/Lagos"));
  private static final DateTimeFormatter PAYMENT_DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneId.of("Africa/Lagos"));

  private static final Map<String, String> DESCRIPTIONS = new TreeMap<>();

  static {
    DESCRIPTIONS.put("10001", "Unknown error");
    DESCRIPTIONS.put("10002", "Invalid request");
    DESCRIPTIONS.put("10003", "Unauthorised");
    DESCRIPTIONS.put("10010", "Partner not set up");
    DESCRIPTIONS.put("10200", "Disabled by configuration");
    DESCRIPTIONS.put("30010", "Transaction not found");
    DESCRIPTIONS.put("70070", "Purchase failed");
    DESCRIPTIONS.put("90005", "Do not honour");
    DESCRIPTIONS.put("90006", "Error");
    DESCRIPTIONS.put("90013", "Invalid amount");
    DESCRIPTIONS.put("90014", "Invalid account");
    DESCRIPTIONS.put("90026", "Duplicate record");
    DESCRIPTIONS.put("90051", "Insufficient funds");
    DESCRIPTIONS.put("90091", "Issuer or switch inoperative");
    DESCRIPTIONS.put("90096", "System malfunction");
    DESCRIPTIONS.put("900A0", "Unexpected error");
  }

  private final Tokens tokens;
  private final String terminalId;

  Answers(Tokens tokens, String terminalId) {
    this.tokens = tokens;
    this.terminalId = terminalId;
  }

  /** Failed, with HTTP 200 or 400: no document says which, so one reference gets this, one that. */
  static Response failed(String code, String reference) {
    return Response.json(Math.floorMod(reference.hashCode(), 2) == 0 ? 200 : 400, failure(code));
  }

  static JsonObject failure(String code) {
    return failure(code, DESCRIPTIONS.getOrDefault(code, "Transaction failed"));
  }

  /** A field that is missing or wrong; which of 20010 to 20061 it is, no document says. */
  static Response invalidField(String field) {
    return Response.json(400, failure("20010", "Missing or invalid field: " + field));
  }

  private static JsonObject failure(String code, String description) {
    return JsonText.object()
        .add("ResponseCode", code)
        .add("ResponseDescription", description)
        .add("ResponseCodeGrouping", "FAILED")
        .build();
  }

  /** Both forms of "not found" that were seen; the reference picks one. */
  static Response notFound(String reference) {
    if (Math.floorMod(reference.hashCode(), 2) == 0) {
      return Response.json(404, failure("30010"));
    }
    return Response.json(
        404,
        JsonText.object()
            .add(
                "error",
                JsonText.object().add("code", "30010").add("message", "Transaction not found"))
            .add("responseCodeGrouping", "FAILED")
            .build());
  }

  /** One customer of a validation that is good. */
  JsonObjectBuilder customer(PaymentItem item, Biller biller, String customerId) {
    return customerRow(item, customerId, GOOD)
        .add("FullName", Customers.name(customerId))
        .add("Amount", item.fixed() || item.amountType() != 0 ? item.amountKobo() : 0)
        .add("AmountType", item.amountType())
        .add("AmountTypeDescription", amountType(item.amountType()))
        .add("Surcharge", biller.surchargeKobo());
  }

  /** One customer of a validation who is refused, inside an answer that is good. */
  JsonObjectBuilder noCustomer(PaymentItem item, String customerId, String code) {
    return customerRow(item, customerId, code)
        .add("ResponseDescription", DESCRIPTIONS.getOrDefault(code, "Invalid customer"));
  }

  private JsonObjectBuilder customerRow(PaymentItem item, String customerId, String code) {
    return JsonText.object()
        .add("TerminalId", terminalId)
        .add("BillerId", item.billerId())
        .add("PaymentCode", item.paymentCode())
        .add("CustomerId", customerId)
        .add("ResponseCode", code);
  }

  private static String amountType(int type) {
    return switch (type) {
      case PaymentItem.MINIMUM_AMOUNT -> "MinimumAmount";
      case PaymentItem.EXACT_AMOUNT -> "ExactAmount";
      default -> "AnyAmount";
    };
  }

  JsonObject paid(Purchase purchase) {
    return switch (purchase.status()) {
      case DELIVERED -> paid(purchase, GOOD, "SUCCESSFUL", purchase.order.amountKobo());
      case PENDING -> paid(purchase, IN_PROGRESS, "PENDING", purchase.order.amountKobo());
      case FAILED -> failure(purchase.outcome.refusalCode());
    };
  }

  /** A payment told with this code and this amount, whatever is true of it. */
  JsonObject paid(Purchase purchase, String code, String grouping, long approvedKobo) {
    JsonObjectBuilder body = JsonText.object().add("TransactionRef", transactionRef(purchase));
    if (tokens.noise(purchase.number) % 3 == 0) {
      body.add("ApprovedAmount", approvedKobo);
    } else {
      body.add("ApprovedAmount", String.valueOf(approvedKobo));
    }
    additionalInfo(body, purchase);
    return body.add("ResponseCode", code)
        .add("ResponseDescription", grouping.equals("PENDING") ? "Request in progress" : "Success")
        .add("ResponseCodeGrouping", grouping)
        .build();
  }

  /**
   * The token among other texts, as digits, in groups or after a word; or nothing in three ways.
   */
  private void additionalInfo(JsonObjectBuilder body, Purchase purchase) {
    long noise = tokens.noise(purchase.number);
    boolean token =
        purchase.prepaidElectricity()
            && purchase.status() == VendStatus.DELIVERED
            && purchase.tokenKnown();
    if (token) {
      String digits = tokens.energy(purchase.number);
      JsonObjectBuilder info =
          JsonText.object()
              .add("RechargePIN", written(digits, noise))
              .add("Narration", "Ref " + tokens.energy(purchase.number + 1_000_000_000L) + " sale");
      if (purchase.truth() == InterswitchOutcome.Truth.KEY_CHANGE) {
        info.add("KCT1", tokens.keyChange1(purchase.number));
        info.add("KCT2", tokens.keyChange2(purchase.number));
      }
      body.add("AdditionalInfo", info);
    } else if (noise % 3 == 0) {
      body.addNull("AdditionalInfo");
    } else if (noise % 3 == 1) {
      body.add("AdditionalInfo", JsonValue.EMPTY_JSON_OBJECT);
    }
  }

  private static String written(String digits, long noise) {
    return switch ((int) (noise % 4)) {
      case 0 -> digits.replaceAll("(.{4})(?!$)", "$1-");
      case 1 -> digits.replaceAll("(.{4})(?!$)", "$1 ");
      case 2 -> "Token : " + digits;
      default -> digits;
    };
  }

  /** What a query tells: the query itself went well, and inside is how the payment went. */
  JsonObject queried(Purchase purchase, Biller biller, boolean withAdditionalInfo) {
    Order order = purchase.order;
    VendStatus status = purchase.status();
    JsonObjectBuilder body =
        JsonText.object()
            .add("TransactionId", tokens.noise(purchase.number) % 1_000_000_000L)
            .add("ServiceProviderId", "1")
            .add("ServiceCode", "1")
            .add("ServiceName", encoded(biller.name()))
            .add("TransactionRef", encoded(transactionRef(purchase)))
            .add("RequestReference", order.requestReference())
            .add("Status", status == VendStatus.PENDING ? "Pending" : "Complete")
            .add("TransactionSet", "BillPayment")
            .add(
                "TransactionResponseCode",
                switch (status) {
                  case DELIVERED -> GOOD;
                  case PENDING -> IN_PROGRESS;
                  case FAILED -> purchase.outcome.codeOfFailure();
                })
            .add("PaymentDate", encoded(PAYMENT_DATE.format(purchase.at)))
            .add("Amount", String.valueOf(order.amountKobo()))
            .add("Surcharge", "0")
            .add("CurrencyCode", "566")
            .add("Customer", encoded(order.account()))
            .add("CustomerEmail", encoded(order.email()))
            .add("CustomerMobile", order.mobile())
            .add("BillPayment", billPayment(order, biller));
    if (withAdditionalInfo) {
      additionalInfo(body, purchase);
    }
    return body.add("ResponseCode", GOOD)
        .add(
            "ResponseCodeGrouping",
            switch (status) {
              case DELIVERED -> "SUCCESSFUL";
              case PENDING -> "PENDING";
              case FAILED -> "FAILED";
            })
        .build();
  }

  private static JsonObjectBuilder billPayment(Order order, Biller biller) {
    JsonObjectBuilder inside =
        JsonText.object()
            .add("Biller", encoded(biller.name()))
            .add("CustomerId1", encoded(order.account()))
            .add("PaymentTypeName", encoded(order.item().name()))
            .add("paymentTypeCode", order.item().id())
            .add("BillerId", String.valueOf(order.item().billerId()));
    for (String empty :
        new String[] {
          "NarrationStreet",
          "NarrationCity",
          "ReceivingInstitutionId",
          "ServiceProvider",
          "ServiceName",
          "Payee"
        }) {
      inside.add(empty, "");
    }
    return inside;
  }

  private String transactionRef(Purchase purchase) {
    return "SBX|Web|"
        + terminalId
        + "|"
        + purchase.order.item().billerId()
        + "|"
        + REFERENCE_TIME.format(purchase.at)
        + "|"
        + String.format("%08d", purchase.number);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
