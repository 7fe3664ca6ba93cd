package ng.bills.infrastructure.config;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import ng.bills.infrastructure.outside.OutsideCalls;
import ng.bills.infrastructure.outside.OutsideHttp;
import ng.bills.infrastructure.persistence.OpenUnit;

/** Makes the HTTP that adapters share. */
@Dependent
public class OutsideProducer {

  @Produces
  @Singleton
  OutsideCalls guard() {
    return OpenUnit::refuse;
  }

  @Produces
  @Singleton
  OutsideHttp http(OutsideCalls guard, Settings settings) {
    return new OutsideHttp(guard, settings.connectTimeout());
  }
}
