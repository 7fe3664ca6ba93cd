package ng.bills.web.api.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.application.pay.CreatePayLink;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.PaymentForm;
import ng.bills.web.api.json.JsonForm;
import ng.bills.web.api.json.JsonForm.Member;

/** The body of {@code POST /pay-links}. */
public final class PayLinkForms {

  private static final int LEAST_MINUTES = 5;

  private static final List<Member> CREATE =
      List.of(
          Member.text("bill_type", 32),
          Member.text("provider_code", 32),
          Member.text("account_number", 64),
          Member.text("account_type", 16),
          Member.text("plan_code", 64),
          Member.text("subscription_change", 16),
          Member.number("amount"),
          Member.text("customer_email", 254),
          Member.text("customer_phone", 32),
          Member.text("request_reference", 64),
          Member.notes("metadata"),
          Member.text("return_url", 1_000),
          Member.number("expires_in_minutes"));

  /**
   * A body as far as it could be read.
   *
   * @param wish what was understood
   * @param faults what was not
   */
  public record Body(CreatePayLink.Wish wish, List<Fault> faults) {

    public Body {
      faults = List.copyOf(faults);
    }
  }

  private PayLinkForms() {}

  public static Body readCreate(byte[] body) throws JsonForm.MalformedException {
    JsonForm json = JsonForm.read(body, CREATE);
    List<Fault> faults = new ArrayList<>(json.faults());
    Optional<BigDecimal> minutes = json.number("expires_in_minutes");
    Optional<Duration> life = minutes.flatMap(PayLinkForms::life);
    if (minutes.isPresent() && life.isEmpty()) {
      faults.add(
          new Fault(
              "expires_in_minutes",
              "MALFORMED",
              "must be a whole number, "
                  + LEAST_MINUTES
                  + " to "
                  + CreatePayLink.LONGEST_LIFE.toMinutes()));
    }
    PaymentForm form =
        new PaymentForm(
            json.text("bill_type"),
            json.text("provider_code"),
            json.text("account_number"),
            json.text("account_type"),
            json.text("plan_code"),
            json.text("subscription_change"),
            json.number("amount"),
            Optional.of("NGN"),
            Optional.empty(),
            json.text("customer_email"),
            json.text("customer_phone"),
            json.text("request_reference"),
            json.notes());
    return new Body(
        new CreatePayLink.Wish(
            form, json.text("return_url"), life.orElse(CreatePayLink.USUAL_LIFE)),
        faults);
  }

  private static Optional<Duration> life(BigDecimal minutes) {
    boolean whole =
        minutes.compareTo(BigDecimal.valueOf(LEAST_MINUTES)) >= 0
            && minutes.compareTo(BigDecimal.valueOf(CreatePayLink.LONGEST_LIFE.toMinutes())) <= 0
            && minutes.stripTrailingZeros().scale() <= 0;
    return whole ? Optional.of(Duration.ofMinutes(minutes.longValue())) : Optional.empty();
  }
}
