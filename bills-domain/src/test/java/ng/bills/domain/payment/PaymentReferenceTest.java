package ng.bills.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentReferenceTest {

  private static final String BODY = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String CHECK = BODY + "*~$=U";

  private static Stream<PaymentReference> samples() {
    SplittableRandom random = new SplittableRandom(37);
    return Stream.concat(
        Stream.of(PaymentReference.ofRandom(new byte[10]), ofBytes((byte) -1)),
        Stream.generate(
                () -> {
                  byte[] ten = new byte[10];
                  random.nextBytes(ten);
                  return PaymentReference.ofRandom(ten);
                })
            .limit(60));
  }

  private static PaymentReference ofBytes(byte value) {
    byte[] ten = new byte[10];
    Arrays.fill(ten, value);
    return PaymentReference.ofRandom(ten);
  }

  @Test
  void givenKnownBytes_whenWritten_thenTheyAreBase32WithCheck() {
    assertThat(PaymentReference.ofRandom(new byte[10]).value()).isEqualTo("00000000000000000");
    // 2^80 - 1 mod 37 = 33
    assertThat(ofBytes((byte) -1).value()).isEqualTo("ZZZZZZZZZZZZZZZZ~");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givenAReference_whenReadAsWritten_thenItIsTheSame(PaymentReference reference) {
    assertThat(reference.value()).hasSize(17);
    assertThat(PaymentReference.read(reference.value())).contains(reference);
    assertThat(new PaymentReference(reference.toString())).isEqualTo(reference);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givenAReference_whenAnyOneCharacterIsWrong_thenItIsDetected(PaymentReference reference) {
    String value = reference.value();
    for (int i = 0; i < value.length(); i++) {
      String alphabet = i == 16 ? CHECK : BODY;
      for (char wrong : alphabet.toCharArray()) {
        if (wrong != value.charAt(i)) {
          String typed = value.substring(0, i) + wrong + value.substring(i + 1);
          assertThat(PaymentReference.read(typed)).as(typed).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givenAReference_whenTwoNeighboursChangePlaces_thenItIsDetected(PaymentReference reference) {
    String value = reference.value();
    for (int i = 0; i + 1 < value.length(); i++) {
      if (value.charAt(i) != value.charAt(i + 1)) {
        String typed =
            value.substring(0, i) + value.charAt(i + 1) + value.charAt(i) + value.substring(i + 2);
        assertThat(PaymentReference.read(typed)).as(typed).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givenAReference_whenTypedAsPeopleDo_thenItIsRead(PaymentReference reference) {
    String value = reference.value();
    String grouped = value.replaceAll("(.{4})(?!$)", "$1-");

    assertThat(PaymentReference.read(value.toLowerCase(Locale.ROOT))).contains(reference);
    assertThat(PaymentReference.read(grouped)).contains(reference);
    assertThat(PaymentReference.read(grouped.replace('-', ' '))).contains(reference);
    assertThat(PaymentReference.read("  " + value + "\t")).contains(reference);
    assertThat(PaymentReference.read(value.replace('0', 'O').replace('1', 'I')))
        .contains(reference);
    assertThat(PaymentReference.read(value.replace('0', 'o').replace('1', 'l')))
        .contains(reference);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0000000000000000",
        "000000000000000000",
        "UUUUUUUUUUUUUUUUU",
        "*0000000000000000",
        "0000000000000000é",
        "0000-0000-0000-0001-2",
        "٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠",
        "BILL-00000000000000000"
      })
  void givenGarbage_whenRead_thenThereIsNoReference(String typed) {
    assertThat(PaymentReference.read(typed)).isEmpty();
    assertThatThrownBy(() -> new PaymentReference(typed))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenNotTenBytes_whenWritten_thenItThrows() {
    assertThatThrownBy(() -> PaymentReference.ofRandom(new byte[9]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PaymentReference.ofRandom(new byte[11]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
