package ng.bills.infrastructure.provider.flutterwave;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import ng.bills.domain.biller.MobileNetwork;
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

/** Flutterwave: electricity, airtime, data, television, internet and water. */
public final class FlutterwaveBillProvider implements BillProvider {
  /** How the configuration and the database name it. */
  public static final ProviderCode CODE = new ProviderCode("flutterwave");

  private static final Set<BillType> SOLD =
      Set.of(
          BillType.ELECTRICITY,
          BillType.AIRTIME,
          BillType.DATA,
          BillType.CABLE_TV,
          BillType.INTERNET,
          BillType.WATER);

  /**
   * They publish no times. They answer 503 after 28 s while the bill may still be under way, and
   * failures look like bills that never were, so "not found" is believed late.
   */
  private static final RequeryRules RULES =
      new RequeryRules(
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          List.of(
              Duration.ofSeconds(5),
              Duration.ofSeconds(15),
              Duration.ofMinutes(1),
              Duration.ofMinutes(5)),
          Duration.ofHours(24));

  /** The fee of most items in their samples, in kobo; the wallet must hold it beside the amount. */
  private static final Money USUAL_FEE = Money.ofKobo(100_00);

  private final FlutterwaveClient client;
  private final FlutterwaveCatalogue catalogue;
  private final FlutterwaveWebhooks webhooks;
  private final InstantSource clock;
  private final Duration askTimeout;

  public FlutterwaveBillProvider(
      ProviderHttp http, FlutterwaveSettings settings, InstantSource clock) {
    this.client = new FlutterwaveClient(CODE, http, settings);
    this.catalogue = new FlutterwaveCatalogue(client);
    this.webhooks = new FlutterwaveWebhooks(settings);
    this.clock = clock;
    this.askTimeout = settings.askTimeout();
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
      return AccountCheck.Confirmed.UNASKED; // they would only name the network of the prefix
    }
    return query
        .item()
        .item()
        .map(item -> client.validate(query.item().biller(), item, query.account().number()))
        .map(FlutterwaveOutcomes::check)
        .orElseGet(() -> new AccountCheck.Unavailable("Flutterwave: no item to ask about", false));
  }

  @Override
  public VendOutcome vend(VendOrder order) {
    Optional<String> item = order.item().item();
    if (item.isEmpty() || !SOLD.contains(order.billType())) {
      return notSold("Flutterwave does not sell " + order.biller());
    }
    if (goesToAnotherNetwork(order)) {
      return notSold("Flutterwave chooses the network by the number, and it is not that one's");
    }
    VendOutcome outcome =
        FlutterwaveOutcomes.vend(
            order,
            client.pay(
                order.reference(),
                order.item().biller(),
                item.get(),
                FlutterwaveWire.payBody(order)));
    if (FlutterwaveOutcomes.needsProof(outcome)) {
      return proven(order, (Rejected) outcome);
    }
    return outcome instanceof Delivered paid && paid.delivery().creditToken().isEmpty()
        ? confirmed(order, paid)
        : outcome;
  }

  /**
   * A "success" that shows no token is only accepted: the last step of their documentation is to
   * ask for the status.
   */
  private VendOutcome confirmed(VendOrder order, Delivered paid) {
    return FlutterwaveOutcomes.confirmed(
        paid, requery(order.reference(), paid.providerReference(), order.amount()));
  }

  /**
   * Their documentation: ask once more before a refusal is believed. A repeated order is refused
   * like a bad one, so the list is asked too. Asking changes nothing.
   */
  private VendOutcome proven(VendOrder order, Rejected refused) {
    VendOutcome proven =
        FlutterwaveOutcomes.proven(
            refused, requery(order.reference(), Optional.empty(), order.amount()));
    return proven instanceof Rejected sure && sure.reason() == RejectionReason.FAILED
        ? FlutterwaveOutcomes.explained(sure, order.amount(), USUAL_FEE, balance())
        : proven;
  }

  private static boolean goesToAnotherNetwork(VendOrder order) {
    return order.billType() == BillType.AIRTIME
        && order.account() instanceof PhoneNumber phone
        && MobileNetwork.byPrefix(phone)
            .filter(network -> network.biller().equals(order.biller()))
            .isEmpty();
  }

  private static Rejected notSold(String why) {
    return new Rejected(RejectionReason.NOT_SOLD, "not sold", why);
  }

  /**
   * By our reference, by theirs, and in the list: which of them the status call wants is not
   * documented, so it is "not found" only where none of the three knows the bill.
   */
  @Override
  public RequeryOutcome requery(
      VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
    Instant now = clock.instant();
    RequeryOutcome outcome =
        FlutterwaveOutcomes.status(
            reference, ordered, client.status(reference, reference.value()), now);
    if (outcome instanceof NotFound && theirs.isPresent()) {
      outcome =
          FlutterwaveOutcomes.status(
              reference, ordered, client.status(reference, theirs.get().value()), now);
    }
    if (outcome instanceof NotFound) {
      outcome = listed(reference, ordered);
    }
    return outcome;
  }

  /** Days around that of the order: in whose time they count them is not documented. */
  private RequeryOutcome listed(VendReference reference, Money ordered) {
    LocalDate day = LocalDate.ofInstant(FlutterwaveOutcomes.sentAt(reference), ZoneOffset.UTC);
    return BillSearch.of(
        reference,
        ordered,
        (page, within) -> client.list(reference, day.minusDays(1), day.plusDays(2), page, within),
        clock,
        askTimeout);
  }

  @Override
  public Optional<Delivered> reread(Exchange kept, Money ordered) {
    return FlutterwaveOutcomes.reread(ordered, new Answered(kept.httpStatus(), kept.response()));
  }

  @Override
  public CatalogueReading catalogue() {
    return catalogue.read();
  }

  @Override
  public FloatReading balance() {
    return FlutterwaveOutcomes.balance(client.balance());
  }

  /** A 400 or 404 is believed only once their status and their list deny the bill. */
  @Override
  public boolean provesFailures() {
    return true;
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
