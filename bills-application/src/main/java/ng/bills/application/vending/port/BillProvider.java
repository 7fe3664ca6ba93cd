package ng.bills.application.vending.port;

import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;

/**
 * A provider we buy bills through. It translates and decides nothing: it never retries, never opens
 * a transaction, and never throws for an answer. What it does not recognise is unknown. Must not be
 * called inside a unit of work.
 */
public interface BillProvider {

  ProviderCode code();

  /** Whether it sells that biller's bills, as far as its catalogue is known. */
  boolean sells(BillType type, BillerCode biller);

  /**
   * Asks about an account. Where the provider has nothing to ask (airtime), {@link
   * AccountCheck.Confirmed#UNASKED}.
   */
  AccountCheck check(BillType type, BillerCode biller, CustomerAccount account);

  /** Buys. Called once for a reference, after its attempt was committed. */
  VendOutcome vend(VendOrder order);

  /** Asks what became of an order. Changes nothing at the provider. */
  RequeryOutcome requery(VendReference reference, Optional<ProviderReference> theirs);
}
