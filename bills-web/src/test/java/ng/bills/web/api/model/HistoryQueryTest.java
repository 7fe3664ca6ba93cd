package ng.bills.web.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;

class HistoryQueryTest {

  @Test
  void givenTheFourStatusNames_whenPutTogether_thenEveryStateBelongsToExactlyOne() {
    Set<PaymentState> seen = EnumSet.noneOf(PaymentState.class);
    for (String name : List.of("completed", "pending", "failed", "refunded")) {
      for (PaymentState state : HistoryQuery.statesNamed(name).orElseThrow()) {
        assertThat(seen.add(state)).as(state.name()).isTrue();
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(PaymentState.values());
  }
}
