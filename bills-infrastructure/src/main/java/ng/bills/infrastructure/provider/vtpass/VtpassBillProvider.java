package ng.bills.infrastructure.provider.vtpass;

import java.util.Optional;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.provider.ProviderHttp;

/** VTpass: electricity of every distribution company, airtime of every network. */
public final class VtpassBillProvider implements BillProvider {
  /** How the configuration and the database name it. */
  public static final ProviderCode CODE = new ProviderCode("vtpass");

  private final VtpassClient client;
  private final VtpassSettings settings;

  public VtpassBillProvider(ProviderHttp http, VtpassSettings settings) {
    this.client = new VtpassClient(CODE, http, settings);
    this.settings = settings;
  }

  @Override
  public ProviderCode code() {
    return CODE;
  }

  @Override
  public boolean sells(BillType type, BillerCode biller) {
    return VtpassWire.serviceId(type, biller).isPresent();
  }

  @Override
  public AccountCheck check(BillType type, BillerCode biller, CustomerAccount account) {
    Optional<String> serviceId = VtpassWire.serviceId(type, biller);
    if (serviceId.isEmpty()) {
      return new AccountCheck.Unavailable("VTpass does not sell " + biller, false);
    }
    if (!(account instanceof MeterNumber meter)) {
      return AccountCheck.Confirmed.UNASKED; // their documentation has no verification of phones
    }
    return VtpassOutcomes.check(client.verify(VtpassWire.verifyBody(serviceId.get(), meter)));
  }

  @Override
  public VendOutcome vend(VendOrder order) {
    return VtpassWire.serviceId(order.billType(), order.biller())
        .map(serviceId -> VtpassWire.payBody(serviceId, order, settings.defaultPhone()))
        .map(body -> VtpassOutcomes.vend(order, client.pay(order.reference(), body)))
        .orElseGet(
            () ->
                new Rejected(
                    RejectionReason.NOT_SOLD,
                    "not sold",
                    "VTpass does not sell " + order.biller()));
  }

  @Override
  public RequeryOutcome requery(VendReference reference, Optional<ProviderReference> theirs) {
    return VtpassOutcomes.requery(
        reference, client.requery(reference, VtpassWire.requeryBody(reference)));
  }
}
