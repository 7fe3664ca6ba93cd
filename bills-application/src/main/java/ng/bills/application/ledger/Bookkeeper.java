package ng.bills.application.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.application.ledger.port.Journal;
import ng.bills.domain.act.ActId;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.BillBought;
import ng.bills.domain.payment.BillReversed;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.refund.Refund;

/**
 * Writes the journal entry of every movement of money, inside the unit of work of the change it
 * belongs to. The references are unique, so that nothing is booked twice.
 */
@Singleton
public class Bookkeeper {

  private final Journal journal;

  @Inject
  public Bookkeeper(Journal journal) {
    this.journal = journal;
  }

  /** cNGN has arrived: for a payment, or in suspense. Other assets are not booked. */
  public void fundsArrived(
      FundsReceipt receipt, FundsMatch match, Optional<PaymentId> payment, Instant at) {
    if (match == FundsMatch.WRONG_ASSET) {
      return;
    }
    long stroops = receipt.amount().stroops();
    journal.append(
        new JournalEntry(
            "receipt:" + receipt.operationKey(),
            payment,
            at,
            List.of(
                Posting.debit(AccountCode.STELLAR_WALLET, stroops),
                Posting.credit(heldIn(match), stroops))));
  }

  /** Where the money of a receipt lies until it is decided what becomes of it. */
  public static AccountCode heldIn(FundsMatch match) {
    return switch (match) {
      case EXACT, UNDER, OVER, LATE -> AccountCode.CUSTOMER_FUNDS;
      case REPEATED, UNMATCHED, WRONG_ASSET -> AccountCode.SUSPENSE;
    };
  }

  /** A provider has paid the biller out of our float; our fee is earned. */
  public void billBought(Payment payment, BillBought purchase, Instant at) {
    PaymentRequest request = payment.request();
    long amount = stroops(request.amount());
    long fee = stroops(request.fee());
    AccountCode providerFloat = AccountCode.floatAt(purchase.attempt().provider());
    List<Posting> postings = new ArrayList<>();
    if (purchase.late()) {
      postings.add(Posting.debit(AccountCode.LATE_DELIVERIES, amount));
      postings.add(Posting.credit(providerFloat, amount));
    } else {
      postings.add(Posting.debit(AccountCode.CUSTOMER_FUNDS, amount + fee));
      postings.add(Posting.credit(providerFloat, amount));
      if (fee > 0) {
        postings.add(Posting.credit(AccountCode.FEE_INCOME, fee));
      }
    }
    journal.append(
        new JournalEntry(reference(purchase.attempt()), Optional.of(payment.id()), at, postings));
  }

  private static String reference(Attempt attempt) {
    return "vend:" + attempt.reference();
  }

  /**
   * A provider has taken a purchase back: the amount is in our float again, and what stood against
   * it (the customer's money and our fee, or the claim of a late delivery) is as it was before.
   */
  public void billReversed(Payment payment, BillReversed reversal, Instant at) {
    String bought = reference(reversal.attempt());
    JournalEntry purchase =
        journal.of(payment.id()).stream()
            .filter(e -> e.reference().equals(bought))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(bought + " was never booked"));
    journal.append(purchase.reverse("vend-reversed:" + reversal.attempt().reference(), at));
  }

  /** Money is to go back. */
  public void refundOwed(Refund refund, AccountCode from, Instant at) {
    entry("refund-owed:" + refund.id(), refund, from, AccountCode.REFUNDS_PAYABLE, at);
  }

  /** Money is back. */
  public void refundPaid(Refund refund, Instant at) {
    entry(
        "refund-paid:" + refund.id(),
        refund,
        AccountCode.REFUNDS_PAYABLE,
        AccountCode.STELLAR_WALLET,
        at);
  }

  /** Money cannot go back and waits for a person. */
  public void refundBlocked(Refund refund, Instant at) {
    entry(
        // released and blocked again it is another entry
        "refund-blocked:" + refund.id() + ":" + at.toEpochMilli(),
        refund,
        AccountCode.REFUNDS_PAYABLE,
        AccountCode.SUSPENSE,
        at);
  }

  /**
   * What of the customer's money a payment still holds, in stroops: all of it until a bill is
   * bought with it, or it is owed back.
   */
  public long heldBy(PaymentId payment) {
    return -journal.of(payment).stream()
        .flatMap(entry -> entry.postings().stream())
        .filter(posting -> posting.account().equals(AccountCode.CUSTOMER_FUNDS))
        .mapToLong(Posting::stroops)
        .sum();
  }

  /** Two people let money out of suspense that was blocked: it is to go back again. */
  public void refundReleased(Refund refund, ActId act, Instant at) {
    entry(
        "refund-released:" + refund.id() + ":" + act,
        refund,
        AccountCode.SUSPENSE,
        AccountCode.REFUNDS_PAYABLE,
        at);
  }

  /**
   * Two people gave money to a payment instead of sending it back.
   *
   * @param from where it lay
   */
  public void fundsAssigned(Refund refund, AccountCode from, PaymentId payment, Instant at) {
    long stroops = refund.order().amount().stroops();
    journal.append(
        new JournalEntry(
            "funds-assigned:" + refund.id(),
            Optional.of(payment),
            at,
            List.of(
                Posting.debit(from, stroops),
                Posting.credit(AccountCode.CUSTOMER_FUNDS, stroops))));
  }

  /** Two people count a late delivery as the bill: the customer's money pays for it. */
  public void lateDeliveryAccepted(Payment payment, ActId act, Instant at) {
    settleHeld(payment, "late-accepted:" + act, AccountCode.LATE_DELIVERIES, at);
  }

  /** Two people keep the money for a bill that was reversed to us and that the customer has. */
  public void reversalKept(Payment payment, ActId act, Instant at) {
    settleHeld(payment, "reversal-kept:" + act, AccountCode.PROVIDER_CLAIMS, at);
  }

  private void settleHeld(Payment payment, String reference, AccountCode to, Instant at) {
    long amount = stroops(payment.request().amount());
    long fee = stroops(payment.request().fee());
    List<Posting> postings = new ArrayList<>();
    postings.add(Posting.debit(AccountCode.CUSTOMER_FUNDS, amount + fee));
    postings.add(Posting.credit(to, amount));
    if (fee > 0) {
      postings.add(Posting.credit(AccountCode.FEE_INCOME, fee));
    }
    journal.append(new JournalEntry(reference, Optional.of(payment.id()), at, postings));
  }

  private void entry(
      String reference, Refund refund, AccountCode debit, AccountCode credit, Instant at) {
    long stroops = refund.order().amount().stroops();
    journal.append(
        new JournalEntry(
            reference,
            refund.payment(),
            at,
            List.of(Posting.debit(debit, stroops), Posting.credit(credit, stroops))));
  }

  private static long stroops(Money money) {
    return Math.multiplyExact(money.kobo(), AssetAmount.STROOPS_PER_KOBO);
  }
}
