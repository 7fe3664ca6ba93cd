package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import ng.bills.application.memory.HookStand;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookEndpointsOverHttpTest {

  private static final String AT = "/webhook-endpoints";

  private final InProcessApi api = new InProcessApi();

  private JsonObject create(String host) {
    InProcessApi.Answer answer = api.post(AT, "{\"url\":\"https://" + host + "/hooks?key=k\"}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private InProcessApi.Answer as(PartnerId partner, String method, String path) {
    return api.send(
        method,
        path,
        Optional.of(partner),
        method.equals("POST")
            ? "{\"from\":\"2026-01-01T00:00:00Z\"}".getBytes(StandardCharsets.UTF_8)
            : null,
        Map.of("Content-Type", "application/json"));
  }

  private void paid(int naira) {
    Payment payment = api.system.request(TestSystem.airtime(naira));
    api.system.pay(payment);
    api.system.tick();
  }

  private static void refused(InProcessApi.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().getString("code")).isEqualTo(code);
  }

  @Test
  void givenAddress_whenNamed_thenCreatedAndItsSecretIsShownThisOnce() {
    JsonObject created = create("partner.example");
    assertThat(created.getString("secret")).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(created.getString("status")).isEqualTo("active");
    assertThat(created.getJsonArray("event_types")).hasSize(11);
    String id = created.getString("id");
    JsonObject shown = api.get(AT + "/" + id).json();
    assertThat(shown.getString("url")).isEqualTo("https://partner.example/hooks?key=k");
    assertThat(shown).doesNotContainKey("secret");
    assertThat(api.get(AT).body()).contains(id).doesNotContain("whsec_");
    assertThat(api.post(AT + "/" + id + "/disable", "").body()).doesNotContain("whsec_");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                                                    | url:REQUIRED
          {"url":null}                                                          | url:REQUIRED
          {"url":7}                                                             | url:WRONG_TYPE
          {"url":"partner.example"}                                             | url:MALFORMED
          {"url":"https://user@partner.example/"}                               | url:MALFORMED
          {"url":"https://partner.example:25/"}                                 | url:MALFORMED
          {"url":"https://metadata.internal/"}                                  | url:ADDRESS_REFUSED
          {"url":"https://p.example/","event_types":"all"}                      | event_types:WRONG_TYPE
          {"url":"https://p.example/","event_types":[1]}                        | event_types:WRONG_TYPE
          {"url":"https://p.example/","event_types":["bill.payment.perhaps"]}   | event_types:UNKNOWN_EVENT_TYPE
          {"url":"https://p.example/","event_types":["webhook.test"]}           | event_types:UNKNOWN_EVENT_TYPE
          {"url":"https://p.example/","events":[]}                              | events:UNKNOWN_FIELD
          {"url":"ftp://p.example/","event_types":["no"]}                       | url:MALFORMED,event_types:UNKNOWN_EVENT_TYPE
          """)
  void givenFault_whenNamed_thenEveryWrongFieldIsNamed(String body, String wanted) {
    InProcessApi.Answer answer = api.post(AT, body);
    refused(answer, 400, "VALIDATION_FAILED");
    assertThat(
            answer.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                .map(e -> e.getString("field") + ":" + e.getString("code"))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(wanted.split(","));
    assertThat(api.get(AT).json().getJsonArray("webhook_endpoints")).isEmpty();
  }

  @Test
  void givenAsManyAsAPartnerMayHave_whenOneMore_thenConflict() {
    for (int i = 0; i < HookEndpoint.MOST; i++) {
      create("p" + i + ".example");
    }
    refused(api.post(AT, "{\"url\":\"https://more.example/\"}"), 409, "ENDPOINT_LIMIT");
  }

  @Test
  void givenSomebodyElsesEndpoint_whenAnythingIsAsked_thenItDoesNotExist() {
    String id = create("partner.example").getString("id");
    paid(500);
    String event = api.hooks.hooks.told().get(0).id().toString();
    String one = AT + "/" + id;
    for (String[] call :
        new String[][] {
          {"GET", one},
          {"DELETE", one},
          {"POST", one + "/disable"},
          {"POST", one + "/enable"},
          {"POST", one + "/test"},
          {"GET", one + "/deliveries"},
          {"POST", one + "/replay"}
        }) {
      refused(as(InProcessApi.OTHER, call[0], call[1]), 404, "ENDPOINT_NOT_FOUND");
    }
    refused(
        as(InProcessApi.OTHER, "POST", one + "/deliveries/" + event + "/replay"),
        404,
        "DELIVERY_NOT_FOUND");
    refused(
        api.send(
            "POST",
            one + "/rotate-secret",
            Optional.of(InProcessApi.OTHER),
            "{}".getBytes(StandardCharsets.UTF_8),
            Map.of("Content-Type", "application/json")),
        404,
        "ENDPOINT_NOT_FOUND");
    assertThat(as(InProcessApi.OTHER, "GET", AT).json().getJsonArray("webhook_endpoints"))
        .isEmpty();
    for (String odd : List.of("x", UUID.randomUUID().toString())) {
      refused(api.get(AT + "/" + odd), 404, "ENDPOINT_NOT_FOUND");
    }
    assertThat(api.send("GET", AT, Optional.empty(), null, Map.of()).status()).isEqualTo(401);
  }

  @Test
  void givenRotation_whenOddOverlap_thenRefusedElseANewSecret() {
    JsonObject created = create("partner.example");
    String at = AT + "/" + created.getString("id") + "/rotate-secret";
    for (String odd : List.of("-1", "721", "0.5", "\"24\"", "1e9", "true")) {
      refused(api.post(at, "{\"overlap_hours\":" + odd + "}"), 400, "VALIDATION_FAILED");
    }
    JsonObject rotated = api.post(at, "").json();
    assertThat(rotated.getString("secret")).isNotEqualTo(created.getString("secret"));
    assertThat(rotated).containsKey("former_secret_until");
    assertThat(api.post(at, "{\"overlap_hours\":0}").json())
        .doesNotContainKey("former_secret_until");
  }

  @Test
  void givenDeliveries_whenListed_thenWithEveryCallAndInParts() {
    String at = AT + "/" + create("partner.example").getString("id");
    api.hooks.answers("partner.example", call -> HookStand.status(500));
    for (int i = 0; i < 3; i++) {
      paid(500 + i);
    }
    api.hooks.deliver();
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject part = api.get(at + "/deliveries?limit=4" + cursor).json();
      part.getJsonArray("deliveries")
          .getValuesAs(JsonObject.class)
          .forEach(d -> seen.add(d.getString("webhook_id")));
      cursor = part.isNull("next_cursor") ? "" : "&cursor=" + part.getString("next_cursor");
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize(9).doesNotHaveDuplicates();
    JsonObject tried =
        api.get(at + "/deliveries?status=due&limit=100").json().getJsonArray("deliveries").stream()
            .map(JsonObject.class::cast)
            .filter(d -> d.getInt("calls") == 1)
            .findFirst()
            .orElseThrow();
    JsonObject attempt = tried.getJsonArray("attempts").getJsonObject(0);
    assertThat(attempt.getInt("http_status")).isEqualTo(500);
    assertThat(attempt.getString("error")).isEqualTo("refused");
    for (String odd : List.of("limit=0", "limit=101", "status=lost", "cursor=x", "page=2")) {
      refused(api.get(at + "/deliveries?" + odd), 400, "VALIDATION_FAILED");
    }
  }

  @Test
  void givenReplay_whenAsked_thenSentAgainUnlessDisabledOrUnderWay() {
    String id = create("partner.example").getString("id");
    String at = AT + "/" + id;
    paid(500);
    api.hooks.deliver();
    String event = api.hooks.hooks.told().get(0).id().toString();
    InProcessApi.Answer again = api.post(at + "/deliveries/" + event + "/replay", "");
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json().getInt("replayed")).isEqualTo(1);
    api.hooks.deliver();
    assertThat(api.hooks.calls.stream().filter(c -> c.id().toString().equals(event))).hasSize(2);
    refused(
        api.post(at + "/deliveries/" + UUID.randomUUID() + "/replay", ""),
        404,
        "DELIVERY_NOT_FOUND");
    assertThat(
            api.post(at + "/replay", "{\"from\":\"2026-01-01T00:00:00Z\"}")
                .json()
                .getInt("replayed"))
        .isZero();
    for (String odd : List.of("{}", "{\"from\":\"yesterday\"}", "{\"from\":1}")) {
      refused(api.post(at + "/replay", odd), 400, "VALIDATION_FAILED");
    }
    refused(api.post(at + "/replay", "["), 400, "MALFORMED_JSON");

    api.hooks.answers(
        "partner.example",
        call -> {
          refused(api.post(at + "/deliveries/" + event + "/replay", ""), 409, "DELIVERY_UNDER_WAY");
          return HookStand.OK;
        });
    api.post(at + "/deliveries/" + event + "/replay", "");
    api.hooks.deliver();

    api.post(at + "/disable", "");
    refused(api.post(at + "/deliveries/" + event + "/replay", ""), 409, "ENDPOINT_DISABLED");
    refused(api.post(at + "/test", ""), 409, "ENDPOINT_DISABLED");
    assertThat(api.post(at + "/enable", "").json().getString("status")).isEqualTo("active");
    assertThat(as(TestSystem.PARTNER, "DELETE", at).status()).isEqualTo(204);
    refused(api.get(at), 404, "ENDPOINT_NOT_FOUND");
  }

  @Test
  void givenPausedEndpoint_whenLookedAt_thenItSaysUntilWhen() {
    String id = create("partner.example").getString("id");
    api.hooks.answers("partner.example", call -> HookStand.status(500));
    paid(500);
    api.hooks.deliver();
    JsonObject shown = api.get(AT + "/" + id).json();
    assertThat(shown.getInt("failures_in_a_row")).isEqualTo(3);
    assertThat(Instant.parse(shown.getString("paused_until")))
        .isEqualTo(api.system.world.instant().plusSeconds(30));
  }
}
