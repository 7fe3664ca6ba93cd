package ng.bills.infrastructure.stellar;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Horizon says of itself at {@code /}.
 *
 * @param passphrase of its network
 * @param latestLedger the newest ledger it can answer about
 * @param latestClosedAt when that one closed
 * @param elderLedger the oldest ledger it still has; questions about older ones are silently
 *     answered from here on
 */
record HorizonRoot(String passphrase, long latestLedger, Instant latestClosedAt, long elderLedger) {

  static Optional<HorizonRoot> of(HorizonAnswer answer) {
    if (!(answer instanceof HorizonAnswer.Answered answered) || !answered.ok()) {
      return Optional.empty();
    }
    JsonObject body = answered.body();
    OptionalLong latest = JsonFields.number(body, "history_latest_ledger");
    OptionalLong elder = JsonFields.number(body, "history_elder_ledger");
    Optional<Instant> closedAt = JsonFields.time(body, "history_latest_ledger_closed_at");
    Optional<String> passphrase = JsonFields.text(body, "network_passphrase");
    if (latest.isEmpty() || elder.isEmpty() || closedAt.isEmpty() || passphrase.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new HorizonRoot(passphrase.get(), latest.getAsLong(), closedAt.get(), elder.getAsLong()));
  }
}
