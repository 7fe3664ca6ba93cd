package ng.bills.infrastructure.provider;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.memory.MemoryWorld;
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
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;

/**
 * An adapter that must not be called while a unit of work is open. It believes every webhook of the
 * form {@code id reference kind}: what the core makes of webhooks is looked at here, not who signed
 * them.
 */
record WatchedProvider(BillProvider adapter, MemoryWorld world) implements BillProvider {

  @Override
  public ProviderCode code() {
    return adapter.code();
  }

  @Override
  public Set<BillType> billTypes() {
    return adapter.billTypes();
  }

  @Override
  public AccountCheck check(AccountQuery query) {
    world.outside();
    return adapter.check(query);
  }

  @Override
  public VendOutcome vend(VendOrder order) {
    world.outside();
    return adapter.vend(order);
  }

  @Override
  public RequeryOutcome requery(
      VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
    world.outside();
    return adapter.requery(reference, theirs, ordered);
  }

  @Override
  public Optional<Delivered> reread(Exchange kept, Money ordered) {
    return adapter.reread(kept, ordered);
  }

  @Override
  public CatalogueReading catalogue() {
    world.outside();
    return adapter.catalogue();
  }

  @Override
  public FloatReading balance() {
    world.outside();
    return adapter.balance();
  }

  @Override
  public boolean provesFailures() {
    return adapter.provesFailures();
  }

  @Override
  public RequeryRules requeryRules() {
    return adapter.requeryRules();
  }

  @Override
  public WebhookReading readWebhook(WebhookDelivery delivery) {
    String[] parts = new String(delivery.body(), StandardCharsets.UTF_8).split(" ");
    return new WebhookReading.Event(
        parts[0], Optional.of(new VendReference(parts[1])), Optional.empty(), parts[2]);
  }
}
