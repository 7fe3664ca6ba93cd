package ng.bills.infrastructure.stellar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.payment.PaymentReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MemoCodecTest {

  private static final PaymentReference REFERENCE =
      PaymentReference.ofRandom(new byte[] {0, 0, 0, 0, 0, 0, 1, 2, 3, 4});
  private static final String MEMO = "BILL-" + REFERENCE.value();

  static Stream<Arguments> textsThatNameThePayment() {
    return Stream.of(
            MEMO,
            MEMO.toLowerCase(Locale.ROOT),
            "  " + MEMO + " ",
            MEMO.replace('0', 'O'),
            MEMO.replace('0', 'o'),
            MEMO.replace('1', 'l'),
            MEMO.replace('1', 'I'),
            "BILL-" + REFERENCE.value().substring(0, 8) + "-" + REFERENCE.value().substring(8),
            "\t" + MEMO + "\n")
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("textsThatNameThePayment")
  void givenTextAsPeopleTypeIt_whenReading_thenNamesThePayment(String typed) {
    assertThat(MemoCodec.read(text(typed.getBytes(UTF_8), typed), Optional.empty()).payment())
        .contains(new PaymentMemo(REFERENCE));
  }

  static Stream<Arguments> memosThatNameNothing() {
    byte[] notUtf8 = MEMO.getBytes(UTF_8);
    notUtf8[notUtf8.length - 1] = (byte) 0xff;
    char last = REFERENCE.value().charAt(16);
    String wrongCheck = MEMO.substring(0, MEMO.length() - 1) + (last == '7' ? '8' : '7');
    return Stream.of(
        Arguments.of("none", memo("none").build(), null),
        Arguments.of("empty text", text(new byte[0], ""), ""),
        Arguments.of(
            "not UTF-8 though Horizon's text looks right",
            text(notUtf8, MEMO),
            "not text: 42494c4c2d"),
        Arguments.of("0xFF only", text(new byte[] {(byte) 0xff}, "\ufffd"), "not text: ff"),
        Arguments.of(
            "wrong check character", text(wrongCheck.getBytes(UTF_8), wrongCheck), wrongCheck),
        Arguments.of("other prefix", text("INV-1".getBytes(UTF_8), "INV-1"), "INV-1"),
        Arguments.of("prefix only", text("BILL-".getBytes(UTF_8), "BILL-"), "BILL-"),
        Arguments.of("NUL inside", text("BILL-\0x".getBytes(UTF_8), "BILL-\0x"), "BILL-\ufffdx"),
        Arguments.of("turned around", text("a\u202eb".getBytes(UTF_8), "a\u202eb"), "a\ufffdb"),
        Arguments.of(
            "id",
            memo("id").add("memo", "18446744073709551615").build(),
            "id 18446744073709551615"),
        Arguments.of(
            "hash", memo("hash").add("memo", base64(filled(32, 0xab))).build(), "hash abababab"),
        Arguments.of(
            "return",
            memo("return").add("memo", base64(filled(32, 0xcd))).build(),
            "return cdcdcd"),
        Arguments.of("hash that is no base64", memo("hash").add("memo", "%%%").build(), "hash ?"),
        Arguments.of("future type", memo("poem").add("memo", MEMO).build(), "unreadable memo"),
        Arguments.of(
            "no type", Json.createObjectBuilder().add("memo", MEMO).build(), "unreadable memo"),
        Arguments.of(
            "bytes that are no base64",
            memo("text").add("memo", MEMO).add("memo_bytes", "***").build(),
            "unreadable memo"),
        Arguments.of(
            "no bytes and a replaced character",
            memo("text").add("memo", MEMO + "\ufffd").build(),
            MEMO + "\ufffd"),
        Arguments.of("null", memo("text").addNull("memo").addNull("memo_bytes").build(), null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("memosThatNameNothing")
  void givenOtherMemo_whenReading_thenNamesNoPayment(
      String name, JsonObject transaction, String shown) {
    MemoCodec.Read read = MemoCodec.read(transaction, Optional.empty());
    assertThat(read.payment()).isEmpty();
    if (shown == null) {
      assertThat(read.text()).isEmpty();
    } else {
      assertThat(read.text()).hasValueSatisfying(text -> assertThat(text).startsWith(shown));
    }
    assertThat(read.text().orElse("").length()).isLessThanOrEqualTo(64);
  }

  @Test
  void givenOldServerWithoutBytes_whenReading_thenTextCounts() {
    assertThat(MemoCodec.read(memo("text").add("memo", MEMO).build(), Optional.empty()).payment())
        .contains(new PaymentMemo(REFERENCE));
  }

  @Test
  void givenBytesAndTextDiffer_whenReading_thenBytesCount() {
    JsonObject transaction = text(MEMO.getBytes(UTF_8), "something else");
    assertThat(MemoCodec.read(transaction, Optional.empty()).payment())
        .contains(new PaymentMemo(REFERENCE));
  }

  @Test
  void givenMuxedIdAndMemo_whenReading_thenNoPaymentButBothAreShown() {
    MemoCodec.Read read = MemoCodec.read(text(MEMO.getBytes(UTF_8), MEMO), Optional.of("0"));
    assertThat(read.payment()).isEmpty();
    assertThat(read.text()).contains("muxed id 0; " + MEMO);
  }

  @Test
  void givenMuxedIdWithoutMemo_whenReading_thenIdIsShown() {
    MemoCodec.Read read = MemoCodec.read(memo("none").build(), Optional.of("42"));
    assertThat(read).isEqualTo(new MemoCodec.Read(Optional.empty(), Optional.of("muxed id 42")));
  }

  private static JsonObjectBuilder memo(String type) {
    return Json.createObjectBuilder().add("memo_type", type);
  }

  private static JsonObject text(byte[] bytes, String cleaned) {
    return memo("text").add("memo", cleaned).add("memo_bytes", base64(bytes)).build();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
