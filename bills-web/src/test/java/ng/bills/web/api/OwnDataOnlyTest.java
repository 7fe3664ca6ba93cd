package ng.bills.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.memory.MemoryStellar.Fate;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.PaymentId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Generated: every operation of the document, asked by one partner with every id, reference and
 * cursor of another. It gets 404 or 403 where an id is asked for, the same as for an id that never
 * was, and nowhere a word of the other's data. A new operation is walked as soon as it is
 * described; a new kind of parameter fails until this test knows a value of the other's for it.
 */
class OwnDataOnlyTest {

  private static final PartnerId OWNER = TestSystem.PARTNER;
  private static final PartnerId STRANGER = InProcessApi.OTHER;
  private static final Duration TEN = Duration.ofSeconds(10);

  /** Times and common words are no secrets: two partners may have them both. */
  private static final String NO_MARK = "\\d{4}-\\d\\d-\\d\\dT.*|.{0,5}";

  private final InProcessApi api = new InProcessApi();
  private final List<String> ids = new ArrayList<>();
  private final Map<String, List<String>> pathValues = new LinkedHashMap<>();
  private final Map<String, String> queryValues = new HashMap<>();
  private final Set<String> marks = new LinkedHashSet<>();
  private int asked;

  @BeforeEach
  void bothHavePayments() {
    // wrong money that goes back late, delivered with a token, called off, waiting
    api.system.stellar.then(Fate.DROP);
    String endpoint =
        send(OWNER, "POST", "/webhook-endpoints", "{\"url\":\"https://owner.example.com/hooks\"}")
            .json()
            .getString("id");
    List<String> owners = payments(OWNER, "45011110000", "owner-order");
    List<String> strangers = payments(STRANGER, "45099990000", "stranger-order");
    ids.addAll(owners);
    pathValues.put("transaction_id", ids);
    pathValues.put("endpoint_id", List.of(endpoint));
    pathValues.put("webhook_id", List.of(webhookOf(endpoint)));
    pathValues.put("type", List.of("electricity", "data"));
    pathValues.put("code", List.of("ekedc", "mtn"));
    pathValues.put("provider", List.of("vtpass", "flutterwave"));
    queryValues.put(
        "cursor", read(OWNER, "/bills/history?limit=1").json().getString("next_cursor"));
    queryValues.put("format", "pdf");
    queryValues.put("limit", "100");
    queryValues.put("offset", "1");
    queryValues.put("status", "completed");
    queryValues.put("bill_type", "electricity");
    queryValues.put("from", "2000-01-01T00:00:00Z");
    queryValues.put("to", "2100-01-01T00:00:00Z");
    marks.addAll(words(OWNER, owners));
    marks.removeAll(words(STRANGER, strangers));
    marks.addAll(
        List.of(
            "45011110000", "owner-order@customer.example", "owner-order-1", "owner.example.com"));
    assertThat(marks).as("ids, references, memos, tokens").hasSizeGreaterThan(20);
  }

  private List<String> payments(PartnerId partner, String meter, String name) {
    List<String> made = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      InProcessApi.Answer answer =
          send(
              partner,
              "POST",
              "/bills/pay",
              Json.createObjectBuilder()
                  .add("bill_type", "electricity")
                  .add("provider_code", "ekedc")
                  .add("account_number", meter)
                  .add("account_type", "PREPAID")
                  .add("amount", 5_000)
                  .add("currency", "NGN")
                  .add("customer_email", name + "@customer.example")
                  .add("request_reference", name + "-" + i)
                  .add("metadata", Json.createObjectBuilder().add("note", name + "-note-" + i))
                  .build()
                  .toString());
      assertThat(answer.status()).as(answer.body()).isEqualTo(201);
      made.add(answer.json().getString("transaction_id"));
    }
    api.system.pay(api.system.now(new PaymentId(UUID.fromString(made.get(0)))), 10_000_000);
    api.system.run(Duration.ofSeconds(60), TEN);
    api.system.pay(api.system.now(new PaymentId(UUID.fromString(made.get(1)))));
    api.system.run(Duration.ofSeconds(60), TEN);
    send(partner, "POST", "/bills/" + made.get(2) + "/cancel", "");
    return made;
  }

  /** The newest that the owner was told of, or was about to be. */
  private String webhookOf(String endpoint) {
    send(OWNER, "POST", "/webhook-endpoints/" + endpoint + "/test", "");
    send(OWNER, "POST", "/webhook-endpoints/" + endpoint + "/test", "");
    JsonObject page = read(OWNER, "/webhook-endpoints/" + endpoint + "/deliveries?limit=1").json();
    queryValues.put("deliveries.cursor", page.getString("next_cursor"));
    queryValues.put("deliveries.status", "due");
    return page.getJsonArray("deliveries").getJsonObject(0).getString("webhook_id");
  }

  private InProcessApi.Answer read(PartnerId partner, String path) {
    return api.send("GET", path, Optional.of(partner), null, Map.of());
  }

  private InProcessApi.Answer send(PartnerId partner, String method, String path, String body) {
    return api.send(
        method,
        path,
        Optional.of(partner),
        body == null ? null : body.getBytes(StandardCharsets.UTF_8),
        Map.of("Content-Type", "application/json"));
  }

  /** Every text that a partner is told about its payments. */
  private Set<String> words(PartnerId partner, List<String> payments) {
    Set<String> words = new LinkedHashSet<>();
    List<String> paths =
        new ArrayList<>(List.of("/bills/history?limit=100", "/bills/refund-clock"));
    payments.forEach(id -> paths.addAll(List.of("/bills/" + id, "/bills/" + id + "/status")));
    for (String path : paths) {
      InProcessApi.Answer answer = read(partner, path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      collect(answer.json(), words);
    }
    words.removeIf(word -> word.matches(NO_MARK));
    return words;
  }

  private static void collect(JsonValue value, Set<String> words) {
    if (value instanceof JsonString text) {
      words.add(text.getString());
    } else if (value instanceof JsonObject object) {
      object.values().forEach(member -> collect(member, words));
    } else if (value instanceof JsonArray array) {
      array.forEach(member -> collect(member, words));
    }
  }

  @Test
  void givenEverythingOfAnotherPartner_whenEveryOperationIsAsked_thenNothingOfItIsToldOrDone() {
    List<String> before = told();
    for (DescribedApi.Operation operation : DescribedApi.operations()) {
      for (String path : paths(operation.path())) {
        ask(operation, path, "");
        operation
            .queryParameters()
            .forEach(name -> ask(operation, path, query(operation.path(), name)));
      }
    }
    assertThat(asked).as("operations by ids and parameters").isGreaterThan(40);
    assertThat(told()).as("what the owner sees, and so what it has").isEqualTo(before);
  }

  @Test
  void givenReferencesOfAnotherPartner_whenUsed_thenTheyAreTheStrangersOwn() {
    InProcessApi.Answer answer =
        api.send(
            "POST",
            "/bills/pay",
            Optional.of(STRANGER),
            ("{\"bill_type\":\"electricity\",\"provider_code\":\"ekedc\","
                    + "\"account_number\":\"45099990000\",\"account_type\":\"PREPAID\","
                    + "\"amount\":5000,\"currency\":\"NGN\"}")
                .getBytes(StandardCharsets.UTF_8),
            Map.of("Content-Type", "application/json", "Idempotency-Key", "owner-order-1"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Idempotency-Replayed")).isEqualTo("false");
    marks.remove("owner-order-1");
    assertSilent("pay with the owner's reference", answer);
  }

  /** What the owner is told about each of its payments. */
  private List<String> told() {
    return ids.stream()
        .flatMap(id -> List.of("/bills/" + id, "/bills/" + id + "/status").stream())
        .map(path -> read(OWNER, path).body())
        .toList();
  }

  /** The path with each value that the owner has for its parameters. */
  private List<String> paths(String template) {
    int from = template.indexOf('{');
    if (from < 0) {
      return List.of(template);
    }
    String name = template.substring(from + 1, template.indexOf('}'));
    if (!pathValues.containsKey(name)) {
      fail("this test must learn which {%s} belong to the owner: %s", name, template);
    }
    return pathValues.get(name).stream()
        .flatMap(value -> paths(template.replace("{" + name + "}", value)).stream())
        .toList();
  }

  private String query(String path, String name) {
    String value =
        queryValues.getOrDefault(
            path.endsWith("/deliveries") ? "deliveries." + name : name, queryValues.get(name));
    if (value == null) {
      fail("this test must learn a value of the owner's for ?%s=", name);
    }
    return "?" + name + "=" + value;
  }

  private void ask(DescribedApi.Operation operation, String path, String query) {
    String body =
        operation.takesBody()
            ? operation
                .example()
                .map(e -> Json.createObjectBuilder(e).build().toString())
                .orElse("{}")
            : null;
    InProcessApi.Answer answer = send(STRANGER, operation.method(), path + query, body);
    asked++;
    String what = operation.method() + " " + path + query;
    assertSilent(what, answer);
    if (operation.path().contains("_id}") && !operation.open()) {
      assertThat(answer.status()).as(what).isIn(403, 404);
      String nobodys =
          path.replaceAll(
              String.join("|", ids) + "|" + String.join("|", pathValues.get("endpoint_id")),
              UUID.randomUUID().toString());
      InProcessApi.Answer never = send(STRANGER, operation.method(), nobodys + query, body);
      assertThat(withoutCorrelation(answer)).as(what).isEqualTo(withoutCorrelation(never));
    }
  }

  private void assertSilent(String what, InProcessApi.Answer answer) {
    assertThat(answer.status()).as(what).isLessThan(500);
    for (String mark : marks) {
      assertThat(answer.body()).as(what).doesNotContain(mark);
      assertThat(answer.headers().toString()).as(what).doesNotContain(mark);
    }
  }

  private static JsonObject withoutCorrelation(InProcessApi.Answer answer) {
    return Json.createObjectBuilder(answer.json()).remove("correlation_id").build();
  }
}
