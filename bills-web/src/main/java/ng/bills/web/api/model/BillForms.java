package ng.bills.web.api.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.FormCheck;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.payment.port.Repetitions;
import ng.bills.web.api.json.JsonFields;
import ng.bills.web.api.json.JsonForm;
import ng.bills.web.api.json.JsonForm.Member;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.rules.FormRules;

/** The bodies of {@code POST /bills/validate} and {@code POST /bills/pay}. */
public final class BillForms {

  private static final List<Member> VALIDATE =
      List.of(
          Member.text("bill_type", 32),
          Member.text("provider_code", 32),
          Member.text("account_number", 64),
          Member.text("account_type", 16),
          Member.text("plan_code", 64));

  private static final List<Member> PAY =
      List.of(
          Member.text("bill_type", 32),
          Member.text("provider_code", 32),
          Member.text("account_number", 64),
          Member.text("account_type", 16),
          Member.text("plan_code", 64),
          Member.text("subscription_change", 16),
          Member.number("amount"),
          Member.text("currency", 8),
          Member.text("payment_source", 16),
          Member.text("customer_email", 254),
          Member.text("customer_phone", 32),
          Member.text("request_reference", 64),
          Member.notes("metadata"),
          Member.flag("buy_again"));

  /** What a single fault may lend to the whole problem as its code. */
  private static final Set<String> API_CODES = Set.of("INVALID_ACCOUNT", "AMOUNT_INVALID");

  /**
   * A body as far as it could be read.
   *
   * @param form what was understood
   * @param faults what was not: wrong types, unknown fields, header and body at odds
   */
  public record Body(PaymentForm form, List<Fault> faults) {

    public Body {
      faults = List.copyOf(faults);
    }
  }

  private BillForms() {}

  public static Body readValidate(byte[] body, FormRules rules) throws JsonForm.MalformedException {
    JsonForm json = JsonForm.read(body, VALIDATE);
    List<Fault> faults = new ArrayList<>(json.faults());
    faults.addAll(rules.faults(AccountFields.of(json)));
    return new Body(form(json, Optional.empty()), faults);
  }

  /**
   * Reads a request to pay.
   *
   * @param idempotencyKeys the values of the header {@code Idempotency-Key}
   */
  public static Body readPay(byte[] body, List<String> idempotencyKeys, FormRules rules)
      throws JsonForm.MalformedException {
    JsonForm json = JsonForm.read(body, PAY);
    List<Fault> faults = new ArrayList<>(json.faults());
    faults.addAll(rules.faults(AccountFields.of(json)));
    faults.addAll(rules.faults(PaymentFields.of(json)));
    IdempotencyKey.Reading key =
        IdempotencyKey.read(idempotencyKeys, json.text("request_reference"));
    key.fault().ifPresent(faults::add);
    return new Body(form(json, key.reference()), faults);
  }

  private static PaymentForm form(JsonForm json, Optional<String> reference) {
    return new PaymentForm(
        json.text("bill_type"),
        json.text("provider_code"),
        json.text("account_number"),
        json.text("account_type"),
        json.text("plan_code"),
        json.text("subscription_change"),
        json.number("amount"),
        json.text("currency"),
        json.text("payment_source"),
        json.text("customer_email"),
        json.text("customer_phone"),
        reference,
        json.notes(),
        json.flag("buy_again"));
  }

  /**
   * The one problem that names everything wrong with a body, one fault per field. What the edge
   * found stands: a field of the wrong type is not also missing.
   */
  public static Problem refused(List<Fault> edge, FormCheck.Reading reading) {
    Map<String, Fault> byField = new LinkedHashMap<>();
    edge.forEach(f -> byField.putIfAbsent(f.field(), f));
    if (reading.unknownType()) {
      byField.putIfAbsent(
          "bill_type", new Fault("bill_type", "UNKNOWN_BILL_TYPE", "is not sold here"));
    }
    if (reading.unknownBiller()) {
      byField.putIfAbsent(
          "provider_code",
          new Fault("provider_code", "UNKNOWN_BILLER", "does not take this bill type"));
    }
    reading.faults().forEach(f -> byField.putIfAbsent(f.field(), f));
    List<Fault> all = List.copyOf(byField.values());
    if (reading.unknownType()) {
      return new Problem(
          404,
          "UNKNOWN_BILL_TYPE",
          "Unknown bill type",
          "GET /bills/types lists the bill types on sale",
          all,
          Optional.empty());
    }
    if (reading.unknownBiller()) {
      return new Problem(
          404,
          "UNKNOWN_BILLER",
          "Unknown biller",
          "GET /bills/providers/{type} lists who takes this bill type",
          all,
          Optional.empty());
    }
    return invalid(all);
  }

  /**
   * A plan that cannot be had.
   *
   * @param detail why
   */
  public static Problem planUnavailable(String detail) {
    return Problem.of(
        409,
        "PLAN_UNAVAILABLE",
        "This plan is not sold, or not at that price",
        detail + "; GET /bills/providers/{type}/{code}/plans lists plans and prices");
  }

  /** The same was asked for just before, and nobody said that it is wanted again. */
  public static Problem repeated(Repetitions.Earlier earlier) {
    return new Problem(
        409,
        "PAYMENT_REPEATED",
        "The same was asked for just before",
        "payment "
            + earlier.reference()
            + " is for the same account, biller and amount; nothing was requested. If another one"
            + " is wanted, send this again with \"buy_again\": true",
        List.of(),
        Optional.empty(),
        json ->
            json.object(
                "earlier_payment",
                JsonFields.object()
                    .text("transaction_id", earlier.id().toString())
                    .text("reference", earlier.reference().value())
                    .text("status", earlier.state().wireName())
                    .time("created_at", earlier.createdAt())));
  }

  /** A request with those faults. */
  public static Problem invalid(List<Fault> faults) {
    String code =
        faults.size() == 1 && API_CODES.contains(faults.get(0).code())
            ? faults.get(0).code()
            : "VALIDATION_FAILED";
    return new Problem(
        400,
        code,
        "The request has faults",
        "errors names every field that is wrong",
        faults,
        Optional.empty());
  }

  /** A body that is no JSON object. */
  public static Problem malformed(JsonForm.MalformedException e) {
    return Problem.of(400, "MALFORMED_JSON", "Not a JSON object", e.getMessage());
  }
}
