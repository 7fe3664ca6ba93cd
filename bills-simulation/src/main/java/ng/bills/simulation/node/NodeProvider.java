package ng.bills.simulation.node;

import java.util.Optional;
import java.util.Set;
import ng.bills.application.memory.ScriptedProvider;
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
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.simulation.outside.SimulatedProvider;

/** The line from a node to a provider. */
final class NodeProvider implements BillProvider {

  private final Node node;
  private final SimulatedProvider provider;
  private final ScriptedProvider reader;

  NodeProvider(Node node, SimulatedProvider provider) {
    this.node = node;
    this.provider = provider;
    this.reader = new ScriptedProvider(null, provider.code().value());
  }

  @Override
  public ProviderCode code() {
    return provider.code();
  }

  @Override
  public Set<BillType> billTypes() {
    return Set.of(BillType.ELECTRICITY, BillType.AIRTIME);
  }

  @Override
  public AccountCheck check(AccountQuery query) {
    return node.outside(code() + " check", () -> {}, () -> provider.check(query));
  }

  @Override
  public VendOutcome vend(VendOrder order) {
    SimulatedProvider.Wire[] wire = new SimulatedProvider.Wire[1];
    return node.outside(
        code() + " vend " + order.reference(),
        () -> wire[0] = provider.take(order),
        () -> provider.answer(order, wire[0]));
  }

  @Override
  public boolean provesFailures() {
    return provider.provesFailures();
  }

  @Override
  public RequeryOutcome requery(
      VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
    return node.outside(code() + " requery " + reference, () -> {}, () -> provider.tell(reference));
  }

  @Override
  public CatalogueReading catalogue() {
    return new CatalogueReading.Unavailable("not read here");
  }

  @Override
  public FloatReading balance() {
    return new FloatReading.NotOffered();
  }

  @Override
  public RequeryRules requeryRules() {
    return provider.rules();
  }

  @Override
  public WebhookReading readWebhook(WebhookDelivery delivery) {
    return reader.readWebhook(delivery);
  }
}
