package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import ng.bills.acceptance.PartnerClient.Requested;
import ng.bills.launcher.PayaraMicro;
import ng.bills.sandbox.Sandbox;
import org.junit.jupiter.api.Test;

/** A new field key under the running server. */
class FieldKeysIT extends AcceptanceTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Sandbox outside = system().sandbox();
  private final PartnerClient partner = new PartnerClient(system(), system().newApiKey("rotates"));
  private final PayingCustomer customer = new PayingCustomer(outside.hubUrl());

  private Requested paid(String meter) {
    outside.vtpass().register(meter);
    Requested payment =
        partner.request(
            PartnerClient.electricity(meter, "PREPAID", 1_500), "rotates@customer.example");
    customer.pay(payment.sendTo(), payment.amount(), payment.memo());
    partner.awaitStatus(payment.id(), "completed");
    return payment;
  }

  private static String sealedBy(Requested payment) {
    return system()
        .query(
            "select string_agg(distinct k.name, ' ' order by k.name) from payment p"
                + " join token t on t.payment_id = p.id,"
                + " unnest(array[seal_key_id(account_sealed), seal_key_id(phone_sealed),"
                + " seal_key_id(email_sealed), seal_key_id(customer_name_sealed),"
                + " seal_key_id(t.digits_sealed)]) k(name) where p.id = ?::uuid",
            payment.id());
  }

  @Test
  void givenNewKeyInTheMountedFile_whenTheServerRuns_thenItSealsWithItAndWhatIsThereMovesToIt() {
    Requested before = paid("45061110001");
    assertThat(sealedBy(before)).isEqualTo("acceptance1");
    String token = partner.status(before.id()).getString("token");
    PayaraMicro server = system().application();

    FieldKeysFile.putInFront("acceptance2");

    BillsSystem.await(
        "what was sealed before is sealed by the new key",
        SOON,
        () -> sealedBy(before).equals("acceptance2"),
        () -> sealedBy(before));
    assertThat(partner.status(before.id()).getString("token")).isEqualTo(token);
    Requested after = paid("45061110002");
    assertThat(sealedBy(after)).isEqualTo("acceptance2");
    assertThat(system().application()).as("never restarted").isSameAs(server);
    assertThat(server.isAlive()).isTrue();
    // the search hashes are what they were: the key of the API still works, and another is issued
    assertThat(
            new PartnerClient(system(), system().newApiKey("rotates too"))
                .get("/api/v1/bills/types")
                .statusCode())
        .isEqualTo(200);
  }
}
