package ng.bills.infrastructure.provider.vtpass;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer.Answered;
import ng.bills.infrastructure.provider.ProviderHttp;

/** VTpass: electricity, airtime, data, television, internet and examination PINs. */
public final class VtpassBillProvider implements BillProvider {
  /** How the configuration and the database name it. */
  public static final ProviderCode CODE = new ProviderCode("vtpass");

  private static final Set<BillType> SOLD =
      Set.of(
          BillType.ELECTRICITY,
          BillType.AIRTIME,
          BillType.DATA,
          BillType.CABLE_TV,
          BillType.INTERNET,
          BillType.EDUCATION);

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
  private final VtpassCatalogue catalogue;
  private final VtpassSettings settings;

  public VtpassBillProvider(ProviderHttp http, VtpassSettings settings) {
    this.client = new VtpassClient(CODE, http, settings);
    this.catalogue = new VtpassCatalogue(client::services, client::variations);
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
    if (VtpassWire.isSmileEmail(query.item(), query.account())) {
      return VtpassChecks.smile(client.verifySmile(VtpassWire.smileBody(query.account()))).check();
    }
    return VtpassWire.verifyBody(query)
        .<AccountCheck>map(body -> VtpassChecks.of(client.verify(body), query.plan().isEmpty()))
        .orElse(AccountCheck.Confirmed.UNASKED);
  }

  @Override
  public VendOutcome vend(VendOrder order) {
    if (!SOLD.contains(order.billType())) {
      return new Rejected(
          RejectionReason.NOT_SOLD, "not sold", "VTpass does not sell " + order.biller());
    }
    if (!VtpassWire.isSmileEmail(order.item(), order.account())) {
      return pay(order, order.account().number());
    }
    // they take Smile's account id only; asking for it changes nothing and nothing was sent yet
    VtpassChecks.Smile smile =
        VtpassChecks.smile(client.verifySmile(VtpassWire.smileBody(order.account())));
    return smile
        .accountId()
        .map(id -> pay(order, id))
        .orElseGet(
            () ->
                new Rejected(
                    smile.check() instanceof AccountCheck.Refused
                        ? RejectionReason.ACCOUNT_INVALID
                        : RejectionReason.BILLER_UNREACHABLE,
                    "not sent",
                    "VTpass: no Smile account behind the e-mail address"));
  }

  private VendOutcome pay(VendOrder order, String billersCode) {
    String body = VtpassWire.payBody(order, billersCode, settings.defaultPhone());
    return VtpassOutcomes.vend(order, client.pay(order.reference(), body));
  }

  @Override
  public RequeryOutcome requery(
      VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
    return VtpassOutcomes.requery(
        reference, ordered, client.requery(reference, VtpassWire.requeryBody(reference)));
  }

  @Override
  public Optional<Delivered> reread(Exchange kept, Money ordered) {
    return VtpassOutcomes.reread(
        kept.reference(), ordered, new Answered(kept.httpStatus(), kept.response()));
  }

  @Override
  public CatalogueReading catalogue() {
    return catalogue.read();
  }

  @Override
  public FloatReading balance() {
    return VtpassBalance.of(client.balance());
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
