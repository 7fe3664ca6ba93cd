package ng.bills.web.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;

class HistoryCursorTest {

  private static final PartnerId ADA = new PartnerId(new UUID(1, 1));
  private static final PartnerId OBI = new PartnerId(new UUID(2, 2));
  private static final PaymentHistory.Position PLACE =
      new PaymentHistory.Position(
          Instant.parse("2026-01-31T22:59:59.123456Z"), new PaymentId(new UUID(7, 9)));

  @Test
  void givenCursor_whenReadBack_thenItIsTheSamePlace() {
    assertThat(HistoryCursor.read(HistoryCursor.write(PLACE, ADA), ADA)).contains(PLACE);
  }

  @Test
  void givenAnyCharacterChanged_whenRead_thenItIsRefused() {
    String cursor = HistoryCursor.write(PLACE, ADA);
    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
      assertThat(HistoryCursor.read(changed, ADA)).as("character %d", i).isEmpty();
    }
  }

  @Test
  void givenSomebodyElsesCursor_whenRead_thenItIsRefused() {
    assertThat(HistoryCursor.read(HistoryCursor.write(PLACE, ADA), OBI)).isEmpty();
    for (String odd : List.of("", "a", "!!!!", "A".repeat(48), "A".repeat(10_000))) {
      assertThat(HistoryCursor.read(odd, ADA)).isEmpty();
    }
  }

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
