package ng.bills.application.provider;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.vending.SwitchProvider;
import ng.bills.domain.audit.Act;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.vend.ProviderCode;

/** One of our people switches a provider; the audit log has it in the same transaction. */
@Singleton
public class SwitchByStaff {

  private final SwitchProvider switchProvider;
  private final RecordAct recordAct;

  @Inject
  public SwitchByStaff(SwitchProvider switchProvider, RecordAct recordAct) {
    this.switchProvider = switchProvider;
    this.recordAct = recordAct;
  }

  /**
   * Switches it. Whether the person may is for the caller to know.
   *
   * @param by who
   * @param name how they are called, for those who read the provider's history
   * @param reason why, up to 500 characters
   * @return whether there is such a provider
   */
  public boolean to(boolean on, ProviderCode provider, StaffId by, String name, String reason) {
    Act act =
        Act.of(by, on ? "provider.switched_on" : "provider.switched_off", "provider:" + provider)
            .because(reason);
    return switchProvider.to(on, provider, name, reason, () -> recordAct.record(act));
  }
}
