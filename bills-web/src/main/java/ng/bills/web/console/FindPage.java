package ng.bills.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import ng.bills.application.desk.FindForDesk;

/** The search. What is looked for may be personal, so it comes in a form, never in the address. */
@Named("findPage")
@RequestScoped
public class FindPage {

  private FindForDesk desk;
  private HttpServletRequest request;
  private FindForDesk.Result result;

  protected FindPage() {}

  @Inject
  public FindPage(FindForDesk desk, HttpServletRequest request) {
    this.desk = desk;
    this.request = request;
  }

  public String getTyped() {
    String typed = "POST".equals(request.getMethod()) ? request.getParameter("q") : null;
    return typed == null ? "" : typed.strip();
  }

  public boolean isAsked() {
    return !getTyped().isEmpty();
  }

  public FindForDesk.Result getResult() {
    if (result == null) {
      result = desk.find(getTyped());
    }
    return result;
  }
}
