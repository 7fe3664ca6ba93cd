package ng.bills.infrastructure.persistence.biller;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.application.biller.port.Catalogue.Listed;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.infrastructure.persistence.Stored;

/** The statements on {@code provider_offer}, whose key has nulls that count as equal. */
final class OfferRows {

  private static final String SELECT =
      "select provider, bill_type, biller, biller_name, provider_biller, provider_item, meter_type,"
          + " plan_code, plan_name, price_kobo, validity, minimum_kobo, maximum_kobo, available"
          + " from provider_offer";

  private static final String UPSERT =
      "insert into provider_offer (provider, bill_type, biller, biller_name, provider_biller,"
          + " provider_item, meter_type, plan_code, plan_name, price_kobo, validity, minimum_kobo,"
          + " maximum_kobo, available, seen_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true,"
          + " ?) on conflict (provider, bill_type, biller, meter_type, plan_code) do update set"
          + " biller_name = excluded.biller_name, provider_biller = excluded.provider_biller,"
          + " provider_item = excluded.provider_item, plan_name = excluded.plan_name, price_kobo ="
          + " excluded.price_kobo, validity = excluded.validity, minimum_kobo ="
          + " excluded.minimum_kobo, maximum_kobo = excluded.maximum_kobo, available = true, seen_at"
          + " = excluded.seen_at";

  /** A biller nobody knew: what its offers take, else anything from one naira to a million. */
  private static final String NEW_BILLERS =
      "insert into biller (bill_type, code, name, region, takes_prepaid, takes_postpaid,"
          + " minimum_kobo, maximum_kobo) select bill_type, biller, (array_agg(biller_name order by"
          + " id))[1], 'Nigeria', bill_type = 'electricity' and bool_or(coalesce(meter_type,"
          + " 'prepaid') = 'prepaid'), bill_type = 'electricity' and bool_or(coalesce(meter_type,"
          + " 'postpaid') = 'postpaid'), 100, 100000000 from provider_offer where available group by"
          + " bill_type, biller on conflict (bill_type, code) do nothing";

  /**
   * What the offers of a biller take together: limits where they name some, prices where it sells
   * plans only, else what was known before.
   */
  private static final String BILLERS_FOLLOW =
      "update biller b set offered = o.biller is not null, takes_prepaid = case when o.biller is"
          + " null then b.takes_prepaid else o.prepaid end, takes_postpaid = case when o.biller is"
          + " null then b.takes_postpaid else o.postpaid end, minimum_kobo = least(coalesce(o.least,"
          + " b.minimum_kobo), coalesce(o.most, b.maximum_kobo)), maximum_kobo ="
          + " greatest(coalesce(o.least, b.minimum_kobo), coalesce(o.most, b.maximum_kobo)) from"
          + " biller known left join (select bill_type, biller, bill_type = 'electricity' and"
          + " bool_or(coalesce(meter_type, 'prepaid') = 'prepaid') prepaid, bill_type ="
          + " 'electricity' and bool_or(coalesce(meter_type, 'postpaid') = 'postpaid') postpaid,"
          + " case when bool_or(plan_code is null) then min(minimum_kobo) else min(price_kobo) end"
          + " least, case when bool_or(plan_code is null) then max(maximum_kobo) else"
          + " max(price_kobo) end most from provider_offer where available group by bill_type,"
          + " biller) o on o.bill_type = known.bill_type and o.biller = known.code where b.bill_type"
          + " = known.bill_type and b.code = known.code";

  private OfferRows() {}

  static List<Listed> all(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + " order by id")) {
      return read(select);
    }
  }

  static List<Listed> available(Connection connection, ProviderCode provider) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(SELECT + " where provider = ? and available order by id")) {
      select.setString(1, provider.value());
      return read(select);
    }
  }

  static void replace(
      Connection connection, ProviderCode provider, List<CatalogueOffer> offers, Instant at)
      throws SQLException {
    // billers follow the offers of all providers, so that two refreshes go one after the other
    try (PreparedStatement queue =
        connection.prepareStatement(
            "select pg_advisory_xact_lock(hashtext('catalogue refresh'))")) {
      queue.execute();
    }
    try (PreparedStatement withdraw =
        connection.prepareStatement(
            "update provider_offer set available = false where provider = ? and available")) {
      withdraw.setString(1, provider.value());
      withdraw.executeUpdate();
    }
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      for (CatalogueOffer offer : offers) {
        bind(upsert, provider, offer, at);
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
    for (String sql : List.of(NEW_BILLERS, BILLERS_FOLLOW)) {
      try (PreparedStatement follow = connection.prepareStatement(sql)) {
        follow.executeUpdate();
      }
    }
  }

  private static void bind(
      PreparedStatement upsert, ProviderCode provider, CatalogueOffer offer, Instant at)
      throws SQLException {
    upsert.setString(1, provider.value());
    upsert.setString(2, offer.type().wireName());
    upsert.setString(3, offer.biller().value());
    upsert.setString(4, offer.billerName());
    upsert.setString(5, offer.item().biller());
    upsert.setString(6, offer.item().item().orElse(null));
    upsert.setString(7, offer.meterType().map(Stored::name).orElse(null));
    upsert.setString(8, offer.plan().map(p -> p.code().value()).orElse(null));
    upsert.setString(9, offer.plan().map(PlanOffer::name).orElse(null));
    money(upsert, 10, offer.plan().map(PlanOffer::price));
    upsert.setString(11, offer.plan().flatMap(PlanOffer::validity).orElse(null));
    money(upsert, 12, offer.minimum());
    money(upsert, 13, offer.maximum());
    Stored.bind(upsert, 14, at);
  }

  private static void money(PreparedStatement upsert, int index, Optional<Money> amount)
      throws SQLException {
    if (amount.isPresent()) {
      upsert.setLong(index, amount.get().kobo());
    } else {
      upsert.setNull(index, Types.BIGINT);
    }
  }

  private static List<Listed> read(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      List<Listed> listed = new ArrayList<>();
      while (rows.next()) {
        listed.add(
            new Listed(new ProviderCode(rows.getString(1)), offer(rows), rows.getBoolean(14)));
      }
      return listed;
    }
  }

  private static CatalogueOffer offer(ResultSet rows) throws SQLException {
    Optional<PlanOffer> plan =
        rows.getString(8) == null
            ? Optional.empty()
            : Optional.of(
                new PlanOffer(
                    new PlanCode(rows.getString(8)),
                    rows.getString(9),
                    Money.ofKobo(rows.getLong(10)),
                    Optional.ofNullable(rows.getString(11))));
    return new CatalogueOffer(
        BillType.named(rows.getString(2)).orElseThrow(),
        new BillerCode(rows.getString(3)),
        rows.getString(4),
        new ProviderItem(rows.getString(5), Optional.ofNullable(rows.getString(6))),
        Optional.ofNullable(rows.getString(7)).map(type -> Stored.named(MeterType.class, type)),
        plan,
        money(rows, 12),
        money(rows, 13));
  }

  private static Optional<Money> money(ResultSet rows, int column) throws SQLException {
    long kobo = rows.getLong(column);
    return rows.wasNull() ? Optional.empty() : Optional.of(Money.ofKobo(kobo));
  }
}
