package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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

  /** What each of the others needs; a new one must be added here on purpose as well. */
  private static final Map<String, String> CLOSED =
      Map.ofEntries(
          Map.entry("CatalogueResource.types", "partner"),
          Map.entry("CatalogueResource.providers", "partner"),
          Map.entry("CatalogueResource.plans", "partner"),
          Map.entry("ExportResource.payments", "read"),
          Map.entry("ExportResource.journal", "read"),
          Map.entry("HistoryResource.history", "read"),
          Map.entry("HistoryResource.stats", "read"),
          Map.entry("PayResource.validate", "pay"),
          Map.entry("PayResource.pay", "pay"),
          Map.entry("PayLinkResource.create", "pay"),
          Map.entry("ReceiptResource.receipt", "read"),
          Map.entry("PaymentResource.status", "read"),
          Map.entry("PaymentResource.story", "read"),
          Map.entry("PaymentResource.cancel", "pay"),
          Map.entry("RefundClockResource.json", "read"),
          Map.entry("RefundClockResource.csv", "read"),
          Map.entry("WebhookDeliveryResource.test", "webhooks"),
          Map.entry("WebhookDeliveryResource.deliveries", "webhooks"),
          Map.entry("WebhookDeliveryResource.replay", "webhooks"),
          Map.entry("WebhookDeliveryResource.replayFailed", "webhooks"),
          Map.entry("WebhookEndpointResource.create", "webhooks"),
          Map.entry("WebhookEndpointResource.list", "webhooks"),
          Map.entry("WebhookEndpointResource.get", "webhooks"),
          Map.entry("WebhookEndpointResource.rotate", "webhooks"),
          Map.entry("WebhookEndpointResource.disable", "webhooks"),
          Map.entry("WebhookEndpointResource.enable", "webhooks"),
          Map.entry("WebhookEndpointResource.delete", "webhooks"));

  @Test
  void givenEveryResourceMethod_whenLookedAt_thenItHasItsRoleOrIsKnownToBeOpen() {
    Set<String> open = new HashSet<>();
    Map<String, String> closed = new HashMap<>();
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
        // a class is open or closed as a whole, so that nobody overlooks an open method
        assertThat(method.isAnnotationPresent(PermitAll.class)).as(name).isFalse();
        boolean permitAll = roles == null && type.isAnnotationPresent(PermitAll.class);
        if (roles == null && !permitAll) {
          roles = type.getAnnotation(RolesAllowed.class);
        }
        assertThat(permitAll ^ roles != null).as(name).isTrue();
        if (permitAll) {
          open.add(name);
        } else {
          assertThat(roles.value()).as(name).hasSize(1);
          closed.put(name, roles.value()[0]);
        }
      }
    }
    assertThat(open).isEqualTo(OPEN);
    assertThat(closed).isEqualTo(CLOSED);
  }
}
