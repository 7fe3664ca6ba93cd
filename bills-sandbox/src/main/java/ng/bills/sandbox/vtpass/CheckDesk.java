package ng.bills.sandbox.vtpass;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Response;

/**
 * Answers {@code /merchant-verify}. A service that has nothing to verify (airtime, data, Showmax,
 * WAEC) is answered with 012, as a product that verification does not know: our reading.
 */
final class CheckDesk {
  private final Duration hold;
  private final Catalogue catalogue;
  private final OutcomeRules rules;
  private final Accounts accounts;
  private final Smartcards smartcards;

  CheckDesk(
      Duration hold,
      Catalogue catalogue,
      OutcomeRules rules,
      Accounts accounts,
      Smartcards smartcards) {
    this.hold = hold;
    this.catalogue = catalogue;
    this.rules = rules;
    this.accounts = accounts;
    this.smartcards = smartcards;
  }

  Response check(JsonObject body) {
    String account = JsonText.text(body, "billersCode", "");
    String serviceId = JsonText.text(body, "serviceID", "");
    String type = JsonText.text(body, "type", "").toLowerCase(Locale.ROOT);
    if (account.isBlank()) {
      return ok(Refusals.invalid("billersCode"));
    }
    if (serviceId.isBlank()) {
      return ok(Refusals.invalid("serviceID"));
    }
    Optional<Service> found = catalogue.service(serviceId);
    if (found.isEmpty() || !found.get().served().verified()) {
      return ok(Refusals.of("012"));
    }
    Service service = found.get();
    if (service.served() == Served.METER && !type.equals("prepaid") && !type.equals("postpaid")) {
      return ok(Refusals.invalid("type"));
    }
    if (service.served() == Served.PROFILE && type.isBlank()) {
      return ok(Refusals.invalid("type"));
    }
    if (service.served() == Served.PROFILE && service.variation(type).isEmpty()) {
      return ok(Refusals.of("010"));
    }
    return answer(service, type, account, account);
  }

  /** Smile's own address, by e-mail. */
  Response checkSmile(JsonObject body) {
    String email = JsonText.text(body, "billersCode", "");
    if (email.isBlank()) {
      return ok(Refusals.invalid("billersCode"));
    }
    Optional<Service> service =
        catalogue
            .service(JsonText.text(body, "serviceID", ""))
            .filter(found -> found.served() == Served.SMILE_ACCOUNT);
    if (service.isEmpty()) {
      return ok(Refusals.of("012"));
    }
    Optional<String> account = accounts.smileAccount(email);
    return account.isEmpty()
        ? ok(CheckAnswers.wrongBillersCode(service.get()))
        : answer(service.get(), "", email, account.get());
  }

  private Response answer(Service service, String type, String asked, String account) {
    VtpassOutcome outcome =
        rules
            .forCheck(service.id(), asked)
            .map(OutcomeRule::outcome)
            .orElseGet(() -> accounts.outcome(service, type, account));
    return switch (outcome) {
      case CHECK_UNREACHABLE -> ok(Refusals.of("030"));
      case CHECK_TIMEOUT -> Response.unanswered().delayed(hold);
      case WRONG_BILLERS_CODE -> ok(CheckAnswers.wrongBillersCode(service));
      default -> ok(confirmed(service, type, account, outcome == VtpassOutcome.KEY_CHANGE));
    };
  }

  private JsonObject confirmed(Service service, String type, String account, boolean keyChange) {
    return switch (service.served()) {
      case METER -> CheckAnswers.meter(service, type, account, keyChange);
      case SUBSCRIBER ->
          CheckAnswers.subscriber(service, smartcards.now(service, account), smartcards.today());
      case SMARTCARD -> CheckAnswers.smartcard(account);
      case SMILE_ACCOUNT -> CheckAnswers.smile(account);
      default -> CheckAnswers.named(service, account);
    };
  }

  private static Response ok(JsonObject body) {
    return Response.json(200, body);
  }
}
