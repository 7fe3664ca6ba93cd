package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.payment.RequestPayment;
import ng.bills.application.payment.RequestPayment.Accepted;
import ng.bills.application.payment.RequestPayment.Mismatch;
import ng.bills.application.payment.RequestPayment.Refused;
import ng.bills.domain.partner.PartnerId;
import org.junit.jupiter.api.Test;

/** What is accepted, what is refused and by which names. */
class RequestPaymentTest {

  private final TestSystem system = new TestSystem();

  private static PaymentForm form(
      String type, String biller, String account, String accountType, String amount, String ref) {
    return new PaymentForm(
        Optional.ofNullable(type),
        Optional.ofNullable(biller),
        Optional.ofNullable(account),
        Optional.ofNullable(accountType),
        Optional.ofNullable(amount).map(BigDecimal::new),
        Optional.of("NGN"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(ref),
        Map.of());
  }

  private List<Fault> faults(PaymentForm form) {
    RequestPayment.Result result =
        system.requestPayment.request(TestSystem.PARTNER, form, List.of());
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result).reading().faults();
  }

  @Test
  void givenSameReferenceTwice_thenTheFirstPaymentAgain() {
    PaymentForm form = form("airtime", "mtn", "08030001122", null, "100", "order-1");
    Accepted first = (Accepted) system.requestPayment.request(TestSystem.PARTNER, form, List.of());
    Accepted second = (Accepted) system.requestPayment.request(TestSystem.PARTNER, form, List.of());
    assertThat(first.repeated()).isFalse();
    assertThat(second.repeated()).isTrue();
    assertThat(second.payment().id()).isEqualTo(first.payment().id());
    assertThat(system.world.allPayments()).hasSize(1);
  }

  @Test
  void givenSameReferenceForSomethingElse_thenMismatch() {
    system.requestPayment.request(
        TestSystem.PARTNER,
        form("airtime", "mtn", "08030001122", null, "100", "order-1"),
        List.of());
    assertThat(
            system.requestPayment.request(
                TestSystem.PARTNER,
                form("airtime", "mtn", "08030001122", null, "200", "order-1"),
                List.of()))
        .isInstanceOf(Mismatch.class);
  }

  @Test
  void givenSameReference_whenWrittenDifferently_thenTheFirstPaymentAgain() {
    Accepted first =
        (Accepted)
            system.requestPayment.request(
                TestSystem.PARTNER,
                form("airtime", "mtn", "08030001122", null, "100", "order-1"),
                List.of());
    Accepted second =
        (Accepted)
            system.requestPayment.request(
                TestSystem.PARTNER,
                form("airtime", "mtn", "+234 803 000 1122", null, "100.00", "order-1"),
                List.of());
    assertThat(second.payment().id()).isEqualTo(first.payment().id());
  }

  @Test
  void givenSameReference_whenLimitsHaveMovedSince_thenStillTheFirstPayment() {
    PaymentForm form = form("airtime", "mtn", "08030001122", null, "100", "order-1");
    system.requestPayment.request(TestSystem.PARTNER, form, List.of());
    system.minimum(ng.bills.domain.money.Money.ofNaira(200));
    assertThat(system.requestPayment.request(TestSystem.PARTNER, form, List.of()))
        .isInstanceOf(Accepted.class);
    assertThat(
            system.requestPayment.request(
                TestSystem.PARTNER,
                form("airtime", "mtn", "08030001122", null, "100", "order-2"),
                List.of()))
        .isInstanceOf(Refused.class);
  }

  @Test
  void givenSameReferenceOfAnotherPartner_thenAnotherPayment() {
    PaymentForm form = form("airtime", "mtn", "08030001122", null, "100", "order-1");
    system.requestPayment.request(TestSystem.PARTNER, form, List.of());
    PartnerId other = new PartnerId(new java.util.UUID(2, 2));
    assertThat(((Accepted) system.requestPayment.request(other, form, List.of())).repeated())
        .isFalse();
  }

  @Test
  void givenEverythingWrong_thenEveryFieldIsNamedOnce() {
    List<Fault> faults =
        faults(
            new PaymentForm(
                Optional.of("electricity"),
                Optional.of("ekedc"),
                Optional.of("12"),
                Optional.of("PREPAID"),
                Optional.of(new BigDecimal("-5")),
                Optional.of("USD"),
                Optional.of("wallet"),
                Optional.of("nobody"),
                Optional.of("123"),
                Optional.of("bad reference!"),
                Map.of()));
    assertThat(faults)
        .extracting(Fault::field)
        .containsExactlyInAnyOrder(
            "account_number",
            "amount",
            "currency",
            "payment_source",
            "customer_email",
            "customer_phone",
            "request_reference");
  }

  @Test
  void givenNothing_thenEveryRequiredFieldIsNamed() {
    assertThat(
            faults(
                new PaymentForm(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of())))
        .extracting(Fault::field)
        .containsExactlyInAnyOrder(
            "bill_type", "provider_code", "account_number", "amount", "currency");
  }

  @Test
  void givenOddAmounts_thenRefusedWithoutArithmeticTrouble() {
    for (String amount :
        List.of("0", "-1", "0.001", "1e999999999", "1e-999999", "99999999999", "5")) {
      assertThat(faults(form("electricity", "ekedc", "45012345678", "PREPAID", amount, null)))
          .as(amount)
          .extracting(Fault::field)
          .containsExactly("amount");
    }
  }

  @Test
  void givenUnknownTypeOrBiller_thenSaidSo() {
    Refused type =
        (Refused)
            system.requestPayment.request(
                TestSystem.PARTNER, form("rent", "x1", "1", null, "1", null), List.of());
    assertThat(type.reading().unknownType()).isTrue();
    Refused biller =
        (Refused)
            system.requestPayment.request(
                TestSystem.PARTNER,
                form("electricity", "nosuch", "45012345678", "PREPAID", "5000", null),
                List.of());
    assertThat(biller.reading().unknownBiller()).isTrue();
  }
}
