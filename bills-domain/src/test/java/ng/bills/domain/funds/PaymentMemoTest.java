package ng.bills.domain.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import ng.bills.domain.payment.PaymentFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentMemoTest {

  private static final PaymentMemo MEMO = new PaymentMemo(PaymentFixture.paymentReference(123_456));

  @Test
  void givenAMemo_whenWritten_thenItFitsAStellarTextMemoAndIsReadAgain() {
    assertThat(MEMO.text().getBytes(StandardCharsets.UTF_8)).hasSize(22);
    assertThat(MEMO.text()).startsWith("BILL-");
    assertThat(PaymentMemo.read(MEMO.text())).contains(MEMO);
  }

  @Test
  void givenAMemo_whenTypedAsPeopleDo_thenItIsRead() {
    assertThat(PaymentMemo.read(MEMO.text().toLowerCase(Locale.ROOT))).contains(MEMO);
    assertThat(PaymentMemo.read(" " + MEMO.text() + "\n")).contains(MEMO);
    assertThat(PaymentMemo.read("BILL- " + MEMO.reference().value())).contains(MEMO);
    assertThat(PaymentMemo.read("Bill-" + MEMO.reference().value().replace('0', 'o')))
        .contains(MEMO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "BILL",
        "BILL-",
        "hello",
        "BILL-0",
        "00000000000000000",
        "BIL-00000000000000000",
        "BILL-00000000000000001",
        "xBILL-00000000000000000",
        "BILL_00000000000000000",
        "\u0000"
      })
  void givenAnythingElse_whenRead_thenNoPaymentIsMeant(String text) {
    assertThat(PaymentMemo.read(text)).isEmpty();
  }
}
