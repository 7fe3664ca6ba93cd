package ng.bills.infrastructure.persistence;

/** The database or the transaction manager refused to commit; nothing was stored. */
public final class TransactionRolledBackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TransactionRolledBackException(String message, Throwable cause) {
    super(message, cause);
  }
}
