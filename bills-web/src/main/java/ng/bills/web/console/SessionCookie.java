package ng.bills.web.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import ng.bills.web.page.PageCookies;

/**
 * The token of a session of the console, in a cookie that ends with the browser. The container's
 * own session holds the state of forms only; it begins anew with each token, so that nothing of one
 * person's forms is left for the next.
 */
final class SessionCookie {

  private static final String NAME = "__Host-bills-console";
  private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{43}");

  private SessionCookie() {}

  static Optional<String> read(HttpServletRequest request) {
    return PageCookies.read(request, NAME).filter(token -> FORM.matcher(token).matches());
  }

  static void begin(HttpServletRequest request, HttpServletResponse response, String token) {
    forgetForms(request);
    PageCookies.write(response, NAME, token, Duration.ofSeconds(-1));
  }

  static void end(HttpServletRequest request, HttpServletResponse response) {
    forgetForms(request);
    PageCookies.write(response, NAME, "", Duration.ZERO);
  }

  private static void forgetForms(HttpServletRequest request) {
    HttpSession forms = request.getSession(false);
    if (forms != null) {
      forms.invalidate();
    }
  }
}
