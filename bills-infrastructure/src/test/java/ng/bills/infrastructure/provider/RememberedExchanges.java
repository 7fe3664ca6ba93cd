package ng.bills.infrastructure.provider;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.VendReference;

/** Exchanges in memory, by attempt. */
public final class RememberedExchanges implements ProviderExchanges {
  private final List<Exchange> all = new CopyOnWriteArrayList<>();

  @Override
  public void append(Exchange exchange) {
    all.add(exchange);
  }

  @Override
  public List<Exchange> of(PaymentId payment) {
    throw new UnsupportedOperationException("adapters only write");
  }

  public List<Exchange> about(VendReference reference) {
    return all.stream().filter(e -> e.reference().equals(reference)).toList();
  }
}
