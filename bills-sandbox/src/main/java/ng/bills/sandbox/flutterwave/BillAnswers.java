package ng.bills.sandbox.flutterwave;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Response;

/**
 * The bodies of payment, status and list. Pure. Where the wire wanders (decimals, a token in
 * groups, which 4xx for what is not there) the sandbox wanders too, by the number of the bill, so
 * that every form is met and each bill keeps its own.
 */
final class BillAnswers {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private BillAnswers() {}

  /** The answer of the current form: {@code reference} in it is theirs. */
  static Response paid(Bill bill, String innerCode, long shownAmountKobo) {
    JsonObjectBuilder data =
        JsonText.object()
            .add("phone_number", bill.customer)
            .add("amount", Naira.plain(shownAmountKobo))
            .add("network", network(bill))
            .add("code", innerCode)
            .add("tx_ref", bill.txRef)
            .add("reference", bill.flwRef)
            .addNull("batch_reference");
    addToken(data, "recharge_token", bill);
    data.add("fee", Naira.plain(bill.item.feeKobo()));
    String message =
        innerCode.equals("202") ? "Bill payment is being processed" : "Bill payment successful";
    return Envelope.success(message, data);
  }

  /** The answer of the old form: the two references have swapped names. */
  static Response paidOldForm(Bill bill) {
    return Envelope.success(
        "Bill payment successful",
        JsonText.object()
            .add("phone_number", bill.customer)
            .add("amount", Naira.plain(bill.amountKobo))
            .add("network", network(bill))
            .add("flw_ref", bill.txRef)
            .add("tx_ref", bill.flwRef)
            .addNull("reference"));
  }

  /** There is no status in it: that it is there at all is the answer. */
  static Response status(Bill bill) {
    return Envelope.success("Bill status fetch successful", record(bill, true));
  }

  private static JsonObjectBuilder record(Bill bill, boolean named) {
    JsonObjectBuilder data =
        JsonText.object()
            .add("currency", "NGN")
            .add("customer_id", bill.customer)
            .add("frequency", "One Time")
            .add("amount", Naira.text(bill.amountKobo, bill.number % 2 == 0 ? 4 : 2))
            .add("fee", Naira.plain(bill.item.feeKobo()))
            .add("product", bill.item.name())
            .add("product_name", bill.item.billerName())
            .add("commission", commission(bill))
            .add("transaction_date", MILLIS.format(bill.at));
    if (bill.reference.isEmpty() || !named) {
      data.addNull("customer_reference");
    } else {
      data.add("customer_reference", bill.reference);
    }
    data.add("country", "NG")
        .add("flw_ref", bill.flwRef)
        .add("tx_ref", bill.txRef)
        .addNull("batch_id");
    addToken(data, "extra", bill);
    return data.add(
        "product_details", "FLY-API-NG-" + family(bill.item) + "-" + word(bill.item.group()));
  }

  /** In groups, and not: it is the same token. */
  private static void addToken(JsonObjectBuilder data, String name, Bill bill) {
    bill.shownToken()
        .map(token -> bill.number % 3 == 0 ? token.replaceAll("(?<=.)(?=(.{4})+$)", "-") : token)
        .ifPresentOrElse(token -> data.add(name, token), () -> data.addNull(name));
  }

  /** Nobody promises which 4xx, nor which words. */
  static Response notThere(String reference) {
    return switch (Math.floorMod(reference.hashCode(), 3)) {
      case 0 -> Envelope.error(404, "Bill not found");
      case 1 -> Envelope.error(400, "No bill payment was found for this reference");
      default -> Envelope.error(404, "Not Found");
    };
  }

  static Response failed() {
    return Envelope.error(400, "Bill payment failed");
  }

  static Response duplicate(String reference) {
    return Envelope.error(
        400,
        reference.hashCode() % 2 == 0
            ? "Duplicate reference"
            : "Transaction reference already exist");
  }

  /**
   * The newest first.
   *
   * @param size bills on a page
   * @param named whether each shows the merchant's reference
   */
  static Response list(List<Bill> bills, int page, int size, boolean named) {
    long sum = 0;
    long airtimeSum = 0;
    long airtimes = 0;
    for (Bill bill : bills) {
      sum += bill.amountKobo;
      airtimeSum += bill.item.isAirtime() ? bill.amountKobo : 0;
      airtimes += bill.item.isAirtime() ? 1 : 0;
    }
    JsonArrayBuilder rows = JsonText.array();
    for (int i = bills.size() - 1 - (page - 1) * size, n = 0; i >= 0 && n < size; i--, n++) {
      rows.add(record(bills.get(i), named));
    }
    return Envelope.success(
        "bills retrieval successful",
        JsonText.object()
            .add(
                "summary",
                JsonText.array()
                    .add(
                        JsonText.object()
                            .add("currency", "NGN")
                            .add("sum_bills", Naira.plain(sum))
                            .add("sum_airtime", Naira.plain(airtimeSum))
                            .add("count_airtime", airtimes)))
            .add("transactions", rows)
            .add("total", bills.size())
            .add("total_pages", (bills.size() + size - 1) / size)
            .addNull("reference"));
  }

  /** A {@code singlebillpayment.status} event; the key of its type has a dot in it. */
  static String event(Bill bill, boolean bareFailure) {
    boolean failed = bill.status() == VendStatus.FAILED;
    JsonObjectBuilder data = JsonText.object();
    if (failed && bareFailure) {
      data.add("status", "fail").add("message", "Insufficient funds in your wallet");
    } else {
      data.add("customer", bill.customer)
          .add("amount", Naira.plain(bill.amountKobo))
          .add("network", network(bill))
          .add("tx_ref", bill.txRef)
          .add("flw_ref", bill.flwRef)
          .addNull("batch_reference")
          .add("customer_reference", bill.reference)
          .add("status", failed ? "fail" : "success")
          .add(
              "message", failed ? "Bill payment failed" : "Bill Payment was completed successfully")
          .addNull("reference");
    }
    return JsonText.object()
        .add("event", "singlebillpayment.status")
        .add("event.type", "SingleBillPayment")
        .add("data", data)
        .build()
        .toString();
  }

  private static String network(Bill bill) {
    return bill.item.isAirtime() ? Customers.network(bill.customer) : bill.item.shortName();
  }

  private static BigDecimal commission(Bill bill) {
    BigDecimal rate = new BigDecimal(bill.item.commission());
    boolean percentage = rate.compareTo(new BigDecimal("0.1")) >= 0;
    BigDecimal share = percentage ? rate.movePointLeft(2) : rate;
    return BigDecimal.valueOf(bill.amountKobo, 2).multiply(share).stripTrailingZeros();
  }

  private static String family(Item item) {
    return switch (item.category()) {
      case Item.AIRTIME -> "AIRTIME";
      case Item.DATA -> "MOBILEDATA";
      case Item.CABLE -> "CABLE";
      case Item.INTERNET -> "INTERNET";
      default -> "UTILITY";
    };
  }

  private static String word(String group) {
    return group.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "");
  }
}
