package ng.bills.simulation.mistake;

import java.util.Optional;
import java.util.Set;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
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
import ng.bills.simulation.node.Assembly;

/** A provider's line as it is, for a mistake that changes one thing about it. */
abstract class WrappedProvider implements BillProvider {

  private final BillProvider line;

  WrappedProvider(BillProvider line) {
    this.line = line;
  }

  /** How a line is wrapped. */
  interface Wrapping {
    BillProvider around(BillProvider line);
  }

  static void plant(Assembly assembly, Wrapping wrapping) {
    assembly.wrap(
        BillProviders.class,
        all -> {
          var wrapped = all.inOrder().stream().map(wrapping::around).toList();
          return () -> wrapped;
        });
  }

  @Override
  public ProviderCode code() {
    return line.code();
  }

  @Override
  public Set<BillType> billTypes() {
    return line.billTypes();
  }

  @Override
  public AccountCheck check(AccountQuery query) {
    return line.check(query);
  }

  @Override
  public VendOutcome vend(VendOrder order) {
    return line.vend(order);
  }

  @Override
  public boolean provesFailures() {
    return line.provesFailures();
  }

  @Override
  public RequeryOutcome requery(
      VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
    return line.requery(reference, theirs, ordered);
  }

  @Override
  public CatalogueReading catalogue() {
    return line.catalogue();
  }

  @Override
  public FloatReading balance() {
    return line.balance();
  }

  @Override
  public RequeryRules requeryRules() {
    return line.requeryRules();
  }

  @Override
  public WebhookReading readWebhook(WebhookDelivery delivery) {
    return line.readWebhook(delivery);
  }
}
