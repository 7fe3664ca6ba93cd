package ng.bills.application.pay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import ng.bills.application.biller.port.Billers;
import ng.bills.application.pay.port.PagePayments;
import ng.bills.application.payment.FindPayments;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.pay.PageSecret;

/** A customer looks at a payment, by the secret that was made with it. */
@Singleton
public class ShowPage {

  private final PagePayments pages;
  private final FindPayments findPayments;
  private final Billers billers;
  private final UnitOfWork tx;

  @Inject
  public ShowPage(PagePayments pages, FindPayments findPayments, Billers billers, UnitOfWork tx) {
    this.pages = pages;
    this.findPayments = findPayments;
    this.billers = billers;
    this.tx = tx;
  }

  /**
   * What the page shows.
   *
   * @param status the payment, with the refund that settles it
   * @param billerName the name people know
   * @param page whose it is and where the customer goes on
   */
  public record View(
      FindPayments.Status status, String billerName, PagePayments.PagePayment page) {}

  /** The payment; empty when the secret opens none. */
  public Optional<View> show(PageSecret secret) {
    Optional<PagePayments.PagePayment> page = tx.call(() -> pages.find(secret));
    return page.flatMap(
        p ->
            findPayments
                .status(p.partner(), p.payment())
                .map(
                    status -> {
                      var request = status.payment().request();
                      return new View(
                          status,
                          billers
                              .find(request.billType(), request.biller())
                              .map(b -> b.name())
                              .orElse(request.biller().value()),
                          p);
                    }));
  }

  /** Whether there is something new; cheap. */
  public Optional<PagePayments.Glance> glance(PageSecret secret) {
    return tx.call(() -> pages.glance(secret));
  }
}
