package ng.bills.web.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Optional;
import ng.bills.domain.partner.ApiKey;

/** A request of the API with who makes it: a partner, or nobody. The container is not asked. */
final class IdentifiedRequest extends HttpServletRequestWrapper {

  private final Optional<ApiKey> key;
  private final Optional<Principal> caller;

  IdentifiedRequest(HttpServletRequest request, Optional<ApiKey> key) {
    super(request);
    this.key = key;
    this.caller = key.map(k -> k.partner().id()).map(id -> id::toString);
  }

  @Override
  public Principal getUserPrincipal() {
    return caller.orElse(null);
  }

  @Override
  public String getRemoteUser() {
    return caller.map(Principal::getName).orElse(null);
  }

  @Override
  public boolean isUserInRole(String role) {
    return key.isPresent() && Roles.has(key.get(), role);
  }

  @Override
  public String getAuthType() {
    return caller.isPresent() ? "Bearer" : null;
  }
}
