package ng.bills.infrastructure.provider;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Objects;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.infrastructure.outside.OutsideHttp;

/** Puts the providers that there is code for into the configured order. */
@Dependent
public class ProviderProducer {

  @Produces
  @Singleton
  ProviderHttp http(OutsideHttp http, ProviderExchanges exchanges, InstantSource clock) {
    return new ProviderHttp(http, exchanges, clock);
  }

  @Produces
  @Singleton
  BillProviders providers(Instance<BillProvider> known, ProviderOrder order) {
    // one without an account is produced as null
    return new ConfiguredBillProviders(known.stream().filter(Objects::nonNull).toList(), order);
  }
}
