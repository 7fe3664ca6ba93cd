package ng.bills.sandbox.vtpass;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import ng.bills.sandbox.http.JsonText;

/**
 * Reads what {@code /pay} is asked. The order of the checks is our reading of the code table; so is
 * that renewing for less than the renewal amount is below the minimum (013).
 */
final class PayForm {
  /** The terms, or the answer that refuses the form. */
  sealed interface Reading permits InOrder, Refused {}

  record InOrder(PurchaseTerms terms) implements Reading {}

  record Refused(JsonObject answer) implements Reading {}

  private static final DateTimeFormatter LAGOS_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneId.of("Africa/Lagos"));
  private static final Pattern REQUEST_ID = Pattern.compile("\\d{12}[0-9A-Za-z-]{0,88}");
  private static final int MOST_AT_ONCE = 12;

  private final Catalogue catalogue;
  private final Smartcards smartcards;

  PayForm(Catalogue catalogue, Smartcards smartcards) {
    this.catalogue = catalogue;
    this.smartcards = smartcards;
  }

  Reading read(JsonObject body, Instant now) {
    String requestId = JsonText.text(body, "request_id", "");
    String serviceId = JsonText.text(body, "serviceID", "");
    if (requestId.isBlank()) {
      return invalid("request_id");
    }
    if (!REQUEST_ID.matcher(requestId).matches() || !requestId.startsWith(LAGOS_DATE.format(now))) {
      return refused("085");
    }
    if (serviceId.isBlank()) {
      return invalid("serviceID");
    }
    Optional<Service> found = catalogue.service(serviceId);
    if (found.isEmpty()) {
      return refused("012");
    }
    if (!found.get().refusal().isEmpty()) {
      return refused(found.get().refusal());
    }
    return read(body, requestId, found.get());
  }

  private Reading read(JsonObject body, String requestId, Service service) {
    String phone = JsonText.text(body, "phone", "");
    if (phone.isBlank()) {
      return invalid("phone");
    }
    String account = service.served().byPhone() ? phone : JsonText.text(body, "billersCode", "");
    if (account.isBlank() || account.length() > 30) {
      return invalid("billersCode");
    }
    boolean subscriber = service.served() == Served.SUBSCRIBER;
    String subscription = JsonText.text(body, "subscription_type", "");
    if (subscriber && !subscription.equals("renew") && !subscription.equals("change")) {
      return invalid("subscription_type");
    }
    boolean renewal = subscriber && subscription.equals("renew");
    boolean varies =
        !renewal && (service.kind().soldByVariation() || !service.variations().isEmpty());
    String variation =
        varies ? JsonText.text(body, "variation_code", "").toLowerCase(Locale.ROOT) : "";
    if (varies && variation.isBlank()) {
      return invalid("variation_code");
    }
    Optional<Variation> plan = service.variation(variation);
    if (varies && plan.isEmpty()) {
      return refused("010");
    }
    long quantity = JsonText.number(body, "quantity", 1);
    if (quantity < 1 || quantity > MOST_AT_ONCE) {
      return refused(quantity < 1 ? "031" : "032");
    }
    OptionalLong asked = Naira.kobo(body.getOrDefault("amount", JsonValue.NULL));
    long planKobo = plan.map(Variation::priceKobo).orElse(0L);
    if (planKobo == 0 && (asked.isEmpty() || asked.getAsLong() <= 0)) {
      return invalid("amount");
    }
    // the variation decides, whatever amount was sent
    long amountKobo = planKobo > 0 ? planKobo * quantity : asked.getAsLong();
    long least =
        renewal
            ? smartcards.now(service, account).renewal(service).orElse(0L)
            : service.minimumKobo();
    if (amountKobo < least) {
      return refused("013");
    }
    if (amountKobo > service.maximumKobo()) {
      return refused("017");
    }
    return new InOrder(
        new PurchaseTerms(
            requestId,
            service,
            variation,
            subscriber && !renewal,
            renewal,
            account,
            phone,
            amountKobo,
            (int) quantity));
  }

  private static Refused refused(String code) {
    return new Refused(Refusals.of(code));
  }

  private static Refused invalid(String field) {
    return new Refused(Refusals.invalid(field));
  }
}
