package ng.bills.infrastructure.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.infrastructure.persistence.OutboxRows.Kind;
import ng.bills.infrastructure.persistence.OutboxRows.Message;

/**
 * The messages that the open unit of work writes into the outbox. The database says their ids in
 * the answer to the writes that are sent together, so nobody waits for them, and the relay of this
 * node gets them once they are committed (docs/adr/0055).
 */
public final class WrittenMessages {

  /** The columns of a row as it is born: leased to the node that writes it. */
  public static final String COLUMNS = "outbox (kind, subject, due_at, lease_until)";

  /** When the lease of a row ends that is written now. */
  public static final String LEASED = "now() + interval '" + OutboxRows.OWN.toSeconds() + " s'";

  /** What a statement that writes rows returns of each; of fixed size, so batches stay batches. */
  public static final String RETURNING = "returning id, subject, due_at";

  private final List<Message> messages = new ArrayList<>();

  private WrittenMessages() {}

  /**
   * Writes messages of one kind when the unit's writes are sent.
   *
   * @param relay gets them after the commit
   * @param sql inserts rows and ends with {@link #RETURNING}
   */
  public static void write(CommittedMessages relay, Kind kind, String sql, OpenUnit.Binder binder) {
    OpenUnit unit = OpenUnit.require();
    WrittenMessages written = unit.memory(WrittenMessages.class, () -> of(unit, relay));
    unit.write(sql, binder, row -> written.messages.add(message(kind, row)));
  }

  private static WrittenMessages of(OpenUnit unit, CommittedMessages relay) {
    WrittenMessages written = new WrittenMessages();
    unit.afterCommit(
        () -> {
          if (!written.messages.isEmpty()) {
            relay.committed(written.messages);
          }
        });
    return written;
  }

  private static Message message(Kind kind, ResultSet row) throws SQLException {
    Optional<UUID> subject = Optional.ofNullable(row.getObject(2, UUID.class));
    Optional<Instant> dueAt = Optional.ofNullable(Stored.instant(row, 3));
    return new Message(row.getLong(1), kind, subject, dueAt);
  }
}
