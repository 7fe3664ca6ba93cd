package ng.bills.infrastructure.provider.vtpass;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.provider.ProviderHttp;

/** VTpass: electricity of every distribution company, airtime of every network. */
public final class VtpassBillProvider implements BillProvider {
  /** How the configuration and the database name it. */
  public static final ProviderCode CODE = new ProviderCode("vtpass");

  private static final Set<BillType> SOLD = Set.of(BillType.ELECTRICITY, BillType.AIRTIME);

  /** They publish no earliest moment; what is unknown right after a lost order proves nothing. */
  private static final RequeryRules RULES =
      new RequeryRules(
          Duration.ZERO,
          Duration.ofMinutes(3),
          List.of(
              Duration.ofSeconds(5),
              Duration.ofSeconds(15),
              Duration.ofMinutes(1),
              Duration.ofMinutes(5)),
          Duration.ofHours(24));

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
  public Set<BillType> billTypes() {
    return SOLD;
  }

  @Override
  public AccountCheck check(AccountQuery query) {
    if (!(query.account() instanceof MeterNumber meter)) {
      return AccountCheck.Confirmed.UNASKED; // their documentation has no verification of phones
    }
    return VtpassOutcomes.check(client.verify(VtpassWire.verifyBody(query.item().biller(), meter)));
  }

  @Override
  public VendOutcome vend(VendOrder order) {
    if (!SOLD.contains(order.billType())) {
      return new Rejected(
          RejectionReason.NOT_SOLD, "not sold", "VTpass does not sell " + order.biller());
    }
    String body = VtpassWire.payBody(order, settings.defaultPhone());
    return VtpassOutcomes.vend(order, client.pay(order.reference(), body));
  }

  @Override
  public RequeryOutcome requery(VendReference reference, Optional<ProviderReference> theirs) {
    return VtpassOutcomes.requery(
        reference, client.requery(reference, VtpassWire.requeryBody(reference)));
  }

  @Override
  public CatalogueReading catalogue() {
    return new CatalogueReading.Unavailable("VTpass: not read yet");
  }

  @Override
  public FloatReading balance() {
    return VtpassBalances.read(client.balance());
  }

  @Override
  public RequeryRules requeryRules() {
    return RULES;
  }

  @Override
  public WebhookReading readWebhook(WebhookDelivery delivery) {
    return VtpassWebhooks.read(delivery);
  }
}
