package ng.bills.application.hook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import ng.bills.application.hook.port.HookEvents;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.hook.PaymentNews;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentMoved;

/** Makes events of a payment's moves, inside the unit of work that stores the moves. */
@Singleton
public class TellPartners {

  private final HookEvents events;

  @Inject
  public TellPartners(HookEvents events) {
    this.events = events;
  }

  /** Tells the partner of those moves that are its business. */
  public void moved(Payment payment, List<PaymentMoved> moves) {
    for (PaymentMoved moved : moves) {
      Optional.ofNullable(moved.transition())
          .flatMap(HookEventType::of)
          .ifPresent(
              type ->
                  events.tell(
                      payment.request().partner(),
                      type,
                      moved.at(),
                      PaymentNews.of(payment, moved)));
    }
  }
}
