package ng.bills.infrastructure.crypto;

/** A sealed field cannot be opened. Names the field, never its content. */
public final class SealBrokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SealBrokenException(String context, String why, Throwable cause) {
    super("cannot open " + context + ": " + why, cause);
  }
}
