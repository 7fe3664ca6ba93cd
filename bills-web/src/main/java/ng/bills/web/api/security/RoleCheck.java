package ng.bills.web.api.security;

import jakarta.annotation.Priority;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Holds every resource of ours to its {@code @RolesAllowed}: a method's own word counts, else that
 * of its class; a method of which neither speaks is closed. Who asks is who {@link ApiKeyFilter}
 * says.
 *
 * <p>Payara would do the same, but asks its own security context as well, which knows nobody here:
 * requests that came together to a server that had just started were refused with 401, their keys
 * being good. So it is told to leave it ({@code jaxrs-roles-allowed-enabled} in payara-web.xml).
 */
@Provider
public class RoleCheck implements DynamicFeature {

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Method method = resource.getResourceMethod();
    Class<?> type = resource.getResourceClass();
    // not what the server adds by itself, such as the answer to OPTIONS
    if (type.isAnnotationPresent(Path.class)) {
      AnnotatedElement speaks = speaks(method) ? method : type;
      if (speaks.isAnnotationPresent(RolesAllowed.class)) {
        context.register(new Allowed(List.of(speaks.getAnnotation(RolesAllowed.class).value())));
      } else if (!speaks.isAnnotationPresent(PermitAll.class)) {
        context.register(new Closed());
      }
    }
  }

  private static boolean speaks(AnnotatedElement element) {
    return element.isAnnotationPresent(RolesAllowed.class)
        || element.isAnnotationPresent(PermitAll.class)
        || element.isAnnotationPresent(DenyAll.class);
  }

  /** For nobody. */
  @Priority(Priorities.AUTHORIZATION)
  static final class Closed implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
      throw new ForbiddenException();
    }
  }

  /** For those who have one of the roles. */
  @Priority(Priorities.AUTHORIZATION)
  static final class Allowed implements ContainerRequestFilter {

    private final List<String> roles;

    Allowed(List<String> roles) {
      this.roles = roles;
    }

    @Override
    public void filter(ContainerRequestContext request) {
      SecurityContext caller = request.getSecurityContext();
      if (caller.getUserPrincipal() == null) {
        throw new NotAuthorizedException("Bearer");
      }
      if (roles.stream().noneMatch(caller::isUserInRole)) {
        throw new ForbiddenException();
      }
    }
  }
}
