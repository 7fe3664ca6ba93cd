package ng.bills.web.page;

import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A form whose state is gone (left open too long, or sent to another server) is shown afresh, with
 * a word that nothing was done, instead of an error. The word is asked for in the address: Faces'
 * own way, the flash, would set a cookie that is not bound to this host.
 */
class ExpiredViews extends ExceptionHandlerWrapper {

  /** What a page is about, which its form repeats. */
  private static final List<String> SUBJECTS = List.of("id", "code", "next");

  private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  ExpiredViews(ExceptionHandler wrapped) {
    super(wrapped);
  }

  @Override
  public void handle() {
    Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
    while (events.hasNext()) {
      if (events.next().getContext().getException() instanceof ViewExpiredException) {
        events.remove();
        showAfresh(FacesContext.getCurrentInstance());
      }
    }
    getWrapped().handle();
  }

  private static void showAfresh(FacesContext context) {
    HttpServletRequest request = (HttpServletRequest) context.getExternalContext().getRequest();
    StringBuilder page = new StringBuilder(request.getContextPath()).append(PagePaths.of(request));
    page.append("?expired=yes");
    for (String name : SUBJECTS) {
      String value = request.getParameter(name);
      if (value != null && SUBJECT.matcher(value).matches()) {
        page.append('&').append(name).append('=').append(value);
      }
    }
    try {
      context.getExternalContext().redirect(page.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context.responseComplete();
  }
}
