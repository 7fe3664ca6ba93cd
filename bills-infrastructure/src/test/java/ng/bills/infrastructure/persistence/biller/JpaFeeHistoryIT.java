package ng.bills.infrastructure.persistence.biller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import ng.bills.application.biller.RecordFees;
import ng.bills.application.biller.port.FeeHistory;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.biller.AccountFormat;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.FeeSchedule;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.Money;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

class JpaFeeHistoryIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final FeeHistory history = new JpaFeeHistory();

  private void start(FeeSchedule fees, String at) {
    PaymentPolicy policy =
        new PaymentPolicy(
            AccountFormat.STRICT, Duration.ofMinutes(10), fees, new Asset("cNGN", "GISSUER"));
    RecordFees record = new RecordFees(history, policy, tx, () -> Instant.parse(at));
    record.noteInForce();
    record.noteInForce();
  }

  @Test
  void givenNodesThatStart_whenTheirFeesDiffer_thenEachChangeIsKeptOnce() {
    FeeSchedule first = new FeeSchedule(Map.of(BillType.ELECTRICITY, Money.ofNaira(31)), Map.of());
    FeeSchedule second =
        new FeeSchedule(
            Map.of(BillType.ELECTRICITY, Money.ofNaira(40), BillType.DATA, Money.ZERO),
            Map.of(new BillerCode("ekedc"), Money.ofNaira(25)));
    int before = tx.call(history::all).size();

    start(first, "2026-11-01T08:00:00Z");
    start(first, "2026-11-02T08:00:00Z");
    start(second, "2026-11-03T08:00:00Z");
    start(second, "2026-11-04T08:00:00Z");

    assertThat(tx.call(history::all)).hasSize(before + 2);
    assertThat(tx.call(history::all).get(0))
        .isEqualTo(new FeeHistory.InForce(second, Instant.parse("2026-11-03T08:00:00Z")));
    assertThat(tx.call(history::all).get(1).fees()).isEqualTo(first);
    assertThatThrownBy(() -> database.byHand("update fee_line set kobo = 0"))
        .hasMessageContaining("append-only");
  }

  @Test
  void givenNoFeesAtAll_whenRead_thenTheVersionIsThereAllTheSame() {
    FeeSchedule none = new FeeSchedule(Map.of(), Map.of());
    start(none, "2026-11-05T08:00:00Z");
    assertThat(tx.call(history::latest).orElseThrow().fees()).isEqualTo(none);
  }
}
