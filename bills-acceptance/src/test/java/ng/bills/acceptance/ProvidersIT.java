package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import ng.bills.acceptance.PartnerClient.Requested;
import ng.bills.sandbox.Sandbox;
import ng.bills.sandbox.flutterwave.FlutterwaveMagic;
import ng.bills.sandbox.flutterwave.FlutterwaveOutcome;
import ng.bills.sandbox.interswitch.InterswitchMagic;
import ng.bills.sandbox.interswitch.InterswitchOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Bills through several providers: EKEDC by Flutterwave and IBEDC by Interswitch, then VTpass
 * ({@code BILL_PROVIDER_ORDERS} of {@link BillsSystem}).
 */
@TestMethodOrder(OrderAnnotation.class)
class ProvidersIT extends AcceptanceTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final PartnerClient partner = new PartnerClient(system(), system().apiKey());
  private final Sandbox outside = system().sandbox();
  private final PayingCustomer customer = new PayingCustomer(outside.hubUrl());

  @BeforeEach
  void awaitCatalogues() {
    system().awaitCatalogues();
  }

  private Requested pay(String biller, String meter) {
    Requested payment =
        partner.request(
            PartnerClient.electricity(meter, "PREPAID", 5000).add("provider_code", biller),
            "providers@customer.example");
    customer.pay(payment.sendTo(), payment.amount(), payment.memo());
    return payment;
  }

  private static String attempts(Requested payment) {
    return system()
        .query(
            "select string_agg(provider || ' ' || state, ', ' order by seq) from attempt where"
                + " payment_id = ?::uuid",
            payment.id());
  }

  private void assertDeliveredAndTold(Requested payment) throws InterruptedException {
    JsonObject status = partner.awaitStatus(payment.id(), "completed");
    String token = status.getString("token");
    assertThat(token).matches("\\d{4}(-\\d{4}){4}");
    assertThat(outside.inbox().awaitMail(m -> m.text().contains(payment.reference()), SOON).text())
        .contains(token);
    assertThat(
            system().query("select count(*) from refund where payment_id = ?::uuid", payment.id()))
        .isEqualTo("0");
    assertThat(system().query("select coalesce(sum(stroops), 0) from posting")).isEqualTo("0");
  }

  @Test
  void givenFlutterwaveDelivers_whenPaid_thenVtpassIsNotAsked() throws Exception {
    String meter = FlutterwaveMagic.meter(FlutterwaveOutcome.DELIVERED);
    int before = outside.vtpass().vendsFor(meter).size();

    Requested payment = pay("ekedc", meter);

    assertDeliveredAndTold(payment);
    assertThat(attempts(payment)).isEqualTo("flutterwave delivered");
    assertThat(outside.vtpass().vendsFor(meter)).hasSize(before);
  }

  @Test
  void givenFlutterwaveRefuses_whenPaid_thenVtpassDeliversOnce() throws Exception {
    assertVtpassDeliversWhatFlutterwaveRefuses(FlutterwaveOutcome.REFUSED_HERE);
  }

  @Test
  @Order(Integer.MAX_VALUE) // afterwards Flutterwave is left alone for a while
  void givenFlutterwaveHasNoFloat_whenPaid_thenVtpassDeliversOnce() throws Exception {
    assertVtpassDeliversWhatFlutterwaveRefuses(FlutterwaveOutcome.LOW_FLOAT_HERE);
  }

  private void assertVtpassDeliversWhatFlutterwaveRefuses(FlutterwaveOutcome refusal)
      throws Exception {
    String meter = FlutterwaveMagic.meter(refusal);

    Requested payment = pay("ekedc", meter);

    assertDeliveredAndTold(payment);
    assertThat(attempts(payment)).endsWith("vtpass delivered").startsWith("flutterwave ");
    assertThat(outside.vtpass().vendsFor(meter)).hasSize(1);
    assertThat(outside.flutterwave().vendsFor(meter)).isEmpty();
  }

  @Test
  void givenInterswitchDelivers_whenPaid_thenTokenComesFromIt() throws Exception {
    String meter = InterswitchMagic.meter(InterswitchOutcome.DELIVERED);

    Requested payment = pay("ibedc", meter);

    assertDeliveredAndTold(payment);
    assertThat(attempts(payment)).isEqualTo("interswitch delivered");
    assertThat(outside.interswitch().vendsFor(meter)).isNotEmpty();
  }
}
