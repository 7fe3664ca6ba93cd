package ng.bills.infrastructure.stellar;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import ng.bills.application.funds.port.ReceivingAccount;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.AssetAmount;

/** The system wallet as a wallet of a customer has to see it: its address and a SEP-7 link. */
@Singleton
public class StellarReceivingAccount implements ReceivingAccount {

  private final StellarSettings settings;

  @Inject
  public StellarReceivingAccount(StellarSettings settings) {
    this.settings = settings;
  }

  @Override
  public String address() {
    return settings.systemKey().accountId();
  }

  @Override
  public String paymentLink(AssetAmount amount, PaymentMemo memo, String message) {
    return Sep7PaymentLink.of(
        address(),
        amount.toDecimal(),
        amount.asset(),
        memo.text(),
        settings.networkPassphrase(),
        message);
  }
}
