package ng.bills.sandbox.interswitch;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.interswitch.InterswitchOutcome.Truth;
import ng.bills.sandbox.interswitch.InterswitchSettings.Acceptance;
import ng.bills.sandbox.interswitch.Purchase.Order;

/**
 * Decides what happens to a validation, a payment or a query, and how it is answered. The order of
 * the checks of a payment is our reading of the code table.
 */
final class PayDesk {
  private static final int LONGEST_REFERENCE = 20;
  private static final int LONGEST_CUSTOMER_ID = 50;

  private final InterswitchSettings settings;
  private final Catalogue catalogue;
  private final VendBook book;
  private final OutcomeRules rules;
  private final Answers answers;
  private final Pattern reference;
  private final Set<String> registered = ConcurrentHashMap.newKeySet();
  private volatile Acceptance acceptance;
  private volatile boolean additionalInfoInQuery;

  PayDesk(
      InterswitchSettings settings,
      Catalogue catalogue,
      VendBook book,
      OutcomeRules rules,
      Answers answers) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.book = book;
    this.rules = rules;
    this.answers = answers;
    this.reference =
        Pattern.compile(settings.prefix() + "[0-9A-Za-z]{8," + (LONGEST_REFERENCE - 4) + "}");
    this.acceptance = settings.acceptance();
    this.additionalInfoInQuery = settings.additionalInfoInQuery();
  }

  void accept(Acceptance which) {
    acceptance = which;
  }

  Acceptance acceptance() {
    return acceptance;
  }

  void register(String account) {
    registered.add(account);
  }

  void additionalInfoInQuery(boolean on) {
    additionalInfoInQuery = on;
  }

  boolean additionalInfoInQuery() {
    return additionalInfoInQuery;
  }

  /** {@code POST /Transactions/validatecustomers}, of one customer or several. */
  Response validate(JsonObject body) {
    JsonArrayBuilder rows = JsonText.array();
    int count = 0;
    for (JsonValue value : Fields.array(body, "customers")) {
      if (!(value instanceof JsonObject customer)) {
        return Answers.invalidField("Customers");
      }
      String customerId = Fields.text(customer, "customerId");
      Optional<PaymentItem> item = catalogue.item(Fields.text(customer, "paymentCode"));
      if (customerId.isEmpty() || customerId.length() > LONGEST_CUSTOMER_ID || item.isEmpty()) {
        return Answers.invalidField(item.isEmpty() ? "PaymentCode" : "CustomerId");
      }
      InterswitchOutcome outcome =
          rules
              .forCheck(item.get().paymentCode(), customerId)
              .map(OutcomeRule::outcome)
              .orElseGet(() -> ofAccount(item.get(), customerId));
      switch (outcome) {
        case CHECK_UNREACHABLE -> {
          return Answers.failed("90091", customerId);
        }
        case CHECK_TIMEOUT -> {
          return Response.unanswered().delayed(settings.hold());
        }
        case INVALID_ACCOUNT -> rows.add(answers.noCustomer(item.get(), customerId, "90014"));
        default -> rows.add(answers.customer(item.get(), catalogue.biller(item.get()), customerId));
      }
      count++;
    }
    if (count == 0) {
      return Answers.invalidField("Customers");
    }
    return Response.json(
        200,
        JsonText.object()
            .add("Customers", rows)
            .add("ResponseCode", Answers.GOOD)
            .add("ResponseCodeGrouping", "SUCCESSFUL")
            .build());
  }

  /** {@code POST /Transactions}. */
  Response pay(JsonObject body) throws InterruptedException {
    String requestReference = Fields.text(body, "requestReference");
    if (!reference.matcher(requestReference).matches()) {
      return Answers.invalidField("requestReference");
    }
    for (String needed : new String[] {"paymentCode", "customerId", "customerMobile"}) {
      if (Fields.text(body, needed).isEmpty()) {
        return Answers.invalidField(needed);
      }
    }
    String account = Fields.text(body, "customerId");
    OptionalLong amount = Fields.kobo(body, "amount");
    if (account.length() > LONGEST_CUSTOMER_ID) {
      return Answers.invalidField("customerId");
    }
    if (amount.isEmpty()) {
      return Answers.invalidField("amount");
    }
    if (book.find(requestReference).isPresent()) {
      return repeated(requestReference);
    }
    Optional<PaymentItem> item = catalogue.item(Fields.text(body, "paymentCode"));
    if (item.isEmpty()) {
      return Answers.failed("10002", requestReference);
    }
    if (amount.getAsLong() <= 0 || !item.get().takes(amount.getAsLong())) {
      return Answers.failed("90013", requestReference);
    }
    OutcomeRule rule =
        rules
            .forPayment(item.get().paymentCode(), account)
            .orElseGet(() -> OutcomeRule.of(account, ofAccount(item.get(), account)));
    return carryOut(
        rule,
        new Order(
            requestReference,
            item.get(),
            account,
            Fields.text(body, "customerMobile"),
            Fields.text(body, "customerEmail"),
            amount.getAsLong()));
  }

  /** A used reference: mostly "unknown error", sometimes "duplicate", never the first answer. */
  private static Response repeated(String requestReference) {
    boolean named = Math.floorMod(requestReference.hashCode(), 3) == 0;
    return Answers.failed(named ? "90026" : "10001", requestReference);
  }

  private Response carryOut(OutcomeRule rule, Order order) throws InterruptedException {
    InterswitchOutcome outcome = rule.outcome();
    Optional<Purchase> entered = Optional.empty();
    if (outcome.truth() != Truth.NOT_TAKEN) {
      VendBook.Opening opening =
          book.open(
              order,
              outcome,
              rule.queries() > 0 ? rule.queries() : settings.settleAfterQueries(),
              settings.clock().instant());
      if (opening.purchase().isEmpty()) {
        return Answers.failed(opening.refusal(), order.requestReference());
      }
      entered = opening.purchase();
    }
    return switch (outcome.reply()) {
      case TRUTH -> truth(entered.orElseThrow());
      case SLOW -> {
        Thread.sleep(settings.slowDelay().toMillis());
        book.settle(entered.orElseThrow(), VendStatus.DELIVERED);
        yield truth(entered.orElseThrow());
      }
      case HOLD -> Response.unanswered().delayed(settings.hold());
      case CUT -> Response.unanswered();
      case GARBAGE -> garbage(order.requestReference());
      case UNDOCUMENTED -> Response.json(200, Answers.failure("77777"));
      case CONTRADICTION ->
          ok(answers.paid(entered.orElseThrow(), Answers.GOOD, "FAILED", order.amountKobo()));
      case PARTIAL ->
          ok(answers.paid(entered.orElseThrow(), "90010", "SUCCESSFUL", order.amountKobo()));
      case WRONG_AMOUNT ->
          ok(
              answers.paid(
                  entered.orElseThrow(), Answers.GOOD, "SUCCESSFUL", order.amountKobo() / 100));
      case HTTP_401 -> TokenDesk.unauthorised("Invalid access token");
      case HTTP_429 ->
          Response.text(429, "application/json", "{\"message\":\"API rate limit exceeded\"}")
              .withHeader("X-RateLimit-Remaining", "0");
      case HTTP_500 -> Response.text(500, "application/json", "{\"message\":\"Server Error\"}");
      case HTTP_502 ->
          Response.html(
              502,
              "<html><head><title>502 Bad Gateway</title></head>"
                  + "<body><center><h1>502 Bad Gateway</h1></center></body></html>");
      case REFUSE -> Answers.failed(rule.refusalCode(), order.requestReference());
    };
  }

  private Response truth(Purchase purchase) {
    return purchase.status() == VendStatus.FAILED
        ? Answers.failed(purchase.outcome.refusalCode(), purchase.order.requestReference())
        : ok(answers.paid(purchase));
  }

  /** {@code GET /Transactions?requestRef=}. */
  Response query(String requestReference) {
    if (requestReference.isEmpty() || requestReference.length() > LONGEST_REFERENCE) {
      return Answers.invalidField("requestRef");
    }
    return book.query(requestReference)
        .map(
            purchase ->
                ok(
                    answers.queried(
                        purchase, catalogue.biller(purchase.order.item()), additionalInfoInQuery)))
        .orElseGet(() -> Answers.notFound(requestReference));
  }

  /** A page instead of an answer, half of an answer, or a word: the reference picks one. */
  private static Response garbage(String requestReference) {
    return switch (Math.floorMod(requestReference.hashCode(), 3)) {
      case 0 -> Response.html(200, "<html><body>Service maintenance in progress.</body></html>");
      case 1 ->
          Response.bytes(
              200,
              "application/json",
              "{\"TransactionRef\":\"SBX|Web|\",\"ResponseCode\":\"900"
                  .getBytes(StandardCharsets.UTF_8));
      default -> Response.text(200, "text/plain", "OK");
    };
  }

  private InterswitchOutcome ofAccount(PaymentItem item, String account) {
    Optional<InterswitchOutcome> magic = InterswitchMagic.outcomeOf(account);
    if (magic.isPresent()) {
      return magic.get();
    }
    boolean documented =
        account.equals(InterswitchMagic.DOCUMENTED_CUSTOMER)
            && item.paymentCode().equals(FirstStock.DOCUMENTED_CODE);
    boolean exists =
        documented
            || registered.contains(account)
            || (acceptance == Acceptance.WELL_FORMED && item.kind().looksRight(account));
    return exists ? InterswitchOutcome.DELIVERED : InterswitchOutcome.INVALID_ACCOUNT;
  }

  private static Response ok(JsonObject body) {
    return Response.json(200, body);
  }
}
