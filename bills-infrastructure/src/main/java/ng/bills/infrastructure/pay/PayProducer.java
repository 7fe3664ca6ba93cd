package ng.bills.infrastructure.pay;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import ng.bills.application.pay.PagePolicy;
import ng.bills.application.pay.TransactionPages;
import ng.bills.application.pay.port.CustomerWallet;
import ng.bills.infrastructure.outside.OutsideHttp;

/** Makes what the pay page is made of from its settings. */
@Dependent
public class PayProducer {

  @Produces
  @Singleton
  PagePolicy policy(PaySettings settings) {
    return settings.policy();
  }

  @Produces
  @Singleton
  TransactionPages transactions(PaySettings settings) {
    return settings.transactions();
  }

  /** There is one in a sandbox that says where; nowhere else is there anything that could pay. */
  @Produces
  @Singleton
  Optional<CustomerWallet> wallet(PaySettings settings, OutsideHttp http) {
    return settings.wallet().map(address -> new SandboxWallet(http, address));
  }
}
