package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolesOnEveryResourceTest {

  /** The only methods that may be open; a new one must be added here on purpose. */
  private static final Set<String> OPEN =
      Set.of(
          "HealthResource.health",
          "HealthResource.pingBroker",
          "QrCodeResource.qr",
          "WebhookResource.receive",
          "WebhookResource.flutterwave");

  @Test
  void givenEveryResourceMethod_whenLookedAt_thenItHasARoleOrIsKnownToBeOpen() {
    Set<String> open = new HashSet<>();
    int closed = 0;
    for (Class<?> type : new VersionedApi().getClasses()) {
      if (!type.isAnnotationPresent(Path.class)) {
        continue;
      }
      for (Method method : type.getDeclaredMethods()) {
        if (Arrays.stream(method.getAnnotations())
            .noneMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class))) {
          continue;
        }
        String name = type.getSimpleName() + "." + method.getName();
        RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
        boolean permitAll = method.isAnnotationPresent(PermitAll.class);
        if (roles == null && !permitAll) {
          roles = type.getAnnotation(RolesAllowed.class);
          permitAll = type.isAnnotationPresent(PermitAll.class);
        }
        assertThat(permitAll ^ roles != null).as(name).isTrue();
        if (permitAll) {
          open.add(name);
        } else {
          // one scope each: whoever may do it can be told in a word
          assertThat(List.of(roles.value()))
              .as(name)
              .hasSize(1)
              .containsAnyOf("partner", "read", "pay", "refund", "webhooks");
          closed++;
        }
      }
    }
    assertThat(open).isEqualTo(OPEN);
    assertThat(closed).isEqualTo(23);
  }
}
