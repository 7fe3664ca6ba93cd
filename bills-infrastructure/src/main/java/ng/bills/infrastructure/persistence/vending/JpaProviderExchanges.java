package ng.bills.infrastructure.persistence.vending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/**
 * Seals both bodies and commits them at once, before anybody interprets the answer; checks of an
 * account for a payment with what they lead to.
 */
@ApplicationScoped
public class JpaProviderExchanges implements ProviderExchanges {

  private static final System.Logger LOG = System.getLogger(JpaProviderExchanges.class.getName());

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

  private final ThreadLocal<Asking> asking = new ThreadLocal<>();
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
    Asking about = row.reference == null ? asking.get() : null;
    row.paymentId = about == null ? null : about.payment;
    row.kind = Stored.name(exchange.kind());
    row.requestSealed = crypt.seal(context("request_sealed", row.id), exchange.request());
    row.httpStatus = exchange.httpStatus();
    row.responseSealed = crypt.seal(context("response_sealed", row.id), exchange.response());
    row.at = Stored.time(exchange.at());
    row.tookMillis = Math.max(0, exchange.took().toMillis()); // a clock may be set back
    if (about == null) {
      insert(List.of(row));
    } else {
      about.rows.add(row);
    }
  }

  private void insert(List<ProviderExchangeRow> rows) {
    unitOfWork.share(() -> OpenUnit.require().write(s -> rows.forEach(s::insert)));
  }

  @Override
  public <T> Asked<T> about(PaymentId id, Supplier<T> work) {
    Asking before = asking.get();
    Asking now = new Asking(id.value());
    asking.set(now);
    T answer;
    try {
      answer = work.get();
    } catch (RuntimeException e) {
      keep(now);
      throw e;
    } finally {
      if (before == null) {
        asking.remove();
      } else {
        asking.set(before);
      }
    }
    return new Unstored<>(now, answer);
  }

  /** Stores on their own what is not stored yet. */
  private void keep(Asking asked) {
    if (asked.rows.isEmpty() || asked.stored) {
      return;
    }
    try {
      insert(asked.rows);
      asked.stored = true;
    } catch (RuntimeException e) {
      // alert: the journal of the providers cannot be written
      LOG.log(
          System.Logger.Level.ERROR,
          "not kept: {0} checks of an account: {1}",
          asked.rows.size(),
          e.getClass().getName());
    }
  }

  /** On whose behalf somebody asks, and what came of it. Used by one thread only. */
  private static final class Asking {
    private final UUID payment;
    private final List<ProviderExchangeRow> rows = new ArrayList<>();
    private boolean stored;

    private Asking(UUID payment) {
      this.payment = payment;
    }
  }

  private final class Unstored<T> implements Asked<T> {
    private final Asking asked;
    private final T answer;

    private Unstored(Asking asked, T answer) {
      this.asked = asked;
      this.answer = answer;
    }

    @Override
    public T answer() {
      return answer;
    }

    @Override
    public void store() {
      if (asked.stored || asked.rows.isEmpty()) {
        return;
      }
      OpenUnit unit = OpenUnit.require();
      unit.write(s -> asked.rows.forEach(s::insert));
      unit.afterCommit(() -> asked.stored = true);
    }

    @Override
    public void close() {
      keep(asked);
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
