package ng.bills.infrastructure.persistence.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ng.bills.application.provider.port.ProviderOffers;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Offers and their changes by native statements. */
@ApplicationScoped
public class JpaProviderOffers implements ProviderOffers {

  private static final String COPIES =
      """
      select o.provider, c.refreshed_at, c.trouble,
             count(distinct (o.bill_type, o.biller)) filter (where o.available),
             count(*) filter (where o.available and o.plan_code is not null),
             coalesce(array_agg(distinct o.bill_type) filter (where o.available), '{}')
        from provider_offer o left join provider_catalogue c on c.provider = o.provider
       group by 1, 2, 3
      union all
      select c.provider, c.refreshed_at, c.trouble, 0, 0, '{}'
        from provider_catalogue c where not exists (select from provider_offer o where o.provider = c.provider)
       order by 1""";

  private static final String OFFERS =
      """
      select o.id, o.bill_type, o.biller, o.biller_name, coalesce(o.plan_name, o.meter_type), o.price_kobo, o.minimum_kobo,
             o.maximum_kobo, o.available, o.seen_at,
             (select count(*) - 1 from provider_offer_change c where c.offer_id = o.id)
        from provider_offer o
       where o.provider = ? and (?::text is null or o.bill_type = ?)
         and (o.biller_name || ' ' || o.biller || ' ' || coalesce(o.plan_name, '')) ilike ? escape '!'
       order by o.bill_type, o.biller_name, o.price_kobo nulls first, o.id
      offset ? limit ?""";

  private static final String CHANGE =
      "select offer_id, bill_type, biller, coalesce(plan_name, meter_type), price_kobo, minimum_kobo,"
          + " maximum_kobo, available, at from provider_offer_change c where ";

  private static final String CHANGES_OF = CHANGE + "offer_id = ? order by id desc limit ?";

  // what an offer was when it was first seen is no change
  private static final String LATEST =
      CHANGE
          + "provider = ? and exists (select from provider_offer_change b"
          + " where b.offer_id = c.offer_id and b.id < c.id) order by id desc limit ?";

  private interface Row<T> {
    T of(ResultSet rows) throws SQLException;
  }

  private interface Binder {
    void bind(PreparedStatement select) throws SQLException;
  }

  private static <T> List<T> list(String sql, Binder binder, Row<T> row) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(sql)) {
                binder.bind(select);
                List<T> all = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    all.add(row.of(rows));
                  }
                }
                return all;
              }
            });
  }

  @Override
  public List<Copy> copies() {
    return list(
        COPIES,
        select -> {},
        r ->
            new Copy(
                new ProviderCode(r.getString(1)),
                Optional.ofNullable(Stored.instant(r, 2)),
                Optional.ofNullable(r.getString(3)),
                r.getInt(4),
                r.getInt(5),
                Arrays.stream((String[]) r.getArray(6).getArray())
                    .flatMap(t -> BillType.named(t).stream())
                    .sorted()
                    .toList()));
  }

  @Override
  public List<Offer> offers(
      ProviderCode provider, Optional<BillType> type, String words, int skip, int atMost) {
    String pattern = "%" + words.strip().replaceAll("[!%_]", "!$0").replaceAll("\\s+", "%") + "%";
    return list(
        OFFERS,
        select -> {
          select.setString(1, provider.value());
          select.setString(2, type.map(BillType::wireName).orElse(null));
          select.setString(3, type.map(BillType::wireName).orElse(null));
          select.setString(4, pattern);
          select.setInt(5, skip);
          select.setInt(6, atMost);
        },
        r ->
            new Offer(
                r.getLong(1),
                BillType.named(r.getString(2)).orElseThrow(),
                r.getString(3),
                r.getString(4),
                Optional.ofNullable(r.getString(5)),
                money(r, 6),
                money(r, 7),
                money(r, 8),
                r.getBoolean(9),
                Stored.instant(r, 10),
                r.getInt(11)));
  }

  @Override
  public List<Change> changesOf(long offer, int atMost) {
    return list(
        CHANGES_OF,
        select -> {
          select.setLong(1, offer);
          select.setInt(2, atMost);
        },
        JpaProviderOffers::change);
  }

  @Override
  public List<Change> latestChanges(ProviderCode provider, int atMost) {
    return list(
        LATEST,
        select -> {
          select.setString(1, provider.value());
          select.setInt(2, atMost);
        },
        JpaProviderOffers::change);
  }

  private static Change change(ResultSet r) throws SQLException {
    return new Change(
        r.getLong(1),
        BillType.named(r.getString(2)).orElseThrow(),
        r.getString(3),
        Optional.ofNullable(r.getString(4)),
        money(r, 5),
        money(r, 6),
        money(r, 7),
        r.getBoolean(8),
        Stored.instant(r, 9));
  }

  private static Optional<Money> money(ResultSet rows, int column) throws SQLException {
    long kobo = rows.getLong(column);
    return rows.wasNull() ? Optional.empty() : Optional.of(Money.ofKobo(kobo));
  }
}
