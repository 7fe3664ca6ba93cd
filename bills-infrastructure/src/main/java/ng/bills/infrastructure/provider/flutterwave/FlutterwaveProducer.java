package ng.bills.infrastructure.provider.flutterwave;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import ng.bills.infrastructure.provider.ProviderHttp;

/** Makes the Flutterwave adapter; finding it is all that adds a provider. */
@Dependent
public class FlutterwaveProducer {

  @Produces
  @Singleton
  FlutterwaveBillProvider flutterwave(
      ProviderHttp http, FlutterwaveSettings settings, InstantSource clock) {
    return new FlutterwaveBillProvider(http, settings, clock);
  }
}
