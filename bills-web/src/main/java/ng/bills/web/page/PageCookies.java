package ng.bills.web.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Cookies of the pages. All begin with {@code __Host-}: the browser takes them over https only (and
 * from this machine itself), for this host and nobody beside or below it.
 */
public final class PageCookies {

  public static final String LANGUAGE = "__Host-bills-language";
  public static final String THEME = "__Host-bills-theme";

  private PageCookies() {}

  /** The value the browser sent. */
  public static Optional<String> read(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Stream.of(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .filter(value -> !value.isEmpty())
            .findFirst();
  }

  /**
   * Sends one that scripts cannot read.
   *
   * @param age how long the browser keeps it; zero removes it, a negative one ends with the browser
   */
  public static void write(HttpServletResponse response, String name, String value, Duration age) {
    Cookie cookie = new Cookie(name, value);
    cookie.setPath("/");
    cookie.setSecure(true);
    cookie.setHttpOnly(true);
    cookie.setMaxAge(age.isNegative() ? -1 : Math.toIntExact(age.toSeconds()));
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
  }
}
