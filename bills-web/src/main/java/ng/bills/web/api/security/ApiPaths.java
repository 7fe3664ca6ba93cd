package ng.bills.web.api.security;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses belong to the API and which few of them are open. It looks at the path as the
 * container matched it ({@code getServletPath} and {@code getPathInfo}), never at the raw address.
 */
final class ApiPaths {

  private static final Set<String> BASES = Set.of("/api", "/api/v1");
  private static final Set<String> OPEN = Set.of("/health", "/ping-broker");

  /** The id cannot be guessed, and a browser's picture element sends no header. */
  private static final Pattern QR =
      Pattern.compile("/bills/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/qr\\.svg");

  /** Providers have no key; they sign what they send. The second is Flutterwave's older address. */
  private static final Pattern WEBHOOK =
      Pattern.compile("/webhooks/[a-z][a-z0-9]{1,19}|/wallet/flutterwave/webhook");

  private ApiPaths() {}

  static boolean isApi(String servletPath) {
    return servletPath.equals("/api") || servletPath.startsWith("/api/");
  }

  /** Open to everybody; all other addresses of the API need a key, those that do not exist too. */
  static boolean isOpen(String servletPath, String pathInfo) {
    if (servletPath.equals("/api/docs")) {
      return true;
    }
    return BASES.contains(servletPath)
        && pathInfo != null
        && (OPEN.contains(pathInfo)
            || QR.matcher(pathInfo).matches()
            || WEBHOOK.matcher(pathInfo).matches());
  }
}
