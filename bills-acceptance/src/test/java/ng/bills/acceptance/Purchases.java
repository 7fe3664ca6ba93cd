package ng.bills.acceptance;

import jakarta.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VtpassOutcome;

/** Customers of a partner who buy electricity, each for a meter of their own. */
public final class Purchases {

  private static final AtomicInteger METERS = new AtomicInteger();

  private final BillsSystem system;
  private final PartnerClient partner;

  public Purchases(BillsSystem system) {
    this.system = system;
    this.partner = new PartnerClient(system, system.apiKey());
  }

  /**
   * A payment.
   *
   * @param id its transaction id
   * @param reference its payment reference
   * @param meter the meter that is paid for
   * @param email the customer's address
   */
  public record Purchase(String id, String reference, String meter, String email) {}

  /** Asked for, and not paid. */
  public Purchase requested() {
    return of(ask(VtpassOutcome.DELIVERED));
  }

  /** Paid, and delivered with a token. */
  public Purchase delivered() {
    Asked asked = paid(VtpassOutcome.DELIVERED);
    partner.awaitStatus(asked.payment.id(), "completed");
    return of(asked);
  }

  private Asked paid(VtpassOutcome outcome) {
    Asked asked = ask(outcome);
    new PayingCustomer(system.sandbox().hubUrl())
        .pay(asked.payment.sendTo(), asked.payment.amount(), asked.payment.memo());
    return asked;
  }

  private record Asked(PartnerClient.Requested payment, String meter, String email) {}

  private Asked ask(VtpassOutcome outcome) {
    int number = METERS.incrementAndGet();
    String meter = String.format("4507777%04d", number);
    system.sandbox().vtpass().register(meter);
    system.sandbox().vtpass().outcome(OutcomeRule.of(meter, outcome));
    String email = "story" + number + "@customer.example";
    return new Asked(
        partner.request(PartnerClient.electricity(meter, "PREPAID", 5000), email), meter, email);
  }

  private static Purchase of(Asked asked) {
    return new Purchase(asked.payment.id(), asked.payment.reference(), asked.meter, asked.email);
  }

  /** What the API says of it. */
  public JsonObject awaitStatus(Purchase purchase, String status) {
    return partner.awaitStatus(purchase.id(), status);
  }
}
