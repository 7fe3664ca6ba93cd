package ng.bills.web.page;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Lets a form in only if it was sent from a page of ours. The browser itself says where it comes
 * from ({@code Sec-Fetch-Site}, else {@code Origin}); who says nothing is refused. A plain form
 * must repeat the {@link FormToken} too; of a Faces form, which brings the key of its state, Faces
 * checks that. A plain form may be sent to a Faces page: what acts on it asks {@link #isPlain}.
 */
public class OwnForms implements Filter {

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String FACES = ".xhtml";

  /** The key of a Faces form's state (Jakarta Faces 4.0, ResponseStateManager). */
  private static final String STATE = "jakarta.faces.ViewState";

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    if (!(in instanceof HttpServletRequest request)
        || !(out instanceof HttpServletResponse response)) {
      throw new ServletException("pages speak HTTP only");
    }
    String method = request.getMethod();
    if (READING.contains(method)) {
      chain.doFilter(request, response);
      return;
    }
    if (!method.equals("POST")) {
      response.setHeader("Allow", "GET, HEAD, POST");
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    request.setCharacterEncoding("UTF-8"); // as the pages are written; browsers do not say so
    if (!isFromHere(request) || !isFaces(request) && !FormToken.isRepeated(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    chain.doFilter(request, response);
  }

  private static boolean isFaces(HttpServletRequest request) {
    String state = request.getParameter(STATE);
    return PagePaths.of(request).endsWith(FACES) && state != null && !state.isBlank();
  }

  /** Whether a plain form of ours was sent, so that what it asks for may be done. */
  public static boolean isPlain(HttpServletRequest request) {
    return request.getMethod().equals("POST") && FormToken.isRepeated(request);
  }

  static boolean isFromHere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    String host = request.getHeader("Host");
    if (origin == null || host == null) {
      return false;
    }
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null
          && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
