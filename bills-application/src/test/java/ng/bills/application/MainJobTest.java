package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ng.bills.application.memory.MemoryStellar;
import ng.bills.application.memory.MemoryStellar.Fate;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.money.Asset;
import ng.bills.domain.payment.FailureCode;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.RefundState;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The main job from request to delivery or refund, and what may go wrong on the way. */
class MainJobTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long TOTAL = 5030_0000000L;

  private TestSystem system = new TestSystem();

  @AfterEach
  void booksAreTrue() {
    system.assertBooksAreTrue();
    assertThat(system.balance(AccountCode.STELLAR_WALLET))
        .isEqualTo(BigInteger.valueOf(system.stellar.balance()));
  }

  private Payment paidElectricity() {
    Payment payment = system.request(TestSystem.electricity(5000));
    system.pay(payment);
    return payment;
  }

  @Test
  void givenExactMoney_whenTakenIn_thenTokenIsDeliveredAtOnceAndTold() {
    Payment payment = paidElectricity();

    system.takeInFunds.takeIn();
    system.world.runBackground();

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().vended()).hasSize(1);
    assertThat(system.now(payment.id()).delivery().orElseThrow().creditToken()).isPresent();
    system.tick();
    assertThat(system.messages).hasSize(2);
    assertThat(system.messages)
        .allSatisfy(
            m ->
                assertThat(m.text())
                    .contains("1234-5678-9012-3456-7890", payment.reference().value())
                    .contains("450****678")
                    .doesNotContain("45012345678"));
    assertThat(system.balance(AccountCode.FEE_INCOME)).isEqualTo(BigInteger.valueOf(-30_0000000L));
    assertThat(system.balance(AccountCode.CUSTOMER_FUNDS)).isEqualTo(BigInteger.ZERO);
    assertThat(system.balance(AccountCode.floatAt(system.provider().code())))
        .isEqualTo(BigInteger.valueOf(-5000_0000000L));
  }

  @Test
  void givenSmsText_whenTokenIsTold_thenItIsGsm7AndShort() {
    paidElectricity();
    system.tick();
    String sms =
        system.messages.stream().filter(m -> m.to().startsWith("+234")).findFirst().get().text();
    assertThat(sms).hasSizeLessThanOrEqualTo(160).matches("[\\x20-\\x7e\\n]+");
  }

  @Test
  void givenAirtime_whenPaid_thenDeliveredWithoutAccountCheckAndFee() {
    Payment payment = system.request(TestSystem.airtime(500));
    assertThat(payment.request().total()).isEqualTo(payment.request().amount());
    system.pay(payment);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.messages).hasSize(2);
  }

  @Test
  void givenInvalidMeter_whenPaid_thenMoneyGoesBackAtOnce() {
    system.provider().answerCheck(new AccountCheck.Refused("Invalid meter number"));
    Payment payment = paidElectricity();
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.now(payment.id()).failure().orElseThrow().code())
        .isEqualTo(FailureCode.ACCOUNT_NOT_FOUND);
    assertRefunded(TOTAL);
    assertThat(system.provider().asked()).isEmpty();
  }

  @Test
  void givenAnswerLostAfterDelivery_whenRequeried_thenExactlyOneVend() {
    system.provider().then(Act.DELIVER_UNHEARD);
    Payment payment = paidElectricity();
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    system.run(Duration.ofSeconds(10), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().asked()).hasSize(1);
    assertThat(system.stellar.sent()).isEmpty();
  }

  @Test
  void givenOrderLost_whenNotFoundRepeatsAndSettles_thenVendedAgainUnderNewReference() {
    system.provider().then(Act.LOSE);
    Payment payment = paidElectricity();
    system.run(Duration.ofMinutes(2), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(system.provider().asked()).hasSize(1);
    system.run(Duration.ofMinutes(12), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().asked()).hasSize(2).doesNotHaveDuplicates();
    assertThat(system.provider().vended()).hasSize(1);
  }

  @Test
  void givenFailureUnheard_whenRequeried_thenRetriedAndDelivered() {
    system.provider().then(Act.FAIL_UNHEARD);
    Payment payment = paidElectricity();
    system.run(Duration.ofMinutes(1), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().vended()).hasSize(1);
  }

  @Test
  void givenProviderOffline_whenThreeRetriesAreUsedUp_thenRefunded() {
    system.provider().then(Act.UNREACHABLE, Act.UNREACHABLE, Act.UNREACHABLE, Act.UNREACHABLE);
    Payment payment = paidElectricity();
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.RETRY_SCHEDULED);
    assertThat(system.world.looks()).containsKey(payment.id());
    system.run(Duration.ofMinutes(7), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.provider().asked()).hasSize(4);
    assertRefunded(TOTAL);
    assertThat(system.messages)
        .anySatisfy(m -> assertThat(m.text()).contains("on its way back"))
        .anySatisfy(m -> assertThat(m.subject()).contains("is back"));
  }

  @Test
  void givenAccountCheckWithoutAnswer_whenRetriesAreUsedUp_thenRefunded() {
    AccountCheck none = new AccountCheck.Unavailable("http 502", false);
    system.provider().answerCheck(none, none, none, none);
    Payment payment = paidElectricity();
    system.run(Duration.ofMinutes(8), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.provider().asked()).isEmpty();
  }

  @Test
  void givenAccountCheckBackAfterOneFailure_thenDelivered() {
    system.provider().answerCheck(new AccountCheck.Unavailable("timeout", true));
    Payment payment = paidElectricity();
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.VERIFYING_ACCOUNT);
    system.run(Duration.ofSeconds(11), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenShortFloatAndAnotherProvider_thenTheOtherDeliversAtOnce() {
    system = new TestSystem(7, "vtpass", "flutterwave");
    system.provider().then(Act.SHORT_OF_FLOAT);
    Payment payment = paidElectricity();
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.providers.get(1).vended()).hasSize(1);
  }

  @Test
  void givenUnknownOutcome_thenNoOtherProviderIsAskedAndNothingRefunded() {
    system = new TestSystem(7, "vtpass", "flutterwave");
    system.provider().then(Act.PEND);
    Payment payment = paidElectricity();
    system.run(Duration.ofHours(25), Duration.ofMinutes(1));
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(system.now(payment.id()).review().orElseThrow().kind())
        .isEqualTo(Review.Kind.OUTCOME_UNKNOWN);
    assertThat(system.providers.get(1).asked()).isEmpty();
    assertThat(system.stellar.sent()).isEmpty();
    assertThat(system.balance(AccountCode.CUSTOMER_FUNDS)).isEqualTo(BigInteger.valueOf(-TOTAL));
  }

  @Test
  void givenDeliveredWithoutToken_thenAskedUntilItComesAndBookedOnce() {
    system.provider().then(Act.DELIVER_WITHOUT_TOKEN);
    Payment payment = paidElectricity();
    system.run(Duration.ofMinutes(6), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(system.now(payment.id()).isTokenMissing()).isTrue();
    assertThat(system.provider().requeries()).isBetween(10, 13);
    assertThat(system.balance(AccountCode.CUSTOMER_FUNDS)).isEqualTo(BigInteger.ZERO);
    system.provider().nowSays(system.provider().asked().get(0), ScriptedProvider.delivered());
    system.run(Duration.ofSeconds(61), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.stellar.sent()).isEmpty();
  }

  @Test
  void givenDeliveredWithoutToken_whenItNeverComes_thenAPersonLooksWithinADay() {
    for (RequeryOutcome said :
        new RequeryOutcome[] {
          new Delivered(Optional.empty(), Delivery.BARE, "000"), new NotFound("015")
        }) {
      system = new TestSystem();
      system.provider().then(Act.DELIVER_WITHOUT_TOKEN);
      Payment payment = paidElectricity();
      system.tick();
      system.provider().nowSays(system.provider().asked().get(0), said);
      system.run(Duration.ofHours(25), Duration.ofSeconds(30));

      assertThat(system.now(payment.id()).review()).as("%s", said).isPresent();
      assertThat(system.provider().requeries()).as("%s", said).isLessThan(130);
      assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
      assertThat(system.stellar.sent()).isEmpty();
    }
  }

  @Test
  void givenTokenAwaited_whenProviderTakesItBack_thenAPersonLooksAndNothingIsRefunded() {
    system.provider().then(Act.DELIVER_WITHOUT_TOKEN);
    Payment payment = paidElectricity();
    system.tick();
    system
        .provider()
        .nowSays(
            system.provider().asked().get(0),
            new Rejected(RejectionReason.FAILED, "040 reversed", "REVERSED"));
    system.run(Duration.ofMinutes(2), SECOND);
    assertThat(system.now(payment.id()).review().orElseThrow().kind())
        .isEqualTo(Review.Kind.CONTRADICTION);
    assertThat(system.stellar.sent()).isEmpty();
  }

  @Test
  void givenTooLittle_thenAllOfItGoesBack() {
    Payment payment = system.request(TestSystem.electricity(5000));
    system.pay(payment, TOTAL - 1);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertRefunded(TOTAL - 1);
    assertThat(system.now(payment.id()).failure().orElseThrow().code())
        .isEqualTo(FailureCode.AMOUNT_MISMATCH);
  }

  @Test
  void givenTooMuch_thenAllOfItGoesBack() {
    Payment payment = system.request(TestSystem.electricity(5000));
    system.pay(payment, TOTAL + 1);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertRefunded(TOTAL + 1);
  }

  @Test
  void givenNothingCame_thenExpiredAndLateMoneyGoesBack() {
    Payment payment = system.request(TestSystem.electricity(5000));
    system.run(Duration.ofMinutes(11), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.EXPIRED);
    system.pay(payment);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertRefunded(TOTAL);
  }

  @Test
  void givenFeedLags_whenPaidInTime_thenItIsNotCalledLate() {
    Payment payment = system.request(TestSystem.electricity(5000));
    system.stellar.lag(Duration.ofMinutes(30));
    system.world.pass(Duration.ofMinutes(9));
    system.pay(payment);
    system.run(Duration.ofMinutes(20), Duration.ofSeconds(10));
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PENDING_PAYMENT);
    system.stellar.lag(Duration.ZERO);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenCancelled_thenLateMoneyGoesBack() {
    Payment payment = system.request(TestSystem.electricity(5000));
    assertThat(
            system.cancelPayment.cancel(TestSystem.PARTNER, payment.id()).orElseThrow().cancelled())
        .isTrue();
    system.pay(payment);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
  }

  @Test
  void givenPaidTwice_thenOneBillAndTheSecondGoesBack() {
    Payment payment = paidElectricity();
    system.pay(payment);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().vended()).hasSize(1);
    assertRefunded(TOTAL);
  }

  @Test
  void givenNoMemo_thenBookedInSuspenseAndSentBack() {
    system.stellar.pay("GSTRANGER", MemoryStellar.CNGN, 42, Optional.empty());
    system.tick();
    assertRefunded(42);
    assertThat(system.balance(AccountCode.SUSPENSE)).isEqualTo(BigInteger.ZERO);
  }

  @Test
  void givenForeignIssuer_thenItNeverCountsAsMoney() {
    Payment payment = system.request(TestSystem.electricity(5000));
    system.stellar.pay(
        "GCUSTOMER",
        new Asset("cNGN", "GFORGER"),
        TOTAL,
        Optional.of(new ng.bills.domain.funds.PaymentMemo(payment.reference())));
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PENDING_PAYMENT);
    assertThat(system.stellar.sent()).isEmpty();
  }

  @Test
  void givenRefundAnswerLost_thenTheSameTransactionSettlesIt() {
    system.provider().answerCheck(new AccountCheck.Refused("no such meter"));
    system.stellar.then(Fate.APPLY_UNHEARD);
    Payment payment = paidElectricity();
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUND_PROCESSING);
    system.run(Duration.ofSeconds(10), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertRefunded(TOTAL);
  }

  @Test
  void givenRefundDropped_whenProvenDead_thenAnotherIsBuiltAndOnlyThen() {
    system.provider().answerCheck(new AccountCheck.Refused("no such meter"));
    system.stellar.then(Fate.DROP);
    Payment payment = paidElectricity();
    system.run(Duration.ofSeconds(170), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUND_PROCESSING);
    assertThat(system.world.allRefunds().get(0).attempts()).hasSize(1);
    system.run(Duration.ofSeconds(30), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.world.allRefunds().get(0).attempts()).hasSize(2);
    assertRefunded(TOTAL);
  }

  @Test
  void givenSenderCannotReceive_thenMoneyWaitsInSuspenseForAPerson() {
    system.provider().answerCheck(new AccountCheck.Refused("no such meter"));
    system.stellar.senderCannotReceive();
    Payment payment = paidElectricity();
    system.run(Duration.ofMinutes(1), SECOND);
    assertThat(system.now(payment.id()).review().orElseThrow().kind())
        .isEqualTo(Review.Kind.REFUND_BLOCKED);
    assertThat(system.world.allRefunds().get(0).state()).isEqualTo(RefundState.BLOCKED);
    assertThat(system.balance(AccountCode.SUSPENSE)).isEqualTo(BigInteger.valueOf(-TOTAL));
  }

  @Test
  void givenRefundFailsInTheLedger_thenBlockedAndReviewed() {
    system.provider().answerCheck(new AccountCheck.Refused("no such meter"));
    system.stellar.then(Fate.FAIL);
    Payment payment = paidElectricity();
    system.run(Duration.ofMinutes(1), SECOND);
    assertThat(system.now(payment.id()).review()).isPresent();
    assertThat(system.stellar.sent()).isEmpty();
  }

  @Test
  void givenManyPages_thenEveryReceiptCountsOnce() {
    system.stellar.pageSize(3);
    List<Payment> payments =
        java.util.stream.IntStream.range(0, 10)
            .mapToObj(i -> system.request(TestSystem.airtime(100)))
            .toList();
    payments.forEach(system::pay);
    system.tick();
    assertThat(payments)
        .allSatisfy(p -> assertThat(system.stateOf(p)).isEqualTo(PaymentState.COMPLETED));
    assertThat(system.provider().vended()).hasSize(10);
  }

  private void assertRefunded(long stroops) {
    assertThat(system.stellar.sent()).hasSize(1);
    assertThat(system.stellar.sent().get(0).amount().stroops()).isEqualTo(stroops);
    assertThat(system.balance(AccountCode.REFUNDS_PAYABLE)).isEqualTo(BigInteger.ZERO);
  }
}
