package ng.bills.infrastructure.provider.paystack;

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
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.provider.ProviderHttp;

/** Paystack: no bills, and nobody is asked for any; a balance and signed events. */
public final class PaystackBillProvider implements BillProvider {
  /** How the configuration and the database name it. */
  public static final ProviderCode CODE = new ProviderCode("paystack");

  private static final String SELLS_NOTHING = "Paystack sells no bills";

  /** There is no order to ask about. */
  private static final RequeryRules RULES =
      new RequeryRules(
          Duration.ZERO, Duration.ZERO, List.of(Duration.ofHours(1)), Duration.ofHours(24));

  private final PaystackClient client;
  private final PaystackWebhooks webhooks;

  public PaystackBillProvider(ProviderHttp http, PaystackSettings settings) {
    this.client = new PaystackClient(http, settings);
    this.webhooks = new PaystackWebhooks(settings.secretKey());
  }

  @Override
  public ProviderCode code() {
    return CODE;
  }

  @Override
  public Set<BillType> billTypes() {
    return Set.of();
  }

  @Override
  public AccountCheck check(AccountQuery query) {
    return new AccountCheck.Unavailable(SELLS_NOTHING, false);
  }

  @Override
  public VendOutcome vend(VendOrder order) {
    return new Rejected(RejectionReason.NOT_SOLD, "not sold", SELLS_NOTHING);
  }

  /** Unknown, not "not found": it was not asked, so it has not said that there is no such order. */
  @Override
  public RequeryOutcome requery(
      VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
    return new Unknown("not asked", SELLS_NOTHING);
  }

  /** The whole of it: nothing. */
  @Override
  public CatalogueReading catalogue() {
    return new CatalogueReading.Offers(List.of());
  }

  @Override
  public FloatReading balance() {
    return PaystackBalances.read(client.balance());
  }

  @Override
  public RequeryRules requeryRules() {
    return RULES;
  }

  @Override
  public WebhookReading readWebhook(WebhookDelivery delivery) {
    return webhooks.read(delivery);
  }
}
