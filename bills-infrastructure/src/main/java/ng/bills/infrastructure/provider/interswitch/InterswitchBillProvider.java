package ng.bills.infrastructure.provider.interswitch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
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
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.NotFound;
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

/** Interswitch's Quickteller: whatever its catalogue has of our bills. */
public final class InterswitchBillProvider implements BillProvider {
  /** How the configuration and the database name it. */
  public static final ProviderCode CODE = new ProviderCode("interswitch");

  private static final Set<BillType> SOLD = Set.copyOf(EnumSet.allOf(BillType.class));

  /**
   * They publish no times. One client asks first after 3 s; "not found" right after a lost answer
   * is unsafe and must repeat over minutes.
   */
  private static final RequeryRules RULES =
      new RequeryRules(
          Duration.ofSeconds(3),
          Duration.ofMinutes(5),
          List.of(
              Duration.ofSeconds(5),
              Duration.ofSeconds(15),
              Duration.ofMinutes(1),
              Duration.ofMinutes(5)),
          Duration.ofHours(24));

  private final InterswitchClient client;
  private final InterswitchSettings settings;

  public InterswitchBillProvider(
      ProviderHttp http, InterswitchSettings settings, InstantSource clock) {
    this.client = new InterswitchClient(CODE, http, settings, clock);
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
    if (query.account() instanceof PhoneNumber) {
      return AccountCheck.Confirmed.UNASKED; // a network knows all its numbers; nobody is named
    }
    String customerId = query.account().number();
    return query
        .item()
        .item()
        .map(code -> InterswitchWire.validateBody(settings, code, customerId))
        .map(body -> InterswitchOutcomes.check(customerId, client.validate(body)))
        .orElseGet(
            () -> new AccountCheck.Unavailable("Interswitch: no payment item to ask about", false));
  }

  @Override
  public VendOutcome vend(VendOrder order) {
    return order
        .item()
        .item()
        .map(code -> InterswitchWire.payBody(settings, code, order))
        .map(body -> InterswitchOutcomes.vend(order, client.pay(order.reference(), body)))
        .orElseGet(
            () ->
                new Rejected(
                    RejectionReason.NOT_SOLD,
                    "not sold",
                    "Interswitch has no payment item for " + order.biller()));
  }

  /** Orders of before a change of the prefix are known to them under the former one. */
  @Override
  public RequeryOutcome requery(
      VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
    RequeryOutcome outcome = requery(reference, settings.prefix(), ordered);
    for (String former : settings.formerPrefixes()) {
      if (outcome instanceof NotFound) {
        outcome = requery(reference, former, ordered);
      }
    }
    return outcome;
  }

  private RequeryOutcome requery(VendReference reference, String prefix, Money ordered) {
    String asked = InterswitchWire.requestReference(prefix, reference);
    return InterswitchOutcomes.requery(asked, ordered, client.query(reference, asked));
  }

  /**
   * The documented query repeats no token: what the order was answered with may be all there is.
   */
  @Override
  public Optional<Delivered> reread(Exchange kept, Money ordered) {
    return InterswitchOutcomes.reread(ordered, new Answered(kept.httpStatus(), kept.response()));
  }

  @Override
  public CatalogueReading catalogue() {
    return new InterswitchCatalogue(client).read();
  }

  /** They document no question about the wallet of a terminal. */
  @Override
  public FloatReading balance() {
    return new FloatReading.NotOffered();
  }

  @Override
  public RequeryRules requeryRules() {
    return RULES;
  }

  @Override
  public WebhookReading readWebhook(WebhookDelivery delivery) {
    return InterswitchWebhooks.read(settings.webhookSecret(), delivery);
  }
}
