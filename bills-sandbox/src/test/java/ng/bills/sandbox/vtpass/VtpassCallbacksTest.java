package ng.bills.sandbox.vtpass;

import static ng.bills.sandbox.vtpass.VtpassBuyer.airtime;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.webhook.WebhookReceiver;
import ng.bills.sandbox.webhook.Webhooks.Spoiling;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VtpassCallbacksTest {
  private VtpassSandbox sandbox;
  private VtpassBuyer buyer;
  private WebhookReceiver receiver;

  @BeforeEach
  void start() throws Exception {
    sandbox = VtpassSandbox.start(VtpassSettings.defaults().withDuplicateGuard(false));
    buyer = new VtpassBuyer(sandbox);
    receiver = new WebhookReceiver("{\"response\":\"success\"}");
    buyer.control("POST", "/webhooks", "{\"url\":\"" + receiver.url() + "\",\"pauseMillis\":20}");
  }

  @AfterEach
  void stop() {
    sandbox.close();
    receiver.close();
  }

  private String pending(VtpassOutcome outcome) throws Exception {
    Map<String, Object> order = airtime("mtn", VtpassMagic.phone(outcome), 500);
    buyer.pay(order);
    return String.valueOf(order.get("request_id"));
  }

  private static JsonObject data(byte[] body) {
    JsonObject event = JsonText.parseObject(body);
    assertThat(event.getString("type")).isEqualTo("transaction-update");
    return event.getJsonObject("data");
  }

  @Test
  void givenPending_whenSettled_thenTheCallbackTellsAndRequeryAgrees() throws Exception {
    String id = pending(VtpassOutcome.PENDING_THEN_DELIVERED);
    buyer.control("POST", "/vends/" + id + "/settle", "");
    JsonObject data = data(receiver.await(1).get(0).body());
    assertThat(data.getString("code")).isEqualTo("000");
    assertThat(data.getString("requestId")).isEqualTo(id);
    assertThat(data.getString("purchased_code")).isEmpty();
    assertThat(data.isNull("transaction_date")).isTrue();
    assertThat(data.getJsonObject("content").getJsonObject("transactions").getString("status"))
        .isEqualTo("delivered");
    assertThat(buyer.requery(id).getString("code")).isEqualTo("000");
    assertThat(sandbox.settle(id)).isFalse();
  }

  @Test
  void givenDelivered_whenReversed_thenTheCallbackTellsTheSumThatCameBack() throws Exception {
    String id = pending(VtpassOutcome.DELIVERED_THEN_REVERSED);
    assertThat(receiver.received()).isEmpty(); // nothing is told of what was answered at once
    assertThat(sandbox.settle(id)).isTrue();
    JsonObject data = data(receiver.await(1).get(0).body());
    assertThat(data.getString("code")).isEqualTo("040");
    assertThat(data.getString("amount")).isEqualTo("485");
    assertThat(data.getJsonObject("content").getJsonObject("transactions"))
        .containsKey("wallet_credit_id");
  }

  @Test
  void givenReceiverThatRefuses_whenSent_thenFiveMoreTimes() throws Exception {
    receiver.answer(500);
    sandbox.settle(pending(VtpassOutcome.PENDING_THEN_FAILED));
    receiver.await(6);
    receiver.awaitQuiet();
    assertThat(receiver.received()).hasSize(6);
    assertThat(buyer.control("GET", "/webhooks", "").body()).contains("[500,500,500");
  }

  @Test
  void givenReceiverThatForgetsTheWord_whenSent_thenSentAgain() throws Exception {
    receiver.answer("{}");
    sandbox.settle(pending(VtpassOutcome.PENDING_THEN_FAILED));
    assertThat(receiver.await(2)).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void givenHeldReversedDoubledAndTruncated_whenReleased_thenSo() throws Exception {
    buyer.control("POST", "/webhooks", "{\"hold\":true,\"copies\":2,\"truncateTo\":40}");
    String first = pending(VtpassOutcome.PENDING_THEN_DELIVERED);
    sandbox.settle(first);
    String second = pending(VtpassOutcome.PENDING_THEN_REVERSED);
    sandbox.settle(second);
    assertThat(receiver.received()).isEmpty();
    assertThat(sandbox.webhooks().events()).hasSize(2);
    sandbox.webhooks().spoil(Spoiling.NONE.copies(2));
    buyer.control("POST", "/webhooks/release", "{\"order\":\"reversed\"}");
    assertThat(receiver.await(4))
        .extracting(request -> data(request.body()).getString("requestId"))
        .containsExactly(second, second, first, first);
    buyer.control("POST", "/webhooks/event-1/send", "{\"truncateTo\":40}");
    assertThat(receiver.await(5).get(4).body()).hasSize(40);
  }

  @Test
  void givenClaim_whenSent_thenItSaysWhatIsNotSo() throws Exception {
    String id = pending(VtpassOutcome.PENDING_FOREVER);
    buyer.control("POST", "/vends/" + id + "/claim", "{\"status\":\"delivered\"}");
    buyer.control("POST", "/vends/nobodys/claim", "{\"status\":\"reversed\"}");
    assertThat(buyer.control("POST", "/vends/nobodys/claim", "{\"status\":\"maybe\"}").statusCode())
        .isEqualTo(400);
    List<String> told =
        receiver.await(2).stream().map(r -> data(r.body()).getString("requestId")).toList();
    assertThat(told).containsExactly(id, "nobodys");
    assertThat(sandbox.vendCount()).isZero();
  }

  @Test
  void givenPriceMoved_whenTold_thenTheServiceIsNamed() throws Exception {
    sandbox.catalogue().price("mtn-data", "mtn-10mb-100", 120_00);
    sandbox.catalogue().withdraw("mtn-data", "mtn-50mb-200");
    JsonObject event = JsonText.parseObject(receiver.await(2).get(0).body());
    assertThat(event.getString("type")).isEqualTo("variations-update");
    assertThat(event.getString("serviceID")).isEqualTo("mtn-data");
    assertThat(event.getJsonObject("summary").getInt("updated_variation_codes")).isEqualTo(1);
    assertThat(JsonText.parseObject(receiver.received().get(1).body()).toString())
        .contains("\"removed\":{\"total\":1,\"variation_codes\":[\"mtn-50mb-200\"]}");
  }

  @Test
  void givenNonsense_whenControlled_then400() throws Exception {
    for (String body : List.of("{\"url\":\"ftp://x\"}", "{\"url\":\"::\"}", "{\"copies\":0}")) {
      assertThat(buyer.control("POST", "/webhooks", body).statusCode()).isEqualTo(400);
    }
    assertThat(buyer.control("POST", "/webhooks/event-9/send", "{}").statusCode()).isEqualTo(400);
  }
}
