package ng.bills.infrastructure.provider;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
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
  public <T> Asked<T> about(PaymentId payment, Supplier<T> work) {
    return Asked.nobody(work.get());
  }

  @Override
  public List<Exchange> of(PaymentId payment) {
    throw new UnsupportedOperationException("adapters only write");
  }

  @Override
  public List<Exchange> ordersOf(VendReference reference) {
    return about(reference).stream().filter(e -> e.kind() == Kind.VEND).toList();
  }

  @Override
  public int prune(Instant paymentsBefore, Instant othersBefore, int limit) {
    throw new UnsupportedOperationException("adapters only write");
  }

  public List<Exchange> about(VendReference reference) {
    return all.stream().filter(e -> e.reference().equals(Optional.of(reference))).toList();
  }

  /** Those of a kind, oldest first. */
  public List<Exchange> of(Kind kind) {
    return all.stream().filter(e -> e.kind() == kind).toList();
  }
}
