package ng.bills.application.pay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import ng.bills.application.biller.CheckAccount;
import ng.bills.application.payment.PaymentForm;

/**
 * Whose account it is, while a customer still fills in the form: amount and plan may be missing.
 */
@Singleton
public class AskAboutAccount {

  private final CheckAccount checkAccount;

  @Inject
  public AskAboutAccount(CheckAccount checkAccount) {
    this.checkAccount = checkAccount;
  }

  /** Asks about what was typed; what the ticket settles, stands. */
  public CheckAccount.Result ask(PageTicket ticket, PaymentForm typed) {
    return checkAccount.check(ReviewBill.merged(ticket.form(), typed), List.of());
  }
}
