package ng.bills.web.text;

import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import ng.bills.web.page.PageCookies;

/** The words of the pay page in one language. */
public final class PayTexts {

  private static final String BUNDLE = "ng.bills.web.text.Pay";
  private static final Set<String> LANGUAGES = Set.of("en", "ha");

  private final Locale locale;
  private final ResourceBundle bundle;

  private PayTexts(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** In the first of these languages that we have, else in English. */
  public static PayTexts in(List<Locale> wanted) {
    return new PayTexts(
        wanted.stream()
            .map(Locale::getLanguage)
            .filter(LANGUAGES::contains)
            .findFirst()
            .map(Locale::forLanguageTag)
            .orElse(Locale.ENGLISH));
  }

  /** In the language that was chosen, else in one that the browser asks for. */
  public static PayTexts of(HttpServletRequest request) {
    return PageCookies.read(request, PageCookies.LANGUAGE)
        .filter(LANGUAGES::contains)
        .map(chosen -> in(List.of(Locale.forLanguageTag(chosen))))
        .orElseGet(() -> in(Collections.list(request.getLocales())));
  }

  public Locale locale() {
    return locale;
  }

  /** The text, with {@code {0}} and so on filled in where values are given. */
  public String text(String key, Object... values) {
    return find(key, values)
        .orElseThrow(() -> new IllegalArgumentException("there is no text " + key));
  }

  /** The text, if there is one. */
  public Optional<String> find(String key, Object... values) {
    if (!bundle.containsKey(key)) {
      return Optional.empty();
    }
    String text = bundle.getString(key);
    return Optional.of(values.length == 0 ? text : new MessageFormat(text, locale).format(values));
  }
}
