package ng.bills.simulation.node;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.VendReference;

/** The provider journal of a simulation: nobody reads it. */
final class Unkept implements ProviderExchanges {

  @Override
  public void append(Exchange exchange) {}

  @Override
  public <T> T about(PaymentId payment, Supplier<T> work) {
    return work.get();
  }

  @Override
  public List<Exchange> of(PaymentId payment) {
    return List.of();
  }

  @Override
  public List<Exchange> ordersOf(VendReference reference) {
    return List.of();
  }

  @Override
  public int prune(Instant paymentsBefore, Instant othersBefore, int limit) {
    return 0;
  }
}
