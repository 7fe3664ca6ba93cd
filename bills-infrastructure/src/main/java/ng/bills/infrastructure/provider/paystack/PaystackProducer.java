package ng.bills.infrastructure.provider.paystack;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.infrastructure.provider.ProviderHttp;

/** Makes the Paystack adapter where an account is configured. */
@Dependent
public class PaystackProducer {

  /** Null, which only a dependent bean may be, when there is no account: then there is no bean. */
  @Produces
  @Dependent
  BillProvider paystack(ProviderHttp http, Optional<PaystackSettings> settings) {
    return settings.map(account -> new PaystackBillProvider(http, account)).orElse(null);
  }
}
