package ng.bills.acceptance;

import static ng.bills.acceptance.AnyCaller.problem;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import ng.bills.acceptance.PartnerClient.Requested;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VendStatus;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import ng.bills.sandbox.vtpass.VtpassSandbox;
import ng.bills.sandbox.webhook.WebhookEvent;
import ng.bills.sandbox.webhook.Webhooks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What providers send us unasked, over HTTP and the broker: it moves nothing but a question. */
class WebhooksIT extends AcceptanceTest {

  private static final String PATH = "/api/v1/webhooks/vtpass";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final AnyCaller caller = new AnyCaller(system());
  private final PartnerClient partner = new PartnerClient(system(), system().apiKey());
  private final VtpassSandbox vtpass = system().sandbox().vtpass();
  private final PayingCustomer customer = new PayingCustomer(system().sandbox().hubUrl());

  @AfterEach
  void sendNothingMore() {
    vtpass.webhooks().clear();
    assertThat(system().query("select coalesce(sum(stroops), 0) from posting")).isEqualTo("0");
  }

  private static String update(String requestId, String code, String status) {
    return "{\"type\":\"transaction-update\",\"data\":{\"code\":\""
        + code
        + "\",\"content\":{\"transactions\":{\"status\":\""
        + status
        + "\",\"transactionId\":\"17700000000000000000000000\"}},\"requestId\":\""
        + requestId
        + "\"}}";
  }

  private HttpResponse<String> post(String path, String body) {
    return caller.send(
        "POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
  }

  private static String events(String reference) {
    return system().query("select count(*) from provider_event where reference = ?", reference);
  }

  private static String allEvents() {
    return system().query("select count(*) from provider_event");
  }

  @Test
  void givenPendingOrder_whenWebhooksLieRepeatAndComeInTheWrongOrder_thenDeliveredOnce() {
    String meter = "45036660001";
    vtpass.register(meter);
    vtpass.outcome(OutcomeRule.of(meter, VtpassOutcome.PENDING_THEN_DELIVERED).requeries(1_000));
    vtpass.webhooks().target(URI.create(system().uri(PATH).toString()));
    vtpass.webhooks().spoil(Webhooks.Spoiling.NONE.copies(10));
    vtpass.webhooks().hold(true);
    Requested payment =
        partner.request(
            PartnerClient.electricity(meter, "PREPAID", 5000), "webhook@customer.example");
    customer.pay(payment.sendTo(), payment.amount(), payment.memo());
    partner.awaitStatus(payment.id(), "provider_processing");
    String reference =
        system().query("select reference from attempt where payment_id = ?::uuid", payment.id());

    vtpass.claim(reference, VendStatus.FAILED);
    vtpass.claim(reference, VendStatus.REVERSED);
    assertThat(vtpass.settle(reference)).isTrue();
    vtpass.webhooks().release(true);

    JsonObject status = partner.awaitStatus(payment.id(), "completed");
    assertThat(status.getString("token")).isNotBlank();
    BillsSystem.await(
        "all webhooks answered",
        SOON,
        () -> vtpass.webhooks().events().stream().allMatch(e -> e.statuses().size() == 10));
    for (WebhookEvent event : vtpass.webhooks().events()) {
      assertThat(event.statuses()).containsOnly(200);
    }
    assertThat(events(reference)).isEqualTo("3");
    BillsSystem.await(
        "all events applied",
        SOON,
        () ->
            "3"
                .equals(
                    system()
                        .query(
                            "select count(*) from provider_event where state = 'applied' and"
                                + " payment_id = ?::uuid",
                            payment.id())));
    assertThat(vtpass.vendsFor(meter)).hasSize(1);
    assertThat(
            system().query("select count(*) from refund where payment_id = ?::uuid", payment.id()))
        .isEqualTo("0");
  }

  @Test
  void givenNobodysOrder_whenToldAbout_thenKeptAndMarked() {
    String reference = "202603091200nobodys0order7";
    HttpResponse<String> answer = post(PATH, update(reference, "000", "delivered"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"response\":\"success\"}");
    BillsSystem.await(
        "the event is marked",
        SOON,
        () ->
            "unmatched"
                .equals(
                    system()
                        .query("select state from provider_event where reference = ?", reference)));
  }

  @Test
  void givenTruncatedHugeOrMisaddressedBody_whenSent_thenRefusedAndNothingStored() {
    String before = allEvents();
    String whole = update("202603091200strange0order1", "000", "delivered");

    problem(post(PATH, whole.substring(0, whole.length() - 3)), 400, "BAD_REQUEST");
    problem(post(PATH, ""), 400, "BAD_REQUEST");
    problem(post(PATH, whole + " ".repeat(70_000)), 413, "BODY_TOO_LARGE");
    problem(post("/api/v1/webhooks/nobody", whole), 404, "NOT_FOUND");
    problem(post("/api/v1/webhooks/vtpass/x", whole), 401, "UNAUTHORIZED");
    problem(caller.get(PATH), 405, "METHOD_NOT_ALLOWED");

    assertThat(allEvents()).isEqualTo(before);
  }

  @Test
  void givenBodyThatNeverEndsAsAnnounced_whenSent_thenNothingIsStored() {
    String before = allEvents();
    String body = update("202603091200strange0order2", "000", "delivered");
    String answer =
        caller.raw(
            "POST "
                + PATH
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: "
                + (body.length() + 10)
                + "\r\n\r\n"
                + body);
    assertThat(answer).doesNotContain("200 OK");
    assertThat(allEvents()).isEqualTo(before);
  }

  @Test
  void givenManyEvents_whenSent_thenHalfOfThemAreAnsweredWithinAHundredMillis() {
    long[] nanos = new long[41];
    for (int i = 0; i < nanos.length; i++) {
      String body = update("202603091200fast0event0" + (100 + i), "000", "delivered");
      long start = System.nanoTime();
      assertThat(post(PATH, body).statusCode()).isEqualTo(200);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    assertThat(nanos[nanos.length / 2]).isLessThan(100_000_000);
  }
}
