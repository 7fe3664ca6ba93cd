package ng.bills.launcher;

/**
 * A part of the system did not start; the message is the one line the person at the keyboard needs.
 */
public class StartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line, for a person
   */
  public StartFailedException(String message) {
    super(message);
  }

  /**
   * @param message one line, for a person
   * @param cause what happened underneath
   */
  public StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
