package ng.bills.infrastructure.provider.vtpass;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import ng.bills.infrastructure.provider.ProviderHttp;

/** Makes the VTpass adapter; finding it is all that adds a provider. */
@Dependent
public class VtpassProducer {

  @Produces
  @Singleton
  VtpassBillProvider vtpass(ProviderHttp http, VtpassSettings settings) {
    return new VtpassBillProvider(http, settings);
  }
}
