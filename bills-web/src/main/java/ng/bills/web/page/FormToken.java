package ng.bills.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The secret a plain form must repeat: it stands in a cookie that no other host can set and in the
 * form, and another site knows neither. Faces forms have the key of their stored state instead.
 */
final class FormToken {

  /** The field of the form. */
  static final String FIELD = "_form";

  private static final String COOKIE = "__Host-bills-form";
  private static final String ATTRIBUTE = FormToken.class.getName();
  private static final int BYTES = 16;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final SecureRandom CHANCE = new SecureRandom();

  private FormToken() {}

  /** The token of this browser, sent now if it has none. */
  static String of(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String token =
        PageCookies.read(request, COOKIE)
            .filter(value -> FORM.matcher(value).matches())
            .orElseGet(
                () -> {
                  String fresh = fresh();
                  PageCookies.write(response, COOKIE, fresh, Duration.ofSeconds(-1));
                  return fresh;
                });
    request.setAttribute(ATTRIBUTE, token);
    return token;
  }

  /** Whether the form repeats what the cookie says. */
  static boolean isRepeated(HttpServletRequest request) {
    String field = request.getParameter(FIELD);
    return field != null
        && FORM.matcher(field).matches()
        && PageCookies.read(request, COOKIE)
            .filter(
                cookie ->
                    MessageDigest.isEqual(
                        cookie.getBytes(StandardCharsets.UTF_8),
                        field.getBytes(StandardCharsets.UTF_8)))
            .isPresent();
  }

  private static String fresh() {
    byte[] bytes = new byte[BYTES];
    CHANCE.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
