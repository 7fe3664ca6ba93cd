package ng.bills.web.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.ResourceBundle;
import ng.bills.web.api.problem.Correlation;

/**
 * What a person sees when a page cannot be shown: a sentence, the id by which we find the request
 * again, and never what went wrong inside. Written without Faces, which may be what failed.
 */
public final class PageErrors {

  private static final String TEXTS = "ng.bills.web.text.Common";

  private PageErrors() {}

  /** Whether the request that failed was for a page. */
  public static boolean isForPage(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
        && isPage(uri.substring(Math.min(uri.length(), request.getContextPath().length())));
  }

  private static boolean isPage(String path) {
    return PagePaths.isConsole(path)
        || PagePaths.isPay(path)
        || path.equals("/preferences")
        || path.endsWith(".xhtml");
  }

  /** Writes the page. */
  public static void write(int status, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ResourceBundle texts = ResourceBundle.getBundle(TEXTS, language(request));
    String key = "error." + status;
    String sentence = texts.getString(texts.containsKey(key) ? key : "error.other");
    PageHeaders.set(request, response);
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    String page =
        """
<!DOCTYPE html>
<html lang="%1$s" data-theme="%2$s"><head><meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%3$s · Bills</title>
<link rel="icon" type="image/svg+xml" href="%4$s/jakarta.faces.resource/icon.svg.xhtml?ln=bills">
<link rel="stylesheet" href="%4$s/jakarta.faces.resource/bills.css.xhtml?ln=bills">
</head><body class="bare"><header class="top"><span class="brand">Bills</span></header>
<main id="main"><h1>%3$s</h1><p>%5$s</p><p class="hint">%6$s <code>%7$s</code></p></main>
</body></html>
"""
            .formatted(
                texts.getLocale().getLanguage().isEmpty() ? "en" : texts.getLocale().getLanguage(),
                PageCookies.read(request, PageCookies.THEME)
                    .filter(Preferences.THEMES::contains)
                    .orElse("auto"),
                texts.getString("error"),
                request.getContextPath(),
                sentence,
                texts.getString("error.reference"),
                Correlation.of(request)); // letters, digits and dots only
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  private static Locale language(HttpServletRequest request) {
    return PageCookies.read(request, PageCookies.LANGUAGE)
        .or(
            () ->
                Collections.list(request.getLocales()).stream()
                    .map(Locale::getLanguage)
                    .filter(Preferences.LANGUAGES::contains)
                    .findFirst())
        .filter(Preferences.LANGUAGES::contains)
        .map(Locale::forLanguageTag)
        .orElse(Locale.ENGLISH);
  }
}
