package ng.bills.web.api.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.UUID;
import ng.bills.domain.partner.PartnerId;

/** Tells on whose behalf a request is made. */
public final class Caller {

  private Caller() {}

  /**
   * The partner of this request.
   *
   * @throws IllegalStateException when nobody is logged in: a resource without its role
   */
  public static PartnerId of(SecurityContext security) {
    Principal principal = security.getUserPrincipal();
    if (principal == null) {
      throw new IllegalStateException("a resource that needs a partner lets anybody in");
    }
    return new PartnerId(UUID.fromString(principal.getName()));
  }
}
