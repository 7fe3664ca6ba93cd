package ng.bills.infrastructure.persistence.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ng.bills.application.listing.port.Horizon;

/**
 * Horizons as PostgreSQL writes its snapshots: {@code xmin:xmax:xip,xip,…}
 * (https://www.postgresql.org/docs/17/functions-info.html#FUNCTIONS-PG-SNAPSHOT).
 */
final class Horizons {

  /**
   * Whether a row was committed when the snapshot was taken. A row from the future was added before
   * the database was restored into a server that counts its transactions from the beginning.
   *
   * @see #snapshot its parameter
   */
  static String holds(String column) {
    return "(pg_visible_in_snapshot("
        + column
        + ", ?::pg_snapshot) or "
        + column
        + " >= (select pg_snapshot_xmax(pg_current_snapshot())))";
  }

  private Horizons() {}

  static Horizon read(String snapshot) {
    String[] parts = snapshot.split(":", -1);
    List<Long> underWay = new ArrayList<>();
    if (!parts[2].isEmpty()) {
      for (String transaction : parts[2].split(",")) {
        underWay.add(Long.parseLong(transaction));
      }
    }
    return new Horizon(Long.parseLong(parts[0]), Long.parseLong(parts[1]), underWay);
  }

  static String snapshot(Horizon horizon) {
    return horizon.from()
        + ":"
        + horizon.to()
        + ":"
        + horizon.underWay().stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
