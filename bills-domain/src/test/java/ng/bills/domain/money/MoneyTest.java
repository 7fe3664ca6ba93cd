package ng.bills.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import ng.bills.domain.payment.PaymentFixture;
import ng.bills.domain.payment.PaymentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  private static final Asset CNGN = new Asset("cNGN", "GISSUER");

  @ParameterizedTest
  @CsvSource({"0, 0", "0.01, 1", "1, 100", "5030.5, 503050", "1e3, 100000", "1.100, 110"})
  void givenNaira_whenRead_thenItIsKobo(BigDecimal naira, long kobo) {
    assertThat(Money.ofNaira(naira)).isEqualTo(Money.ofKobo(kobo));
    assertThat(Money.ofNaira(naira).toNaira()).isEqualByComparingTo(naira).hasScaleOf(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.001", "1.005", "92233720368547758.08", "1e30", "1e1000000000"})
  void givenAFractionOfAKoboOrTooMuch_whenRead_thenItThrows(BigDecimal naira) {
    assertThatThrownBy(() -> Money.ofNaira(naira)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void givenMoney_whenBelowZeroOrBeyondALong_thenItThrows() {
    Money most = Money.ofKobo(Long.MAX_VALUE);
    assertThatThrownBy(() -> Money.ofKobo(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Money.ofNaira(new BigDecimal("-0.01")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Money.ZERO.minus(Money.ofKobo(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> most.plus(Money.ofKobo(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.ofNaira(Long.MAX_VALUE / 100 + 1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> AssetAmount.worth(CNGN, most)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void givenMoney_whenCounted_thenItIsExact() {
    assertThat(Money.ofKobo(3).plus(Money.ofKobo(4))).isEqualTo(Money.ofKobo(7));
    assertThat(Money.ofKobo(7).minus(Money.ofKobo(7)).isZero()).isTrue();
    assertThat(Money.ofKobo(1)).isLessThan(Money.ofKobo(2)).hasToString("NGN 0.01");
  }

  @Test
  void givenARequest_whenTheAmountIsZeroOrAboveTheMost_thenItThrows() {
    PaymentRequest r = PaymentFixture.prepaidRequest();
    assertThat(withAmount(r, Money.MAX).total()).isEqualTo(Money.MAX.plus(Money.ofNaira(30)));
    assertThat(withAmount(r, Money.ofKobo(1)).amount()).isEqualTo(Money.ofKobo(1));
    for (Money wrong : List.of(Money.ZERO, Money.MAX.plus(Money.ofKobo(1)))) {
      assertThatThrownBy(() -> withAmount(r, wrong)).isInstanceOf(IllegalArgumentException.class);
    }
    // even the largest bill with its fee is a Stellar amount
    assertThat(AssetAmount.worth(CNGN, Money.MAX).toDecimal()).isEqualTo("1000000000.0000000");
  }

  private static PaymentRequest withAmount(PaymentRequest r, Money amount) {
    return new PaymentRequest(
        r.partner(),
        r.requestReference(),
        r.billType(),
        r.biller(),
        r.account(),
        amount,
        r.fee(),
        r.email(),
        r.phone(),
        r.metadata());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.0000001, 1",
    "5030, 50300000000",
    "5030.0000000, 50300000000",
    "922337203685.4775807, 9223372036854775807"
  })
  void givenHorizonsNotation_whenRead_thenItIsStroops(String decimal, long stroops) {
    AssetAmount amount = AssetAmount.parse(CNGN, decimal);
    assertThat(amount.stroops()).isEqualTo(stroops);
    assertThat(AssetAmount.parse(CNGN, amount.toDecimal())).isEqualTo(amount);
    assertThat(amount.toDecimal()).matches("\\d+\\.\\d{7}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "+1",
        "1.",
        ".5",
        "1e3",
        "1.00000000",
        "0.00000001",
        "1,000",
        "922337203685.4775808",
        "999999999999.9999999",
        "9999999999999",
        "NaN",
        "٣"
      })
  void givenAnythingElse_whenRead_thenItIsRefused(String decimal) {
    assertThatThrownBy(() -> AssetAmount.parse(CNGN, decimal))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenTwoAssets_whenAddedOrCompared_thenItThrows() {
    AssetAmount ours = new AssetAmount(CNGN, 1);
    AssetAmount theirs = new AssetAmount(new Asset("cNGN", "GOTHER"), 1);
    assertThatThrownBy(() -> ours.plus(theirs)).isInstanceOf(AssetMismatchException.class);
    assertThatThrownBy(() -> ours.compareAmount(theirs)).isInstanceOf(AssetMismatchException.class);
    assertThat(ours.plus(ours)).isEqualTo(new AssetAmount(CNGN, 2));
    assertThatThrownBy(() -> ours.plus(new AssetAmount(CNGN, Long.MAX_VALUE)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new AssetAmount(CNGN, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cNGNcNGNcNGNc", "c NGN", "ćNGN"})
  void givenNoAssetCode_whenBuilt_thenItThrows(String code) {
    assertThatThrownBy(() -> new Asset(code, "GISSUER"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
