package ng.bills.web.pay;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.PaymentForm;

/**
 * What a customer typed, as it was typed.
 *
 * @param fields by their names in the API; empty texts for what was left out
 */
record TypedBill(Map<String, String> fields) {

  private static final List<String> NAMES =
      List.of(
          "bill_type",
          "provider_code",
          "account_number",
          "account_type",
          "plan_code",
          "amount",
          "customer_email",
          "customer_phone");
  private static final int LONGEST = 254;
  private static final String AMOUNT = "\\d{1,12}(\\.\\d{1,2})?";

  /** Reads the parameters; what cannot be printed counts as a blank. */
  static TypedBill read(HttpServletRequest request) {
    Map<String, String> fields = new java.util.HashMap<>();
    for (String name : NAMES) {
      String value = request.getParameter(name);
      String clean = value == null ? "" : value.replaceAll("\\p{Cntrl}", " ").strip();
      fields.put(name, clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean);
    }
    return new TypedBill(Map.copyOf(fields));
  }

  /** What was settled, to be changed again. */
  static TypedBill of(PaymentForm form) {
    Map<String, String> fields = new java.util.HashMap<>();
    fields.put("bill_type", form.billType().orElse(""));
    fields.put("provider_code", form.providerCode().orElse(""));
    fields.put("account_number", form.accountNumber().orElse(""));
    fields.put("account_type", form.accountType().orElse(""));
    fields.put("plan_code", form.planCode().orElse(""));
    fields.put("amount", form.amount().map(BigDecimal::toPlainString).orElse(""));
    fields.put("customer_email", form.customerEmail().orElse(""));
    fields.put("customer_phone", form.customerPhone().orElse(""));
    return new TypedBill(Map.copyOf(fields));
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  Optional<String> given(String name) {
    return Optional.of(field(name)).filter(value -> !value.isEmpty());
  }

  /** The amount, without the signs of naira and the commas that people write; empty for none. */
  Optional<BigDecimal> amount() {
    String digits = field("amount").replaceAll("[₦, ]|^(?i:NGN|N|#)", "");
    return digits.matches(AMOUNT) ? Optional.of(new BigDecimal(digits)) : Optional.empty();
  }

  /** What is wrong with it before anybody looks at what it means. */
  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    if (given("amount").isPresent() && amount().isEmpty() && given("plan_code").isEmpty()) {
      faults.add(new Fault("amount", "MALFORMED", "write it like 5000 or 5,000.00"));
    }
    return faults;
  }

  PaymentForm toForm() {
    boolean plan = given("plan_code").isPresent();
    return new PaymentForm(
        given("bill_type"),
        given("provider_code"),
        given("account_number"),
        given("account_type").filter(type -> field("bill_type").equals("electricity")),
        given("plan_code"),
        Optional.empty(),
        plan ? Optional.empty() : amount(),
        Optional.of("NGN"),
        Optional.empty(),
        given("customer_email"),
        given("customer_phone"),
        Optional.empty(),
        Map.of());
  }

  /** Without what was typed. */
  @Override
  public String toString() {
    return "TypedBill";
  }
}
