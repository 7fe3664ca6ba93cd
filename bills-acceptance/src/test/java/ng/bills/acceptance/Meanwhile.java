package ng.bills.acceptance;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import ng.bills.acceptance.Purchases.Purchase;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.vtpass.VtpassSandbox;

/** What happens to a payment while our people look at it: time passes, a provider ends an order. */
public final class Meanwhile {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final BillsSystem system;
  private final VtpassSandbox vtpass;

  public Meanwhile(BillsSystem system) {
    this.system = system;
    this.vtpass = system.sandbox().vtpass();
  }

  /** Once it is in that state nothing is done to it for an hour, but by somebody. */
  public void rests(Purchase purchase, String state) {
    BillsSystem.await(
        "the payment rests as " + state,
        SOON,
        () ->
            system.query(
                    "update payment set next_action_at = now() + interval '1 hour' where id ="
                        + " ?::uuid and state = ? and lease_until is null returning 1",
                    purchase.id(),
                    state)
                != null,
        () -> state(purchase));
  }

  /** The order is a day old, and nobody has told its end: a person looks. */
  public void aDayPasses(Purchase purchase) {
    BillsSystem.await(
        "a person has to look",
        SOON,
        () -> {
          // again if a question that was under way has written the time it knew
          system.query(
              "update attempt set started_at = started_at - interval '25 hours' where payment_id ="
                  + " ?::uuid and state = 'pending' and started_at > now() - interval '24 hours'"
                  + " returning 1",
              purchase.id());
          return review(purchase) != null;
        },
        () -> state(purchase));
  }

  /** The provider ends the first order, and tells nobody. */
  public void endsQuietly(Purchase purchase) {
    vtpass.webhooks().hold(true);
    try {
      end(purchase);
    } finally {
      vtpass.webhooks().clear();
    }
  }

  /** The provider ends the first order, and tells us; a person has to look. */
  public void endsAndTells(Purchase purchase) {
    vtpass.webhooks().target(URI.create(system.uri("/api/v1/webhooks/vtpass").toString()));
    try {
      end(purchase);
      awaitReview(purchase);
    } finally {
      vtpass.webhooks().clear();
    }
  }

  private void end(Purchase purchase) {
    if (!vtpass.settle(firstOrder(purchase))) {
      throw new IllegalStateException("the order had ended before");
    }
  }

  private String firstOrder(Purchase purchase) {
    return system.query(
        "select reference from attempt where payment_id = ?::uuid order by seq limit 1",
        purchase.id());
  }

  /** Whenever it is asked from now on, the provider says that it delivered for another amount. */
  public void isDeliveredForAnotherAmount(Purchase purchase) {
    vtpass
        .faults()
        .add(
            FaultRule.when("POST", "/api/requery")
                .body(firstOrder(purchase))
                .effect(
                    "status-after",
                    Map.of(
                        "code",
                        200,
                        "body",
                        "{\"code\":\"000\",\"content\":{\"transactions\":{\"status\":"
                            + "\"delivered\"}},\"amount\":\"500.00\","
                            + "\"token\":\"11112222333344445555\"}")));
  }

  /** Waits until a person has to look. */
  public void awaitReview(Purchase purchase) {
    BillsSystem.await(
        "a person has to look", SOON, () -> review(purchase) != null, () -> state(purchase));
  }

  /** Which kind of review is open; null for none. */
  public String review(Purchase purchase) {
    return system.query("select review_kind from payment where id = ?::uuid", purchase.id());
  }

  /** The payment's state. */
  public String state(Purchase purchase) {
    return system.query("select state from payment where id = ?::uuid", purchase.id());
  }

  /** Waits until it is in that state. */
  public void awaitState(Purchase purchase, String state) {
    BillsSystem.await(
        "the payment is " + state,
        SOON,
        () -> state.equals(state(purchase)),
        () -> state(purchase) + ", review " + review(purchase));
  }
}
