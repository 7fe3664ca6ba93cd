package ng.bills.application.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.VendReference;

/** The provider journal in memory; it knows payments only by {@link #about}. */
public final class MemoryExchanges implements ProviderExchanges {

  private record Line(Optional<PaymentId> payment, Exchange exchange) {}

  private final List<Line> lines = new ArrayList<>();
  private Function<VendReference, List<Exchange>> elsewhere = reference -> List.of();
  private Optional<PaymentId> asking = Optional.empty();

  @Override
  public void append(Exchange exchange) {
    lines.add(new Line(asking, exchange));
  }

  @Override
  public <T> Asked<T> about(PaymentId payment, Supplier<T> work) {
    Optional<PaymentId> before = asking;
    asking = Optional.of(payment);
    try {
      return Asked.nobody(work.get()); // kept in memory at once
    } finally {
      asking = before;
    }
  }

  /** On whose behalf something is asked just now. */
  public Optional<PaymentId> asking() {
    return asking;
  }

  @Override
  public List<Exchange> of(PaymentId payment) {
    return lines.stream()
        .filter(l -> l.payment().equals(Optional.of(payment)))
        .map(Line::exchange)
        .toList();
  }

  @Override
  public List<Exchange> ordersOf(VendReference reference) {
    return Stream.concat(of(reference).stream(), elsewhere.apply(reference).stream())
        .filter(e -> e.kind() == Kind.VEND)
        .toList();
  }

  /** Another journal, of real adapters, that is read beside this one. */
  public void alsoIn(Function<VendReference, List<Exchange>> journal) {
    elsewhere = journal;
  }

  /** All about one attempt, oldest first. */
  public List<Exchange> of(VendReference reference) {
    return lines.stream()
        .map(Line::exchange)
        .filter(e -> e.reference().equals(Optional.of(reference)))
        .toList();
  }

  @Override
  public int prune(Instant paymentsBefore, Instant othersBefore, int limit) {
    int before = lines.size();
    lines.removeIf(
        l -> {
          boolean about = l.payment().isPresent() || l.exchange().reference().isPresent();
          return before - lines.size() < limit
              && l.exchange().at().isBefore(about ? paymentsBefore : othersBefore);
        });
    return before - lines.size();
  }
}
