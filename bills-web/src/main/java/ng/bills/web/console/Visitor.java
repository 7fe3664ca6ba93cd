package ng.bills.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.ResourceBundle;
import ng.bills.application.partner.AccessPolicy;
import ng.bills.domain.partner.NetworkAddress;
import ng.bills.web.api.security.ClientAddress;

/** The browser that asks: its cookie, where it is, and what is said to it. */
@RequestScoped
public class Visitor {

  private static final String TEXTS = "ng.bills.web.text.Staff";

  private AccessPolicy policy;

  protected Visitor() {}

  @Inject
  public Visitor(AccessPolicy policy) {
    this.policy = policy;
  }

  /** The token it brings, or one that is nobody's. */
  String token() {
    return SessionCookie.read(request()).orElse("");
  }

  void begin(String token) {
    SessionCookie.begin(
        request(),
        (HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse(),
        token);
  }

  /** Its network address, as far as it can be known. */
  String address() {
    Optional<NetworkAddress> address = new ClientAddress(policy.trustedProxies()).of(request());
    return address.map(NetworkAddress::toString).orElse("unknown");
  }

  /** Says something went wrong, at a field or (null) on top. */
  void complain(String field, String key) {
    say(field, FacesMessage.SEVERITY_ERROR, text(key));
  }

  /** Says something was done. */
  void confirm(String key) {
    say(null, FacesMessage.SEVERITY_INFO, text(key));
  }

  String text(String key) {
    return ResourceBundle.getBundle(
            TEXTS, FacesContext.getCurrentInstance().getViewRoot().getLocale())
        .getString(key);
  }

  private static void say(String field, FacesMessage.Severity severity, String text) {
    FacesContext.getCurrentInstance().addMessage(field, new FacesMessage(severity, text, text));
  }

  private static HttpServletRequest request() {
    return (HttpServletRequest) FacesContext.getCurrentInstance().getExternalContext().getRequest();
  }
}
