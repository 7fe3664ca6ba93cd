package ng.bills.simulation.outside;

import java.util.Optional;
import ng.bills.domain.funds.FundsReceipt;

/** cNGN that really reached our account, and whether it has gone back. */
public final class Arrival {

  private final FundsReceipt receipt;
  private final Optional<Bill> bill;
  private int refunds;

  Arrival(FundsReceipt receipt, Optional<Bill> bill) {
    this.receipt = receipt;
    this.bill = bill;
  }

  public FundsReceipt receipt() {
    return receipt;
  }

  /** What was meant to be paid; empty when nobody can tell. */
  public Optional<Bill> bill() {
    return bill;
  }

  /** How often it went back. */
  public int refunds() {
    return refunds;
  }

  void refunded() {
    refunds++;
  }
}
