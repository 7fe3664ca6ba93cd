package ng.bills.infrastructure.persistence.pay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.pay.port.PagePayments.PagePayment;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.HousePartner;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.pay.PageSecret;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import org.junit.jupiter.api.Test;

class JpaPagePaymentsIT {

  private static final Optional<String> SHOP = Optional.of("https://shop.example/thanks");

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaPagePayments pages = new JpaPagePayments(Samples.HASH);

  private static PageSecret secret() {
    byte[] random = new byte[PageSecret.BYTES];
    new SecureRandom().nextBytes(random);
    return PageSecret.of(random);
  }

  private Payment shown(PageSecret secret) {
    Payment payment =
        Samples.payment(
            Samples.electricity(HousePartner.ID.value(), Optional.of(pages.reference(secret))),
            Samples.NOW);
    tx.run(() -> payments.add(payment));
    tx.run(
        () -> pages.add(secret, new PagePayment(payment.id(), HousePartner.ID, SHOP), Samples.NOW));
    return payment;
  }

  @Test
  void givenAMigratedDatabase_whenTheHousePartnerIsLookedUp_thenItIsThereWithoutAKey() {
    assertThat(tx.call(() -> pages.partnerName(HousePartner.ID))).contains("Pay page (house)");
    assertThat(
            database.value(
                "select count(*) from api_key where partner_id = '" + HousePartner.ID + "'"))
        .isEqualTo(0L);
    assertThat(tx.call(() -> pages.partnerName(new PartnerId(UUID.randomUUID())))).isEmpty();
  }

  @Test
  void givenASecret_whenFound_thenItOpensItsPaymentAloneAndTheFirstNoteStands() {
    PageSecret secret = secret();
    Payment payment = shown(secret);
    Payment other = shown(secret());
    tx.run(
        () ->
            pages.add(
                secret,
                new PagePayment(other.id(), HousePartner.ID, Optional.empty()),
                Samples.NOW));

    assertThat(tx.call(() -> pages.find(secret)))
        .contains(new PagePayment(payment.id(), HousePartner.ID, SHOP));
    assertThat(tx.call(() -> pages.find(secret()))).isEmpty();
    assertThat(tx.call(() -> pages.glance(secret)))
        .hasValueSatisfying(
            glance -> assertThat(glance.state()).isEqualTo(PaymentState.PENDING_PAYMENT));
    assertThat(tx.call(() -> pages.glance(secret()))).isEmpty();
  }

  @Test
  void givenAStoredPage_whenTheRowsAreRead_thenNeitherTheSecretNorItsHashIsInTheReference() {
    PageSecret secret = secret();
    Payment payment = shown(secret);

    String rows =
        (String)
            database.value(
                "select pay_page::text || payment::text from pay_page join payment on payment.id ="
                    + " pay_page.payment_id where payment.id = '"
                    + payment.id()
                    + "'");
    assertThat(rows).doesNotContain(secret.text());
    assertThat(pages.reference(secret)).matches("[A-Za-z0-9._:-]{1,64}");
  }

  @Test
  void givenAStoredPage_whenChangedOrRemoved_thenTheDatabaseRefuses() {
    shown(secret());

    for (String sql :
        new String[] {"update pay_page set return_url = null", "delete from pay_page"}) {
      assertThatThrownBy(() -> database.byHand(sql)).hasMessageContaining("append-only");
    }
  }
}
