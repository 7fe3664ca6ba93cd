package ng.bills.infrastructure.provider.flutterwave;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.infrastructure.provider.ProviderHttp;

/** Makes the Flutterwave adapter where an account is configured. */
@Dependent
public class FlutterwaveProducer {

  /** Null, which only a dependent bean may be, when there is no account: then there is no bean. */
  @Produces
  @Dependent
  BillProvider flutterwave(
      ProviderHttp http, Optional<FlutterwaveSettings> settings, InstantSource clock) {
    return settings.map(account -> new FlutterwaveBillProvider(http, account, clock)).orElse(null);
  }
}
