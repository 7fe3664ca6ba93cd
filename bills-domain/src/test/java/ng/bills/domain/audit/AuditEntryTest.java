package ng.bills.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.staff.StaffId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditEntryTest {

  private static final StaffId ADA = new StaffId(new UUID(1, 2));

  private static AuditEntry entry(Act act) {
    return AuditEntry.after(AuditHead.START, act, Instant.EPOCH, content -> "seal");
  }

  @Test
  void givenAct_whenEntered_thenItFollowsTheHead() {
    AuditEntry entry = entry(Act.of(ADA, "payment.requeried", "payment:1").because("asked"));
    assertThat(entry.number()).isEqualTo(1);
    assertThat(entry.previous()).isEqualTo(AuditHead.START.seal());
    assertThat(entry.head()).isEqualTo(new AuditHead(1, "seal"));
    AuditEntry next =
        AuditEntry.after(entry.head(), Act.ofCommand("a.b", "c:d"), Instant.EPOCH, c -> "other");
    assertThat(next.number()).isEqualTo(2);
    assertThat(next.previous()).isEqualTo("seal");
  }

  /** Nothing can be moved from one part into the next without another content. */
  @Test
  void givenActsThatReadAlike_whenEntered_thenTheirContentsDiffer() {
    Act one = Act.of(ADA, "a.b", "c:d").because("x").with("k", "v|1:w");
    Act two = Act.of(ADA, "a.b", "c:d").because("x").with("k", "v").with("w", "");
    Act three = Act.of(ADA, "a.b", "c:d|1:x").with("k", "v|1:w");
    assertThat(entry(one).content())
        .isNotEqualTo(entry(two).content())
        .isNotEqualTo(entry(three).content());
    assertThat(entry(one).content()).isEqualTo(entry(one).content());
  }

  @ParameterizedTest
  @CsvSource({"requeried, c:d", "A.b, c:d", "a.b, d", "a.b, 'c: d'", "a.b, c:", "'', c:d"})
  void givenOddWords_whenAnActIsMade_thenRefused(String kind, String subject) {
    assertThatIllegalArgumentException().isThrownBy(() -> Act.of(ADA, kind, subject));
  }

  @Test
  void givenOddTexts_whenAnActIsMade_thenRefused() {
    Act act = Act.of(ADA, "a.b", "c:d");
    assertThatIllegalArgumentException().isThrownBy(() -> act.because("zero \0"));
    assertThatIllegalArgumentException().isThrownBy(() -> act.because("x".repeat(2_001)));
    assertThatIllegalArgumentException().isThrownBy(() -> act.with("A", "x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Act(Optional.empty(), "a.b", "c:d", "", Map.of("a", "\0")));
  }
}
