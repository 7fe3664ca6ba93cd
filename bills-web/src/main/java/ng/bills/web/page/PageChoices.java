package ng.bills.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What a template asks about the page it is for: {@code #{page.language}} and so on. */
@Named("page")
@RequestScoped
public class PageChoices {

  /** The language of the page, {@code en} or {@code ha}. */
  public String getLanguage() {
    return FacesContext.getCurrentInstance().getViewRoot().getLocale().getLanguage();
  }

  /** The colours: {@code light}, {@code dark}, or {@code auto} for those of the machine. */
  public String getTheme() {
    return PageCookies.read(request(), PageCookies.THEME)
        .filter(Preferences.THEMES::contains)
        .orElse("auto");
  }

  /** The address of this page inside the application, to come back to. */
  public String getHere() {
    HttpServletRequest request = request();
    String query = request.getMethod().equals("GET") ? request.getQueryString() : null;
    return path(request) + (query == null ? "" : "?" + query);
  }

  /** Pages under {@code WEB-INF} are shown at the address that led there. */
  private static String path(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.FORWARD_SERVLET_PATH) instanceof String servlet) {
      Object rest = request.getAttribute(RequestDispatcher.FORWARD_PATH_INFO);
      return rest == null ? servlet : servlet + rest;
    }
    return PagePaths.of(request);
  }

  /** What a plain form repeats. */
  public String getFormToken() {
    return FormToken.of(
        request(),
        (HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse());
  }

  private static HttpServletRequest request() {
    return (HttpServletRequest) FacesContext.getCurrentInstance().getExternalContext().getRequest();
  }
}
