package ng.bills.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * PrimeFaces wants each form to bring the nonce of its page along, and adds it by script where one
 * of its components is on the page. A plain form has none and must work without a script: for it
 * the view's own nonce is taken, set by {@link ScriptNonce}. It keeps no form out: that is done by
 * {@link OwnForms} and the key of the form's state.
 */
final class NonceOfView extends HttpServletRequestWrapper {

  /** The parameter, and its name in the view. */
  static final String NAME = "primefaces.nonce";

  static final String ATTRIBUTE = NonceOfView.class.getName();

  NonceOfView(HttpServletRequest request) {
    super(request);
  }

  @Override
  public String getParameter(String name) {
    return NAME.equals(name) && getAttribute(ATTRIBUTE) instanceof String nonce
        ? nonce
        : super.getParameter(name);
  }
}
