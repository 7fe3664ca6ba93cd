package ng.bills.acceptance;

import jakarta.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VtpassOutcome;

/** Customers of a partner who buy electricity, each for a meter of their own. */
public final class Purchases {

  /** What each of them costs: 5,000 naira and the fee of 30, in cNGN. */
  public static final long TOTAL_STROOPS = 50_300_000_000L;

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
    return of(ask(OutcomeRule.always(VtpassOutcome.DELIVERED)));
  }

  /** Paid, and delivered with a token. */
  public Purchase delivered() {
    Purchase purchase = paid(OutcomeRule.always(VtpassOutcome.DELIVERED));
    awaitStatus(purchase, "completed");
    return purchase;
  }

  /** Paid by the sandbox's customer; each order of its meter meets the first rule still good. */
  public Purchase paid(OutcomeRule... rules) {
    Asked asked = ask(rules);
    new PayingCustomer(system.sandbox().hubUrl())
        .pay(asked.payment.sendTo(), asked.payment.amount(), asked.payment.memo());
    return of(asked);
  }

  /** Paid from that account, which the sandbox has the keys of. */
  public Purchase paidFrom(String account, OutcomeRule... rules) {
    Asked asked = ask(rules);
    system
        .sandbox()
        .horizon()
        .pay(
            account,
            asked.payment.sendTo(),
            system.sandbox().cngn(),
            TOTAL_STROOPS,
            asked.payment.memo());
    return of(asked);
  }

  private record Asked(PartnerClient.Requested payment, String meter, String email) {}

  private Asked ask(OutcomeRule... rules) {
    String meter = nextMeter();
    system.sandbox().vtpass().register(meter);
    for (OutcomeRule r : rules) {
      system
          .sandbox()
          .vtpass()
          .outcome(
              new OutcomeRule(
                  meter,
                  r.serviceId(),
                  r.outcome(),
                  r.nth(),
                  r.times(),
                  r.percent(),
                  r.code(),
                  r.requeries()));
    }
    String email = "story" + meter.substring(7) + "@customer.example";
    return new Asked(
        partner.request(PartnerClient.electricity(meter, "PREPAID", 5000), email), meter, email);
  }

  private static String nextMeter() {
    return String.format("4507777%04d", METERS.incrementAndGet());
  }

  private static Purchase of(Asked asked) {
    return new Purchase(asked.payment.id(), asked.payment.reference(), asked.meter, asked.email);
  }

  /** What the API says of it. */
  public JsonObject awaitStatus(Purchase purchase, String status) {
    return partner.awaitStatus(purchase.id(), status);
  }
}
