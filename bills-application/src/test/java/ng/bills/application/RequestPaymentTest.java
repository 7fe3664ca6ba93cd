package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.memory.MemoryWorld.NodeDied;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.payment.RequestPayment;
import ng.bills.application.payment.RequestPayment.Accepted;
import ng.bills.application.payment.RequestPayment.Asking;
import ng.bills.application.payment.RequestPayment.Mismatch;
import ng.bills.application.payment.RequestPayment.Refused;
import ng.bills.application.payment.port.FirstAnswer;
import ng.bills.application.payment.port.FirstAnswers;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.PaymentId;
import org.junit.jupiter.api.Test;

/** What is accepted, what is refused and by which names. */
class RequestPaymentTest {

  private final TestSystem system = new TestSystem();
  private int answersMade;

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
        system.requestPayment.request(TestSystem.PARTNER, form, List.of(), Optional.empty());
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result).reading().faults();
  }

  @Test
  void givenSameReferenceTwice_thenTheFirstPaymentAgain() {
    PaymentForm form = form("airtime", "mtn", "08030001122", null, "100", "order-1");
    Accepted first =
        (Accepted)
            system.requestPayment.request(TestSystem.PARTNER, form, List.of(), Optional.empty());
    Accepted second =
        (Accepted)
            system.requestPayment.request(TestSystem.PARTNER, form, List.of(), Optional.empty());
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
        List.of(),
        Optional.empty());
    assertThat(
            system.requestPayment.request(
                TestSystem.PARTNER,
                form("airtime", "mtn", "08030001122", null, "200", "order-1"),
                List.of(),
                Optional.empty()))
        .isInstanceOf(Mismatch.class);
  }

  @Test
  void givenSameReference_whenWrittenDifferently_thenTheFirstPaymentAgain() {
    Accepted first =
        (Accepted)
            system.requestPayment.request(
                TestSystem.PARTNER,
                form("airtime", "mtn", "08030001122", null, "100", "order-1"),
                List.of(),
                Optional.empty());
    Accepted second =
        (Accepted)
            system.requestPayment.request(
                TestSystem.PARTNER,
                form("airtime", "mtn", "+234 803 000 1122", null, "100.00", "order-1"),
                List.of(),
                Optional.empty());
    assertThat(second.payment().id()).isEqualTo(first.payment().id());
  }

  @Test
  void givenSameReference_whenLimitsHaveMovedSince_thenStillTheFirstPayment() {
    PaymentForm form = form("airtime", "mtn", "08030001122", null, "100", "order-1");
    system.requestPayment.request(TestSystem.PARTNER, form, List.of(), Optional.empty());
    system.minimum(ng.bills.domain.money.Money.ofNaira(200));
    assertThat(system.requestPayment.request(TestSystem.PARTNER, form, List.of(), Optional.empty()))
        .isInstanceOf(Accepted.class);
    assertThat(
            system.requestPayment.request(
                TestSystem.PARTNER,
                form("airtime", "mtn", "08030001122", null, "100", "order-2"),
                List.of(),
                Optional.empty()))
        .isInstanceOf(Refused.class);
  }

  @Test
  void givenSameReferenceOfAnotherPartner_thenAnotherPayment() {
    PaymentForm form = form("airtime", "mtn", "08030001122", null, "100", "order-1");
    system.requestPayment.request(TestSystem.PARTNER, form, List.of(), Optional.empty());
    PartnerId other = new PartnerId(new java.util.UUID(2, 2));
    assertThat(
            ((Accepted) system.requestPayment.request(other, form, List.of(), Optional.empty()))
                .repeated())
        .isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Answers with another text every time it has to make one. */
  private Optional<Asking> asking(String body) {
    return Optional.of(
        new Asking(
            bytes(body), p -> new FirstAnswer("at " + p.id(), bytes("answer " + ++answersMade))));
  }

  private RequestPayment.Result ask(PaymentForm form, List<Fault> faults, String body) {
    return system.requestPayment.request(TestSystem.PARTNER, form, faults, asking(body));
  }

  private static String told(RequestPayment.Result result) {
    return new String(((Accepted) result).answer().orElseThrow().body(), StandardCharsets.UTF_8);
  }

  @Test
  void givenSameReferenceAgain_thenTheFirstAnswerAndNoneMadeAnew() {
    PaymentForm form = form("airtime", "mtn", "08030001122", null, "100", "order-1");
    RequestPayment.Result first = ask(form, List.of(), "{}");
    RequestPayment.Result again = ask(form, List.of(), "{}");
    RequestPayment.Result inOtherWords =
        ask(form("airtime", "mtn", "+2348030001122", null, "1e2", "order-1"), List.of(), "{ }");
    assertThat(told(first)).isEqualTo("answer 1");
    for (RequestPayment.Result result : List.of(again, inOtherWords)) {
      assertThat(((Accepted) result).repeated()).isTrue();
      assertThat(((Accepted) result).answer()).isEqualTo(((Accepted) first).answer());
    }
  }

  @Test
  void givenNodeDiesAfterTheCommit_whenAskedAgain_thenTheAnswerNobodyHeard() {
    PaymentForm form = form("airtime", "mtn", "08030001122", null, "100", "order-1");
    system.world.dieAt(0, 1);
    assertThatThrownBy(() -> ask(form, List.of(), "{}")).isInstanceOf(NodeDied.class);
    system.world.restart();

    RequestPayment.Result again = ask(form, List.of(), "{}");

    assertThat(((Accepted) again).repeated()).isTrue();
    assertThat(told(again)).isEqualTo("answer 1");
    assertThat(system.world.allPayments()).hasSize(1);
  }

  @Test
  void givenNodeDiesBeforeTheCommit_whenAskedAgain_thenItIsTheFirstTime() {
    PaymentForm form = form("airtime", "mtn", "08030001122", null, "100", "order-1");
    system.world.dieAt(1, 0);
    assertThatThrownBy(() -> ask(form, List.of(), "{}")).isInstanceOf(NodeDied.class);
    system.world.restart();

    RequestPayment.Result again = ask(form, List.of(), "{}");

    assertThat(((Accepted) again).repeated()).isFalse();
    assertThat(told(again)).isEqualTo("answer 2");
    assertThat(system.world.allPayments()).hasSize(1);
  }

  @Test
  void givenSevenDaysLater_whenAskedAgain_thenTheAnswerIsMadeAnewAboutTheSamePayment() {
    PaymentForm form = form("airtime", "mtn", "08030001122", null, "100", "order-1");
    PaymentId id = ((Accepted) ask(form, List.of(), "{}")).payment().id();
    system.world.pass(FirstAnswers.KEPT.plusSeconds(1));
    assertThat(
            system.world.firstAnswers().prune(system.world.instant().minus(FirstAnswers.KEPT), 10))
        .isEqualTo(1);

    RequestPayment.Result again = ask(form, List.of(), "{}");

    assertThat(told(again)).isNotEqualTo("answer 1");
    assertThat(((Accepted) again).repeated()).isTrue();
    assertThat(((Accepted) again).payment().id()).isEqualTo(id);
    assertThat(ask(form("airtime", "mtn", "08030001122", null, "200", "order-1"), List.of(), "{!}"))
        .isEqualTo(new Mismatch(id));
  }

  @Test
  void givenReleaseThatReadsMoreStrictly_whenTheSameBytesComeAgain_thenTheFirstAnswer() {
    PaymentForm form = form("airtime", "mtn", "08030001122", null, "100", "order-1");
    ask(form, List.of(), "{}");
    List<Fault> faults = List.of(new Fault("metadata", "WRONG_TYPE", "no longer accepted"));
    assertThat(told(ask(form, faults, "{}"))).isEqualTo("answer 1");
    assertThat(ask(form, faults, "{ }")).isInstanceOf(Refused.class);
    assertThat(
            system.requestPayment.request(
                new PartnerId(new java.util.UUID(2, 2)), form, faults, asking("{}")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void givenFirstIsUnderWay_whenAskedAgain_thenUnderWayAndOtherReferencesGoOn() {
    PaymentForm form = form("airtime", "mtn", "08030001122", null, "100", "order-1");
    List<RequestPayment.Result> meanwhile = new ArrayList<>();
    RequestPayment.Result first =
        system.requestPayment.request(
            TestSystem.PARTNER,
            form,
            List.of(),
            Optional.of(
                new Asking(
                    bytes("{}"),
                    p -> {
                      meanwhile.add(ask(form, List.of(), "{}"));
                      meanwhile.add(
                          ask(
                              form("airtime", "mtn", "08030001122", null, "100", "order-2"),
                              List.of(),
                              "{}"));
                      meanwhile.add(
                          system.requestPayment.request(
                              new PartnerId(new java.util.UUID(2, 2)),
                              form,
                              List.of(),
                              asking("{}")));
                      return new FirstAnswer("there", bytes("the first"));
                    })));
    assertThat(meanwhile.get(0)).isEqualTo(new RequestPayment.UnderWay());
    assertThat(meanwhile.subList(1, 3)).hasOnlyElementsOfType(Accepted.class);
    assertThat(told(first)).isEqualTo("the first");
    assertThat(told(ask(form, List.of(), "{}"))).isEqualTo("the first");
    assertThat(system.world.allPayments()).hasSize(3);
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
                TestSystem.PARTNER,
                form("rent", "x1", "1", null, "1", null),
                List.of(),
                Optional.empty());
    assertThat(type.reading().unknownType()).isTrue();
    Refused biller =
        (Refused)
            system.requestPayment.request(
                TestSystem.PARTNER,
                form("electricity", "nosuch", "45012345678", "PREPAID", "5000", null),
                List.of(),
                Optional.empty());
    assertThat(biller.reading().unknownBiller()).isTrue();
  }
}
