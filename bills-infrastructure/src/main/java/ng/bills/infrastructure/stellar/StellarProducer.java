package ng.bills.infrastructure.stellar;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the adapters from {@link StellarSettings}, one of each, and ends what they opened. */
@Dependent
public class StellarProducer {

  @Produces
  @Singleton
  HorizonClient horizonClient(StellarSettings settings) {
    return new HorizonClient(settings);
  }

  void close(@Disposes HorizonClient client) {
    client.close();
  }

  @Produces
  @Singleton
  HorizonFundsFeed fundsFeed(HorizonClient client, StellarSettings settings) {
    return new HorizonFundsFeed(client, settings);
  }

  @Produces
  @Singleton
  StellarRefundSender refundSender(HorizonClient client, StellarSettings settings) {
    return new StellarRefundSender(client, settings);
  }

  /** Silent until {@link HorizonStream#start}. */
  @Produces
  @Singleton
  HorizonStream stream(HorizonClient client, StellarSettings settings) {
    return new HorizonStream(client, settings);
  }

  void close(@Disposes HorizonStream stream) {
    stream.close();
  }

  @Produces
  @Singleton
  FundsFreshness freshness(HorizonClient client, StellarSettings settings, InstantSource clock) {
    return new FundsFreshness(client, settings, clock);
  }

  @Produces
  @Singleton
  StellarStartup startup(HorizonClient client, StellarSettings settings) {
    return new StellarStartup(client, settings);
  }
}
