package ng.bills.infrastructure.persistence.vending;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.application.vending.port.ProviderFloats;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Balances as they were told; what was spent is in the journal. */
@ApplicationScoped
public class JpaProviderFloats implements ProviderFloats {

  private static final String INSERT =
      "insert into provider_float (provider, at, available_kobo) values (?, ?, ?)"
          + " on conflict do nothing";

  private static final String LATEST =
      "select available_kobo, at from provider_float where provider = ? order by at desc limit 1";

  private static final String SINCE =
      "select available_kobo, at from provider_float where provider = ? and at >= ? order by at";

  private static final String SPENT =
      "select coalesce(-sum(p.stroops), 0) from journal_entry e join posting p on p.entry_id = e.id"
          + " where e.at >= ? and e.at < ? and p.account = ?";

  @Override
  public void keep(Told told) {
    OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement insert = c.prepareStatement(INSERT)) {
                insert.setString(1, told.provider().value());
                Stored.bind(insert, 2, told.at());
                insert.setLong(3, told.available().kobo());
                return insert.executeUpdate();
              }
            });
  }

  @Override
  public Optional<Told> latest(ProviderCode provider) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(LATEST)) {
                select.setString(1, provider.value());
                return read(provider, select).stream().findFirst();
              }
            });
  }

  @Override
  public List<Told> since(ProviderCode provider, Instant from) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(SINCE)) {
                select.setString(1, provider.value());
                Stored.bind(select, 2, from);
                return read(provider, select);
              }
            });
  }

  private static List<Told> read(ProviderCode provider, PreparedStatement select)
      throws SQLException {
    List<Told> all = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        all.add(new Told(provider, Money.ofKobo(rows.getLong(1)), Stored.instant(rows, 2)));
      }
    }
    return all;
  }

  @Override
  public long spentKobo(ProviderCode provider, Instant from, Instant until) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(SPENT)) {
                Stored.bind(select, 1, from);
                Stored.bind(select, 2, until);
                select.setString(3, AccountCode.floatAt(provider).value());
                try (ResultSet rows = select.executeQuery()) {
                  rows.next();
                  return rows.getBigDecimal(1).longValueExact() / AssetAmount.STROOPS_PER_KOBO;
                }
              }
            });
  }
}
