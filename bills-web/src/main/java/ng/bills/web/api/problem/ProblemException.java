package ng.bills.web.api.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** Ends a request with a problem. */
public final class ProblemException extends WebApplicationException {

  private static final long serialVersionUID = 1L;

  public ProblemException(Problem problem) {
    super(problem.code(), Response.status(problem.status()).entity(problem).build());
  }

  public Problem problem() {
    return (Problem) getResponse().getEntity();
  }
}
