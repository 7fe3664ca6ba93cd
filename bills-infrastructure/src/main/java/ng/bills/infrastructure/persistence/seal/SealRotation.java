package ng.bills.infrastructure.persistence.seal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.port.UnitOfWork;
import ng.bills.infrastructure.crypto.FieldCrypt;
import ng.bills.infrastructure.crypto.RotatingKeys;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/**
 * Seals again, batch by batch, what another than the first key sealed. How far it has got is
 * committed with the rows, so it goes on where a node died. Rows that somebody works on are passed
 * by; rounds are repeated until one finds nothing, begun when every node has the new key.
 */
@ApplicationScoped
public class SealRotation {

  private static final System.Logger LOG = System.getLogger(SealRotation.class.getName());

  /** Nodes have read a new key by then; until then they do not argue about which is first. */
  static final Duration SPREAD = Duration.ofMinutes(10);

  /** Rows in a transaction: few enough to lock nobody out. */
  static final int BATCH = 200;

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LATER = Duration.ofMinutes(1);

  private static final String TAKE =
      """
      select table_name, key_id, since, after_key, changed, left_over from seal_rotation
       where key_id = ? and done_at is null and next_at <= ? or key_id <> ? and since <= ?
       order by table_name limit 1 for update skip locked""";

  private static final String MOVE =
      """
update seal_rotation
   set key_id = ?, since = ?, after_key = ?, changed = ?, left_over = ?, next_at = ?, done_at = ?
 where table_name = ?""";

  /** A table that is new here is begun with at once. */
  private static final String KNOW =
      """
      insert into seal_rotation (table_name, key_id, since, changed, left_over, next_at)
      select t, '', ?::timestamptz - interval '1 day', 0, 0, now() from unnest(?::text[]) t
      on conflict do nothing""";

  private final UnitOfWork unitOfWork;
  private final RotatingKeys keys;
  private final FieldCrypt crypt;
  private final InstantSource clock;
  private volatile boolean known;

  @Inject
  public SealRotation(
      UnitOfWork unitOfWork, RotatingKeys keys, FieldCrypt crypt, InstantSource clock) {
    this.unitOfWork = unitOfWork;
    this.keys = keys;
    this.crypt = crypt;
    this.clock = clock;
  }

  /** For the container's proxy. */
  protected SealRotation() {
    this(null, null, null, null);
  }

  /** Takes over the keys that are set now. */
  public void lookAtKeys() {
    keys.look();
  }

  /**
   * Looks at one batch of rows.
   *
   * @return 0 when nothing is left to do for now
   */
  public int batch() {
    int looked = unitOfWork.call(() -> OpenUnit.require().sql(this::batch));
    known = true;
    return looked;
  }

  private int batch(Connection connection) throws SQLException {
    Instant now = clock.instant();
    if (!known) {
      know(connection, now);
    }
    String keyId = crypt.currentId();
    Optional<Round> taken = take(connection, keyId, now);
    if (taken.isEmpty()) {
      return 0;
    }
    Round round = taken.get();
    SealedPage page = new SealedPage(connection, round.table(), crypt);
    Round after = round.plus(page.reseal(round.after(), BATCH));
    save(connection, after, after.next(now), now);
    return 1;
  }

  private static void know(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement know = connection.prepareStatement(KNOW)) {
      Stored.bind(know, 1, now);
      know.setArray(
          2,
          connection.createArrayOf(
              "text", SealedTable.ALL.stream().map(SealedTable::name).toArray()));
      know.executeUpdate();
    }
  }

  private static Optional<Round> take(Connection connection, String keyId, Instant now)
      throws SQLException {
    try (PreparedStatement take = connection.prepareStatement(TAKE)) {
      take.setString(1, keyId);
      Stored.bind(take, 2, now);
      take.setString(3, keyId);
      Stored.bind(take, 4, now.minus(SPREAD));
      try (ResultSet row = take.executeQuery()) {
        return row.next() ? Optional.of(Round.read(row, keyId, now)) : Optional.empty();
      }
    }
  }

  private static void save(Connection connection, Round round, Round.Next next, Instant now)
      throws SQLException {
    boolean over = round.isOver();
    boolean done = next == Round.Next.DONE;
    try (PreparedStatement move = connection.prepareStatement(MOVE)) {
      move.setString(1, round.keyId());
      Stored.bind(move, 2, round.since());
      move.setArray(
          3, over ? null : connection.createArrayOf("text", round.after().orElseThrow().toArray()));
      move.setLong(4, over && !done ? 0 : round.changed());
      move.setLong(5, over && !done ? 0 : round.leftOver());
      Stored.bind(
          move,
          6,
          switch (next) {
            case GO_ON, DONE -> now;
            case AGAIN -> now.plus(SOON);
            case LATER -> now.plus(LATER);
            case WHEN_SPREAD -> round.since().plus(SPREAD);
          });
      Stored.bind(move, 7, done ? now : null);
      move.setString(8, round.table().name());
      move.executeUpdate();
    }
    if (over && round.changed() + round.leftOver() > 0) {
      LOG.log(
          System.Logger.Level.INFO,
          "{0}: {1} fields sealed by key {2}, {3} rows left for the next round",
          round.table().name(),
          round.changed(),
          round.keyId(),
          round.leftOver());
    }
  }
}
