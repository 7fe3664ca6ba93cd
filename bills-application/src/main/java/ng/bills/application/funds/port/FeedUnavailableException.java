package ng.bills.application.funds.port;

/** The feed could not say where it begins; nothing was read, it may be asked again later. */
public class FeedUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public FeedUnavailableException(String message) {
    super(message);
  }
}
