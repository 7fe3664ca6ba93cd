package ng.bills.infrastructure.command;

/** The arguments of a command say nothing that can be done; the message says how. */
final class UsageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
