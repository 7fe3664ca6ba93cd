package ng.bills.infrastructure.persistence.seal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ng.bills.infrastructure.crypto.FieldCrypt;
import ng.bills.infrastructure.crypto.SealBrokenException;

/** Some rows of a table, in the order of its key. */
final class SealedPage {

  private static final System.Logger LOG = System.getLogger(SealedPage.class.getName());

  /**
   * What came of it.
   *
   * @param last the key of the last row; empty when there are no more
   * @param changed fields
   * @param leftOver rows that somebody holds, or that do not open
   */
  record Result(Optional<List<String>> last, long changed, long leftOver) {}

  private record Row(List<String> key, List<byte[]> former, List<byte[]> resealed) {
    long fields() {
      return former.stream().filter(f -> f != null).count();
    }
  }

  private final Connection connection;
  private final SealedTable table;
  private final FieldCrypt crypt;

  SealedPage(Connection connection, SealedTable table, FieldCrypt crypt) {
    this.connection = connection;
    this.table = table;
    this.crypt = crypt;
  }

  /** Seals again what follows that row. */
  Result reseal(Optional<List<String>> after, int limit) throws SQLException {
    List<Row> rows = new ArrayList<>();
    List<String> last = null;
    int seen = 0;
    long broken = 0;
    try (PreparedStatement select = connection.prepareStatement(table.page(after.isEmpty()))) {
      bind(select, after, limit);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          seen++;
          last = key(found);
          List<byte[]> former = fields(found);
          if (former.stream().anyMatch(f -> f != null)) {
            Optional<Row> row = resealed(last, former);
            row.ifPresent(rows::add);
            broken += row.isPresent() ? 0 : 1;
          }
        }
      }
    }
    Result written = write(rows);
    return new Result(
        Optional.ofNullable(seen < limit ? null : last),
        written.changed(),
        broken + written.leftOver());
  }

  private void bind(PreparedStatement select, Optional<List<String>> after, int limit)
      throws SQLException {
    byte[] head = crypt.head();
    int at = 1;
    for (int i = 0; i < table.sealed().size(); i++) {
      select.setInt(at++, head.length);
      select.setBytes(at++, head);
    }
    for (String part : after.orElse(List.of())) {
      select.setString(at++, part);
    }
    select.setInt(at, limit);
  }

  private List<String> key(ResultSet found) throws SQLException {
    List<String> key = new ArrayList<>();
    for (int i = 1; i <= table.key().size(); i++) {
      key.add(found.getString(i));
    }
    return key;
  }

  private List<byte[]> fields(ResultSet found) throws SQLException {
    List<byte[]> fields = new ArrayList<>();
    for (int i = 1; i <= table.sealed().size(); i++) {
      fields.add(found.getBytes(table.key().size() + i));
    }
    return fields;
  }

  private Optional<Row> resealed(List<String> key, List<byte[]> former) {
    List<byte[]> resealed = new ArrayList<>();
    try {
      for (int i = 0; i < former.size(); i++) {
        byte[] field = former.get(i);
        resealed.add(
            field == null
                ? null
                : crypt.reseal(table.context(table.sealed().get(i), key), field).orElse(field));
      }
      return Optional.of(new Row(key, former, resealed));
    } catch (SealBrokenException e) {
      // alert: a sealed field cannot be opened
      LOG.log(System.Logger.Level.ERROR, "not sealed again: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private Result write(List<Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return new Result(Optional.empty(), 0, 0);
    }
    try (PreparedStatement allow =
        connection.prepareStatement("select set_config('bills.reseal', ?, true)")) {
      allow.setString(1, table.name());
      allow.execute();
    }
    try (PreparedStatement write = connection.prepareStatement(table.write())) {
      for (Row row : rows) {
        int at = 1;
        for (byte[] field : row.resealed()) {
          write.setBytes(at++, field);
        }
        for (String part : row.key()) {
          write.setString(at++, part);
        }
        for (byte[] field : row.former()) {
          write.setBytes(at++, field);
        }
        write.addBatch();
      }
      int[] counts = write.executeBatch();
      long changed = 0;
      for (int i = 0; i < counts.length; i++) {
        changed += counts[i] == 1 ? rows.get(i).fields() : 0;
      }
      return new Result(
          Optional.empty(), changed, Arrays.stream(counts).filter(c -> c != 1).count());
    }
  }
}
