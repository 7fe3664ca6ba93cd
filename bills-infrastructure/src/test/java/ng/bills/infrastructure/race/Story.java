package ng.bills.infrastructure.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.refund.RefundOrder;

/**
 * What the database says about every payment, held against what really happened outside: state,
 * receipts, purchases, refunds and journal must tell one story.
 */
final class Story {

  private static final String PAYMENTS =
      """
      select p.id::text as payment, p.state, p.review_kind as review,
             (select to_state from payment_move m where m.payment_id = p.id order by seq desc limit 1) as last_move,
             (select count(*) from payment_move m where m.payment_id = p.id and m.to_state = 'completed') as completions,
             (select count(*) from funds_receipt r where r.payment_id = p.id) as receipts,
             (select count(*) from funds_receipt r where r.payment_id = p.id and r.match = 'exact') as exact,
             (select coalesce(sum(stroops), 0)::bigint from funds_receipt r where r.payment_id = p.id) as came,
             (select coalesce(sum(stroops), 0)::bigint from refund f where f.payment_id = p.id) as owed,
             (select coalesce(sum(stroops), 0)::bigint from refund f where f.payment_id = p.id and f.state = 'confirmed') as went,
             (select count(*) from attempt a where a.payment_id = p.id and a.state = 'delivered') as bought,
             (select string_agg(a.reference, ' ') from attempt a where a.payment_id = p.id) as attempts,
             (select count(*) from journal_entry e where e.payment_id = p.id and e.reference like 'vend:%') as purchases
        from payment p""";

  private static final String BOOKS =
      """
      select e.payment_id::text as payment, l.account, sum(l.stroops)::bigint as stroops
        from posting l join journal_entry e on e.id = l.entry_id group by 1, 2""";

  private final RaceWorld world;
  private final List<Map<String, Object>> payments;
  private final Map<String, Map<String, Long>> books;

  private Story(RaceWorld world) {
    this.world = world;
    this.payments = world.database.rows(PAYMENTS);
    this.books =
        world.database.rows(BOOKS).stream()
            .collect(
                Collectors.groupingBy(
                    row -> (String) row.get("payment"),
                    Collectors.toMap(
                        row -> (String) row.get("account"), row -> (Long) row.get("stroops"))));
  }

  /**
   * Checks all payments of a world in which nothing is under way any more.
   *
   * @return how many payments ended in which state
   */
  static Map<String, Long> check(RaceWorld world) {
    Story story = new Story(world);
    story.provider();
    story.stellar();
    story.payments.forEach(story::payment);
    story.totals();
    return story.payments.stream()
        .collect(Collectors.groupingBy(p -> (String) p.get("state"), Collectors.counting()));
  }

  /** No order came twice, and ours are the orders that came. */
  private void provider() {
    assertThat(world.provider.orders()).allSatisfy((order, times) -> assertThat(times).isOne());
    Set<String> attempts = new TreeSet<>();
    payments.forEach(p -> attempts.addAll(references(p)));
    assertThat(attempts).containsAll(world.provider.orders().keySet());
  }

  private static Set<String> references(Map<String, Object> payment) {
    String all = (String) payment.get("attempts");
    return all == null ? Set.of() : Set.of(all.split(" "));
  }

  /** Nothing went back but what had come, once, whole, and to whoever had sent it. */
  private void stellar() {
    Map<String, FundsReceipt> arrived = world.stellar.arrived();
    List<RefundOrder> sent = world.stellar.sent();
    assertThat(sent).extracting(RefundOrder::returnHash).doesNotHaveDuplicates();
    assertThat(sent)
        .allSatisfy(
            order -> {
              FundsReceipt receipt = arrived.get(order.returnHash());
              assertThat(receipt).isNotNull();
              assertThat(order.amount()).isEqualTo(receipt.amount());
              assertThat(order.destination()).isEqualTo(receipt.from());
            });
  }

  private void payment(Map<String, Object> p) {
    String what = p.toString();
    String state = (String) p.get("state");
    long came = (Long) p.get("came");
    long owed = (Long) p.get("owed");
    long went = (Long) p.get("went");
    long bought = (Long) p.get("bought");
    assertThat(p.get("last_move")).as(what).isEqualTo(state);
    assertThat((Long) p.get("exact")).as(what).isLessThanOrEqualTo(1);
    assertThat((Long) p.get("completions")).as(what).isLessThanOrEqualTo(1);
    assertThat(owed).as(what).isLessThanOrEqualTo(came);
    assertThat(p.get("purchases")).as(what).isEqualTo(bought);
    long delivered =
        references(p).stream().filter(world.provider.delivered()::contains).distinct().count();
    assertThat(delivered).as("deliveries of %s", what).isEqualTo(bought).isLessThanOrEqualTo(1);
    long total = 5030_0000000L;
    switch (state) {
      case "completed" -> {
        assertThat(bought).as(what).isOne();
        assertThat(p.get("exact")).as(what).isEqualTo(1L);
        assertThat(owed).as(what).isEqualTo(came - total);
      }
      case "refunded" -> {
        assertThat(owed).as(what).isEqualTo(came).isEqualTo(went).isPositive();
        assertThat(bought == 0 || "CONTRADICTION".equals(p.get("review"))).as(what).isTrue();
      }
      case "refund_initiated", "refund_processing" -> {
        // only a person may let it rest here: the provider has delivered after all
        assertThat(p.get("review")).as(what).isEqualTo("CONTRADICTION");
        assertThat(owed).as(what).isEqualTo(came).isPositive();
        assertThat(bought).as(what).isOne();
      }
      case "expired", "pending_payment" -> {
        assertThat(p.get("receipts")).as(what).isEqualTo(0L);
        assertThat(references(p)).as(what).isEmpty();
      }
      default -> throw new AssertionError("not at rest: " + what);
    }
    books(p, came, owed, went);
  }

  /** What the journal holds for a payment is what is left of what came. */
  private void books(Map<String, Object> p, long came, long owed, long went) {
    Map<String, Long> accounts = books.getOrDefault((String) p.get("payment"), Map.of());
    String what = p + " " + accounts;
    assertThat(sum(accounts, "stellar_wallet")).as(what).isEqualTo(came - went);
    assertThat(sum(accounts, "refunds_payable")).as(what).isEqualTo(went - owed);
    assertThat(sum(accounts, "customer_funds")).as(what).isZero();
    assertThat(sum(accounts, "suspense")).as(what).isZero();
    assertThat(accounts.values().stream().mapToLong(Long::longValue).sum()).as(what).isZero();
  }

  private static long sum(Map<String, Long> accounts, String account) {
    return accounts.getOrDefault(account, 0L);
  }

  private void totals() {
    RaceDatabase db = world.database;
    assertThat(db.number("select coalesce(sum(stroops), 0) from trial_balance")).isZero();
    assertThat(
            db.number(
                "select coalesce(sum(stroops), 0) from posting where account = 'stellar_wallet'"))
        .isEqualTo(world.stellar.balance());
    assertThat(
            db.number(
                "select coalesce(sum(stroops), 0) from posting where account = 'float_vtpass'"))
        .isEqualTo(-5000_0000000L * world.provider.delivered().size());
    assertThat(db.number("select count(*) from funds_receipt"))
        .isEqualTo(world.stellar.arrived().size());
  }
}
