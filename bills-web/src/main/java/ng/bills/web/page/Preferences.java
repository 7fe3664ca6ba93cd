package ng.bills.web.page;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes the choice of language and colours, keeps it in a cookie and goes back to the page. */
@WebServlet(name = "preferences", urlPatterns = "/preferences")
public class Preferences extends HttpServlet {

  static final Set<String> LANGUAGES = Set.of("en", "ha");
  static final Set<String> THEMES = Set.of("auto", "light", "dark");

  private static final long serialVersionUID = 1L;
  private static final Duration KEPT = Duration.ofDays(365);

  /** A page of ours with its query; never another host's ({@code //}, {@code /\}). */
  private static final Pattern BACK =
      Pattern.compile("/(console|pay)/[A-Za-z0-9._/-]*(\\?[A-Za-z0-9._~%&=+,:/-]*)?");

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String language = request.getParameter("language");
    if (language != null && LANGUAGES.contains(language)) {
      PageCookies.write(response, PageCookies.LANGUAGE, language, KEPT);
    }
    String theme = request.getParameter("theme");
    if (theme != null && THEMES.contains(theme)) {
      PageCookies.write(response, PageCookies.THEME, theme, KEPT);
    }
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", request.getContextPath() + back(request.getParameter("back")));
  }

  static String back(String wanted) {
    return wanted != null && BACK.matcher(wanted).matches() ? wanted : "/console/index.xhtml";
  }
}
