package ng.bills.infrastructure.persistence.seal;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ng.bills.infrastructure.persistence.Stored;

/**
 * A walk through one table, as far as it has got.
 *
 * @param since when the key was first seen in front
 * @param after the last row that was looked at; empty at the beginning and when it is over
 */
record Round(
    SealedTable table,
    String keyId,
    Instant since,
    Optional<List<String>> after,
    long changed,
    long leftOver,
    boolean isOver) {

  /** What is to be done when. */
  enum Next {
    GO_ON,
    /** A round that changed something is followed by one that looks whether that was all. */
    AGAIN,
    /** Somebody holds rows. */
    LATER,
    /** All is well, but another node may still seal with the former key. */
    WHEN_SPREAD,
    DONE
  }

  /** The row of a table; from the beginning when it was about another key. */
  static Round read(ResultSet row, String keyId, Instant now) throws SQLException {
    String name = row.getString(1);
    SealedTable table =
        SealedTable.ALL.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    String former = row.getString(2);
    if (!former.equals(keyId)) {
      // about the first key of all no other node thinks differently
      Instant since = former.isEmpty() ? now.minus(SealRotation.SPREAD) : now;
      return new Round(table, keyId, since, Optional.empty(), 0, 0, false);
    }
    Array after = row.getArray(4);
    return new Round(
        table,
        keyId,
        Stored.instant(row, 3),
        Optional.ofNullable(after == null ? null : Arrays.asList((String[]) after.getArray())),
        row.getLong(5),
        row.getLong(6),
        false);
  }

  Round plus(SealedPage.Result result) {
    return new Round(
        table,
        keyId,
        since,
        result.last(),
        changed + result.changed(),
        leftOver + result.leftOver(),
        result.last().isEmpty());
  }

  Next next(Instant now) {
    if (!isOver) {
      return Next.GO_ON;
    }
    if (leftOver > 0) {
      return Next.LATER;
    }
    if (changed > 0) {
      return Next.AGAIN;
    }
    return now.isBefore(since.plus(SealRotation.SPREAD)) ? Next.WHEN_SPREAD : Next.DONE;
  }
}
