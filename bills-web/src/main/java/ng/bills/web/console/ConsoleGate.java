package ng.bills.web.console;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import ng.bills.web.page.PagePaths;

/**
 * Lets people see the pages that {@link ConsolePage} allows them, and nothing else. A Faces page
 * that belongs neither to the console nor to the pay page does not exist.
 */
public class ConsoleGate implements Filter {

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    if (!(in instanceof HttpServletRequest request)
        || !(out instanceof HttpServletResponse response)) {
      throw new ServletException("the console speaks HTTP only");
    }
    String path = PagePaths.of(request);
    if (!PagePaths.isConsole(path)) {
      if (PagePaths.isResource(path) || PagePaths.isPay(path)) {
        chain.doFilter(request, response);
      } else {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
      }
      return;
    }
    Optional<ConsolePage> page = ConsolePage.at(path);
    if (page.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    if (page.get().access() == ConsolePage.Access.OPEN) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", request.getContextPath() + ConsolePage.SIGN_IN.path());
  }
}
