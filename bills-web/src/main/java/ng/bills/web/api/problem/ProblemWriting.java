package ng.bills.web.api.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import ng.bills.web.api.json.JsonAnswer;

/** Gives a problem its correlation id and logs the ones that are our own mistakes. */
@Provider
public class ProblemWriting implements ContainerResponseFilter {

  private static final System.Logger LOG = System.getLogger(ProblemWriting.class.getName());

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!(response.getEntity() instanceof Problem problem)) {
      return;
    }
    String id =
        request.getProperty(Correlation.ATTRIBUTE) instanceof String known
            ? known
            : Correlation.fresh();
    response.getHeaders().putSingle(Correlation.HEADER, id);
    if (problem.status() == 401) {
      response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"bills\"");
    }
    problem
        .cause()
        .ifPresent(
            cause ->
                // alert: an answer with status 500
                LOG.log(
                    problem.status() >= 500 ? System.Logger.Level.ERROR : System.Logger.Level.INFO,
                    "request " + id + " ended with " + problem.status() + " " + problem.code(),
                    cause));
    response.setEntity(
        JsonAnswer.of(problem.toJson(id)),
        new Annotation[0],
        MediaType.valueOf(Problem.MEDIA_TYPE));
  }
}
