package ng.bills.web.page;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/** Shows pages in the language that was chosen, else in one the browser asks for. */
public class ChosenLanguage extends ViewHandlerWrapper {

  /**
   * @param wrapped the handler that looks at what the browser asks for
   */
  public ChosenLanguage(ViewHandler wrapped) {
    super(wrapped);
  }

  @Override
  public Locale calculateLocale(FacesContext context) {
    return chosen(context).orElseGet(() -> super.calculateLocale(context));
  }

  private static Optional<Locale> chosen(FacesContext context) {
    return PageCookies.read(
            (HttpServletRequest) context.getExternalContext().getRequest(), PageCookies.LANGUAGE)
        .filter(Preferences.LANGUAGES::contains)
        .map(Locale::forLanguageTag);
  }
}
