package ng.bills.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Outcomes;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.VendOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

  @Test
  void givenNoAnswer_whenJudged_thenBothAreIllButARequeryCountsNoSecondTime() {
    assertThat(Verdict.of((VendOutcome) Outcomes.unknown()))
        .isEqualTo(new Verdict(Signal.BAD, Signal.BAD));
    assertThat(Verdict.of((RequeryOutcome) Outcomes.unknown()))
        .isEqualTo(new Verdict(Signal.NONE, Signal.NONE));
  }

  @ParameterizedTest
  @EnumSource(RejectionReason.class)
  void givenARefusal_whenJudged_thenOrderAndRequeryAgree(RejectionReason reason) {
    assertThat(Verdict.of((VendOutcome) Outcomes.rejected(reason)))
        .isEqualTo(Verdict.of((RequeryOutcome) Outcomes.rejected(reason)));
  }

  @Test
  void givenARefusedAccount_whenJudged_thenTheProviderDidItsWork() {
    assertThat(Verdict.of(new AccountCheck.Refused("no such meter")).ofBiller())
        .isEqualTo(Signal.GOOD);
    assertThat(Verdict.of(new AccountCheck.Unavailable("timeout", true)).ofBiller())
        .isEqualTo(Signal.BAD);
  }

  @Test
  void givenABillerThatIsDown_whenJudged_thenTheProviderIsWell() {
    assertThat(Verdict.of((VendOutcome) Outcomes.rejected(RejectionReason.BILLER_UNREACHABLE)))
        .isEqualTo(new Verdict(Signal.GOOD, Signal.BAD));
  }
}
