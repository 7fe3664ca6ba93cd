package ng.bills.infrastructure.persistence.biller;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ng.bills.application.biller.port.Catalogue;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.infrastructure.persistence.OpenUnit;

/** The available rows of {@code provider_offer}, read at once and kept for half a minute. */
@ApplicationScoped
public class JpaCatalogue implements Catalogue {

  private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();
  private static final String AVAILABLE =
      "select provider, bill_type, biller, biller_name, provider_biller, provider_item, meter_type,"
          + " plan_code, plan_name, price_kobo, validity, minimum_kobo, maximum_kobo"
          + " from provider_offer where available order by id";

  private final UnitOfWork unitOfWork;
  private volatile Copy copy;

  private record Sold(ProviderCode provider, CatalogueOffer offer) {}

  private record Copy(List<Sold> sold, long readAtNanos) {}

  @Inject
  public JpaCatalogue(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  /** For the container's proxy. */
  protected JpaCatalogue() {
    this(null);
  }

  @Override
  public Optional<CatalogueOffer> offer(
      ProviderCode provider,
      BillType type,
      BillerCode biller,
      CustomerAccount account,
      Optional<PlanCode> plan) {
    Optional<MeterType> meterType =
        account instanceof MeterNumber meter ? Optional.of(meter.type()) : Optional.empty();
    return all().stream()
        .filter(s -> s.provider().equals(provider))
        .map(Sold::offer)
        .filter(o -> o.type() == type && o.biller().equals(biller))
        .filter(o -> o.meterType().isEmpty() || o.meterType().equals(meterType))
        .filter(o -> o.plan().map(PlanOffer::code).equals(plan))
        .findFirst();
  }

  private List<Sold> all() {
    Copy present = copy;
    if (present == null || System.nanoTime() - present.readAtNanos > KEPT_NANOS) {
      present = new Copy(read(), System.nanoTime());
      copy = present;
    }
    return present.sold;
  }

  private List<Sold> read() {
    return OpenUnit.isOpen() ? query() : unitOfWork.call(JpaCatalogue::query);
  }

  private static List<Sold> query() {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(AVAILABLE);
                  ResultSet rows = select.executeQuery()) {
                List<Sold> sold = new ArrayList<>();
                while (rows.next()) {
                  sold.add(new Sold(new ProviderCode(rows.getString(1)), offer(rows)));
                }
                return List.copyOf(sold);
              }
            });
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
        Optional.ofNullable(rows.getString(7))
            .map(type -> MeterType.valueOf(type.toUpperCase(Locale.ROOT))),
        plan,
        money(rows, 12),
        money(rows, 13));
  }

  private static Optional<Money> money(ResultSet rows, int column) throws SQLException {
    long kobo = rows.getLong(column);
    return rows.wasNull() ? Optional.empty() : Optional.of(Money.ofKobo(kobo));
  }
}
