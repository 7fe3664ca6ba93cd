package ng.bills.sandbox.vtpass;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.vtpass.VtpassOutcome.Reply;
import ng.bills.sandbox.vtpass.VtpassOutcome.Truth;

/** Decides what happens to a purchase or a requery, and how it is answered. */
final class PayDesk {
  private final VtpassSettings settings;
  private final InstantSource clock;
  private final PayForm form;
  private final VendBook book;
  private final OutcomeRules rules;
  private final Accounts accounts;
  private final PayAnswers answers;
  private volatile boolean duplicateGuard;

  PayDesk(
      VtpassSettings settings,
      PayForm form,
      VendBook book,
      OutcomeRules rules,
      Accounts accounts,
      PayAnswers answers) {
    this.settings = settings;
    this.clock = settings.clock();
    this.form = form;
    this.book = book;
    this.rules = rules;
    this.accounts = accounts;
    this.answers = answers;
    this.duplicateGuard = settings.duplicateGuard();
  }

  void duplicateGuard(boolean on) {
    duplicateGuard = on;
  }

  boolean duplicateGuard() {
    return duplicateGuard;
  }

  Response pay(JsonObject body) throws InterruptedException {
    Instant now = clock.instant();
    PayForm.Reading reading = form.read(body, now);
    if (reading instanceof PayForm.Refused refused) {
      return ok(refused.answer());
    }
    PurchaseTerms terms = ((PayForm.InOrder) reading).terms();
    if (book.find(terms.requestId()).isPresent()) {
      return ok(Refusals.of("014"));
    }
    OutcomeRule rule =
        rules
            .forPurchase(terms.service().id(), terms.account())
            .orElseGet(
                () ->
                    OutcomeRule.of(
                        terms.account(),
                        accounts.outcome(terms.service(), terms.variation(), terms.account())));
    return carryOut(rule, terms, now);
  }

  private Response carryOut(OutcomeRule rule, PurchaseTerms terms, Instant now)
      throws InterruptedException {
    VtpassOutcome outcome = rule.outcome();
    Purchase purchase = null;
    if (outcome.truth() != Truth.NOT_TAKEN) {
      VendBook.Opening opening =
          book.open(
              terms,
              outcome.truth(),
              rule.requeries() > 0 ? rule.requeries() : settings.settleAfterRequeries(),
              now,
              duplicateGuard);
      if (opening instanceof VendBook.Refused refused) {
        return ok(Refusals.of(refused.code()));
      }
      purchase = ((VendBook.Accepted) opening).purchase();
    }
    if (outcome.reply() == Reply.SLOW) {
      Thread.sleep(settings.slowDelay().toMillis());
      book.settle(purchase, VendStatus.DELIVERED);
    }
    return switch (outcome.reply()) {
      case TRUTH, SLOW -> ok(answers.pay(purchase, outcome == VtpassOutcome.FAILED_INSIDE_000));
      case HOLD -> Response.unanswered().delayed(settings.hold());
      case CUT -> Response.unanswered();
      case GARBAGE -> garbage(terms.requestId());
      case UNDOCUMENTED ->
          ok(
              JsonText.object()
                  .add("code", "777")
                  .add("response_description", "SERVICE ANSWER")
                  .build());
      case HTTP_500 ->
          Response.text(500, "application/json", "{\n    \"message\": \"Server Error\"\n}");
      case HTTP_502 -> badGateway();
      case REFUSE -> ok(Refusals.of(rule.refusalCode()));
    };
  }

  Response requery(JsonObject body) {
    String requestId = JsonText.text(body, "request_id", "");
    if (requestId.isBlank()) {
      return ok(Refusals.invalid("request_id"));
    }
    return ok(book.requery(requestId).map(answers::requery).orElseGet(() -> Refusals.of("015")));
  }

  static Response badGateway() {
    return Response.html(
        502,
        "<html><head><title>502 Bad Gateway</title></head>"
            + "<body><center><h1>502 Bad Gateway</h1></center></body></html>");
  }

  /** Half of an answer, a page instead of an answer, or a word: the request id picks one. */
  private static Response garbage(String requestId) {
    return switch (Math.floorMod(requestId.hashCode(), 3)) {
      case 0 ->
          Response.html(200, "<html><body>We are upgrading. Please check back.</body></html>");
      case 1 ->
          Response.bytes(
              200,
              "application/json",
              "{\"code\":\"000\",\"content\":{\"transactions\":{\"sta"
                  .getBytes(StandardCharsets.UTF_8));
      default -> Response.text(200, "text/plain", "OK");
    };
  }

  private static Response ok(JsonObject body) {
    return Response.json(200, body);
  }
}
