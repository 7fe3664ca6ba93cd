package ng.bills.infrastructure.persistence.vending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.crypto.FieldCrypt;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Seals both bodies and commits them at once, before anybody interprets the answer. */
@ApplicationScoped
public class JpaProviderExchanges implements ProviderExchanges {

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
    row.reference = exchange.reference().value();
    row.kind = Stored.name(exchange.kind());
    row.requestSealed = crypt.seal(context("request_sealed", row.id), exchange.request());
    row.httpStatus = exchange.httpStatus();
    row.responseSealed = crypt.seal(context("response_sealed", row.id), exchange.response());
    row.at = Stored.time(exchange.at());
    unitOfWork.run(() -> OpenUnit.require().write(s -> s.insert(row)));
  }

  @Override
  public List<Exchange> of(PaymentId payment) {
    List<ProviderExchangeRow> rows =
        OpenUnit.isOpen() ? query(payment) : unitOfWork.call(() -> query(payment));
    return rows.stream().map(this::open).toList();
  }

  private static List<ProviderExchangeRow> query(PaymentId payment) {
    return OpenUnit.require()
        .rows(
            s ->
                s.createSelectionQuery(
                        "select e from ProviderExchangeRow e"
                            + " join AttemptRow a on a.reference = e.reference"
                            + " where a.paymentId = :payment order by e.id",
                        ProviderExchangeRow.class)
                    .setParameter("payment", payment.value())
                    .getResultList());
  }

  private Exchange open(ProviderExchangeRow row) {
    return new Exchange(
        new ProviderCode(row.provider),
        new VendReference(row.reference),
        Stored.named(Kind.class, row.kind),
        crypt.openText(context("request_sealed", row.id), row.requestSealed),
        row.httpStatus,
        crypt.openText(context("response_sealed", row.id), row.responseSealed),
        row.at);
  }

  private static String context(String column, UUID id) {
    return "provider_exchange." + column + "/" + id;
  }
}
