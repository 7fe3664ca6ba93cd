package ng.bills.web.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RoleCheckTest {

  @Path("mixed")
  @RolesAllowed("read")
  static final class Mixed {
    public void asTheClass() {}

    @RolesAllowed({"pay", "refund"})
    public void forOthers() {}

    @PermitAll
    public void open() {}

    @DenyAll
    public void closed() {}
  }

  @Path("silent")
  static final class Silent {
    public void nobodySaid() {}
  }

  /** Such as what the server makes itself to answer OPTIONS. */
  static final class NotOurs {
    public void options() {}
  }

  @Test
  void givenRoleOfTheClass_whenAsked_thenWhoHasItMay() {
    assertThatCode(() -> ask(Mixed.class, "asTheClass", "read")).doesNotThrowAnyException();
    assertThatThrownBy(() -> ask(Mixed.class, "asTheClass", "pay"))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> ask(Mixed.class, "asTheClass", null))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  void givenMethodThatSpeaks_whenAsked_thenItsWordCountsAlone() {
    assertThatCode(() -> ask(Mixed.class, "forOthers", "refund")).doesNotThrowAnyException();
    assertThatThrownBy(() -> ask(Mixed.class, "forOthers", "read"))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> ask(Mixed.class, "closed", "read"))
        .isInstanceOf(ForbiddenException.class);
    assertThat(filters(Mixed.class, "open")).isEmpty();
  }

  @Test
  void givenResourceOfWhichNobodySpeaks_whenAsked_thenClosed() {
    assertThatThrownBy(() -> ask(Silent.class, "nobodySaid", "read"))
        .isInstanceOf(ForbiddenException.class);
    assertThat(filters(NotOurs.class, "options")).isEmpty();
  }

  private static void ask(Class<?> type, String method, String role) throws Exception {
    for (ContainerRequestFilter filter : filters(type, method)) {
      filter.filter(request(role));
    }
  }

  private static List<ContainerRequestFilter> filters(Class<?> type, String name) {
    List<ContainerRequestFilter> registered = new ArrayList<>();
    Method method;
    try {
      method = type.getMethod(name);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
    new RoleCheck()
        .configure(
            answering(
                ResourceInfo.class,
                Map.of("getResourceMethod", a -> method, "getResourceClass", a -> type)),
            answering(
                FeatureContext.class,
                Map.of(
                    "register",
                    a -> {
                      registered.add((ContainerRequestFilter) a[0]);
                      return null;
                    })));
    return registered;
  }

  private static ContainerRequestContext request(String role) {
    Principal caller = role == null ? null : () -> "acme";
    SecurityContext security =
        answering(
            SecurityContext.class,
            Map.of("getUserPrincipal", a -> caller, "isUserInRole", a -> a[0].equals(role)));
    return answering(ContainerRequestContext.class, Map.of("getSecurityContext", a -> security));
  }

  private static <T> T answering(Class<T> type, Map<String, Function<Object[], Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName()).apply(arguments)));
  }
}
