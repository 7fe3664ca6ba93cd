package ng.bills.infrastructure.outside;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Asks the server whether a transaction is open. */
@ApplicationScoped
public class JtaOutsideCalls implements OutsideCalls {
  @Resource private TransactionSynchronizationRegistry transactions;

  @Override
  public void mayCall(String call) {
    if (transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
      throw new IllegalStateException(
          call + " must not be called inside a unit of work: commit first");
    }
  }
}
