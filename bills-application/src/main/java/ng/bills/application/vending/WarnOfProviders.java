package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.vending.port.OpenOrders;
import ng.bills.domain.vend.ProviderCode;

/** Tells operators, once after the start, what in the settings of providers may cost money. */
@Singleton
public class WarnOfProviders {

  private static final System.Logger LOG = System.getLogger(WarnOfProviders.class.getName());

  private final BillProviders providers;
  private final OpenOrders openOrders;
  private final RoutingPolicy policy;
  private final UnitOfWork tx;
  private final AtomicBoolean done = new AtomicBoolean();

  @Inject
  public WarnOfProviders(
      BillProviders providers, OpenOrders openOrders, RoutingPolicy policy, UnitOfWork tx) {
    this.providers = providers;
    this.openOrders = openOrders;
    this.policy = policy;
    this.tx = tx;
  }

  /**
   * Looks and logs, the first time it gets through; after that nothing.
   *
   * @return what was logged now
   */
  public List<String> lookOnce() {
    if (done.get()) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    policy.requeries().settleOf().forEach((code, set) -> settleTime(code, set, warnings));
    tx.call(openOrders::byProvider)
        .forEach((code, orders) -> withoutSettings(code, orders, warnings));
    done.set(true);
    // alert: a bill could be bought twice, or nobody can be asked about one
    warnings.forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    return List.copyOf(warnings);
  }

  private void settleTime(ProviderCode code, Duration set, List<String> warnings) {
    providers
        .known(code)
        .map(p -> p.requeryRules().settle())
        .filter(own -> own.compareTo(set) > 0)
        .ifPresent(
            own ->
                warnings.add(
                    "provider "
                        + code
                        + ": \"not found\" is believed after "
                        + set.toSeconds()
                        + " s, as set, and not after its own "
                        + own.toSeconds()
                        + " s; an order that comes later than that is bought twice"));
  }

  private void withoutSettings(ProviderCode code, int orders, List<String> warnings) {
    if (providers.known(code).isEmpty()) {
      warnings.add(
          "provider "
              + code
              + ": it has no settings any more, and "
              + orders
              + " orders are under way there that nobody can ask about");
    }
  }
}
