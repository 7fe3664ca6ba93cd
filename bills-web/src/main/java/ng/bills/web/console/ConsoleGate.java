package ng.bills.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import ng.bills.application.staff.KeepSession;
import ng.bills.application.staff.StaffOnline;
import ng.bills.domain.staff.StaffSession.Stage;
import ng.bills.web.page.PagePaths;

/**
 * Lets people see the pages that {@link ConsolePage} allows them, and nothing else. A Faces page
 * that belongs neither to the console nor to the pay page does not exist. Who somebody is, is asked
 * of the database for each request.
 */
public class ConsoleGate implements Filter {

  @Inject private KeepSession keepSession;
  private Function<String, Optional<StaffOnline>> sessions = token -> keepSession.find(token);

  /** For the container. */
  public ConsoleGate() {}

  /** For tests. */
  ConsoleGate(Function<String, Optional<StaffOnline>> sessions) {
    this.sessions = sessions;
  }

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
    if (path.equals("/console") || path.equals("/console/")) {
      go(ConsolePage.HOME.path(), request, response);
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
    Optional<StaffOnline> online = SessionCookie.read(request).flatMap(sessions);
    if (page.get().access() != ConsolePage.Access.ROLES) {
      Stage wanted =
          page.get().access() == ConsolePage.Access.HALF ? Stage.PASSWORD_GIVEN : Stage.ENROLLING;
      if (online.filter(who -> who.session().stage() == wanted).isPresent()) {
        chain.doFilter(request, response);
      } else {
        go(ConsolePage.SIGN_IN.path(), request, response);
      }
      return;
    }
    if (online.filter(StaffOnline::isSignedIn).isEmpty()) {
      go(signInFor(page.get(), request), request, response);
      return;
    }
    StaffOnline who = online.get();
    if (!page.get().isFor(who.member().roles())) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    request.setAttribute(
        SignedIn.ATTRIBUTE,
        new SignedIn(
            who.member().id(), who.member().name(), who.member().roles(), who.session().id()));
    chain.doFilter(request, response);
  }

  /** After signing in they come back to a page they asked for; what they posted is not kept. */
  private static String signInFor(ConsolePage page, HttpServletRequest request) {
    boolean plain = page == ConsolePage.HOME || !request.getMethod().equals("GET");
    return ConsolePage.SIGN_IN.path() + (plain ? "" : "?next=" + page.name());
  }

  private static void go(String path, HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", request.getContextPath() + path);
  }
}
