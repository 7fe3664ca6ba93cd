package ng.bills.application.pay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import ng.bills.application.pay.port.PagePayments;
import ng.bills.application.payment.CancelPayment;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.pay.PageSecret;

/** A customer calls a payment off while it waits for money. */
@Singleton
public class CancelFromPage {

  private final PagePayments pages;
  private final CancelPayment cancelPayment;
  private final UnitOfWork tx;

  @Inject
  public CancelFromPage(PagePayments pages, CancelPayment cancelPayment, UnitOfWork tx) {
    this.pages = pages;
    this.cancelPayment = cancelPayment;
    this.tx = tx;
  }

  /** Calls it off; whether it is called off now. Again is fine. */
  public boolean cancel(PageSecret secret) {
    return tx.call(() -> pages.find(secret))
        .flatMap(page -> cancelPayment.cancel(page.partner(), page.payment()))
        .filter(CancelPayment.Result::cancelled)
        .isPresent();
  }
}
