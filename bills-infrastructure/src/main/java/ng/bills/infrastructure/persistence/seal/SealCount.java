package ng.bills.infrastructure.persistence.seal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How many fields of a column a key has sealed: what to look at before a key is taken out.
 *
 * @param keyId null for what is no sealed field
 */
public record SealCount(String table, String column, String keyId, long fields) {

  /** Counts all of them; reads every sealed table. */
  public static List<SealCount> all(Connection connection) throws SQLException {
    String sql =
        SealedTable.ALL.stream().map(SealedTable::count).collect(Collectors.joining(" union all "))
            + " order by 1, 2, 3";
    List<SealCount> counts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        counts.add(
            new SealCount(
                rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4)));
      }
    }
    return counts;
  }
}
