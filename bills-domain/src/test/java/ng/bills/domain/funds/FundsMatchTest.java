package ng.bills.domain.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentFixture;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FundsMatchTest {

  private static final Asset CNGN = new Asset("cNGN", "GISSUER");

  /** 5,030 naira. */
  private static final long TOTAL = 50_300_000_000L;

  private static final Instant END = PaymentFixture.NOON.plus(PaymentFixture.WINDOW);

  private static FundsReceipt receipt(Asset asset, long stroops, Instant closedAt) {
    return new FundsReceipt(
        "4294967297",
        "ab".repeat(32),
        closedAt,
        "GSENDER",
        new AssetAmount(asset, stroops),
        Optional.empty(),
        Optional.empty());
  }

  private static Stream<Arguments> amountsAndTimes() {
    return Stream.of(
        Arguments.of(TOTAL, PaymentFixture.NOON, FundsMatch.EXACT),
        Arguments.of(TOTAL, END, FundsMatch.EXACT),
        Arguments.of(TOTAL, END.plusNanos(1), FundsMatch.LATE),
        Arguments.of(TOTAL - 1, PaymentFixture.NOON, FundsMatch.UNDER),
        Arguments.of(0L, PaymentFixture.NOON, FundsMatch.UNDER),
        Arguments.of(TOTAL + 1, PaymentFixture.NOON, FundsMatch.OVER),
        Arguments.of(Long.MAX_VALUE, PaymentFixture.NOON, FundsMatch.OVER),
        // time comes before amount
        Arguments.of(TOTAL - 1, END.plusSeconds(1), FundsMatch.LATE),
        Arguments.of(TOTAL + 1, END.plusSeconds(1), FundsMatch.LATE));
  }

  @ParameterizedTest
  @MethodSource("amountsAndTimes")
  void givenAPaymentThatWaits_whenMoneyComes_thenTimeAndAmountDecide(
      long stroops, Instant closedAt, FundsMatch expected) {
    Payment payment = PaymentFixture.requested().payment();

    assertThat(payment.request().total()).isEqualTo(Money.ofNaira(5_030));
    assertThat(FundsMatch.of(receipt(CNGN, stroops, closedAt), Optional.of(payment), CNGN))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(PaymentState.class)
  void givenAnyState_whenTheExactSumComes_thenOnlyAWaitingPaymentTakesIt(PaymentState state) {
    Payment payment = PaymentFixture.in(state).payment();

    FundsMatch match =
        FundsMatch.of(receipt(CNGN, TOTAL, PaymentFixture.NOON), Optional.of(payment), CNGN);

    assertThat(match)
        .isEqualTo(
            switch (state) {
              case PENDING_PAYMENT -> FundsMatch.EXACT;
              case EXPIRED -> FundsMatch.LATE;
              default -> FundsMatch.REPEATED;
            });
  }

  @Test
  void givenCancelled_whenMoneyComesInTime_thenItIsLate() {
    Payment payment = PaymentFixture.requested().payment();
    payment.cancelled(PaymentFixture.NOON);

    assertThat(FundsMatch.of(receipt(CNGN, TOTAL, PaymentFixture.NOON), Optional.of(payment), CNGN))
        .isEqualTo(FundsMatch.LATE);
  }

  @Test
  void givenNoPayment_whenOurAssetComes_thenItIsUnmatched() {
    assertThat(FundsMatch.of(receipt(CNGN, TOTAL, PaymentFixture.NOON), Optional.empty(), CNGN))
        .isEqualTo(FundsMatch.UNMATCHED);
  }

  @Test
  void givenAnotherCodeOrIssuer_whenItComes_thenItIsNeverMoney() {
    Optional<Payment> meant = Optional.of(PaymentFixture.requested().payment());
    for (Asset other :
        new Asset[] {
          new Asset("cNGN", "GSOMEBODYELSE"), new Asset("CNGN", "GISSUER"),
          new Asset("NGNT", "GISSUER"), new Asset("cNGN", "gissuer")
        }) {
      FundsReceipt receipt = receipt(other, TOTAL, PaymentFixture.NOON);
      assertThat(FundsMatch.of(receipt, meant, CNGN)).isEqualTo(FundsMatch.WRONG_ASSET);
      assertThat(FundsMatch.of(receipt, Optional.empty(), CNGN)).isEqualTo(FundsMatch.WRONG_ASSET);
    }
  }
}
