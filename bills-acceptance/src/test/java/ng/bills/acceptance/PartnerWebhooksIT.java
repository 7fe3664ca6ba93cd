package ng.bills.acceptance;

import static ng.bills.acceptance.AnyCaller.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import ng.bills.acceptance.PartnerClient.Requested;
import ng.bills.sandbox.receiver.Behaviour;
import ng.bills.sandbox.receiver.HookReceiver;
import ng.bills.sandbox.receiver.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What partners are told, at a server of theirs, verified by the library they would use. */
class PartnerWebhooksIT extends AcceptanceTest {

  private static final String AT = "/api/v1/webhook-endpoints";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final PartnerClient partner =
      new PartnerClient(system(), system().newApiKey("told " + UUID.randomUUID()));
  private final HookReceiver receiver = system().sandbox().receiver();
  private final PayingCustomer customer = new PayingCustomer(system().sandbox().hubUrl());

  /** An endpoint as its partner knows it. */
  private record Endpoint(String id, String path, String secret) {}

  @AfterEach
  void booksAreTrue() {
    receiver.clear();
    assertThat(system().query("select coalesce(sum(stroops), 0) from posting")).isEqualTo("0");
  }

  private Endpoint endpoint(String... types) {
    String path = "/shop-" + UUID.randomUUID();
    HttpResponse<String> answer =
        partner.post(
            AT,
            Json.createObjectBuilder()
                .add("url", receiver.baseUrl() + path)
                .add("event_types", Json.createArrayBuilder(List.of(types)))
                .build()
                .toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonObject created = PartnerClient.json(answer);
    return new Endpoint(created.getString("id"), path, created.getString("secret"));
  }

  private JsonObject posted(String path, String body, int status) {
    HttpResponse<String> answer = partner.post(AT + path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return PartnerClient.json(answer);
  }

  private JsonObject got(String path) {
    HttpResponse<String> answer = partner.get(AT + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return PartnerClient.json(answer);
  }

  private List<JsonObject> deliveries(Endpoint endpoint) {
    return got("/" + endpoint.id() + "/deliveries")
        .getJsonArray("deliveries")
        .getValuesAs(JsonObject.class);
  }

  private List<Received> await(Endpoint endpoint, int count) {
    BillsSystem.await(
        count + " webhooks at " + endpoint.path(),
        SOON,
        () -> receiver.received(endpoint.path()).size() >= count,
        () -> receiver.received(endpoint.path()).size() + " came");
    return receiver.received(endpoint.path());
  }

  private static JsonObject body(Received received) {
    try (JsonReader reader = Json.createReader(new StringReader(received.body()))) {
      return reader.readObject();
    }
  }

  private static boolean isGood(Received received, String secret) {
    try {
      new Webhook(secret)
          .verify(received.body(), HttpHeaders.of(received.headers(), (name, value) -> true));
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    }
  }

  private Requested paid() {
    Requested payment =
        partner.request(PartnerClient.airtime("mtn", "08030001122", 500), "told@customer.example");
    customer.pay(payment.sendTo(), payment.amount(), payment.memo());
    return payment;
  }

  @Test
  void givenEndpoint_whenBillIsPaid_thenToldOfEachStepSignedOnceAndWithoutTheToken() {
    Endpoint endpoint = endpoint();
    String meter = "45036661234";
    system().sandbox().vtpass().register(meter);
    Requested payment =
        partner.request(PartnerClient.electricity(meter, "PREPAID", 5000), "told@customer.example");
    customer.pay(payment.sendTo(), payment.amount(), payment.memo());
    String token = partner.awaitStatus(payment.id(), "completed").getString("token");

    List<Received> told = await(endpoint, 3);
    assertThat(told).allMatch(r -> isGood(r, endpoint.secret()));
    assertThat(told).noneMatch(r -> isGood(r, "whsec_" + "A".repeat(43) + "="));
    assertThat(told)
        .extracting(r -> body(r).getString("type"))
        .containsExactlyInAnyOrder(
            "bill.payment.received", "bill.payment.processing", "bill.payment.completed");
    assertThat(told).extracting(r -> r.header("webhook-id")).doesNotHaveDuplicates();
    for (Received one : told) {
      JsonObject data = body(one).getJsonObject("data");
      assertThat(data.getString("transaction_id")).isEqualTo(payment.id());
      assertThat(one.body()).doesNotContain(meter).doesNotContain(token);
    }
    Received last =
        told.stream()
            .filter(r -> body(r).getString("type").equals("bill.payment.completed"))
            .findFirst()
            .orElseThrow();
    assertThat(body(last).getJsonObject("data").getString("status")).isEqualTo("completed");
    assertThat(told)
        .allMatch(
            r ->
                body(r).getJsonObject("data").getInt("sequence")
                    <= body(last).getJsonObject("data").getInt("sequence"));
    BillsSystem.await(
        "all are delivered",
        SOON,
        () ->
            deliveries(endpoint).stream().allMatch(d -> d.getString("status").equals("delivered")));
    assertThat(deliveries(endpoint)).hasSize(3).allMatch(d -> d.getInt("calls") == 1);
  }

  @Test
  void givenEndpointThatFailsInEveryWay_whenItRecovers_thenToldUnderOneIdAndTheLogSaysHow() {
    Endpoint endpoint = endpoint("bill.payment.completed");
    for (Behaviour how :
        List.of(
            Behaviour.status(500),
            Behaviour.status(302),
            Behaviour.dead(),
            Behaviour.slow(Duration.ofSeconds(6)))) {
      receiver.clear();
      receiver.behave(endpoint.path(), how.times(1));
      String id = posted("/" + endpoint.id() + "/test", "", 202).getString("webhook_id");
      List<Received> came = await(endpoint, 2);
      assertThat(came).allMatch(r -> r.header("webhook-id").equals(id));
      assertThat(came).extracting(Received::body).containsOnly(came.get(0).body());
      assertThat(came).allMatch(r -> isGood(r, endpoint.secret()));
      assertThat(receiver.received("/redirected")).isEmpty();
      BillsSystem.await(
          "delivered at last",
          SOON,
          () -> deliveries(endpoint).get(0).getString("status").equals("delivered"));
      List<JsonObject> attempts =
          deliveries(endpoint).get(0).getJsonArray("attempts").getValuesAs(JsonObject.class);
      assertThat(attempts).hasSize(2);
      assertThat(attempts.get(0).getString("error")).isNotBlank();
      assertThat(attempts.get(1).getInt("http_status")).isEqualTo(200);
      assertThat(attempts.get(1).getString("answer")).contains("receiver says 200");
    }
  }

  @Test
  void givenGone_whenTold_thenDisabledUntilEnabledAndThenReplayed() {
    Endpoint endpoint = endpoint("bill.payment.completed");
    receiver.behave(endpoint.path(), Behaviour.status(410).times(1));
    String id = posted("/" + endpoint.id() + "/test", "", 202).getString("webhook_id");
    BillsSystem.await(
        "disabled", SOON, () -> got("/" + endpoint.id()).getString("status").equals("disabled"));
    assertThat(deliveries(endpoint).get(0).getString("status")).isEqualTo("failed");
    problem(partner.post(AT + "/" + endpoint.id() + "/test", ""), 409, "ENDPOINT_DISABLED");

    posted("/" + endpoint.id() + "/enable", "", 200);
    posted("/" + endpoint.id() + "/deliveries/" + id + "/replay", "", 202);
    assertThat(await(endpoint, 2)).allMatch(r -> r.header("webhook-id").equals(id));
  }

  @Test
  void givenRotatedSecret_whenTold_thenTheOldAndTheNewOneVerify() {
    Endpoint endpoint = endpoint("bill.payment.completed");
    String next = posted("/" + endpoint.id() + "/rotate-secret", "", 200).getString("secret");
    assertThat(next).isNotEqualTo(endpoint.secret());
    posted("/" + endpoint.id() + "/test", "", 202);
    Received both = await(endpoint, 1).get(0);
    assertThat(isGood(both, endpoint.secret())).isTrue();
    assertThat(isGood(both, next)).isTrue();

    String last =
        posted("/" + endpoint.id() + "/rotate-secret", "{\"overlap_hours\":0}", 200)
            .getString("secret");
    posted("/" + endpoint.id() + "/test", "", 202);
    Received one = await(endpoint, 2).get(1);
    assertThat(isGood(one, next)).isFalse();
    assertThat(isGood(one, last)).isTrue();
    assertThat(partner.get(AT).body()).doesNotContain("whsec_");
  }

  @Test
  void givenDeadAndSlowEndpoints_whenBillsArePaid_thenTheQuickOneIsToldAtOnce() {
    for (int i = 0; i < 4; i++) {
      Endpoint slow = endpoint("bill.payment.completed");
      receiver.behave(slow.path(), Behaviour.slow(Duration.ofSeconds(30)));
      Endpoint dead = endpoint("bill.payment.completed");
      receiver.behave(dead.path(), Behaviour.dead());
    }
    Endpoint quick = endpoint("bill.payment.completed");
    for (int i = 1; i <= 5; i++) {
      partner.awaitStatus(paid().id(), "completed");
      long start = System.nanoTime();
      await(quick, i);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void givenApplicationThatIsKilled_whenItComesBack_thenWhatWasDueIsTold() {
    Endpoint endpoint = endpoint("bill.payment.completed");
    receiver.behave(endpoint.path(), Behaviour.dead());
    Requested payment = paid();
    partner.awaitStatus(payment.id(), "completed");
    await(endpoint, 1);
    system().killApplication();
    receiver.behave(endpoint.path(), Behaviour.FINE);
    system().startApplication();
    BillsSystem.await(
        "told after all",
        Duration.ofSeconds(120),
        () -> deliveries(endpoint).get(0).getString("status").equals("delivered"));
    assertThat(receiver.received(endpoint.path()))
        .extracting(r -> r.header("webhook-id"))
        .containsOnly(receiver.received(endpoint.path()).get(0).header("webhook-id"));
  }

  @Test
  void givenAddressThatMayNotBeCalled_whenNamed_thenRefusedWithItsFault() {
    for (String url :
        List.of(
            "http://example.com/",
            "https://10.0.0.1/",
            "https://169.254.169.254/latest",
            "https://[fd00:ec2::254]/",
            "https://[64:ff9b::a00:1]/")) {
      HttpResponse<String> answer = partner.post(AT, "{\"url\":\"" + url + "\"}");
      assertThat(answer.statusCode()).as(url + " " + answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains("\"ADDRESS_REFUSED\"");
    }
    for (String url : List.of("https://0x0a000001/", "https://167772161/", "https://10.1/")) {
      assertThat(partner.post(AT, "{\"url\":\"" + url + "\"}").body()).contains("\"MALFORMED\"");
    }
    HttpResponse<String> malformed =
        partner.post(
            AT, "{\"url\":\"https://user@example.com/\",\"event_types\":[\"no\"],\"x\":1}");
    assertThat(malformed.statusCode()).isEqualTo(400);
    problem(
        partner.send(HttpRequest.newBuilder(system().uri(AT + "/" + UUID.randomUUID())).DELETE()),
        404,
        "ENDPOINT_NOT_FOUND");
  }
}
