package ng.bills.infrastructure.persistence.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.funds.port.FundsReceipts.Cursor;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.refund.RefundReason;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.refund.JpaRefunds;
import org.junit.jupiter.api.Test;

class JpaFundsReceiptsIT {

  private static final Asset CNGN = new Asset("cNGN", "GISSUER");

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaFundsReceipts receipts = new JpaFundsReceipts();
  private final String feed = "feed " + UUID.randomUUID();
  private final Payment payment = Samples.payment(Samples.airtime(database.partner()));

  JpaFundsReceiptsIT() {
    tx.run(() -> Samples.payments().add(payment));
  }

  private FundsReceipt receipt(Optional<PaymentMemo> memo) {
    return new FundsReceipt(
        UUID.randomUUID().toString(),
        "ab".repeat(32),
        Samples.NOW,
        "GSENDER",
        new AssetAmount(CNGN, 50_300_000_000L),
        memo,
        memo.map(PaymentMemo::text));
  }

  private FundsReceipt exact() {
    FundsReceipt receipt = receipt(Optional.of(new PaymentMemo(payment.reference())));
    tx.run(() -> receipts.add(feed, receipt, FundsMatch.EXACT, Optional.of(payment.id())));
    return receipt;
  }

  @Test
  void givenPosition_whenAdvancedFromIt_thenMovedAndFromAnotherNot() {
    assertThat(tx.call(() -> receipts.cursor(feed))).isEmpty();
    tx.run(() -> receipts.begin(feed, new Cursor("10", Samples.NOW)));
    assertThat(tx.call(() -> receipts.cursor(feed))).contains(new Cursor("10", Samples.NOW));
    Cursor next = new Cursor("20", Samples.later(5));
    assertThat(tx.call(() -> receipts.advance(feed, "9", next))).isFalse();
    assertThat(tx.call(() -> receipts.advance("another", "10", next))).isFalse();
    assertThat(tx.call(() -> receipts.cursor(feed))).contains(new Cursor("10", Samples.NOW));
    assertThat(tx.call(() -> receipts.advance(feed, "10", next))).isTrue();
    assertThat(tx.call(() -> receipts.cursor(feed))).contains(next);
    assertThatThrownBy(() -> tx.run(() -> receipts.begin(feed, next)))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void givenReceipts_whenReadBack_thenSame() {
    FundsReceipt exact = exact();
    FundsReceipt stray = receipt(Optional.empty());
    tx.run(() -> receipts.add(feed, stray, FundsMatch.UNMATCHED, Optional.empty()));
    assertThat(tx.call(() -> receipts.find(exact.operationKey()))).contains(exact);
    assertThat(tx.call(() -> receipts.find(stray.operationKey()))).contains(stray);
    assertThat(tx.call(() -> receipts.find("nothing"))).isEmpty();
    assertThat(tx.call(() -> receipts.of(payment.id()))).containsExactly(exact);
    assertThat(
            tx.call(
                () ->
                    receipts.known(
                        feed, List.of("nothing", stray.operationKey(), exact.operationKey()))))
        .containsExactlyInAnyOrder(stray.operationKey(), exact.operationKey());
    assertThat(tx.call(() -> receipts.known("another", List.of(stray.operationKey())))).isEmpty();
    assertThat(tx.call(() -> receipts.known(feed, List.of()))).isEmpty();
  }

  @Test
  void givenStoredOperation_whenStoredAgain_thenConflict() {
    FundsReceipt receipt = exact();
    assertThatThrownBy(
            () -> tx.run(() -> receipts.add(feed, receipt, FundsMatch.UNMATCHED, Optional.empty())))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void givenExactReceipt_whenASecondExactOneComes_thenConflict() {
    exact();
    assertThatThrownBy(this::exact).isInstanceOf(ConflictException.class);
  }

  @Test
  void givenExactReceipt_whenItsRefundIsOwed_thenNoLongerHeld() {
    FundsReceipt receipt = exact();
    FundsReceipt late = receipt(Optional.of(new PaymentMemo(payment.reference())));
    tx.run(() -> receipts.add(feed, late, FundsMatch.REPEATED, Optional.of(payment.id())));
    assertThat(tx.call(() -> receipts.heldFor(payment.id()))).containsExactly(receipt);
    tx.run(
        () ->
            new JpaRefunds()
                .add(
                    Refund.owed(
                        new RefundId(Samples.IDS.newId()),
                        receipt,
                        Optional.of(payment.id()),
                        true,
                        RefundReason.BILL_NOT_PAID,
                        Samples.NOW,
                        Samples.NOW)));
    assertThat(tx.call(() -> receipts.heldFor(payment.id()))).isEmpty();
    assertThat(tx.call(() -> receipts.of(payment.id()))).hasSize(2);
  }

  @Test
  void givenUnreadableRecord_whenKeptTwice_thenOnce() {
    FundsFeed.Unreadable record = new FundsFeed.Unreadable("op-1", "{\u0000", "not JSON");
    tx.run(() -> receipts.quarantine(feed, record));
    tx.run(() -> receipts.quarantine(feed, record));
    assertThat(database.value("select count(*) from funds_quarantine where feed = '" + feed + "'"))
        .isEqualTo(1L);
  }

  @Test
  void givenStoredReceipt_whenChangedByHand_thenRefused() {
    exact();
    for (String sql :
        List.of(
            "update funds_receipt set stroops = 1",
            "delete from funds_receipt",
            "truncate funds_receipt")) {
      assertThatThrownBy(() -> database.byHand(sql))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("append-only");
    }
  }
}
