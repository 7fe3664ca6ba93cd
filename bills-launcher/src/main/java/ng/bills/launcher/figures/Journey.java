package ng.bills.launcher.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A payment's way from its receipt being visible on Horizon to its delivery being stored, by the
 * times Bills itself has stored.
 *
 * @param visible when the receipt was there to be seen
 * @param takenIn when it was taken in, and the account's check began
 * @param ordered when the bill was ordered, after the provider's answer to the check
 * @param delivered when the delivery was stored, after the provider's answer to the order
 */
record Journey(Instant visible, Instant takenIn, Instant ordered, Instant delivered) {

  private static final String COMPLETED =
      """
      select p.id, m.at, a.started_at, p.completed_at
        from payment p
        join payment_move m on m.payment_id = p.id and m.to_state = 'verifying_account'
        join attempt a on a.payment_id = p.id and a.seq = 1
       where p.id = any (?) and p.completed_at is not null""";

  /** Those that have ended, shortest first; needs payments that the first provider delivers. */
  static List<Journey> completed(Connection connection, Map<UUID, Instant> visible)
      throws SQLException {
    List<Journey> journeys = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(COMPLETED)) {
      statement.setArray(1, connection.createArrayOf("uuid", visible.keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          journeys.add(
              new Journey(
                  visible.get(rows.getObject(1, UUID.class)),
                  rows.getTimestamp(2).toInstant(),
                  rows.getTimestamp(3).toInstant(),
                  rows.getTimestamp(4).toInstant()));
        }
      }
    }
    journeys.sort(Comparator.comparing(Journey::millis));
    return journeys;
  }

  /** All of it. */
  BigDecimal millis() {
    return millis(visible, delivered);
  }

  /** Until the receipt was taken in. */
  BigDecimal intakeMillis() {
    return millis(visible, takenIn);
  }

  /** From there until the bill was ordered; the provider's answer to the check is in it. */
  BigDecimal checkMillis() {
    return millis(takenIn, ordered);
  }

  /** From there until the delivery was stored; the provider's answer to the order is in it. */
  BigDecimal orderMillis() {
    return millis(ordered, delivered);
  }

  private static BigDecimal millis(Instant from, Instant to) {
    return BigDecimal.valueOf(Duration.between(from, to).toNanos() / 1000, 3)
        .setScale(1, RoundingMode.HALF_UP);
  }
}
