package ng.bills.web.api.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import ng.bills.web.api.json.JsonForm;
import ng.bills.web.api.problem.ContainerErrors;
import ng.bills.web.api.problem.Correlation;
import ng.bills.web.api.problem.Problem;

/**
 * Headers that every answer of the API carries, and an end to bodies that say they are too large.
 * The deployment descriptor puts it first.
 */
public class ApiHygiene implements Filter {

  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

  /** A receipt is a page with our style sheet and icon. */
  private static final String RECEIPT = POLICY + "; style-src 'self'; img-src 'self'";

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    if (!(in instanceof HttpServletRequest request)
        || !(out instanceof HttpServletResponse response)) {
      chain.doFilter(in, out);
      return;
    }
    response.setHeader(Correlation.HEADER, Correlation.of(request));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    TransportSecurity.set(request, response);
    String path = request.getPathInfo();
    response.setHeader(
        "Content-Security-Policy", path != null && path.endsWith("/receipt") ? RECEIPT : POLICY);
    if (request.getContentLengthLong() > JsonForm.MAX_BYTES) {
      response.setHeader("Connection", "close");
      ContainerErrors.write(Problem.tooLarge(), request, response);
      return;
    }
    chain.doFilter(request, response);
  }
}
