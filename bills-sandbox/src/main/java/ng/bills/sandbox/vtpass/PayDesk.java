package ng.bills.sandbox.vtpass;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Response;
import ng.bills.sandbox.vtpass.Catalogue.Kind;
import ng.bills.sandbox.vtpass.Catalogue.Service;
import ng.bills.sandbox.vtpass.VtpassOutcome.Reply;
import ng.bills.sandbox.vtpass.VtpassOutcome.Truth;
import ng.bills.sandbox.vtpass.VtpassSettings.Acceptance;

/**
 * Decides what happens to a check, a purchase or a requery, and how it is answered. Order of the
 * checks of a purchase is our reading of the code table.
 */
final class PayDesk {
  private static final DateTimeFormatter LAGOS_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneId.of("Africa/Lagos"));
  private static final Pattern REQUEST_ID = Pattern.compile("\\d{12}[0-9A-Za-z-]{0,88}");
  private static final Pattern METER = Pattern.compile("\\d{11}|\\d{13}");
  private static final Pattern POSTPAID_ACCOUNT = Pattern.compile("[0-9A-Za-z/-]{5,20}");
  private static final Pattern PHONE = Pattern.compile("0[789][01]\\d{8}");
  private static final Pattern SMARTCARD = Pattern.compile("\\d{10,12}");

  private final VtpassSettings settings;
  private final InstantSource clock;
  private final Catalogue catalogue;
  private final VendBook book;
  private final OutcomeRules rules;
  private final PayAnswers answers;
  private final Set<String> registered = ConcurrentHashMap.newKeySet();
  private volatile Acceptance acceptance;
  private volatile boolean duplicateGuard;

  PayDesk(
      VtpassSettings settings,
      Catalogue catalogue,
      VendBook book,
      OutcomeRules rules,
      PayAnswers answers) {
    this.settings = settings;
    this.clock = settings.clock();
    this.catalogue = catalogue;
    this.book = book;
    this.rules = rules;
    this.answers = answers;
    this.acceptance = settings.acceptance();
    this.duplicateGuard = settings.duplicateGuard();
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

  void duplicateGuard(boolean on) {
    duplicateGuard = on;
  }

  boolean duplicateGuard() {
    return duplicateGuard;
  }

  Response check(JsonObject body) {
    String account = JsonText.text(body, "billersCode", "");
    String serviceId = JsonText.text(body, "serviceID", "");
    String type = JsonText.text(body, "type", "").toLowerCase(Locale.ROOT);
    if (account.isBlank()) {
      return ok(PayAnswers.invalid("billersCode"));
    }
    if (serviceId.isBlank()) {
      return ok(PayAnswers.invalid("serviceID"));
    }
    Optional<Service> found = catalogue.service(serviceId);
    if (found.isEmpty()) {
      return ok(PayAnswers.refusal("012"));
    }
    Service service = found.get();
    boolean electricity = service.kind() == Kind.ELECTRICITY;
    if (electricity && !type.equals("prepaid") && !type.equals("postpaid")) {
      return ok(PayAnswers.invalid("type"));
    }
    VtpassOutcome outcome =
        rules
            .forCheck(service.id(), account)
            .map(OutcomeRule::outcome)
            .orElseGet(() -> ofAccount(service, type, account));
    return switch (outcome) {
      case CHECK_UNREACHABLE -> ok(PayAnswers.refusal("030"));
      case CHECK_TIMEOUT -> Response.unanswered().delayed(settings.hold());
      case WRONG_BILLERS_CODE -> ok(CheckAnswers.wrongBillersCode(service));
      default ->
          ok(
              electricity
                  ? CheckAnswers.meter(service, type, account, outcome == VtpassOutcome.KEY_CHANGE)
                  : CheckAnswers.smartcard(service, account));
    };
  }

  Response pay(JsonObject body) throws InterruptedException {
    String requestId = JsonText.text(body, "request_id", "");
    String serviceId = JsonText.text(body, "serviceID", "");
    String phone = JsonText.text(body, "phone", "");
    String variation = JsonText.text(body, "variation_code", "").toLowerCase(Locale.ROOT);
    Instant now = clock.instant();
    if (requestId.isBlank()) {
      return ok(PayAnswers.invalid("request_id"));
    }
    if (!REQUEST_ID.matcher(requestId).matches() || !requestId.startsWith(LAGOS_DATE.format(now))) {
      return ok(PayAnswers.refusal("085"));
    }
    if (serviceId.isBlank()) {
      return ok(PayAnswers.invalid("serviceID"));
    }
    Optional<Service> found = catalogue.service(serviceId);
    if (found.isEmpty()) {
      return ok(PayAnswers.refusal("012"));
    }
    Service service = found.get();
    if (phone.isBlank()) {
      return ok(PayAnswers.invalid("phone"));
    }
    String account =
        service.kind() == Kind.AIRTIME ? phone : JsonText.text(body, "billersCode", "");
    if (account.isBlank() || account.length() > 30) {
      return ok(PayAnswers.invalid("billersCode"));
    }
    boolean renewal =
        service.kind() == Kind.TV && JsonText.text(body, "subscription_type", "").equals("renew");
    boolean varies = service.kind() != Kind.AIRTIME && !renewal;
    if (varies && variation.isBlank()) {
      return ok(PayAnswers.invalid("variation_code"));
    }
    Optional<Catalogue.Variation> plan = service.variation(variation);
    if (varies && plan.isEmpty()) {
      return ok(PayAnswers.refusal("010"));
    }
    OptionalLong asked = Naira.kobo(body.getOrDefault("amount", JsonValue.NULL));
    long amountKobo;
    if (varies && service.kind() != Kind.ELECTRICITY) {
      long months = JsonText.number(body, "quantity", 1);
      if (months < 1 || months > 12) {
        return ok(PayAnswers.refusal(months < 1 ? "031" : "032"));
      }
      amountKobo = plan.orElseThrow().priceKobo() * months; // the variation decides, not the amount
    } else if (asked.isEmpty() || asked.getAsLong() <= 0) {
      return ok(PayAnswers.invalid("amount"));
    } else {
      amountKobo = asked.getAsLong();
    }
    if (amountKobo < service.minimumKobo()) {
      return ok(PayAnswers.refusal("013"));
    }
    if (amountKobo > service.maximumKobo()) {
      return ok(PayAnswers.refusal("017"));
    }
    if (book.find(requestId).isPresent()) {
      return ok(PayAnswers.refusal("014"));
    }
    OutcomeRule rule =
        rules
            .forPurchase(service.id(), account)
            .orElseGet(() -> OutcomeRule.of(account, ofAccount(service, variation, account)));
    return carryOut(rule, requestId, service, variation, account, phone, amountKobo, now);
  }

  private Response carryOut(
      OutcomeRule rule,
      String requestId,
      Service service,
      String variation,
      String account,
      String phone,
      long amountKobo,
      Instant now)
      throws InterruptedException {
    VtpassOutcome outcome = rule.outcome();
    Purchase purchase = null;
    if (outcome.truth() != Truth.NOT_TAKEN) {
      VendBook.Opening opening =
          book.open(
              requestId,
              service,
              variation,
              account,
              phone,
              amountKobo,
              outcome.truth(),
              rule.requeries() > 0 ? rule.requeries() : settings.settleAfterRequeries(),
              now,
              duplicateGuard);
      if (opening instanceof VendBook.Refused refused) {
        return ok(PayAnswers.refusal(refused.code()));
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
      case GARBAGE -> garbage(requestId);
      case UNDOCUMENTED ->
          ok(
              JsonText.object()
                  .add("code", "777")
                  .add("response_description", "SERVICE ANSWER")
                  .build());
      case HTTP_500 ->
          Response.text(500, "application/json", "{\n    \"message\": \"Server Error\"\n}");
      case HTTP_502 ->
          Response.html(
              502,
              "<html><head><title>502 Bad Gateway</title></head>"
                  + "<body><center><h1>502 Bad Gateway</h1></center></body></html>");
      case REFUSE -> ok(PayAnswers.refusal(rule.refusalCode()));
    };
  }

  Response requery(JsonObject body) {
    String requestId = JsonText.text(body, "request_id", "");
    if (requestId.isBlank()) {
      return ok(PayAnswers.invalid("request_id"));
    }
    return ok(
        book.requery(requestId).map(answers::requery).orElseGet(() -> PayAnswers.refusal("015")));
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

  private VtpassOutcome ofAccount(Service service, String variation, String account) {
    Optional<VtpassOutcome> magic = VtpassMagic.outcomeOf(account);
    if (magic.isPresent()) {
      return magic.get();
    }
    Optional<VtpassOutcome> documented = documented(service, variation, account);
    if (documented.isPresent()) {
      return documented.get();
    }
    boolean exists =
        registered.contains(account)
            || (acceptance == Acceptance.WELL_FORMED && wellFormed(service, variation, account));
    return exists ? VtpassOutcome.DELIVERED : VtpassOutcome.WRONG_BILLERS_CODE;
  }

  private Optional<VtpassOutcome> documented(Service service, String variation, String account) {
    return Optional.ofNullable(
        switch (account) {
          case VtpassMagic.VTPASS_PHONE ->
              service.kind() == Kind.AIRTIME || service.kind() == Kind.DATA
                  ? VtpassOutcome.DELIVERED
                  : null;
          case VtpassMagic.VTPASS_SMARTCARD ->
              service.kind() == Kind.TV ? VtpassOutcome.DELIVERED : null;
          case VtpassMagic.VTPASS_PREPAID_METER -> meterOf("prepaid", variation);
          case VtpassMagic.VTPASS_POSTPAID_METER -> meterOf("postpaid", variation);
          case VtpassMagic.VTPASS_PENDING ->
              aftermath(
                  VtpassOutcome.PENDING_THEN_DELIVERED,
                  VtpassOutcome.PENDING_THEN_FAILED,
                  VtpassOutcome.PENDING_FOREVER);
          case VtpassMagic.VTPASS_UNEXPECTED ->
              aftermath(
                  VtpassOutcome.GARBAGE_THEN_DELIVERED,
                  VtpassOutcome.GARBAGE_THEN_FAILED,
                  VtpassOutcome.GARBAGE_THEN_NOT_FOUND);
          case VtpassMagic.VTPASS_NO_RESPONSE ->
              aftermath(
                  VtpassOutcome.NO_ANSWER_THEN_DELIVERED,
                  VtpassOutcome.NO_ANSWER_THEN_FAILED,
                  VtpassOutcome.NO_ANSWER_THEN_NOT_FOUND);
          case VtpassMagic.VTPASS_TIMEOUT ->
              aftermath(
                  VtpassOutcome.TIMEOUT_THEN_DELIVERED,
                  VtpassOutcome.TIMEOUT_THEN_FAILED,
                  VtpassOutcome.TIMEOUT_THEN_NOT_FOUND);
          default -> null;
        });
  }

  private static VtpassOutcome meterOf(String own, String asked) {
    return own.equals(asked) ? VtpassOutcome.DELIVERED : VtpassOutcome.WRONG_BILLERS_CODE;
  }

  private VtpassOutcome aftermath(
      VtpassOutcome delivered, VtpassOutcome failed, VtpassOutcome notFound) {
    return switch (settings.aftermath()) {
      case DELIVERED -> delivered;
      case FAILED -> failed;
      case NOT_FOUND -> notFound;
    };
  }

  private static boolean wellFormed(Service service, String variation, String account) {
    Pattern form =
        switch (service.kind()) {
          case AIRTIME, DATA -> PHONE;
          case TV -> SMARTCARD;
          case ELECTRICITY -> variation.equals("postpaid") ? POSTPAID_ACCOUNT : METER;
        };
    return form.matcher(account).matches();
  }

  private static Response ok(JsonObject body) {
    return Response.json(200, body);
  }
}
