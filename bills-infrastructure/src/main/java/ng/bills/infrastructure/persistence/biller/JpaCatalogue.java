package ng.bills.infrastructure.persistence.biller;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ng.bills.application.biller.port.Catalogue;
import ng.bills.application.biller.port.CatalogueCopies;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/**
 * The catalogue in the database. For looking it is read at once and kept for half a minute; the
 * node that refreshes a copy sees it at once.
 */
@ApplicationScoped
public class JpaCatalogue implements Catalogue, CatalogueCopies {

  private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();
  private static final int DETAIL_LENGTH = 500;

  private final UnitOfWork unitOfWork;
  private volatile Copy copy;

  private record Key(BillType type, BillerCode biller) {}

  private record Copy(Map<Key, List<Listed>> listed, long readAtNanos) {}

  @Inject
  public JpaCatalogue(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  /** For the container's proxy. */
  protected JpaCatalogue() {
    this(null);
  }

  @Override
  public List<Listed> listed(BillType type, BillerCode biller) {
    Copy present = copy;
    if (present == null || System.nanoTime() - present.readAtNanos > KEPT_NANOS) {
      present = new Copy(read(), System.nanoTime());
      copy = present;
    }
    return present.listed.getOrDefault(new Key(type, biller), List.of());
  }

  private Map<Key, List<Listed>> read() {
    return OpenUnit.isOpen() ? query() : unitOfWork.call(JpaCatalogue::query);
  }

  private static Map<Key, List<Listed>> query() {
    return OpenUnit.require().sql(OfferRows::all).stream()
        .collect(Collectors.groupingBy(l -> new Key(l.offer().type(), l.offer().biller())));
  }

  @Override
  public boolean claim(ProviderCode provider, Instant now, Instant next) {
    return 1
        == change(
            "insert into provider_catalogue (provider, next_refresh_at) values (?, ?) on conflict"
                + " (provider) do update set next_refresh_at = excluded.next_refresh_at where"
                + " provider_catalogue.next_refresh_at <= ?",
            statement -> {
              statement.setString(1, provider.value());
              Stored.bind(statement, 2, next);
              Stored.bind(statement, 3, now);
            });
  }

  @Override
  public List<CatalogueOffer> present(ProviderCode provider) {
    return OpenUnit.require().sql(c -> OfferRows.available(c, provider)).stream()
        .map(Listed::offer)
        .toList();
  }

  @Override
  public boolean isLookedAt(ProviderCode provider) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select =
                  c.prepareStatement(
                      "select looked_at from provider_catalogue where provider = ?")) {
                select.setString(1, provider.value());
                try (ResultSet rows = select.executeQuery()) {
                  return rows.next() && rows.getBoolean(1);
                }
              }
            });
  }

  @Override
  public void replace(ProviderCode provider, List<CatalogueOffer> offers, Instant at) {
    OpenUnit unit = OpenUnit.require();
    // the row is written first, so that two refreshes of one provider follow each other
    change(
        "insert into provider_catalogue (provider, next_refresh_at, refreshed_at) values (?, ?, ?)"
            + " on conflict (provider) do update set refreshed_at = excluded.refreshed_at, trouble"
            + " = null, trouble_at = null, looked_at = false",
        statement -> {
          statement.setString(1, provider.value());
          Stored.bind(statement, 2, at);
          Stored.bind(statement, 3, at);
        });
    unit.sql(
        c -> {
          OfferRows.replace(c, provider, offers, at);
          return null;
        });
    unit.afterCommit(() -> copy = null);
  }

  @Override
  public void keepAfterTrouble(ProviderCode provider, String detail, Instant at, Instant next) {
    change(
        "insert into provider_catalogue (provider, next_refresh_at, trouble, trouble_at) values (?,"
            + " ?, ?, ?) on conflict (provider) do update set next_refresh_at ="
            + " excluded.next_refresh_at, trouble = excluded.trouble, trouble_at ="
            + " excluded.trouble_at",
        statement -> {
          statement.setString(1, provider.value());
          Stored.bind(statement, 2, next);
          statement.setString(3, detail.substring(0, Math.min(detail.length(), DETAIL_LENGTH)));
          Stored.bind(statement, 4, at);
        });
  }

  @FunctionalInterface
  private interface Binding {
    void on(PreparedStatement statement) throws SQLException;
  }

  private static int change(String sql, Binding binding) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement statement = c.prepareStatement(sql)) {
                binding.on(statement);
                return statement.executeUpdate();
              }
            });
  }
}
