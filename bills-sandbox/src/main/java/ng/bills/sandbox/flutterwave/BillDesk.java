package ng.bills.sandbox.flutterwave;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.sandbox.flutterwave.FlutterwaveOutcome.Reply;
import ng.bills.sandbox.flutterwave.FlutterwaveOutcome.Truth;
import ng.bills.sandbox.flutterwave.FlutterwaveSettings.Acceptance;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;

/** Decides what happens to a validation, a payment or a question, and how it is answered. */
final class BillDesk {
  private static final String OUR_FAULT = "An error occurred. Please contact support";

  private final FlutterwaveSettings settings;
  private final Catalogue catalogue;
  private final VendBook book;
  private final OutcomeRules rules;
  private final Set<String> registered = ConcurrentHashMap.newKeySet();
  private final AtomicInteger poorReadings = new AtomicInteger();
  private volatile Acceptance acceptance;
  private volatile Listing listing = Listing.OURS;

  BillDesk(FlutterwaveSettings settings, Catalogue catalogue, VendBook book, OutcomeRules rules) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.book = book;
    this.rules = rules;
    this.acceptance = settings.acceptance();
  }

  void accept(Acceptance which) {
    acceptance = which;
  }

  Acceptance acceptance() {
    return acceptance;
  }

  void list(Listing how) {
    listing = how;
  }

  Listing listing() {
    return listing;
  }

  void register(String customer) {
    registered.add(customer);
  }

  /** Kobo the next reading of the balance shows; too few after a refusal for low float. */
  long shownBalanceKobo() {
    int poor = poorReadings.getAndUpdate(count -> Math.max(0, count - 1));
    return poor > 0 ? Math.min(book.floatKobo(), 50) : book.floatKobo();
  }

  Response validate(String itemCode, String billerCode, String customer) {
    Optional<Item> item = catalogue.item(billerCode, itemCode);
    if (item.isEmpty()) {
      return Envelope.error(404, "Item not found");
    }
    FlutterwaveOutcome outcome =
        rules
            .forCheck(billerCode, customer)
            .map(OutcomeRule::outcome)
            .orElseGet(() -> ofCustomer(item.get(), customer));
    return switch (outcome) {
      case INVALID_CUSTOMER -> Envelope.error(400, outcome.refusal());
      case CHECK_UNREACHABLE -> Envelope.error(503, OUR_FAULT);
      case CHECK_TIMEOUT -> Response.unanswered().delayed(settings.hold());
      default -> valid(item.get(), customer);
    };
  }

  private static Response valid(Item item, String customer) {
    return Envelope.success(
        "Item validated successfully",
        JsonText.object()
            .add("response_code", "00")
            .add("address", item.isAirtime() ? JsonValue.NULL : text(Customers.address(customer)))
            .add("response_message", "Successful")
            .add("name", item.isAirtime() ? Customers.network(customer) : Customers.name(customer))
            .add("biller_code", item.billerCode())
            .add("customer", customer)
            .add("product_code", item.itemCode())
            .addNull("email")
            .add("fee", Naira.plain(item.feeKobo()))
            .add("maximum", 0)
            .add("minimum", 0));
  }

  private static JsonValue text(String value) {
    return JsonText.object().add("t", value).build().get("t");
  }

  /** The current form: biller and item in the path. */
  Response pay(Request request) throws InterruptedException {
    JsonObject body = request.json();
    Optional<Item> item = catalogue.item(request.pathValue("biller"), request.pathValue("item"));
    if (item.isEmpty()) {
      return Envelope.error(404, "Biller item not found");
    }
    String reference = JsonText.text(body, "reference", "");
    if (reference.isBlank()) {
      return Envelope.error(400, "reference is required");
    }
    return pay(item.get(), "customer_id", body, false);
  }

  /** The old form: the item's name in {@code type}. */
  Response payOldForm(Request request) throws InterruptedException {
    JsonObject body = request.json();
    Optional<Item> item = catalogue.type(JsonText.text(body, "type", ""));
    return item.isEmpty()
        ? Envelope.error(400, "Bill type is invalid")
        : pay(item.get(), "customer", body, true);
  }

  private Response pay(Item item, String customerField, JsonObject body, boolean oldForm)
      throws InterruptedException {
    String customer = JsonText.text(body, customerField, "");
    OptionalLong amount = Naira.kobo(body.getOrDefault("amount", JsonValue.NULL));
    if (!JsonText.text(body, "country", "").equals("NG")) {
      return Envelope.error(400, "country is required");
    }
    if (customer.isBlank() || customer.length() > 40) {
      return Envelope.error(400, customerField + " is required");
    }
    if (amount.isEmpty() || amount.getAsLong() <= 0) {
      return Envelope.error(400, "amount must be a number greater than 0");
    }
    if (item.amountKobo() > 0 && amount.getAsLong() != item.amountKobo()) {
      return Envelope.error(400, "amount must be equal to the price of the item");
    }
    String reference = JsonText.text(body, "reference", "");
    if (!reference.isEmpty() && book.find(reference).isPresent()) {
      return BillAnswers.duplicate(reference);
    }
    OutcomeRule rule =
        rules
            .forPayment(item.billerCode(), customer)
            .orElseGet(() -> OutcomeRule.of(customer, ofCustomer(item, customer)));
    return carryOut(rule, item, customer, amount.getAsLong(), body, oldForm);
  }

  private Response carryOut(
      OutcomeRule rule,
      Item item,
      String customer,
      long amountKobo,
      JsonObject body,
      boolean oldForm)
      throws InterruptedException {
    FlutterwaveOutcome outcome = rule.outcome();
    String reference = JsonText.text(body, "reference", "");
    Instant now = settings.clock().instant();
    Bill bill = null;
    if (outcome.truth() != Truth.NOT_TAKEN) {
      VendBook.Opening opening =
          book.open(
              reference,
              item,
              customer,
              amountKobo,
              outcome.truth(),
              rule.requeries() > 0 ? rule.requeries() : settings.settleAfterRequeries(),
              now,
              JsonText.text(body, "callback_url", ""));
      if (opening instanceof VendBook.DuplicateReference) {
        return BillAnswers.duplicate(reference);
      }
      if (opening instanceof VendBook.PoorWallet) {
        return Envelope.error(400, "Insufficient funds in your wallet");
      }
      bill = ((VendBook.Accepted) opening).bill();
    }
    if (outcome.reply() == Reply.SLOW) {
      Thread.sleep(settings.slowDelay().toMillis());
      book.settle(bill, VendStatus.DELIVERED);
    }
    return switch (outcome.reply()) {
      case TRUTH, SLOW -> oldForm ? BillAnswers.paidOldForm(bill) : truth(bill);
      case PAID -> BillAnswers.paid(bill, "200", amountKobo);
      case WRONG_AMOUNT -> BillAnswers.paid(bill, "200", amountKobo / 2);
      case UNDOCUMENTED -> BillAnswers.paid(bill, "777", amountKobo);
      case HOLD -> Response.unanswered().delayed(settings.hold());
      case CUT -> Response.unanswered();
      case GARBAGE -> garbage(reference);
      case HTTP_403 -> Envelope.error(403, "Your IP is not whitelisted for this service");
      case HTTP_429 -> Envelope.error(429, "Too many requests").withHeader("Retry-After", "30");
      case HTTP_500 -> Envelope.error(500, "Internal server error");
      case HTTP_503 -> Envelope.error(503, OUR_FAULT);
      case HTML_503 ->
          Response.html(
              503,
              "<html><head><title>503 Service Temporarily Unavailable</title></head>"
                  + "<body><center><h1>503 Service Temporarily Unavailable</h1></center>"
                  + "<hr><center>nginx</center></body></html>");
      case ERROR_IN_200 -> Envelope.error(200, OUR_FAULT);
      case DUPLICATE -> BillAnswers.duplicate(reference);
      case LOW_FLOAT -> {
        poorReadings.incrementAndGet();
        yield Envelope.error(400, "Insufficient funds in your wallet");
      }
      case REFUSE -> Envelope.error(400, rule.refusal());
    };
  }

  private static Response truth(Bill bill) {
    boolean open = bill.status() == VendStatus.PENDING;
    return BillAnswers.paid(bill, open ? "202" : "200", bill.amountKobo);
  }

  /** The merchant's reference or tx_ref; the provider's samples show both. */
  Response status(String reference) {
    Optional<Bill> bill = book.requery(reference);
    if (bill.isEmpty()) {
      return BillAnswers.notThere(reference);
    }
    if (bill.get().status() == VendStatus.FAILED) {
      return BillAnswers.failed();
    }
    return bill.get().hiddenFrom(reference)
        ? BillAnswers.notThere(reference)
        : BillAnswers.status(bill.get());
  }

  /** Filters: {@code from} and {@code to} (days, both included), {@code reference}. */
  Response list(Request request) {
    String reference = request.query("reference").orElse("");
    Listing how = listing;
    try {
      LocalDate from = LocalDate.parse(day(request.query("from").orElse("2000-01-01")));
      LocalDate to = LocalDate.parse(day(request.query("to").orElse("2999-12-31")));
      int page = Integer.parseInt(request.query("page").orElse("1"));
      List<Bill> bills =
          book.all().stream()
              .filter(bill -> !bill.hiddenFrom(""))
              .filter(bill -> reference.isEmpty() || isMeant(bill, reference, how))
              .filter(bill -> !dayOf(bill).isBefore(from) && !dayOf(bill).isAfter(to))
              .toList();
      return BillAnswers.list(
          bills, Math.max(1, page), settings.listPage(), how != Listing.NAMELESS);
    } catch (DateTimeParseException | NumberFormatException e) {
      return Envelope.error(400, "from and to are dates, page is a number");
    }
  }

  private static boolean isMeant(Bill bill, String reference, Listing how) {
    return switch (how) {
      case OURS -> bill.reference.equals(reference);
      case THEIRS -> bill.txRef.equals(reference) || bill.flwRef.equals(reference);
      case NAMELESS -> true;
    };
  }

  private static LocalDate dayOf(Bill bill) {
    return LocalDate.ofInstant(bill.at, ZoneOffset.UTC);
  }

  private static String day(String text) {
    return text.length() > 10 ? text.substring(0, 10) : text;
  }

  /** Half of an answer, a page instead of an answer, or a word: the reference picks one. */
  private static Response garbage(String reference) {
    return switch (Math.floorMod(reference.hashCode(), 3)) {
      case 0 -> Response.html(200, "<html><body>We will be right back.</body></html>");
      case 1 ->
          Response.bytes(
              200,
              "application/json",
              "{\"status\":\"success\",\"message\":\"Bill payment successful\",\"data\":{\"pho"
                  .getBytes(StandardCharsets.UTF_8));
      default -> Response.text(200, "application/json", "\"success\"");
    };
  }

  private FlutterwaveOutcome ofCustomer(Item item, String customer) {
    return FlutterwaveMagic.outcomeOf(customer)
        .orElseGet(
            () -> {
              boolean exists =
                  registered.contains(customer)
                      || acceptance == Acceptance.WELL_FORMED && item.takes(customer);
              return exists ? FlutterwaveOutcome.DELIVERED : FlutterwaveOutcome.INVALID_CUSTOMER;
            });
  }
}
