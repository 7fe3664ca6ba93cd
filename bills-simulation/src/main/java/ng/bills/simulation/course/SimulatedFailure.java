package ng.bills.simulation.course;

/** A fault that was put in. */
public final class SimulatedFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SimulatedFailure(String message) {
    super(message, null, false, false);
  }
}
