package ng.bills.infrastructure.stellar;

import ng.bills.application.funds.port.FeedUnavailableException;

/** Horizon could not be asked and there is no value to say so with; try again later. */
public final class HorizonUnavailableException extends FeedUnavailableException {

  private static final long serialVersionUID = 1L;

  HorizonUnavailableException(String message) {
    super(message);
  }
}
