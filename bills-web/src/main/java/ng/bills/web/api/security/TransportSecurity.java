package ng.bills.web.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Tells browsers to come over https only from now on (ASVS 3.4.1); API and pages alike. */
public final class TransportSecurity {

  private static final String YEAR = "max-age=31536000; includeSubDomains";

  private TransportSecurity() {}

  /**
   * Says so where the request came over https, to us or, as it says, to the proxy before us.
   * Whoever writes that header themselves does it to their own browser.
   */
  public static void set(HttpServletRequest request, HttpServletResponse response) {
    if (request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))) {
      response.setHeader("Strict-Transport-Security", YEAR);
    }
  }
}
