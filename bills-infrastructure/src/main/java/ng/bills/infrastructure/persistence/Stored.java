package ng.bills.infrastructure.persistence;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** How times and names stand in the database: microseconds in UTC, wire names in lower case. */
public final class Stored {

  private Stored() {}

  /** The time as the database keeps it: microseconds, cut off. */
  public static Instant time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** As {@link #time}, null for none. */
  public static Instant timeOrNull(Optional<Instant> instant) {
    return instant.map(Stored::time).orElse(null);
  }

  /** The wire name of a constant: its name in lower case. */
  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The constant of a wire name. */
  public static <E extends Enum<E>> E named(Class<E> type, String wireName) {
    return Enum.valueOf(type, wireName.toUpperCase(Locale.ROOT));
  }

  /** Binds a time to a native statement. */
  public static void bind(PreparedStatement statement, int index, Instant instant)
      throws SQLException {
    statement.setObject(
        index, instant == null ? null : OffsetDateTime.ofInstant(time(instant), ZoneOffset.UTC));
  }

  /** Reads a time of a native statement; null when there is none. */
  public static Instant instant(ResultSet rows, int index) throws SQLException {
    OffsetDateTime time = rows.getObject(index, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
