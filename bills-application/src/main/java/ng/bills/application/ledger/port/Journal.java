package ng.bills.application.ledger.port;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.payment.PaymentId;

/** The append-only journal. Inside a unit of work only. */
public interface Journal {

  /**
   * Adds an entry.
   *
   * @throws ng.bills.application.port.ConflictException when its reference exists
   */
  void append(JournalEntry entry);

  /** Sum of each account's postings in stroops, debits positive. */
  Map<AccountCode, BigInteger> balances();

  List<JournalEntry> of(PaymentId payment);
}
