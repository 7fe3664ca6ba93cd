package ng.bills.infrastructure.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import ng.bills.domain.refund.RefundOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResultCodesTest {

  static Stream<Arguments> results() {
    return Stream.of(
        Arguments.of("op_malformed", xdr(-1, 1, 0, 1, -1)),
        Arguments.of("op_underfunded", xdr(-1, 1, 0, 1, -2)),
        Arguments.of("op_src_no_trust", xdr(-1, 1, 0, 1, -3)),
        Arguments.of("op_no_destination", xdr(-1, 1, 0, 1, -5)),
        Arguments.of("op_no_trust", xdr(-1, 1, 0, 1, -6)),
        Arguments.of("op_line_full", xdr(-1, 1, 0, 1, -8)),
        Arguments.of("op_no_issuer", xdr(-1, 1, 0, 1, -9)),
        Arguments.of("op_bad_auth", xdr(-1, 1, -1)),
        Arguments.of("tx_bad_seq", xdr(-5)),
        Arguments.of("tx_insufficient_balance", xdr(-7)),
        Arguments.of("tx_frozen_key_accessed", xdr(-18)),
        Arguments.of("tx_failed", xdr(-99)),
        Arguments.of("tx_failed", xdr(-1, 1, 0, 1, -10)),
        Arguments.of("tx_failed", xdr(-1, 1, 0, 1, 0)),
        Arguments.of("tx_failed", xdr(-1, 1, 0, 2, -6)),
        Arguments.of("tx_failed", xdr(-1, 2, 0, 1, -6)),
        Arguments.of("tx_failed", xdr(-1)),
        Arguments.of("tx_failed", ""),
        Arguments.of("tx_failed", "***"));
  }

  @ParameterizedTest
  @MethodSource("results")
  void givenBinaryResult_whenReading_thenItsCode(String code, String resultXdr) {
    assertThat(ResultCodes.ofFailed(resultXdr)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "op_no_trust, true",
    "op_no_destination, true",
    "op_line_full, true",
    "op_not_authorized, true",
    "op_no_issuer, true",
    "op_malformed, true",
    "tx_frozen_key_accessed, true",
    "tx_failed, true",
    "op_code_of_the_future, true",
    "op_underfunded, false",
    "op_src_no_trust, false",
    "op_src_not_authorized, false",
    "tx_insufficient_balance, false",
    "tx_internal_error, false"
  })
  void givenCode_whenRefused_thenBlockedUnlessItIsOurOwnWant(String code, boolean blocked) {
    assertThat(ResultCodes.refused(code)).isEqualTo(new RefundOutcome.Refused(code, blocked));
  }

  private static String xdr(int... words) {
    ByteBuffer xdr = ByteBuffer.allocate(8 + 4 * words.length + 4);
    xdr.putLong(100);
    for (int word : words) {
      xdr.putInt(word);
    }
    return Base64.getEncoder().encodeToString(Arrays.copyOf(xdr.array(), xdr.position()));
  }
}
