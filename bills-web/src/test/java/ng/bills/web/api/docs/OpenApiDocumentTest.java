package ng.bills.web.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import ng.bills.application.memory.HookStand;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.BreachCause;
import ng.bills.web.api.InProcessApi;
import ng.bills.web.api.VersionedApi;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiDocumentTest {

  private final Map<String, Object> document = load();
  private final ApiDocument served = ApiDocument.served();

  private static Map<String, Object> load() {
    try (InputStream in = DocsServlet.class.getResourceAsStream("openapi.yaml")) {
      return new Yaml().load(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> of, String... path) {
    Map<String, Object> at = of;
    for (String step : path) {
      assertThat(at).containsKey(step);
      at = (Map<String, Object>) at.get(step);
    }
    return at;
  }

  @Test
  void givenTheResources_whenComparedWithTheDocument_thenBothNameTheSameOperations() {
    Set<String> real = new TreeSet<>();
    for (Class<?> type : new VersionedApi().getClasses()) {
      Path base = type.getAnnotation(Path.class);
      if (base == null) {
        continue;
      }
      for (Method method : type.getDeclaredMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (verb != null) {
            String path = base.value() + method.getAnnotation(Path.class).value();
            real.add(verb.value() + " " + path.replace("//", "/").replaceAll(": [^}]+}", "}"));
          }
        }
      }
    }
    Set<String> described = new TreeSet<>();
    map(document, "paths")
        .forEach(
            (path, item) ->
                map(document, "paths", path).keySet().stream()
                    .filter(key -> !key.equals("parameters"))
                    .forEach(verb -> described.add(verb.toUpperCase(Locale.ROOT) + " " + path)));

    assertThat(described).isEqualTo(real).hasSize(31);
    assertThat(document.get("openapi").toString()).isEqualTo("3.1.0");
  }

  @Test
  void givenTheEventTypes_whenComparedWithTheDocument_thenEachIsAWebhookInIt() {
    List<String> real = Arrays.stream(HookEventType.values()).map(HookEventType::wireName).toList();
    assertThat(map(document, "webhooks").keySet()).containsExactlyElementsOf(real);
    assertThat((List<?>) map(document, "components", "schemas", "EventType").get("enum"))
        .isEqualTo(real.stream().filter(type -> !type.equals("webhook.test")).toList());
  }

  @Test
  void givenWebhookEndpoints_whenComparedWithTheSchemas_thenEveryMemberIsDescribed() {
    InProcessApi api = new InProcessApi();
    JsonObject created =
        api.post(
                "/webhook-endpoints",
                "{\"url\":\"https://partner.example/\",\"description\":\"ours\"}")
            .json();
    assertDescribed("EndpointWithSecret", created);
    String at = "/webhook-endpoints/" + created.getString("id");
    assertDescribed("EndpointWithSecret", api.post(at + "/rotate-secret", "{}").json());
    api.hooks.answers("partner.example", call -> HookStand.status(503));
    assertDescribed("TestSent", api.post(at + "/test", "").json());
    api.hooks.deliver();
    JsonObject log = api.get(at + "/deliveries").json();
    assertDescribed("Deliveries", log);
    JsonObject delivery = log.getJsonArray("deliveries").getJsonObject(0);
    assertDescribed("Delivery", delivery);
    assertDescribed("DeliveryAttempt", delivery.getJsonArray("attempts").getJsonObject(0));
    assertDescribed(
        "Replayed", api.post(at + "/replay", "{\"from\":\"2026-01-01T00:00:00Z\"}").json());
    assertDescribed("Endpoint", api.post(at + "/disable", "").json());
    assertDescribed("Endpoints", api.get("/webhook-endpoints").json());
  }

  @Test
  void givenEveryReference_whenFollowed_thenItLeadsSomewhere() {
    follow(document);
  }

  private void follow(Object node) {
    if (node instanceof Map<?, ?> object) {
      if (object.get("$ref") instanceof String reference) {
        assertThat(reference).startsWith("#/");
        map(document, reference.substring(2).split("/"));
      }
      object.values().forEach(this::follow);
    } else if (node instanceof Iterable<?> list) {
      list.forEach(this::follow);
    }
  }

  @Test
  void givenRealAnswers_whenComparedWithTheSchemas_thenEveryMemberIsDescribed() {
    InProcessApi api = new InProcessApi();
    JsonObject accepted =
        api.post(
                "/bills/pay",
                "{\"bill_type\":\"electricity\",\"provider_code\":\"ekedc\","
                    + "\"account_number\":\"45012345678\",\"account_type\":\"PREPAID\","
                    + "\"amount\":5000,\"currency\":\"NGN\"}")
            .json();
    String id = accepted.getString("transaction_id");
    assertDescribed("PaymentAccepted", accepted);
    assertThat(map(document, "components", "schemas", "PaymentAccepted", "properties").keySet())
        .isEqualTo(accepted.keySet());
    assertDescribed("PaymentStatus", api.get("/bills/" + id + "/status").json());
    assertDescribed("PaymentStory", api.get("/bills/" + id).json());
    assertClockDescribed(api);
    assertDescribed("BillTypes", api.get("/bills/types").json());
    assertDescribed("Billers", api.get("/bills/providers/electricity").json());
    api.sellPlans();
    JsonObject plans = api.get("/bills/providers/data/mtn/plans").json();
    assertDescribed("Plans", plans);
    assertDescribed("Plan", plans.getJsonArray("plans").getJsonObject(0));
    assertDescribed("History", api.get("/bills/history").json());
    assertExportDescribed("PaymentExportLine", api.get("/exports/payments").body());
    api.system.pay(api.system.now(new PaymentId(UUID.fromString(id))));
    api.system.run(Duration.ofMinutes(1), Duration.ofSeconds(10));
    assertExportDescribed("JournalExportLine", api.get("/exports/journal").body());
    assertDescribed("Stats", api.get("/bills/stats").json());
    assertDescribed("Problem", api.get("/nothing").json());
    for (JsonObject line :
        api.get("/bills/history").json().getJsonArray("payments").getValuesAs(JsonObject.class)) {
      assertDescribed("PaymentLine", line);
    }
  }

  private void assertExportDescribed(String schema, String ndjson) {
    assertThat(ndjson.lines().count()).as(ndjson).isGreaterThan(1);
    ndjson
        .lines()
        .forEach(
            line -> {
              try (var reader = Json.createReader(new StringReader(line))) {
                assertDescribed(schema, reader.readObject());
              }
            });
  }

  /** Wrong money that cannot go back. */
  private void assertClockDescribed(InProcessApi api) {
    api.system.stellar.senderCannotReceive();
    Payment payment = api.system.request(TestSystem.airtime(500));
    api.system.pay(payment, 1);
    api.system.run(Duration.ofMinutes(1), Duration.ofSeconds(10));
    JsonObject story = api.get("/bills/" + payment.id()).json();
    assertDescribed("PaymentStory", story);
    JsonObject wait = story.getJsonObject("refund_clock").getJsonObject("refund");
    assertDescribed("ClockedWait", wait);
    assertThat(
            map(
                    document,
                    "components",
                    "schemas",
                    "ClockedWait",
                    "properties",
                    "breach",
                    "properties")
                .keySet())
        .isEqualTo(wait.getJsonObject("breach").keySet());
    JsonObject report = api.get("/bills/refund-clock").json();
    assertDescribed("RefundClockReport", report);
    assertThat(map(document, "components", "schemas", "RefundClockBreach", "properties").keySet())
        .isEqualTo(report.getJsonArray("breaches").getJsonObject(0).keySet());
    assertThat((List<?>) map(document, "components", "schemas", "BreachCause").get("enum"))
        .isEqualTo(Arrays.stream(BreachCause.values()).map(BreachCause::wireName).toList());
  }

  private void assertDescribed(String schema, JsonObject answer) {
    assertThat(map(document, "components", "schemas", schema, "properties").keySet())
        .as(schema)
        .containsAll(answer.keySet());
    assertThat(served.faults(schema, answer.toString())).as(schema + " " + answer).isEmpty();
  }
}
