package ng.bills.application.pay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import ng.bills.application.funds.port.ReceivingAccount;
import ng.bills.application.pay.port.CustomerWallet;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.pay.PageSecret;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;

/** Pays as the customer would, where there is a wallet that plays the customer: in a sandbox. */
@Singleton
public class PlayCustomer {

  private final Optional<CustomerWallet> wallet;
  private final ShowPage showPage;
  private final ReceivingAccount account;
  private final PaymentPolicy policy;

  @Inject
  public PlayCustomer(
      Optional<CustomerWallet> wallet,
      ShowPage showPage,
      ReceivingAccount account,
      PaymentPolicy policy) {
    this.wallet = wallet;
    this.showPage = showPage;
    this.account = account;
    this.policy = policy;
  }

  /** Whether there is such a wallet. */
  public boolean isThere() {
    return wallet.isPresent();
  }

  /** Pays a payment that waits for money; whether the wallet says that it did. */
  public boolean pay(PageSecret secret) {
    return wallet.isPresent()
        && showPage
            .show(secret)
            .map(view -> view.status().payment())
            .filter(payment -> payment.state() == PaymentState.PENDING_PAYMENT)
            .filter(payment -> wallet.get().pay(link(payment)))
            .isPresent();
  }

  private String link(Payment payment) {
    return account.paymentLink(
        AssetAmount.worth(policy.cngn(), payment.request().total()),
        new PaymentMemo(payment.reference()),
        "Bill payment " + payment.reference());
  }
}
