package ng.bills.web.page;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.ResourceBundle;

/**
 * A form whose state is gone (left open too long, or sent to another server) is shown afresh, with
 * a word that nothing was done, instead of an error.
 */
class ExpiredViews extends ExceptionHandlerWrapper {

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
    String text =
        ResourceBundle.getBundle(
                "ng.bills.web.text.Common",
                context.getApplication().getViewHandler().calculateLocale(context))
            .getString("expired");
    context.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_WARN, text, text));
    context.getExternalContext().getFlash().setKeepMessages(true);
    try {
      context.getExternalContext().redirect(request.getContextPath() + PagePaths.of(request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context.responseComplete();
  }
}
