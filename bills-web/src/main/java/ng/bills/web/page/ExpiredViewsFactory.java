package ng.bills.web.page;

import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;

/** Makes {@link ExpiredViews}. */
public class ExpiredViewsFactory extends ExceptionHandlerFactory {

  /**
   * @param wrapped the factory of the handler for everything else
   */
  public ExpiredViewsFactory(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new ExpiredViews(getWrapped().getExceptionHandler());
  }
}
