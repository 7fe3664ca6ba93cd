package ng.bills.web.api.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import ng.bills.web.api.problem.ContainerErrors;
import ng.bills.web.api.problem.Problem;

/**
 * Refuses the methods whose bodies Payara's HTTP parser does not read (tried with 6.2025.10) and
 * ends their connection: what comes after the head would be taken for the next request, and through
 * a proxy one caller could have another answered. The server must be told to hand TRACE on ({@code
 * trace-enabled}), which it else refuses itself, with the connection left open. A CONNECT without a
 * body never arrives here: it answers nothing (docs/deploy.md).
 */
public class BodilessMethods implements Filter {

  private static final Set<String> METHODS = Set.of("TRACE", "CONNECT");

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    if (in instanceof HttpServletRequest request
        && out instanceof HttpServletResponse response
        && METHODS.contains(request.getMethod())) {
      response.setHeader("Connection", "close");
      response.setHeader("Allow", "GET, HEAD, POST, OPTIONS");
      ContainerErrors.write(Problem.ofStatus(405), request, response);
      return;
    }
    chain.doFilter(in, out);
  }
}
