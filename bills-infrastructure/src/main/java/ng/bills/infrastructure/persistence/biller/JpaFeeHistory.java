package ng.bills.infrastructure.persistence.biller;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.biller.port.FeeHistory;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.FeeSchedule;
import ng.bills.domain.money.Money;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Fees by native statements: a version and its lines. */
@ApplicationScoped
public class JpaFeeHistory implements FeeHistory {

  private static final String SELECT =
      "select v.id, v.since, l.scope, l.code, l.kobo"
          + " from (select id, since from fee_version order by id desc limit ?) v"
          + " left join fee_line l on l.version_id = v.id order by v.id desc, l.scope, l.code";

  private static final String VERSION = "insert into fee_version (since) values (?) returning id";

  private static final String LINE =
      "insert into fee_line (version_id, scope, code, kobo) values (?, ?, ?, ?)";

  private static final int MOST = 1_000;

  @Override
  public Optional<InForce> latest() {
    return read(1).stream().findFirst();
  }

  @Override
  public List<InForce> all() {
    return read(MOST);
  }

  private static List<InForce> read(int most) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(SELECT)) {
                select.setInt(1, most);
                try (ResultSet rows = select.executeQuery()) {
                  return versions(rows);
                }
              }
            });
  }

  private static List<InForce> versions(ResultSet rows) throws SQLException {
    List<InForce> all = new ArrayList<>();
    boolean more = rows.next();
    while (more) {
      long version = rows.getLong(1);
      Instant since = Stored.instant(rows, 2);
      Map<BillType, Money> byType = new EnumMap<>(BillType.class);
      Map<BillerCode, Money> byBiller = new HashMap<>();
      while (more && rows.getLong(1) == version) {
        String code = rows.getString(4);
        Money fee = Money.ofKobo(rows.getLong(5));
        if ("bill_type".equals(rows.getString(3))) {
          byType.put(BillType.named(code).orElseThrow(), fee);
        } else if (code != null) {
          byBiller.put(new BillerCode(code), fee);
        }
        more = rows.next();
      }
      all.add(new InForce(new FeeSchedule(byType, byBiller), since));
    }
    return all;
  }

  @Override
  public void add(InForce inForce) {
    OpenUnit.require()
        .sql(
            c -> {
              long version;
              try (PreparedStatement insert = c.prepareStatement(VERSION)) {
                Stored.bind(insert, 1, inForce.since());
                try (ResultSet rows = insert.executeQuery()) {
                  rows.next();
                  version = rows.getLong(1);
                }
              }
              try (PreparedStatement insert = c.prepareStatement(LINE)) {
                for (Map.Entry<BillType, Money> fee : inForce.fees().byType().entrySet()) {
                  line(insert, version, "bill_type", fee.getKey().wireName(), fee.getValue());
                }
                for (Map.Entry<BillerCode, Money> fee : inForce.fees().byBiller().entrySet()) {
                  line(insert, version, "biller", fee.getKey().value(), fee.getValue());
                }
                return insert.executeBatch().length;
              }
            });
  }

  private static void line(
      PreparedStatement insert, long version, String scope, String code, Money fee)
      throws SQLException {
    insert.setLong(1, version);
    insert.setString(2, scope);
    insert.setString(3, code);
    insert.setLong(4, fee.kobo());
    insert.addBatch();
  }
}
