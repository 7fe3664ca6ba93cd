package ng.bills.infrastructure.provider.toy;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.infrastructure.provider.ProviderHttp;

/** Makes the Toy adapter where an account is configured. */
@Dependent
public class ToyProducer {

  /** Null, which only a dependent bean may be, when there is no account: then there is no bean. */
  @Produces
  @Dependent
  BillProvider toy(ProviderHttp http, Optional<ToySettings> settings) {
    return settings.map(account -> new ToyBillProvider(http, account)).orElse(null);
  }
}
