package ng.bills.launcher.kill;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import ng.bills.launcher.kill.Evidence.AttemptRow;
import ng.bills.launcher.kill.Evidence.Held;
import ng.bills.launcher.kill.Evidence.Incoming;
import ng.bills.launcher.kill.Evidence.Outgoing;
import ng.bills.launcher.kill.Evidence.PaymentRow;
import ng.bills.launcher.kill.Evidence.ReceiptRow;
import ng.bills.launcher.kill.Evidence.RefundRow;
import ng.bills.launcher.kill.Evidence.Vended;

/**
 * The rules: what the database says against what really happened. Pure; it knows nothing of how the
 * system works, only what must be true when it rests.
 */
final class Comparison {
  private static final Set<String> TERMINAL = Set.of("completed", "refunded", "expired");
  private static final long STROOPS_PER_KOBO = 100_000;

  private final Evidence seen;
  private final Map<UUID, PaymentRow> payments = new HashMap<>();
  private final Map<String, AttemptRow> attempts = new HashMap<>();
  private final Map<UUID, List<Vended>> vendsOf = new HashMap<>();
  private final Map<String, List<Outgoing>> returned;
  private final List<Violation> violations = new ArrayList<>();

  private Comparison(Evidence seen) {
    this.seen = seen;
    seen.payments().forEach(payment -> payments.put(payment.id(), payment));
    seen.attempts().forEach(a -> attempts.put(a.provider() + ' ' + a.reference(), a));
    this.returned = seen.outgoing().stream().collect(groupingBy(Outgoing::returns));
  }

  /**
   * What partners were told who did everything right. Only two refusals are right: what was asked
   * for just now is under way, and what is paid cannot be called off. A server that listens before
   * the application is there answers 404; readiness keeps partners away from it.
   *
   * @param answers how often each came, by what was asked for and the status, like {@code pay 201}
   */
  static List<Violation> refusals(Map<String, Long> answers) {
    return answers.entrySet().stream()
        .filter(e -> e.getKey().matches(".* 4\\d\\d"))
        .filter(e -> !e.getKey().endsWith(" 409") && !e.getKey().endsWith(" 429"))
        .map(
            e ->
                new Violation(
                    Rule.REFUSED, e.getKey(), "was the answer " + e.getValue() + " times"))
        .toList();
  }

  /** Every broken rule; none when all is well. */
  static List<Violation> of(Evidence seen) {
    Comparison comparison = new Comparison(seen);
    comparison.requests();
    comparison.vends();
    comparison.tokens();
    comparison.receipts();
    comparison.refunds();
    comparison.ledger();
    comparison.unfinished();
    return List.copyOf(comparison.violations);
  }

  private void broken(Rule rule, String who, String what) {
    violations.add(new Violation(rule, who, what));
  }

  private String name(UUID payment) {
    PaymentRow row = payments.get(payment);
    return row == null ? "no payment" : row.reference();
  }

  private boolean inReview(UUID payment) {
    return payment != null && payments.containsKey(payment) && payments.get(payment).inReview();
  }

  /** Each request has made one payment, and every answer named it. */
  private void requests() {
    Map<String, List<PaymentRow>> made =
        seen.payments().stream()
            .collect(groupingBy(p -> Objects.toString(p.requestReference(), "")));
    for (Evidence.Asked asked : seen.asked()) {
      List<PaymentRow> own = made.getOrDefault(asked.key(), List.of());
      if (own.size() > 1) {
        broken(Rule.IDEMPOTENCY, own.get(0).reference(), asked.key() + " made " + own.size());
      }
      if (asked.answers().isEmpty()) {
        broken(Rule.UNFINISHED, asked.key(), "was never answered in " + asked.tries() + " tries");
      } else if (own.isEmpty() || !asked.answers().equals(Set.of(own.get(0).id()))) {
        broken(
            Rule.IDEMPOTENCY,
            own.isEmpty() ? asked.key() : own.get(0).reference(),
            asked.key() + " was answered with payments it did not make: " + asked.answers());
      }
    }
    Set<String> keys =
        seen.asked().stream().map(Evidence.Asked::key).collect(java.util.stream.Collectors.toSet());
    seen.payments().stream()
        .filter(p -> !keys.contains(Objects.toString(p.requestReference(), "")))
        .forEach(p -> broken(Rule.IDEMPOTENCY, p.reference(), "nobody asked for it"));
  }

  /** A payment is delivered once, by one of its attempts, for its amount; and not also refunded. */
  private void vends() {
    for (Vended vend : seen.vended()) {
      AttemptRow attempt = attempts.get(vend.provider() + ' ' + vend.reference());
      if (attempt == null || !payments.containsKey(attempt.payment())) {
        broken(Rule.DOUBLE_VEND, vend.toString(), "was bought without a stored attempt");
        continue;
      }
      vendsOf.computeIfAbsent(attempt.payment(), id -> new ArrayList<>()).add(vend);
      if (vend.kobo() != payments.get(attempt.payment()).kobo()) {
        broken(Rule.DOUBLE_VEND, name(attempt.payment()), vend + " is about another amount");
      }
    }
    vendsOf.forEach(
        (payment, vends) -> {
          if (vends.size() > 1) {
            broken(Rule.DOUBLE_VEND, name(payment), "was delivered " + vends.size() + " times");
          }
          PaymentRow row = payments.get(payment);
          if (!row.state().equals("completed") && TERMINAL.contains(row.state())) {
            broken(Rule.BILL_AND_REFUND, row.reference(), "is " + row.state() + " but delivered");
          }
        });
  }

  /** What the provider gave, the customer can read. */
  private void tokens() {
    vendsOf.forEach(
        (payment, vends) -> {
          if (payments.get(payment).state().equals("completed")) {
            vends.stream()
                .filter(vend -> vend.token().isPresent())
                .filter(
                    vend ->
                        !seen.told().getOrDefault(payment, Set.of()).contains(vend.token().get()))
                .forEach(vend -> broken(Rule.LOST_TOKEN, name(payment), "token of " + vend));
          }
        });
  }

  /** Money that came has one row, and ends as a bill, as a refund of it, or with a person. */
  private void receipts() {
    Map<String, List<ReceiptRow>> rows =
        seen.receipts().stream().collect(groupingBy(ReceiptRow::key));
    for (Incoming money : seen.incoming()) {
      List<ReceiptRow> own = rows.getOrDefault(money.key(), List.of());
      if (own.size() != 1) {
        broken(Rule.LOST_RECEIPT, money.hash(), own.size() + " rows for " + money.key());
        continue;
      }
      ReceiptRow row = own.get(0);
      if (row.stroops() != money.stroops() || !row.hash().equals(money.hash())) {
        broken(Rule.LOST_RECEIPT, name(row.payment()), "its row differs from " + money.hash());
      }
      ending(money, row);
    }
    Set<String> keys =
        seen.incoming().stream().map(Incoming::key).collect(java.util.stream.Collectors.toSet());
    seen.receipts().stream()
        .filter(row -> !keys.contains(row.key()))
        .forEach(row -> broken(Rule.LOST_RECEIPT, name(row.payment()), "never came: " + row.key()));
  }

  private void ending(Incoming money, ReceiptRow row) {
    List<RefundRow> refunds =
        seen.refunds().stream().filter(refund -> refund.key().equals(money.key())).toList();
    if (refunds.size() > 1) {
      broken(Rule.DOUBLE_REFUND, name(row.payment()), refunds.size() + " refunds of one receipt");
    }
    long back =
        returned.getOrDefault(money.hash(), List.of()).stream().mapToLong(Outgoing::stroops).sum();
    if (refunds.isEmpty()) {
      if (back > 0) {
        broken(Rule.DOUBLE_REFUND, name(row.payment()), "went back, and nobody wrote it down");
      }
      bill(row);
      return;
    }
    RefundRow refund = refunds.get(0);
    if (refund.state().equals("confirmed") && back == 0) {
      broken(Rule.LOST_RECEIPT, name(row.payment()), "is refunded in the books only");
    }
    if (refund.state().equals("confirmed") && refund.stroops() != money.stroops()) {
      broken(Rule.LOST_RECEIPT, name(row.payment()), "went back with another amount");
    }
  }

  /** Money that did not go back has bought something. */
  private void bill(ReceiptRow row) {
    PaymentRow payment = payments.get(row.payment());
    if (payment == null) {
      broken(Rule.LOST_RECEIPT, row.hash(), "is nobody's and did not go back");
    } else if (payment.inReview()) {
      return; // the ledger's rule says where the money must be
    } else if (!payment.state().equals("completed")) {
      if (TERMINAL.contains(payment.state())) {
        broken(Rule.LOST_RECEIPT, payment.reference(), "is " + payment.state() + " with its money");
      }
    } else if (!row.match().equals("exact")) {
      broken(Rule.LOST_RECEIPT, payment.reference(), "kept money that was " + row.match());
    } else if (!vendsOf.containsKey(payment.id())) {
      broken(Rule.LOST_RECEIPT, payment.reference(), "is completed, and no provider delivered it");
    }
  }

  /** What left our account returned one receipt, to its sender, and no more than came. */
  private void refunds() {
    Map<String, Incoming> byHash =
        seen.incoming().stream().collect(toMap(Incoming::hash, m -> m, (a, b) -> a));
    returned.forEach(
        (hash, payments) -> {
          Incoming money = byHash.get(hash);
          if (money == null) {
            payments.forEach(p -> broken(Rule.DOUBLE_REFUND, p.hash(), "returns nothing of ours"));
            return;
          }
          String who = payer(money);
          if (payments.size() > 1) {
            broken(Rule.DOUBLE_REFUND, who, "went back " + payments.size() + " times");
          }
          for (Outgoing payment : payments) {
            if (payment.stroops() != money.stroops() || !payment.to().equals(money.from())) {
              broken(Rule.DOUBLE_REFUND, who, "another sum or another account got it");
            }
          }
        });
  }

  private String payer(Incoming money) {
    return seen.receipts().stream()
        .filter(row -> row.key().equals(money.key()) && row.payment() != null)
        .map(row -> name(row.payment()))
        .findFirst()
        .orElse(money.hash());
  }

  /** The books add up, agree with Stellar and the providers, and hold nothing for nobody. */
  private void ledger() {
    seen.unbalanced()
        .forEach(entry -> broken(Rule.LEDGER_IMBALANCE, entry, "does not add up to zero"));
    long all = seen.held().stream().mapToLong(Held::stroops).sum();
    if (all != 0) {
      broken(Rule.LEDGER_IMBALANCE, "trial balance", "is " + all + " stroops");
    }
    long wallet = total(seen.held(), "stellar_wallet");
    if (wallet != seen.walletStroops()) {
      broken(
          Rule.LEDGER_IMBALANCE,
          "stellar_wallet",
          "is " + wallet + " stroops, Stellar says " + seen.walletStroops());
    }
    Map<UUID, List<Held>> byPayment = new HashMap<>();
    seen.held().forEach(h -> byPayment.computeIfAbsent(h.payment(), p -> new ArrayList<>()).add(h));
    byPayment.forEach(this::ledgerOf);
    vendsOf.keySet().stream()
        .filter(payment -> !byPayment.containsKey(payment))
        .forEach(p -> broken(Rule.LEDGER_IMBALANCE, name(p), "was delivered and never booked"));
  }

  private void ledgerOf(UUID payment, List<Held> held) {
    long blocked =
        seen.refunds().stream()
            .filter(refund -> Objects.equals(refund.payment(), payment))
            .filter(refund -> refund.state().equals("blocked"))
            .mapToLong(RefundRow::stroops)
            .sum();
    long owed =
        total(held, "customer_funds") + total(held, "refunds_payable") + total(held, "suspense");
    PaymentRow row = payments.get(payment);
    String who = row == null ? "money of nobody" : row.reference();
    if (row != null && row.inReview() && !TERMINAL.contains(row.state())) {
      if (owed != -total(held, "stellar_wallet")) {
        broken(Rule.LEDGER_IMBALANCE, who, "its money is not where a person would look for it");
      }
      return;
    }
    boolean ended = row == null || TERMINAL.contains(row.state());
    if (ended && owed != -blocked) {
      broken(Rule.LEDGER_IMBALANCE, who, "ended with " + -owed + " stroops still owed");
    }
    for (String provider : providers(payment, held)) {
      long bought =
          vendsOf.getOrDefault(payment, List.of()).stream()
              .filter(vend -> vend.provider().equals(provider))
              .mapToLong(vend -> vend.kobo() * STROOPS_PER_KOBO)
              .sum();
      long booked = -total(held, "float_" + provider);
      if (ended && bought != booked) {
        broken(
            Rule.LEDGER_IMBALANCE,
            who,
            provider + " delivered for " + bought + " stroops, booked are " + booked);
      }
    }
  }

  private Set<String> providers(UUID payment, List<Held> held) {
    Set<String> names = new java.util.TreeSet<>();
    held.stream()
        .filter(h -> h.account().startsWith("float_"))
        .forEach(h -> names.add(h.account().substring("float_".length())));
    vendsOf.getOrDefault(payment, List.of()).forEach(vend -> names.add(vend.provider()));
    return names;
  }

  private static long total(List<Held> held, String account) {
    return held.stream().filter(h -> h.account().equals(account)).mapToLong(Held::stroops).sum();
  }

  private void unfinished() {
    seen.payments().stream()
        .filter(payment -> !TERMINAL.contains(payment.state()) && !payment.inReview())
        .forEach(p -> broken(Rule.UNFINISHED, p.reference(), "is " + p.state()));
    seen.refunds().stream()
        .filter(refund -> refund.state().equals("due") || refund.state().equals("sending"))
        .filter(refund -> !inReview(refund.payment()))
        .forEach(r -> broken(Rule.UNFINISHED, name(r.payment()), "its refund is " + r.state()));
  }
}
