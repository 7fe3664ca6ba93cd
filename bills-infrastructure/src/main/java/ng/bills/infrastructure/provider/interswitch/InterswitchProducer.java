package ng.bills.infrastructure.provider.interswitch;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import ng.bills.infrastructure.provider.ProviderHttp;

/** Makes the Interswitch adapter; finding it is all that adds a provider. */
@Dependent
public class InterswitchProducer {

  @Produces
  @Singleton
  InterswitchBillProvider interswitch(
      ProviderHttp http, InterswitchSettings settings, InstantSource clock) {
    return new InterswitchBillProvider(http, settings, clock);
  }
}
