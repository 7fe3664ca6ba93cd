package ng.bills.infrastructure.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The outbox as its relay sees it: take some, send them with no unit of work open, then say which
 * were sent. What is taken and never said to be sent comes back when its lease has ended, and so
 * does what its writer did not send. Inside a unit of work only; times are the database's own.
 */
@ApplicationScoped
public class OutboxRows {

  /** How long a row is left to the node that wrote it. */
  public static final Duration OWN = Duration.ofSeconds(30);

  /** What a message says. */
  public enum Kind {
    /** Look at this payment at {@link Message#dueAt}. */
    PAYMENT_LOOK,
    /** Look at the refunds that are due. */
    REFUND_READY,
    /** Send this notice now. */
    NOTICE_READY,
    /** Look at this event of a provider at {@link Message#dueAt}. */
    EVENT_READY,
    /** Look at what is due for this endpoint of a partner at {@link Message#dueAt}. */
    HOOK_READY
  }

  /**
   * A message to be sent.
   *
   * @param id its place in the outbox
   * @param kind what it says
   * @param subject the id of the payment, notice, event or endpoint; empty for refunds
   * @param dueAt when the receiver is to look, for a delayed delivery; empty for now
   */
  public record Message(long id, Kind kind, Optional<UUID> subject, Optional<Instant> dueAt) {}

  private static final String TAKE =
      """
      with due as materialized (
        select id from outbox where lease_until is null or lease_until <= now()
         order by id limit ? for update skip locked)
      update outbox o set lease_until = now() + ? * interval '1 millisecond'
        from due where o.id = due.id
      returning o.id, o.kind, o.subject, o.due_at""";

  /** Takes at most {@code limit} messages, oldest first, for as long as the lease. */
  public List<Message> due(int limit, Duration lease) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement take = c.prepareStatement(TAKE)) {
                take.setInt(1, limit);
                take.setLong(2, lease.toMillis());
                return read(take);
              }
            });
  }

  private static List<Message> read(PreparedStatement take) throws SQLException {
    List<Message> messages = new ArrayList<>();
    try (ResultSet rows = take.executeQuery()) {
      while (rows.next()) {
        messages.add(
            new Message(
                rows.getLong(1),
                Stored.named(Kind.class, rows.getString(2)),
                Optional.ofNullable(rows.getObject(3, UUID.class)),
                Optional.ofNullable(Stored.instant(rows, 4))));
      }
    }
    messages.sort(Comparator.comparingLong(Message::id));
    return messages;
  }

  /** Those are with the broker: removes them. Nobody else wants them, so the unit may be shared. */
  public void sent(Collection<Long> ids) {
    change("delete from outbox where id = any (?)", ids);
  }

  /** Those could not be sent: anybody may take them at once. */
  public void giveBack(Collection<Long> ids) {
    change("update outbox set lease_until = null where id = any (?)", ids);
  }

  private static void change(String sql, Collection<Long> ids) {
    if (ids.isEmpty()) {
      return;
    }
    long[] array = ids.stream().mapToLong(Long::longValue).toArray();
    OpenUnit.require().write(sql, change -> change.setObject(1, array));
  }
}
