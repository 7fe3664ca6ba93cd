package ng.bills.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import ng.bills.domain.payment.PaymentFixture;
import org.junit.jupiter.api.Test;

class JournalEntryTest {

  private static JournalEntry entry(String reference, Posting... postings) {
    return new JournalEntry(reference, Optional.empty(), PaymentFixture.NOON, List.of(postings));
  }

  @Test
  void givenBalancedLines_whenBuilt_thenTheyStand() {
    JournalEntry entry =
        entry(
            "receipt:1",
            Posting.debit(AccountCode.STELLAR_WALLET, 50_300_000_000L),
            Posting.credit(AccountCode.CUSTOMER_FUNDS, 50_000_000_000L),
            Posting.credit(AccountCode.FEE_INCOME, 300_000_000L));
    assertThat(entry.postings().stream().mapToLong(Posting::stroops).sum()).isZero();
  }

  @Test
  void givenLinesOutOfBalance_whenBuilt_thenItThrowsAndSaysByHowMuch() {
    assertThatThrownBy(
            () ->
                entry(
                    "receipt:1",
                    Posting.debit(AccountCode.STELLAR_WALLET, 100),
                    Posting.credit(AccountCode.CUSTOMER_FUNDS, 99)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("receipt:1")
        .hasMessageContaining("by 1 stroops");
  }

  @Test
  void givenLinesThatOnlyBalanceByOverflow_whenBuilt_thenItThrows() {
    assertThatThrownBy(
            () ->
                entry(
                    "receipt:1",
                    Posting.debit(AccountCode.STELLAR_WALLET, Long.MAX_VALUE),
                    Posting.debit(AccountCode.STELLAR_WALLET, Long.MAX_VALUE),
                    Posting.debit(AccountCode.CUSTOMER_FUNDS, 2)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void givenTooFewLinesOrNoReference_whenBuilt_thenItThrows() {
    Posting debit = Posting.debit(AccountCode.STELLAR_WALLET, 1);
    Posting credit = Posting.credit(AccountCode.CUSTOMER_FUNDS, 1);
    assertThatThrownBy(() -> entry("receipt:1")).isInstanceOf(IllegalArgumentException.class);
    for (String reference : new String[] {null, "", " ", "x".repeat(121)}) {
      assertThatThrownBy(() -> entry(reference, debit, credit))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (long stroops : new long[] {0, -1}) {
      assertThatThrownBy(() -> Posting.debit(AccountCode.SUSPENSE, stroops))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Posting.credit(AccountCode.SUSPENSE, stroops))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Posting(AccountCode.SUSPENSE, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenAnEntry_whenReversed_thenBothTogetherMoveNothing() {
    JournalEntry entry =
        entry(
            "vend:1",
            Posting.debit(AccountCode.CUSTOMER_FUNDS, 7),
            Posting.credit(AccountCode.floatAt(PaymentFixture.VTPASS), 7));

    JournalEntry back = entry.reverse("vend:1:reversed", PaymentFixture.NOON.plusSeconds(1));

    assertThat(back.reference()).isEqualTo("vend:1:reversed");
    assertThat(back.postings())
        .containsExactly(
            Posting.credit(AccountCode.CUSTOMER_FUNDS, 7),
            Posting.debit(AccountCode.floatAt(PaymentFixture.VTPASS), 7));
    assertThat(back.reverse("again", PaymentFixture.NOON).postings()).isEqualTo(entry.postings());
  }
}
