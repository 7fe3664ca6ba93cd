package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.domain.payment.VendPolicy;
import ng.bills.domain.refund.ClockContradiction;
import ng.bills.domain.refund.RefundClockPolicy;

/** Compares the policy of the refund clock with what each provider and our schedule allow. */
@Singleton
public class CheckClockPolicy {

  private final BillProviders providers;
  private final ProviderRouter router;
  private final RefundClockPolicy policy;

  @Inject
  public CheckClockPolicy(
      BillProviders providers, ProviderRouter router, RefundClockPolicy policy) {
    this.providers = providers;
    this.router = router;
    this.policy = policy;
  }

  /**
   * What the policy promises and cannot be kept.
   *
   * @param usual our patience where a provider says nothing else
   * @param refundRecheck until a refund on its way is looked at again
   * @param ticks between two looks of the timers
   */
  public List<ClockContradiction> contradictions(
      VendPolicy usual, Duration refundRecheck, Duration ticks) {
    List<ClockContradiction> found = new ArrayList<>();
    for (BillProvider provider : providers.inOrder()) {
      found.addAll(
          ClockContradiction.ofProvider(
              provider.code(),
              provider.billTypes(),
              provider.provesFailures(),
              router.patienceWith(provider.code(), usual),
              policy));
    }
    found.addAll(ClockContradiction.ofSchedule(refundRecheck, ticks, policy));
    return List.copyOf(found);
  }
}
