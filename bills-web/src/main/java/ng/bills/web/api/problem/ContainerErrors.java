package ng.bills.web.api.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.page.PageErrors;

/**
 * The error page of the application: what the container refuses before or beside JAX-RS becomes a
 * problem too. The deployment descriptor names it as the default error page.
 */
@WebServlet(name = "container-errors", urlPatterns = ContainerErrors.PATH)
public class ContainerErrors extends HttpServlet {

  public static final String PATH = "/problem";

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(ContainerErrors.class.getName());

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    Optional<Throwable> cause =
        request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
            ? Optional.of(thrown)
            : Optional.empty();
    // alert: an answer with status 500
    cause.ifPresent(
        thrown ->
            LOG.log(
                System.Logger.Level.ERROR,
                "request " + Correlation.of(request) + " ended with " + status,
                thrown));
    if (PageErrors.isForPage(request)) {
      PageErrors.write(status, request, response);
      return;
    }
    write(Problem.ofStatus(status), request, response);
  }

  /** Sends a problem over the bare servlet API. */
  public static void write(
      Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String id = Correlation.of(request);
    response.setStatus(problem.status());
    response.setHeader(Correlation.HEADER, id);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(Problem.MEDIA_TYPE);
    byte[] body = JsonAnswer.of(problem.toJson(id)).bytes();
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }
}
