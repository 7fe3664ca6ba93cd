package ng.bills.infrastructure.persistence.payment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The payments this node has stored last, each until somebody takes it: a payment's next step
 * follows within milliseconds on the same node. What is taken counts only when the database still
 * has that version; who takes it owns it. At most {@value #BOUND}, the oldest go first.
 */
final class KeptPayments {

  static final int BOUND = 500;

  private final Map<UUID, JpaPayments.Known> byId = new LinkedHashMap<>();

  synchronized void keep(JpaPayments.Known stored) {
    byId.remove(stored.row().id);
    byId.put(stored.row().id, stored);
    if (byId.size() > BOUND) {
      byId.remove(byId.keySet().iterator().next());
    }
  }

  synchronized Optional<JpaPayments.Known> take(UUID id) {
    return Optional.ofNullable(byId.remove(id));
  }
}
