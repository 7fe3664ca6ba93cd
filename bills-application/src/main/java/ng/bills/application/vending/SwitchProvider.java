package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.vending.port.ProviderSwitches;
import ng.bills.domain.vend.ProviderCode;

/**
 * An operator switches a provider off or on. Off means no new orders and no account checks; what is
 * under way there is asked about all the same.
 */
@Singleton
public class SwitchProvider {

  private static final System.Logger LOG = System.getLogger(SwitchProvider.class.getName());

  private final BillProviders providers;
  private final ProviderSwitches switches;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public SwitchProvider(
      BillProviders providers, ProviderSwitches switches, UnitOfWork tx, InstantSource clock) {
    this.providers = providers;
    this.switches = switches;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * Switches it.
   *
   * @param actor who does it
   * @param reason why, for those who look later
   * @return whether there is such a provider
   */
  public boolean to(boolean on, ProviderCode provider, String actor, String reason) {
    return to(on, provider, actor, reason, () -> {});
  }

  /**
   * As {@link #to(boolean, ProviderCode, String, String)}.
   *
   * @param alongside what is stored in the same transaction, such as who did it
   */
  public boolean to(
      boolean on, ProviderCode provider, String actor, String reason, Runnable alongside) {
    boolean known = providers.inOrder().stream().anyMatch(p -> p.code().equals(provider));
    if (known) {
      tx.run(
          () -> {
            switches.record(
                new ProviderSwitches.Switching(provider, on, actor, reason, clock.instant()));
            alongside.run();
          });
      // alert: an operator has switched a provider
      LOG.log(
          System.Logger.Level.WARNING,
          "provider {0} was switched {1} by {2}",
          provider,
          on ? "on" : "off",
          actor);
    }
    return known;
  }
}
