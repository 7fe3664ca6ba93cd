package ng.bills.infrastructure.persistence.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import ng.bills.application.audit.port.AuditLog;
import ng.bills.domain.audit.AuditEntry;
import ng.bills.domain.audit.AuditHead;
import ng.bills.infrastructure.persistence.Stored;
import ng.bills.infrastructure.persistence.UnitStatements;

/** The log by native statements, for the server and for commands alike. */
@ApplicationScoped
public class JpaAuditLog implements AuditLog {

  private static final String HEAD = "select number, seal from audit_head";
  private static final String APPEND =
      """
      insert into audit_entry (number, at, by_staff, kind, subject, reason, details, previous, seal)
      values (?, ?, ?, ?, ?, ?, jsonb_object(?::text[]), ?, ?)""";
  private static final String MOVE = "update audit_head set number = ?, seal = ?";

  /** Details as names and values in turn; what is no text was put there by hand and is told so. */
  private static final String ENTRIES =
      """
      select number, at, by_staff, kind, subject, reason,
             array(select part from jsonb_each(details) d, lateral unnest(array[d.key,
                     case jsonb_typeof(d.value) when 'string' then d.value #>> '{}' else 'not a text: ' || d.value::text end]) part),
             previous, seal
        from audit_entry\s""";

  private static final String AFTER = ENTRIES + "where number > ? order by number limit ?";
  private static final String BEFORE =
      ENTRIES
          + """
            where number < ?
              and (?::uuid is null or by_staff = ?::uuid)
              and (?::text is null or starts_with(kind, ?::text))
              and (?::text is null or subject = ?::text)
              and (?::timestamptz is null or at >= ?::timestamptz)
              and (?::timestamptz is null or at < ?::timestamptz)
            order by number desc limit ?""";

  private final UnitStatements statements;

  /** In a server. */
  public JpaAuditLog() {
    this(UnitStatements.OPEN);
  }

  /** Over another connection, for commands. */
  public JpaAuditLog(UnitStatements statements) {
    this.statements = statements;
  }

  @Override
  public AuditHead lockHead() {
    return readHead(HEAD + " for update");
  }

  @Override
  public AuditHead head() {
    return readHead(HEAD);
  }

  private AuditHead readHead(String sql) {
    return statements
        .select(sql, s -> {}, row -> new AuditHead(row.getLong(1), row.getString(2)))
        .stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The audit log has no head"));
  }

  @Override
  public void append(AuditEntry entry) {
    statements.update(
        APPEND,
        s -> {
          s.setLong(1, entry.number());
          Stored.bind(s, 2, entry.at());
          s.setObject(3, entry.by().orElse(null));
          s.setString(4, entry.kind());
          s.setString(5, entry.subject());
          s.setString(6, entry.reason());
          s.setArray(7, s.getConnection().createArrayOf("text", pairs(entry.details())));
          s.setString(8, entry.previous());
          s.setString(9, entry.seal());
        });
    int moved =
        statements.update(
            MOVE,
            s -> {
              s.setLong(1, entry.number());
              s.setString(2, entry.seal());
            });
    if (moved != 1) {
      throw new IllegalStateException("The audit log has no head");
    }
  }

  @Override
  public List<AuditEntry> after(long number, int limit) {
    return statements.select(
        AFTER,
        s -> {
          s.setLong(1, number);
          s.setInt(2, limit);
        },
        JpaAuditLog::read);
  }

  @Override
  public List<AuditEntry> before(long number, Query query, int limit) {
    return statements.select(
        BEFORE,
        s -> {
          s.setLong(1, number);
          UUID by = query.by().orElse(null);
          s.setObject(2, by);
          s.setObject(3, by);
          s.setString(4, query.kind().orElse(null));
          s.setString(5, query.kind().orElse(null));
          s.setString(6, query.subject().orElse(null));
          s.setString(7, query.subject().orElse(null));
          Stored.bind(s, 8, query.from().orElse(null));
          Stored.bind(s, 9, query.from().orElse(null));
          Stored.bind(s, 10, query.until().orElse(null));
          Stored.bind(s, 11, query.until().orElse(null));
          s.setInt(12, limit);
        },
        JpaAuditLog::read);
  }

  private static AuditEntry read(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong(1),
        Stored.instant(row, 2),
        Optional.ofNullable(row.getObject(3, UUID.class)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        details((String[]) row.getArray(7).getArray()),
        row.getString(8),
        row.getString(9));
  }

  private static String[] pairs(Map<String, String> details) {
    return details.entrySet().stream()
        .flatMap(detail -> Stream.of(detail.getKey(), detail.getValue()))
        .toArray(String[]::new);
  }

  private static Map<String, String> details(String[] pairs) {
    Map<String, String> details = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      details.put(pairs[i], pairs[i + 1]);
    }
    return details;
  }
}
