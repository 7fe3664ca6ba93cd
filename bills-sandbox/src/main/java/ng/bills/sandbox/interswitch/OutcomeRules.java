package ng.bills.sandbox.interswitch;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import ng.bills.sandbox.http.JsonText;

/** The outcome rules in order: the first one that acts on a payment decides. Thread safe. */
final class OutcomeRules {
  private final List<Active> rules = new ArrayList<>();
  private final SplittableRandom random;
  private long ids;
  private volatile boolean none = true;

  private static final class Active {
    final String id;
    final OutcomeRule rule;
    long matched;
    long acted;

    Active(String id, OutcomeRule rule) {
      this.id = id;
      this.rule = rule;
    }
  }

  OutcomeRules(long seed) {
    this.random = new SplittableRandom(seed);
  }

  synchronized String add(OutcomeRule rule) {
    String id = "outcome-" + ++ids;
    rules.add(new Active(id, rule));
    none = false;
    return id;
  }

  synchronized boolean remove(String id) {
    boolean removed = rules.removeIf(active -> active.id.equals(id));
    none = rules.isEmpty();
    return removed;
  }

  synchronized void clear() {
    rules.clear();
    none = true;
  }

  /**
   * The rule this payment meets, if any; counts the match, unless the rule is one that counts
   * validations.
   */
  Optional<OutcomeRule> forPayment(String paymentCode, String account) {
    return none ? Optional.empty() : next(paymentCode, account, false);
  }

  /** The rule this validation meets, if any; counts the match. */
  Optional<OutcomeRule> forCheck(String paymentCode, String account) {
    return none ? Optional.empty() : next(paymentCode, account, true);
  }

  private synchronized Optional<OutcomeRule> next(
      String paymentCode, String account, boolean check) {
    for (Active active : rules) {
      OutcomeRule rule = active.rule;
      boolean counted = rule.outcome().spoilsCheck() == check;
      boolean usedUp = rule.times() != 0 && active.acted >= rule.times();
      boolean concerned = counted || rule.outcome() == InterswitchOutcome.INVALID_ACCOUNT;
      if (!concerned || usedUp || !rule.fits(paymentCode, account)) {
        continue;
      }
      if (!counted) {
        return Optional.of(rule);
      }
      active.matched++;
      if (active.matched >= rule.nth() && random.nextInt(100) < rule.percent()) {
        active.acted++;
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  synchronized JsonArray toJson() {
    JsonArrayBuilder array = JsonText.array();
    rules.forEach(active -> array.add(active.rule.toJson(active.id, active.matched, active.acted)));
    return array.build();
  }
}
