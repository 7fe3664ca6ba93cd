package ng.bills.infrastructure.persistence.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import ng.bills.application.limit.port.PermitCounts;
import ng.bills.domain.limit.Grant;
import ng.bills.domain.limit.PermitCount;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.limit.Settlement;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.persistence.OpenUnit;

/**
 * Counts as rows of {@code permit_count}, by the clock of the database. Two statements a chunk; its
 * commit does not wait for the disk, so a database that falls may forget the last chunks.
 */
@ApplicationScoped
public class JpaPermitCounts implements PermitCounts {

  private static final String LOCK =
      "select newest, counts, floor(extract(epoch from clock_timestamp()) * 1000)::bigint,"
          + " set_config('synchronous_commit', 'off', true)"
          + " from permit_count where kind = ? and name = ? for update";

  private static final String FIRST =
      "insert into permit_count (kind, name, newest, counts) values (?, ?, 0, '{}')"
          + " on conflict do nothing";

  private static final String KEEP =
      "update permit_count set newest = ?, counts = ?, used_at = clock_timestamp()"
          + " where kind = ? and name = ?";

  private static final String PRUNE =
      "delete from permit_count where (kind, name) in (select kind, name from permit_count"
          + " where used_at < clock_timestamp() - make_interval(secs => ?) limit ?"
          + " for update skip locked)";

  private final KeyedHash hash;

  @Inject
  public JpaPermitCounts(KeyedHash hash) {
    this.hash = hash;
  }

  /** For the container's proxy. */
  protected JpaPermitCounts() {
    this(null);
  }

  /** A row, locked, and the time. */
  private record Held(PermitCount count, Instant now) {}

  @Override
  public Grant take(Subject subject, Quota quota, Settlement settlement) {
    String kind = subject.kind().name().toLowerCase(Locale.ROOT);
    String name = name(subject);
    return OpenUnit.require().sql(c -> take(c, kind, name, quota, settlement));
  }

  private static Grant take(
      Connection connection, String kind, String name, Quota quota, Settlement settlement)
      throws SQLException {
    Optional<Held> held = lock(connection, kind, name, quota);
    if (held.isEmpty()) {
      try (PreparedStatement first = connection.prepareStatement(FIRST)) {
        first.setString(1, kind);
        first.setString(2, name);
        first.executeUpdate();
      }
      held = lock(connection, kind, name, quota);
    }
    Held row = held.orElseThrow(() -> new IllegalStateException("the count was just removed"));
    Grant grant = row.count().take(settlement, row.now());
    keep(connection, kind, name, row.count());
    return grant;
  }

  private static Optional<Held> lock(Connection connection, String kind, String name, Quota quota)
      throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, kind);
      lock.setString(2, name);
      try (ResultSet rows = lock.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Held(
                    new PermitCount(quota, rows.getLong(1), numbers(rows.getArray(2))),
                    Instant.ofEpochMilli(rows.getLong(3))))
            : Optional.empty();
      }
    }
  }

  private static int[] numbers(Array array) throws SQLException {
    return Arrays.stream((Integer[]) array.getArray()).mapToInt(Integer::intValue).toArray();
  }

  private static void keep(Connection connection, String kind, String name, PermitCount count)
      throws SQLException {
    try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
      keep.setLong(1, count.newest());
      keep.setArray(
          2, connection.createArrayOf("int4", Arrays.stream(count.counts()).boxed().toArray()));
      keep.setString(3, kind);
      keep.setString(4, name);
      keep.executeUpdate();
    }
  }

  private String name(Subject subject) {
    return subject.kind() == Kind.CUSTOMER
        ? HexFormat.of().formatHex(hash.of("customer", subject.name()))
        : subject.name();
  }

  @Override
  public int prune(Duration unasked, int limit) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement prune = c.prepareStatement(PRUNE)) {
                prune.setDouble(1, unasked.toSeconds());
                prune.setInt(2, limit);
                return prune.executeUpdate();
              }
            });
  }
}
