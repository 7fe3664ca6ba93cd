package ng.bills.infrastructure.stellar;

/** Horizon could not be asked and there is no value to say so with; try again later. */
public final class HorizonUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HorizonUnavailableException(String message) {
    super(message);
  }
}
