package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.acceptance.PartnerClient.Requested;
import ng.bills.sandbox.Sandbox;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The main job from outside, through every real component, compared with what the outside world
 * really did.
 */
class MainJobIT extends AcceptanceTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  private final PartnerClient partner = new PartnerClient(system(), system().apiKey());
  private final Sandbox outside = system().sandbox();
  private final PayingCustomer customer = new PayingCustomer(outside.hubUrl());

  /** A meter of its own, good for that outcome of a purchase. */
  private String meter(VtpassOutcome outcome) {
    return account("4503555%04d", outcome);
  }

  /** A phone of its own, likewise. */
  private String phone(VtpassOutcome outcome) {
    return account("0803555%04d", outcome);
  }

  private String account(String form, VtpassOutcome outcome) {
    String account = String.format(form, ACCOUNTS.incrementAndGet());
    outside.vtpass().register(account);
    outside.vtpass().outcome(OutcomeRule.of(account, outcome));
    return account;
  }

  @AfterEach
  void booksAreInBalance() {
    assertThat(system().query("select coalesce(sum(stroops), 0) from posting")).isEqualTo("0");
  }

  /** The customer pays what the instructions say. */
  private void pay(Requested payment) {
    pay(payment, payment.amount());
  }

  private void pay(Requested payment, String amount) {
    customer.pay(payment.sendTo(), amount, payment.memo());
  }

  private void assertRefundedOnce(JsonObject status, Requested payment, String amount) {
    JsonObject refund = status.getJsonObject("refund");
    assertThat(refund.getString("status")).isEqualTo("confirmed");
    assertThat(refund.getString("transaction_hash")).hasSize(64);
    String incoming =
        system()
            .query(
                "select transaction_hash from funds_receipt where payment_id = ?::uuid",
                payment.id());
    assertThat(outside.horizon().refundsOf(incoming)).hasSize(1);
    assertThat(outside.horizon().refundsOf(incoming).get(0).transactionHash())
        .isEqualTo(refund.getString("transaction_hash"));
    assertThat(new java.math.BigDecimal(amount).movePointRight(7).longValueExact())
        .isEqualTo(outside.horizon().refundsOf(incoming).get(0).stroops());
  }

  @Test
  void givenPrepaidMeter_whenPaid_thenTokenIsDeliveredAndMailed() throws Exception {
    String meter = meter(VtpassOutcome.DELIVERED);
    Requested payment =
        partner.request(
            PartnerClient.electricity(meter, "PREPAID", 5000), "token@customer.example");
    assertThat(payment.amount()).startsWith("5030");
    pay(payment);

    JsonObject status = partner.awaitStatus(payment.id(), "completed");

    String token = status.getString("token");
    assertThat(token).matches("\\d{4}(-\\d{4}){4}");
    assertThat(status.getString("outcome")).isEqualTo("paid");
    assertThat(outside.vtpass().vendsFor(meter)).hasSize(1);
    var mail = outside.inbox().awaitMail(m -> m.text().contains(payment.reference()), SOON);
    assertThat(mail.text())
        .contains(token)
        .contains("450****" + meter.substring(8))
        .doesNotContain(meter);
    outside.inbox().awaitSms(m -> m.text().contains(payment.reference()), SOON);
    assertThat(
            system()
                .query(
                    "select count(*) from token where position(convert_to(?, 'UTF8') in digits_sealed) > 0",
                    token.replace("-", "")))
        .isEqualTo("0");
  }

  @Test
  void givenPostpaidAccount_whenPaid_thenCompletedWithoutToken() {
    Requested payment =
        partner.request(
            PartnerClient.electricity(meter(VtpassOutcome.DELIVERED), "POSTPAID", 2000),
            "postpaid@customer.example");
    pay(payment);
    JsonObject status = partner.awaitStatus(payment.id(), "completed");
    assertThat(status.containsKey("token")).isFalse();
  }

  @Test
  void givenPhone_whenPaid_thenAirtimeIsDelivered() throws Exception {
    String phone = phone(VtpassOutcome.DELIVERED);
    Requested payment =
        partner.request(PartnerClient.airtime("mtn", phone, 500), "airtime@customer.example");
    assertThat(payment.amount()).startsWith("500");
    pay(payment);
    partner.awaitStatus(payment.id(), "completed");
    assertThat(outside.vtpass().vendsFor(phone)).hasSize(1);
    outside.inbox().awaitMail(m -> m.text().contains(payment.reference()), SOON);
  }

  @Test
  void givenPlan_whenPaid_thenBoughtAtItsPrice() {
    partner.awaitPlan("data", "mtn", "mtn-1-5gb-30d");
    String phone = phone(VtpassOutcome.DELIVERED);
    Requested payment =
        partner.request(
            PartnerClient.plan("data", "mtn", phone, "mtn-1-5gb-30d"), "data@customer.example");
    assertThat(payment.amount()).startsWith("1000");
    pay(payment);
    partner.awaitStatus(payment.id(), "completed");
    assertThat(outside.vtpass().vendsFor(phone))
        .singleElement()
        .satisfies(vend -> assertThat(vend.variation()).isEqualTo("mtn-100mb-1000"));
  }

  @Test
  void givenExaminationCard_whenPaid_thenItsPinIsInTheStatus() {
    partner.awaitPlan("education", "waec", "waec-wassce-gce");
    String phone = phone(VtpassOutcome.DELIVERED);
    Requested payment =
        partner.request(
            PartnerClient.plan("education", "waec", phone, "waec-wassce-gce"),
            "waec@customer.example");
    pay(payment);
    JsonObject status = partner.awaitStatus(payment.id(), "completed");
    assertThat(status.getString("token"))
        .isEqualTo(outside.vtpass().vendsFor(phone).get(0).pins().get(0));
  }

  @Test
  void givenUnknownMeter_whenPaid_thenRefunded() throws Exception {
    String meter = meter(VtpassOutcome.WRONG_BILLERS_CODE);
    Requested payment =
        partner.request(
            PartnerClient.electricity(meter, "PREPAID", 1000), "invalid@customer.example");
    pay(payment);
    JsonObject status = partner.awaitStatus(payment.id(), "refunded");
    assertThat(status.getString("failure_code")).isEqualTo("ACCOUNT_NOT_FOUND");
    assertRefundedOnce(status, payment, "1030");
    assertThat(outside.vtpass().vendsFor(meter)).isEmpty();
    outside
        .inbox()
        .awaitMail(
            m ->
                m.text().contains(payment.reference())
                    && m.text()
                        .contains(status.getJsonObject("refund").getString("transaction_hash")),
            SOON);
  }

  @Test
  void givenAnswerLostAfterDelivery_whenRequeried_thenExactlyOneVend() {
    String meter = meter(VtpassOutcome.TIMEOUT_THEN_DELIVERED);
    Requested payment =
        partner.request(
            PartnerClient.electricity(meter, "PREPAID", 1000), "timeout@customer.example");
    pay(payment);
    partner.awaitStatus(payment.id(), "provider_processing");
    JsonObject status = partner.awaitStatus(payment.id(), "completed");
    assertThat(status.getString("token")).isNotBlank();
    assertThat(outside.vtpass().vendsFor(meter)).hasSize(1);
    assertThat(attempts(payment)).isEqualTo("1");
  }

  @Test
  void givenErrorAfterEffect_whenRequeried_thenExactlyOneVend() {
    String meter = meter(VtpassOutcome.ERROR_AFTER_EFFECT);
    Requested payment =
        partner.request(
            PartnerClient.electricity(meter, "PREPAID", 1000), "error@customer.example");
    pay(payment);
    partner.awaitStatus(payment.id(), "completed");
    assertThat(outside.vtpass().vendsFor(meter)).hasSize(1);
    assertThat(attempts(payment)).isEqualTo("1");
  }

  @Test
  void givenProviderOffline_whenThreeRetriesAreUsedUp_thenRefunded() {
    String phone = phone(VtpassOutcome.BILLER_UNREACHABLE);
    Requested payment =
        partner.request(PartnerClient.airtime("mtn", phone, 300), "offline@customer.example");
    pay(payment);
    JsonObject status = partner.awaitStatus(payment.id(), "refunded");
    assertThat(attempts(payment)).isEqualTo("4");
    assertThat(status.getString("failure_code")).isEqualTo("PROVIDER_ERROR");
    assertRefundedOnce(status, payment, "300");
    assertThat(outside.vtpass().vendsFor(phone)).isEmpty();
  }

  @Test
  void givenWrongAmounts_whenPaid_thenAllOfItGoesBack() {
    for (String amount : new String[] {"99.9999999", "101"}) {
      Requested payment =
          partner.request(
              PartnerClient.airtime("mtn", phone(VtpassOutcome.DELIVERED), 100),
              "wrong@customer.example");
      pay(payment, amount);
      JsonObject status = partner.awaitStatus(payment.id(), "refunded");
      assertThat(status.getString("failure_code")).isEqualTo("AMOUNT_MISMATCH");
      assertRefundedOnce(status, payment, amount);
    }
  }

  @Test
  void givenDeliveredWithoutToken_whenRequeried_thenTokenComes() {
    String meter = meter(VtpassOutcome.DELIVERED_WITHOUT_TOKEN);
    Requested payment =
        partner.request(
            PartnerClient.electricity(meter, "PREPAID", 1000), "tokenless@customer.example");
    pay(payment);
    JsonObject status = partner.awaitStatus(payment.id(), "completed");
    assertThat(status.getString("token")).matches("\\d{4}(-\\d{4}){4}");
    assertThat(outside.vtpass().vendsFor(meter)).hasSize(1);
    assertThat(
            system()
                .query(
                    "select requeries > 0 from attempt where payment_id = ?::uuid", payment.id()))
        .isEqualTo("t");
  }

  @Test
  void givenServerKilledWhileVending_whenStartedAgain_thenRequeriedAndVendedOnceAndAnswerRepeated()
      throws Exception {
    String meter = meter(VtpassOutcome.TIMEOUT_THEN_DELIVERED);
    Requested payment =
        partner.request(
            PartnerClient.electricity(meter, "PREPAID", 1000), "killed@customer.example");
    pay(payment);
    outside.vtpass().await(v -> v.vendsFor(meter).size() == 1, SOON);
    String key = UUID.randomUUID().toString();
    String body = PartnerClient.electricity(meter, "PREPAID", 2000).build().toString();

    try (Socket hungUp = new Socket("127.0.0.1", system().httpPort())) {
      hungUp.getOutputStream().write(partner.raw(body, key));
      awaitStored(key);
      system().killApplication();
    }
    assertThat(system().query("select state from payment where id = ?::uuid", payment.id()))
        .isEqualTo("processing_bill");
    system().startApplication();

    for (int i = 0; i < 2; i++) {
      HttpResponse<String> again = partner.pay(body, key);
      assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
      assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
      assertThat(again.body())
          .isEqualTo(
              system()
                  .query(
                      "select convert_from(a.body, 'UTF8') from payment_answer a join payment p"
                          + " on p.id = a.payment_id where p.request_reference = ?",
                      key));
    }
    JsonObject status = partner.awaitStatus(payment.id(), "completed");
    assertThat(status.getString("token")).isNotBlank();
    assertThat(outside.vtpass().vendsFor(meter)).hasSize(1);
    assertThat(attempts(payment)).isEqualTo("1");
    assertThat(
            system()
                .query(
                    "select count(*) from payment_move where payment_id = ?::uuid and transition ="
                        + " 'lease_lost'",
                    payment.id()))
        .isEqualTo("1");
  }

  @Test
  void givenNoMemo_whenMoneyArrives_thenItGoesBackAndIsBooked() {
    String before = system().query("select count(*) from refund where state = 'confirmed'");
    customer.pay(outside.systemWallet().account(), "7.5", null);
    BillsSystem.await(
        "stray money is back",
        SOON,
        () ->
            Integer.parseInt(
                    system().query("select count(*) from refund where state = 'confirmed'"))
                > Integer.parseInt(before));
  }

  private static void awaitStored(String key) {
    BillsSystem.await(
        "the payment that is asked for is stored",
        SOON,
        () ->
            "1"
                .equals(
                    system()
                        .query("select count(*) from payment where request_reference = ?", key)));
  }

  private String attempts(Requested payment) {
    return system().query("select count(*) from attempt where payment_id = ?::uuid", payment.id());
  }
}
