package ng.bills.domain.vend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAndDeliveryTest {

  private static final Token CREDIT = Outcomes.TOKEN;
  private static final Token KCT1 = new Token(Token.Kind.KEY_CHANGE_1, "11111111111111111111");
  private static final Token KCT2 = new Token(Token.Kind.KEY_CHANGE_2, "22222222222222222222");
  private static final Token BONUS = new Token(Token.Kind.BONUS, "33333333333333333333");

  @ParameterizedTest
  @CsvSource({
    "12345678901234567890, 1234-5678-9012-3456-7890",
    "00000000000000000000, 0000-0000-0000-0000-0000",
    "1234567890123456, 1234-5678-9012-3456"
  })
  void givenAToken_whenPrinted_thenItIsInGroupsOfFour(String digits, String printed) {
    assertThat(new Token(Token.Kind.CREDIT, digits).grouped()).isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "123456789012345",
        "12345678901234567",
        "123456789012345678901",
        "1234-5678-9012-3456-7890",
        "1234567890123456789a",
        "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦"
      })
  void givenNoToken_whenBuilt_thenItThrowsAndDoesNotShowIt(String digits) {
    assertThatThrownBy(() -> new Token(Token.Kind.CREDIT, digits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a token has 20 or 16 digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3738 2066", "123", "12_45", "١٢٣٤٥"})
  void givenNoCard_whenBuilt_thenItThrowsAndDoesNotShowIt(String text) {
    assertThatThrownBy(() -> new Token(Token.Kind.PIN, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a card has 4 to 40 letters, digits or dashes");
  }

  @Test
  void givenCard_whenShown_thenAsItCameAndOnlyThere() {
    Token pin = new Token(Token.Kind.PIN, "373820665258");
    Token serial = new Token(Token.Kind.SERIAL, "WRN182135587");
    Delivery delivery = new Delivery(List.of(pin, serial), Optional.empty(), Optional.empty());
    assertThat(pin.grouped()).isEqualTo("373820665258");
    assertThat(delivery.tokens()).containsExactly(serial, pin);
    assertThat(delivery.pin()).contains(pin);
    assertThat(delivery.creditToken()).isEmpty();
    assertThat(delivery.toString()).doesNotContainPattern("\\d{4}");
  }

  @Test
  void givenTokens_whenTurnedToText_thenNoDigitShows() {
    Delivery delivery = new Delivery(List.of(CREDIT, KCT1), Optional.empty(), Optional.empty());
    assertThat(CREDIT).hasToString("CREDIT token");
    assertThat(delivery.toString()).doesNotContainPattern("\\d{4}");
    assertThat(Outcomes.deliveredWithToken().toString()).doesNotContain(CREDIT.digits());
  }

  @Test
  void givenTokensInAnyOrder_whenDelivered_thenTheKeyChangeComesFirst() {
    Delivery delivery =
        new Delivery(List.of(BONUS, CREDIT, KCT2, KCT1), Optional.empty(), Optional.empty());
    assertThat(delivery.tokens()).containsExactly(KCT1, KCT2, CREDIT, BONUS);
    assertThat(delivery.creditToken()).contains(CREDIT);
    assertThat(Delivery.BARE.creditToken()).isEmpty();
  }

  @Test
  void givenTwoDeliveries_whenPutTogether_thenWhatWasKnownStaysAndNoTokenIsLost() {
    Token second = new Token(Token.Kind.CREDIT, "44444444444444444444");
    Delivery first = new Delivery(List.of(CREDIT, KCT1), Optional.of("79.9"), Optional.empty());
    Delivery more =
        new Delivery(List.of(second, CREDIT), Optional.of("80.0"), Optional.of("receipt-2"));

    Delivery both = first.and(more);

    assertThat(both.tokens()).containsExactly(KCT1, CREDIT, second);
    assertThat(both.creditToken()).contains(CREDIT);
    assertThat(both.units()).contains("79.9");
    assertThat(both.receiptNumber()).contains("receipt-2");
    assertThat(Delivery.BARE.and(first)).isEqualTo(first).isEqualTo(first.and(Delivery.BARE));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T22:59:59Z, 202603022359",
    "2026-03-02T23:00:00Z, 202603030000",
    "2025-12-31T23:00:00Z, 202601010000",
    "2028-02-28T23:30:00Z, 202802290030"
  })
  void givenAnInstant_whenAReferenceIsMade_thenItsDayIsTheDayInLagos(Instant at, String minute) {
    assertThat(VendReference.at(at, "Ab3dEf9h").value()).isEqualTo(minute + "Ab3dEf9h");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1234567", "1234567890123456789012345", "1234 678", "1234-678"})
  void givenABadSuffix_whenAReferenceIsMade_thenItThrows(String suffix) {
    assertThatThrownBy(() -> VendReference.at(Instant.EPOCH, suffix))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenEachVendOutcome_whenFolded_thenOnlyItsOwnBranchRuns() {
    List<VendOutcome> outcomes =
        List.of(
            Outcomes.deliveredBare(),
            Outcomes.pending(),
            Outcomes.rejected(RejectionReason.FAILED),
            Outcomes.unknown());
    assertThat(outcomes)
        .extracting(o -> o.<String>fold(d -> "d", p -> "p", r -> "r", u -> "u"))
        .containsExactly("d", "p", "r", "u");
    for (VendOutcome o : outcomes) {
      assertThat(o.<Object>fold(d -> d, p -> p, r -> r, u -> u)).isSameAs(o);
    }
  }

  @Test
  void givenEachRequeryOutcome_whenFolded_thenOnlyItsOwnBranchRuns() {
    List<RequeryOutcome> outcomes =
        List.of(
            Outcomes.deliveredBare(),
            Outcomes.pending(),
            Outcomes.rejected(RejectionReason.FAILED),
            Outcomes.notFound(),
            Outcomes.unknown());
    assertThat(outcomes)
        .extracting(o -> o.<String>fold(d -> "d", p -> "p", r -> "r", n -> "n", u -> "u"))
        .containsExactly("d", "p", "r", "n", "u");
    for (RequeryOutcome o : outcomes) {
      assertThat(o.<Object>fold(d -> d, p -> p, r -> r, n -> n, u -> u)).isSameAs(o);
    }
  }

  @Test
  void givenEachAccountCheck_whenFolded_thenOnlyItsOwnBranchRuns() {
    assertThat(
            List.<AccountCheck>of(
                AccountCheck.Confirmed.UNASKED,
                new AccountCheck.Refused("x"),
                new AccountCheck.Unavailable("x", false)))
        .extracting(o -> o.<String>fold(c -> "c", r -> "r", u -> "u"))
        .containsExactly("c", "r", "u");
  }
}
