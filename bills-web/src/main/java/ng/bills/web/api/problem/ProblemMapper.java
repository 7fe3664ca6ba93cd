package ng.bills.web.api.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import ng.bills.application.port.ConflictException;

/** Turns whatever was thrown into a problem. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof ProblemException ours) {
      return Response.fromResponse(ours.getResponse()).type(Problem.MEDIA_TYPE).build();
    }
    if (thrown instanceof WebApplicationException theirs) {
      Response original = theirs.getResponse();
      int status = original.getStatus();
      if (status < 400) {
        return original;
      }
      Problem problem =
          status == 500 ? Problem.internal(500, Optional.of(thrown)) : Problem.ofStatus(status);
      Response.ResponseBuilder answer = Response.fromResponse(answer(problem));
      String allow = original.getHeaderString(HttpHeaders.ALLOW);
      if (allow != null) {
        answer.header(HttpHeaders.ALLOW, allow);
      }
      return answer.build();
    }
    if (thrown instanceof ConflictException) {
      return answer(
          new Problem(
              409,
              "IDEMPOTENCY_CONFLICT",
              "The same thing is being worked on",
              "another request changed it at the same moment; send this one again",
              java.util.List.of(),
              Optional.of(thrown)));
    }
    return answer(Problem.internal(500, Optional.of(thrown)));
  }

  private static Response answer(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
