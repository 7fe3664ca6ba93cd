package ng.bills.infrastructure.provider.interswitch;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.infrastructure.provider.ProviderHttp;

/** Makes the Interswitch adapter where an account is configured. */
@Dependent
public class InterswitchProducer {

  /** Null, which only a dependent bean may be, when there is no account: then there is no bean. */
  @Produces
  @Dependent
  BillProvider interswitch(
      ProviderHttp http, Optional<InterswitchSettings> settings, InstantSource clock) {
    return settings.map(account -> new InterswitchBillProvider(http, account, clock)).orElse(null);
  }
}
