package ng.bills.web.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

  private static Optional<String> reference(String value) {
    IdempotencyKey.Reading reading = IdempotencyKey.read(List.of(value), Optional.empty());
    assertThat(reading.fault()).isEmpty();
    return reading.reference();
  }

  @Test
  void givenBareOrQuotedKey_whenRead_thenBothAreTheReference() {
    assertThat(reference("order-1")).contains("order-1");
    assertThat(reference(" \"order-1\" ")).contains("order-1");
    assertThat(reference("8e03978e-40d5-43e8-bc93-6894a57f9324"))
        .contains("8e03978e-40d5-43e8-bc93-6894a57f9324");
  }

  @Test
  void givenKeyThatCannotBeAReference_whenRead_thenAStableOneFollowsFromIt() {
    String quoted = reference("\"two words \\\" and \\\\\"").orElseThrow();
    assertThat(quoted).matches("idem:[A-Za-z0-9_-]{43}");
    assertThat(reference("\"two words \\\" and \\\\\"")).contains(quoted);
    assertThat(reference("\"two words \\\" und \\\\\"")).isNotEqualTo(Optional.of(quoted));
    assertThat(reference("k".repeat(255)).orElseThrow()).startsWith("idem:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"\"",
        "\"   \"",
        "\"open",
        "two words",
        "a,b",
        "a\"b",
        "\"a\\b\"",
        "é",
        "\"a\";p=1"
      })
  void givenMalformedKey_whenRead_thenItIsAFault(String value) {
    assertThat(IdempotencyKey.read(List.of(value), Optional.empty()).fault()).isPresent();
  }

  @Test
  void givenTooLongOrTwoKeys_whenRead_thenItIsAFault() {
    assertThat(IdempotencyKey.read(List.of("k".repeat(256)), Optional.empty()).fault()).isPresent();
    assertThat(IdempotencyKey.read(List.of("a", "a"), Optional.empty()).fault()).isPresent();
  }

  @Test
  void givenReferenceInTheBody_whenRead_thenBothMustBeEqual() {
    assertThat(IdempotencyKey.read(List.of("a"), Optional.of("a")).fault()).isEmpty();
    assertThat(IdempotencyKey.read(List.of("a"), Optional.of("b")).fault()).isPresent();
    assertThat(IdempotencyKey.read(List.of(), Optional.of("b")).reference()).contains("b");
    assertThat(IdempotencyKey.read(List.of(), Optional.empty()).reference()).isEmpty();
  }
}
