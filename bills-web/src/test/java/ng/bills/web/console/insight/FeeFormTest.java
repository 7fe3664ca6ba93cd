package ng.bills.web.console.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.ResourceBundle;
import ng.bills.application.fee.FeeAnswer;
import ng.bills.domain.fee.FeeChangeState;
import ng.bills.domain.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeeFormTest {

  @Test
  void givenNairaAsPeopleWriteThem_whenRead_thenExact() {
    assertThat(FeeForm.naira("35")).contains(Money.ofKobo(3_500));
    assertThat(FeeForm.naira("35.5")).contains(Money.ofKobo(3_550));
    assertThat(FeeForm.naira("₦1,000.05")).contains(Money.ofKobo(100_005));
    assertThat(FeeForm.naira("0")).contains(Money.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1e3", "0.001", "NaN", "٣٥", "35 naira", "12345678901"})
  void givenNoNaira_whenRead_thenNothing(String text) {
    assertThat(FeeForm.naira(text)).isEmpty();
  }

  @Test
  void givenClockInLagos_whenRead_thenItsMoment() {
    assertThat(FeeForm.lagos("2026-12-01T00:00")).contains(Instant.parse("2026-11-30T23:00:00Z"));
    assertThat(FeeForm.lagos("2026-13-01T00:00")).isEmpty();
    assertThat(FeeForm.lagos("tomorrow")).isEmpty();
    assertThat(FeeForm.lagos("")).isEmpty();
  }

  @Test
  void givenEachAnswerAndState_whenSaid_thenThereIsAText() {
    ResourceBundle texts = ResourceBundle.getBundle("ng.bills.web.text.Insight", Locale.ROOT);
    for (FeeAnswer answer : FeeAnswer.values()) {
      assertThat(answer == FeeAnswer.DONE || texts.containsKey("fee.why." + answer.name()))
          .as(answer.name())
          .isTrue();
    }
    for (FeeChangeState state : FeeChangeState.values()) {
      assertThat(texts.containsKey("fee.state." + state.wireName())).isTrue();
    }
  }
}
