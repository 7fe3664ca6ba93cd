package ng.bills.application.biller;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ng.bills.application.biller.port.Billers;
import ng.bills.application.payment.FeesInForce;
import ng.bills.application.vending.PlansOnSale;
import ng.bills.application.vending.SalesGate;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.Plan;
import ng.bills.domain.money.Money;

/** What is on sale. */
@Singleton
public class ListBillers {

  private final Billers billers;
  private final PlansOnSale plans;
  private final SalesGate gate;
  private final FeesInForce fees;

  @Inject
  public ListBillers(Billers billers, PlansOnSale plans, SalesGate gate, FeesInForce fees) {
    this.billers = billers;
    this.plans = plans;
    this.gate = gate;
    this.fees = fees;
  }

  /**
   * A bill type and who takes it.
   *
   * @param type the type
   * @param billers by name
   */
  public record Offer(BillType type, List<Biller> billers) {}

  /** All types that have a biller. */
  public List<Offer> offers() {
    return Arrays.stream(BillType.values())
        .map(type -> new Offer(type, billers.of(type)))
        .filter(offer -> !offer.billers().isEmpty())
        .toList();
  }

  /** The billers of one type, by name. */
  public List<Biller> of(BillType type) {
    return billers.of(type);
  }

  public Optional<Biller> find(BillType type, BillerCode code) {
    return billers.find(type, code);
  }

  /** A biller's plans, those that are no longer sold last. */
  public List<Plan> plans(Biller biller) {
    return plans.of(biller.type(), biller.code());
  }

  /** Whether it is sold at the moment: by our catalogue, and by a provider that works. */
  public boolean isSold(Biller biller) {
    return biller.active() && gate.isOpen(biller.type(), biller.code());
  }

  public Money fee(Biller biller) {
    return fees.of(biller);
  }
}
