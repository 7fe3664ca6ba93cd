package ng.bills.application.port;

/** Somebody else changed the same rows first; nothing was stored, the work may be done again. */
public final class ConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
