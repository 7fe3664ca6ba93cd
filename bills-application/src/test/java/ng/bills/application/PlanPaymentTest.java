package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.memory.Offers;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.payment.RequestPayment;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.biller.SubscriptionChange;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.FailureCode;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.VendOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans: what may be asked for, and what a price is worth between quote and purchase. */
class PlanPaymentTest {

  private final TestSystem system = new TestSystem(7, "vtpass", "flutterwave");
  private final ScriptedProvider first = system.providers.get(0);
  private final ScriptedProvider second = system.providers.get(1);

  @BeforeEach
  void fillTheCatalogue() {
    offer(first, 1_000);
    offer(second, 1_000);
  }

  private void offer(ScriptedProvider provider, long naira) {
    sell(
        provider,
        Offers.reading(
            Offers.plan(BillType.DATA, "mtn", "mtn-1gb-30d", naira),
            Offers.anyAmount(BillType.CABLE_TV, "dstv"),
            Offers.plan(BillType.CABLE_TV, "dstv", "dstv-compact", 15_700),
            Offers.plan(BillType.CABLE_TV, "startimes", "startimes-nova", 900),
            Offers.anyAmount(BillType.WATER, "lagos-water"),
            Offers.plan(BillType.EDUCATION, "waec", "waec-result-checker-pin", 3_500)));
  }

  private void sell(ScriptedProvider provider, CatalogueReading reading) {
    provider.offers(reading);
    system.refreshCatalogue.refresh(provider.code(), true).orElseThrow();
  }

  private static PaymentForm form(
      String type, String biller, String account, String plan, String change, Long naira) {
    return form(type, biller, account, plan, change, naira, null);
  }

  private static PaymentForm form(
      String type,
      String biller,
      String account,
      String plan,
      String change,
      Long naira,
      String reference) {
    return new PaymentForm(
        Optional.of(type),
        Optional.of(biller),
        Optional.of(account),
        Optional.empty(),
        Optional.ofNullable(plan),
        Optional.ofNullable(change),
        Optional.ofNullable(naira).map(BigDecimal::valueOf),
        Optional.of("NGN"),
        Optional.empty(),
        Optional.of("ada@example.com"),
        Optional.empty(),
        Optional.ofNullable(reference),
        Map.of());
  }

  private static PaymentForm data(String plan, Long naira) {
    return form("data", "mtn", "08030001122", plan, null, naira);
  }

  private RequestPayment.Result request(PaymentForm form) {
    return system.requestPayment.request(TestSystem.PARTNER, form, List.of(), Optional.empty());
  }

  private Payment accepted(PaymentForm form) {
    return ((RequestPayment.Accepted) request(form)).payment();
  }

  @Test
  void givenPlanWithoutAmount_whenRequested_thenItsPriceIsTheAmount() {
    Payment payment = accepted(data("mtn-1gb-30d", null));
    assertThat(payment.request().amount()).isEqualTo(Money.ofNaira(1_000));
    assertThat(payment.request().plan()).contains(new PlanCode("mtn-1gb-30d"));

    assertThat(accepted(data("mtn-1gb-30d", 1_000L)).request().amount())
        .isEqualTo(Money.ofNaira(1_000));
  }

  @Test
  void givenOtherPriceOrNoSuchPlan_whenRequested_thenPlanUnavailableBeforeAnyMoney() {
    assertThat(request(data("mtn-1gb-30d", 999L)))
        .isInstanceOf(RequestPayment.PlanUnavailable.class);
    assertThat(request(data("mtn-7gb-30d", null)))
        .isInstanceOf(RequestPayment.PlanUnavailable.class);
    sell(first, Offers.reading(Offers.anyAmount(BillType.CABLE_TV, "dstv")));
    sell(second, Offers.reading(Offers.anyAmount(BillType.CABLE_TV, "dstv")));
    assertThat(request(data("mtn-1gb-30d", null)))
        .isInstanceOf(RequestPayment.PlanUnavailable.class);
  }

  @Test
  void givenPlanPaidFor_whenVended_thenUnderTheProvidersOwnCodes() {
    Payment payment = accepted(data("mtn-1gb-30d", null));
    system.pay(payment);
    system.tick();

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    VendOrder order = first.vended().get(0);
    assertThat(order.item()).isEqualTo(ProviderItem.of("mtn-service", "mtn-1gb-30d-item"));
    assertThat(order.plan()).contains(new PlanCode("mtn-1gb-30d"));
    assertThat(order.amount()).isEqualTo(Money.ofNaira(1_000));
  }

  @Test
  void givenFirstProviderRaisedItsPrice_whenVended_thenBoughtFromTheOneThatKeptIt() {
    Payment payment = accepted(data("mtn-1gb-30d", null));
    offer(first, 1_100);
    system.pay(payment);
    system.tick();

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(first.asked()).isEmpty();
    assertThat(second.vended()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1100", "900"})
  void givenPriceMovedEverywhere_whenVended_thenRefundedAsPlanUnavailable(long naira) {
    Payment payment = accepted(data("mtn-1gb-30d", null));
    offer(first, naira);
    offer(second, naira);
    system.pay(payment);
    system.tick();
    system.run(Duration.ofMinutes(2), Duration.ofSeconds(10));

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.now(payment.id()).failure().orElseThrow().code())
        .isEqualTo(FailureCode.PLAN_UNAVAILABLE);
    assertThat(system.findPayments.story(TestSystem.PARTNER, payment.id()).orElseThrow().moves())
        .extracting(PaymentMoved::cause)
        .contains("the plan is not sold at the quoted price any more");
    assertThat(first.asked()).isEmpty();
    assertThat(second.asked()).isEmpty();
    system.assertBooksAreTrue();
  }

  @Test
  void givenPriceMovedWhileRetrying_whenDue_thenRefundedAndVendedOnceAtMost() {
    first.then(ScriptedProvider.Act.FAIL);
    second.then(ScriptedProvider.Act.FAIL);
    Payment payment = accepted(data("mtn-1gb-30d", null));
    system.pay(payment);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.RETRY_SCHEDULED);
    offer(first, 1_100);
    offer(second, 1_100);
    system.run(Duration.ofMinutes(2), Duration.ofSeconds(10));

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.now(payment.id()).failure().orElseThrow().code())
        .isEqualTo(FailureCode.PLAN_UNAVAILABLE);
    assertThat(first.vended()).isEmpty();
    system.assertBooksAreTrue();
  }

  @Test
  void givenCatalogueDownSinceTheQuote_whenVended_thenTheLastGoodCopySells() {
    Payment payment = accepted(data("mtn-1gb-30d", null));
    first.offers(new CatalogueReading.Unavailable("http 502"));
    system.refreshCatalogue.refresh(first.code(), false);
    system.pay(payment);
    system.tick();

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenTelevision_whenRequested_thenRenewByAmountAndChangeByPlan() {
    Payment renewed = accepted(form("cable_tv", "dstv", "7012345678", null, null, 15_700L));
    assertThat(renewed.request().change()).contains(SubscriptionChange.RENEW);
    assertThat(renewed.request().plan()).isEmpty();
    Payment changed =
        accepted(form("cable_tv", "dstv", "7012345678", "dstv-compact", "change", null));
    assertThat(changed.request().change()).contains(SubscriptionChange.CHANGE);
    assertThat(changed.request().amount()).isEqualTo(Money.ofNaira(15_700));
  }

  @ParameterizedTest
  @CsvSource({
    // type, biller, account, plan, change, naira, field, code
    "data, mtn, 08030001122, , , 1000, plan_code, REQUIRED",
    "data, mtn, 08030001122, Mtn 1GB, , , plan_code, MALFORMED",
    "data, mtn, 0803, mtn-1gb-30d, , , account_number, INVALID_ACCOUNT",
    "data, mtn, 08030001122, mtn-1gb-30d, renew, , subscription_change, UNEXPECTED",
    "data, mtn, 08030001122, mtn-1gb-30d, , -1, amount, AMOUNT_INVALID",
    "airtime, mtn, 08030001122, mtn-1gb-30d, , 1000, plan_code, UNEXPECTED",
    "cable_tv, dstv, 70123, , renew, 15700, account_number, INVALID_ACCOUNT",
    "cable_tv, dstv, 70123456ab, , renew, 15700, account_number, INVALID_ACCOUNT",
    "cable_tv, dstv, 7012345678, , stop, 15700, subscription_change, MALFORMED",
    "cable_tv, dstv, 7012345678, , change, 15700, plan_code, REQUIRED",
    "cable_tv, dstv, 7012345678, dstv-compact, renew, , plan_code, UNEXPECTED",
    "cable_tv, startimes, 02012345678, , renew, 900, plan_code, REQUIRED",
    "cable_tv, dstv, 7012345678, , , , amount, REQUIRED",
    "water, lagos-water, a b, , , 5000, account_number, INVALID_ACCOUNT",
    "water, lagos-water, 10/223, some-plan, , 5000, plan_code, UNEXPECTED",
    "education, waec, 08030001122, , , 3500, plan_code, REQUIRED"
  })
  void givenFaultyForm_whenRequested_thenTheFieldIsNamed(
      String type,
      String biller,
      String account,
      String plan,
      String change,
      Long naira,
      String field,
      String code) {
    RequestPayment.Result result = request(form(type, biller, account, plan, change, naira));

    assertThat(((RequestPayment.Refused) result).reading().faults())
        .filteredOn(f -> f.field().equals(field))
        .extracting(Fault::code)
        .containsExactly(code);
  }

  @Test
  void givenSameReference_whenRequestedAgain_thenTheFirstEvenAfterThePriceMoved() {
    PaymentForm form = form("data", "mtn", "08030001122", "mtn-1gb-30d", null, null, "order-1");
    Payment payment = accepted(form);
    offer(first, 1_100);

    assertThat(((RequestPayment.Accepted) request(form)).payment().id()).isEqualTo(payment.id());
    assertThat(request(form("data", "mtn", "08030001122", "mtn-2gb-30d", null, null, "order-1")))
        .isInstanceOf(RequestPayment.Mismatch.class);
    assertThat(request(form("data", "mtn", "08030001122", null, null, 1_000L, "order-1")))
        .isInstanceOf(RequestPayment.Mismatch.class);
  }
}
