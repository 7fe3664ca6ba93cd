package ng.bills.infrastructure.provider.toy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerNames;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.outside.OutsideAnswer.Answered;
import ng.bills.infrastructure.provider.ProviderHttp;
import ng.bills.infrastructure.provider.toy.ToyWire.Reply;

/** Toy: prepaid electricity. */
final class ToyBillProvider implements BillProvider {
  static final ProviderCode CODE = new ProviderCode("toy");

  private static final int MOST_PAGES = 50;
  private static final RequeryRules RULES =
      new RequeryRules(
          Duration.ZERO,
          Duration.ofMinutes(3),
          List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)),
          Duration.ofHours(24));

  private final ToyClient client;

  ToyBillProvider(ProviderHttp http, ToySettings settings) {
    this.client = new ToyClient(http, settings);
  }

  @Override
  public ProviderCode code() {
    return CODE;
  }

  @Override
  public Set<BillType> billTypes() {
    return Set.of(BillType.ELECTRICITY);
  }

  @Override
  public AccountCheck check(AccountQuery query) {
    String meter = query.account().number();
    return ToyOutcomes.check(meter, client.ask(Kind.ACCOUNT_CHECK, "/meters/" + meter));
  }

  @Override
  public VendOutcome vend(VendOrder order) {
    return ToyOutcomes.vend(order, client.order(order.reference(), ToyWire.order(order)));
  }

  @Override
  public RequeryOutcome requery(
      VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
    return ToyOutcomes.requery(reference, ordered, client.question(reference));
  }

  @Override
  public Optional<Delivered> reread(Exchange kept, Money ordered) {
    return ToyOutcomes.reread(ordered, new Answered(kept.httpStatus(), kept.response()));
  }

  /** One company a page, of which each says how many there are. */
  @Override
  public CatalogueReading catalogue() {
    List<CatalogueOffer> offers = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      Reply reply = page(page).orElse(null);
      if (reply == null || !reply.text("page").equals(String.valueOf(page))) {
        return new CatalogueReading.Unavailable("Toy: page " + page);
      }
      offers.add(
          new CatalogueOffer(
              BillType.ELECTRICITY,
              BillerNames.codeOf(BillType.ELECTRICITY, reply.text("name"), reply.text("company")),
              reply.text("name"),
              ProviderItem.of(reply.text("company")),
              Optional.of(MeterType.PREPAID),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
      if (reply.text("pages").equals(String.valueOf(page))) {
        return new CatalogueReading.Offers(offers);
      }
    }
    return new CatalogueReading.Unavailable("Toy: a catalogue without an end");
  }

  private Optional<Reply> page(int number) {
    OutsideAnswer answer = client.ask(Kind.CATALOGUE, "/companies?page=" + number);
    return answer.fold(
        answered ->
            Reply.of(answered.body())
                .filter(page -> answered.status() == 200)
                .filter(page -> page.text("company").matches("[a-z-]{2,32}")),
        notSent -> Optional.empty(),
        noAnswer -> Optional.empty());
  }

  /** They have no such question. */
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
    return ToyWebhooks.read(client.settings().key(), delivery);
  }
}
