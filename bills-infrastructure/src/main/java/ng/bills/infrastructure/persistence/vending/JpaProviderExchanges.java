package ng.bills.infrastructure.persistence.vending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.crypto.FieldCrypt;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;
import org.hibernate.LockMode;

/** Seals both bodies and commits them at once, before anybody interprets the answer. */
@ApplicationScoped
public class JpaProviderExchanges implements ProviderExchanges {

  /** The one way past the trigger that refuses to remove; ends with the transaction. */
  private static final String ALLOW =
      "select set_config('bills.retention', 'provider_exchange', true)";

  // the branches have an index each
  private static final String PRUNE =
      """
      with old as (
        (select id from provider_exchange
          where reference is null and payment_id is null and at < ? order by at limit ?)
        union all
        (select id from provider_exchange e
          where (reference is not null or payment_id is not null) and at < ?
            and not exists (select from attempt a where a.reference = e.reference
                               and a.state in ('started', 'pending', 'unknown'))
          limit ?)
        limit ?)
      delete from provider_exchange where id in (select id from old)""";

  private final ThreadLocal<UUID> payment = new ThreadLocal<>();
  private final UnitOfWork unitOfWork;
  private final IdSource ids;
  private final FieldCrypt crypt;

  @Inject
  public JpaProviderExchanges(UnitOfWork unitOfWork, IdSource ids, FieldCrypt crypt) {
    this.unitOfWork = unitOfWork;
    this.ids = ids;
    this.crypt = crypt;
  }

  /** For the container's proxy. */
  protected JpaProviderExchanges() {
    this(null, null, null);
  }

  @Override
  public void append(Exchange exchange) {
    ProviderExchangeRow row = new ProviderExchangeRow();
    row.id = ids.newId();
    row.provider = exchange.provider().value();
    row.reference = exchange.reference().map(VendReference::value).orElse(null);
    row.paymentId = row.reference == null ? payment.get() : null;
    row.kind = Stored.name(exchange.kind());
    row.requestSealed = crypt.seal(context("request_sealed", row.id), exchange.request());
    row.httpStatus = exchange.httpStatus();
    row.responseSealed = crypt.seal(context("response_sealed", row.id), exchange.response());
    row.at = Stored.time(exchange.at());
    row.tookMillis = Math.max(0, exchange.took().toMillis()); // a clock may be set back
    unitOfWork.share(() -> OpenUnit.require().write(s -> s.insert(row)));
  }

  @Override
  public <T> T about(PaymentId id, Supplier<T> work) {
    UUID before = payment.get();
    payment.set(id.value());
    try {
      return work.get();
    } finally {
      if (before == null) {
        payment.remove();
      } else {
        payment.set(before);
      }
    }
  }

  @Override
  public List<Exchange> of(PaymentId id) {
    List<ProviderExchangeRow> rows =
        OpenUnit.isOpen() ? query(id) : unitOfWork.call(() -> query(id));
    return rows.stream().map(this::open).toList();
  }

  @Override
  public List<Exchange> ordersOf(VendReference reference) {
    return (OpenUnit.isOpen() ? about(reference) : unitOfWork.call(() -> about(reference)))
        .stream()
            .filter(row -> row.kind.equals(Stored.name(Kind.VEND)))
            .sorted(Comparator.comparing(row -> row.id)) // ids made later sort later
            .map(this::open)
            .toList();
  }

  private static List<ProviderExchangeRow> about(VendReference reference) {
    return OpenUnit.require()
        .rowsIn(
            ProviderExchangeRow.class,
            "from ProviderExchangeRow e where e.reference",
            List.of(reference.value()),
            "",
            LockMode.NONE);
  }

  /** In two questions, each with an index; an "or" would read the whole table. */
  private static List<ProviderExchangeRow> query(PaymentId id) {
    OpenUnit unit = OpenUnit.require();
    List<String> references =
        unit.rows(
            s ->
                s.createSelectionQuery(
                        "select a.reference from AttemptRow a where a.paymentId = :payment",
                        String.class)
                    .setParameter("payment", id.value())
                    .getResultList());
    return Stream.concat(
            unit
                .rowsIn(
                    ProviderExchangeRow.class,
                    "from ProviderExchangeRow e where e.paymentId",
                    List.of(id.value()),
                    "",
                    LockMode.NONE)
                .stream(),
            unit
                .rowsIn(
                    ProviderExchangeRow.class,
                    "from ProviderExchangeRow e where e.reference",
                    references,
                    "",
                    LockMode.NONE)
                .stream())
        .sorted(Comparator.comparing(row -> row.id)) // ids made later sort later
        .toList();
  }

  private Exchange open(ProviderExchangeRow row) {
    return new Exchange(
        new ProviderCode(row.provider),
        Optional.ofNullable(row.reference).map(VendReference::new),
        Stored.named(Kind.class, row.kind),
        crypt.openText(context("request_sealed", row.id), row.requestSealed),
        row.httpStatus,
        crypt.openText(context("response_sealed", row.id), row.responseSealed),
        row.at,
        Duration.ofMillis(row.tookMillis));
  }

  @Override
  public int prune(Instant paymentsBefore, Instant othersBefore, int limit) {
    return unitOfWork.call(
        () -> OpenUnit.require().sql(c -> prune(c, paymentsBefore, othersBefore, limit)));
  }

  private static int prune(
      Connection connection, Instant paymentsBefore, Instant othersBefore, int limit)
      throws SQLException {
    try (PreparedStatement allow = connection.prepareStatement(ALLOW);
        PreparedStatement prune = connection.prepareStatement(PRUNE)) {
      allow.execute();
      Stored.bind(prune, 1, othersBefore);
      prune.setInt(2, limit);
      Stored.bind(prune, 3, paymentsBefore);
      prune.setInt(4, limit);
      prune.setInt(5, limit);
      return prune.executeUpdate();
    }
  }

  private static String context(String column, UUID id) {
    return "provider_exchange." + column + "/" + id;
  }
}
