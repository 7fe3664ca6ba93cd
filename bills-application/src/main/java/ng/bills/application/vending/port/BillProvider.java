package ng.bills.application.vending.port;

import java.util.Optional;
import java.util.Set;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
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
 * A provider we buy bills through. It translates and decides nothing: it never retries, never opens
 * a transaction, and never throws for an answer. What it does not recognise is unknown. Must not be
 * called inside a unit of work, but for what it knows without asking: its code, types and rules,
 * and the reading of a webhook.
 *
 * <p>Who sells what under which code is the catalogue's knowledge, filled from {@link #catalogue}:
 * a provider is only asked for what it offered there.
 */
public interface BillProvider {

  ProviderCode code();

  /** The kinds of bills it can ever sell; empty for one that is never asked for bills. */
  Set<BillType> billTypes();

  /**
   * Asks about an account. Where the provider has nothing to ask (airtime), {@link
   * AccountCheck.Confirmed#UNASKED}.
   */
  AccountCheck check(AccountQuery query);

  /** Buys. Called once for a reference, after its attempt was committed. */
  VendOutcome vend(VendOrder order);

  /**
   * Whether {@link #vend} has itself asked what became of the order, under the same reference,
   * before it says that it failed; then nobody else asks again.
   */
  default boolean provesFailures() {
    return false;
  }

  /**
   * Asks what became of an order. Changes nothing at the provider.
   *
   * @param ordered the amount; a delivery for another one says so, see {@link Delivered#charged}
   */
  RequeryOutcome requery(
      VendReference reference, Optional<ProviderReference> theirs, Money ordered);

  /**
   * Reads once more what it had answered to an order; asks nobody. Only to be added to a delivery
   * that it has confirmed since: an answer that nobody recorded decides nothing.
   *
   * @param kept an order and its answer
   * @return the delivery in the answer; empty when it tells of none
   */
  default Optional<Delivered> reread(Exchange kept, Money ordered) {
    return Optional.empty();
  }

  /** Reads all that it sells; may take many requests. */
  CatalogueReading catalogue();

  /** Asks what is left of our prefunded balance. */
  FloatReading balance();

  /** When it may be asked about an order again. */
  RequeryRules requeryRules();

  /** Verifies and reads a webhook; asks nobody. */
  WebhookReading readWebhook(WebhookDelivery delivery);
}
