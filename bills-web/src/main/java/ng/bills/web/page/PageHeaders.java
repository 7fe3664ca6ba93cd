package ng.bills.web.page;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import ng.bills.web.api.problem.Correlation;
import ng.bills.web.api.security.TransportSecurity;

/**
 * Headers of every page. The policy allows scripts and styles from files of ours only; {@link
 * ScriptNonce} adds the nonce for what Faces writes into a page. Nothing is allowed inline.
 */
public class PageHeaders implements Filter {

  /** The policy of a page; what follows the last word are further sources of scripts. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self';"
          + " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'; script-src 'self'";

  static final String CSP = "Content-Security-Policy";

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    if (in instanceof HttpServletRequest request && out instanceof HttpServletResponse response) {
      set(request, response);
      chain.doFilter(new NonceOfView(request), response);
      return;
    }
    chain.doFilter(in, out);
  }

  /** Sets them; for pages that are written outside the filter too. */
  static void set(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    TransportSecurity.set(request, response);
    if (PagePaths.isResource(PagePaths.of(request))) {
      return;
    }
    response.setHeader(Correlation.HEADER, Correlation.of(request));
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    response.setHeader(CSP, POLICY);
  }

  /** The policy with scripts that bear this nonce. */
  static String policy(String nonce) {
    return POLICY + " 'nonce-" + nonce + "'";
  }
}
