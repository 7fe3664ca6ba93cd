package ng.bills.web.api.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;

/** Ends a request with a problem. */
public final class ProblemException extends WebApplicationException {

  private static final long serialVersionUID = 1L;

  public ProblemException(Problem problem) {
    super(problem.code(), Response.status(problem.status()).entity(problem).build());
  }

  /** Ends it for now: the same request may go through after that time. */
  public ProblemException(Problem problem, Duration retryAfter) {
    super(
        problem.code(),
        Response.status(problem.status())
            .header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()))
            .entity(problem)
            .build());
  }

  /** As above, with headers of that kind of problem. */
  public ProblemException(Problem problem, Duration retryAfter, Map<String, String> headers) {
    super(problem.code(), withHeaders(problem, retryAfter, headers));
  }

  private static Response withHeaders(
      Problem problem, Duration retryAfter, Map<String, String> headers) {
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .header(HttpHeaders.RETRY_AFTER, RateLimitFields.seconds(retryAfter))
            .entity(problem);
    headers.forEach(response::header);
    return response.build();
  }

  public Problem problem() {
    return (Problem) getResponse().getEntity();
  }
}
