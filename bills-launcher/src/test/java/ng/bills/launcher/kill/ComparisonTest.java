package ng.bills.launcher.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A sound world, and one lie at a time: the rule it breaks is named, with the payment. */
class ComparisonTest {
  private static final String TOKEN = "12345678901234567890";
  private static final long PAID = 5030_0000000L;
  private static final UUID BOUGHT = new UUID(0, 1);
  private static final UUID REFUNDED = new UUID(0, 2);

  private final List<Evidence.Asked> asked = new ArrayList<>();
  private final List<Evidence.Incoming> incoming = new ArrayList<>();
  private final List<Evidence.Outgoing> outgoing = new ArrayList<>();
  private final List<Evidence.Vended> vended = new ArrayList<>();
  private final List<Evidence.PaymentRow> payments = new ArrayList<>();
  private final List<Evidence.AttemptRow> attempts = new ArrayList<>();
  private final List<Evidence.ReceiptRow> receipts = new ArrayList<>();
  private final List<Evidence.RefundRow> refunds = new ArrayList<>();
  private final List<Evidence.Held> held = new ArrayList<>();
  private final List<String> unbalanced = new ArrayList<>();
  private final Map<UUID, Set<String>> told = new HashMap<>();
  private long wallet = PAID;

  /** One payment delivered, one refunded. */
  ComparisonTest() {
    asked.add(new Evidence.Asked("kill-1", "DELIVERED", Set.of(BOUGHT), 3));
    asked.add(new Evidence.Asked("kill-2", "FAILED", Set.of(REFUNDED), 1));
    payments.add(payment(BOUGHT, "BOUGHT", "kill-1", "completed", false));
    payments.add(payment(REFUNDED, "REFUNDED", "kill-2", "refunded", false));
    incoming.add(new Evidence.Incoming("101", "in-1", "GABOUGHT", PAID));
    incoming.add(new Evidence.Incoming("102", "in-2", "GAREFUNDED", PAID));
    receipts.add(new Evidence.ReceiptRow("101", "in-1", PAID, "exact", BOUGHT));
    receipts.add(new Evidence.ReceiptRow("102", "in-2", PAID, "exact", REFUNDED));
    attempts.add(new Evidence.AttemptRow(BOUGHT, 1, "vtpass", "A1", "delivered"));
    attempts.add(new Evidence.AttemptRow(REFUNDED, 1, "vtpass", "B1", "rejected"));
    vended.add(new Evidence.Vended("vtpass", "A1", 500_000, Optional.of(TOKEN)));
    told.put(BOUGHT, Set.of(TOKEN));
    refunds.add(refund("102", REFUNDED, PAID, "confirmed"));
    outgoing.add(new Evidence.Outgoing("out-2", "in-2", "GAREFUNDED", PAID));
    held.add(new Evidence.Held(BOUGHT, "stellar_wallet", PAID));
    held.add(new Evidence.Held(BOUGHT, "customer_funds", 0));
    held.add(new Evidence.Held(BOUGHT, "float_vtpass", -5000_0000000L));
    held.add(new Evidence.Held(BOUGHT, "fee_income", -30_0000000L));
    held.add(new Evidence.Held(REFUNDED, "stellar_wallet", 0));
    held.add(new Evidence.Held(REFUNDED, "customer_funds", 0));
    held.add(new Evidence.Held(REFUNDED, "refunds_payable", 0));
  }

  @Test
  void givenSoundWorld_whenCompared_thenNothingIsBroken() {
    assertThat(compare()).isEmpty();
  }

  @Test
  void givenSecondVend_whenCompared_thenDoubleVend() {
    attempts.add(new Evidence.AttemptRow(BOUGHT, 2, "flutterwave", "A2", "not_found"));
    vended.add(new Evidence.Vended("flutterwave", "A2", 500_000, Optional.empty()));

    assertBroken(Rule.DOUBLE_VEND, "BOUGHT");
  }

  @Test
  void givenVendWithoutAttempt_whenCompared_thenDoubleVend() {
    vended.add(new Evidence.Vended("vtpass", "nobody's", 500_000, Optional.empty()));

    assertBroken(Rule.DOUBLE_VEND, "vtpass nobody's");
  }

  @Test
  void givenVendOfAnotherAmount_whenCompared_thenDoubleVend() {
    vended.set(0, new Evidence.Vended("vtpass", "A1", 500_001, Optional.of(TOKEN)));

    assertBroken(Rule.DOUBLE_VEND, "BOUGHT");
  }

  @Test
  void givenMoneyWithoutRow_whenCompared_thenLostReceipt() {
    incoming.add(new Evidence.Incoming("103", "in-3", "GASTRAY", 1));

    assertBroken(Rule.LOST_RECEIPT, "in-3");
  }

  @Test
  void givenMoneyWithTwoRows_whenCompared_thenLostReceipt() {
    receipts.add(receipts.get(0));

    assertBroken(Rule.LOST_RECEIPT, "in-1");
  }

  @Test
  void givenRowOfMoneyThatNeverCame_whenCompared_thenLostReceipt() {
    receipts.add(new Evidence.ReceiptRow("103", "in-3", 1, "unmatched", null));

    assertBroken(Rule.LOST_RECEIPT, "no payment");
  }

  @Test
  void givenRowWithAnotherAmount_whenCompared_thenLostReceipt() {
    receipts.set(0, new Evidence.ReceiptRow("101", "in-1", PAID - 1, "exact", BOUGHT));

    assertBroken(Rule.LOST_RECEIPT, "BOUGHT");
  }

  @Test
  void givenStrayMoneyThatStayed_whenCompared_thenLostReceipt() {
    incoming.add(new Evidence.Incoming("103", "in-3", "GASTRAY", 1));
    receipts.add(new Evidence.ReceiptRow("103", "in-3", 1, "unmatched", null));

    assertBroken(Rule.LOST_RECEIPT, "in-3");
  }

  @Test
  void givenCompletedWithoutVend_whenCompared_thenLostReceipt() {
    vended.clear();

    assertBroken(Rule.LOST_RECEIPT, "BOUGHT");
  }

  @Test
  void givenExpiredWithItsMoney_whenCompared_thenLostReceipt() {
    payments.set(1, payment(REFUNDED, "REFUNDED", "kill-2", "expired", false));
    refunds.clear();
    outgoing.clear();

    assertBroken(Rule.LOST_RECEIPT, "REFUNDED");
  }

  @Test
  void givenSecondReceiptKept_whenCompared_thenLostReceipt() {
    incoming.add(new Evidence.Incoming("103", "in-3", "GABOUGHT", PAID));
    receipts.add(new Evidence.ReceiptRow("103", "in-3", PAID, "repeated", BOUGHT));

    assertBroken(Rule.LOST_RECEIPT, "BOUGHT");
  }

  @Test
  void givenRefundInTheBooksOnly_whenCompared_thenLostReceipt() {
    outgoing.clear();

    assertBroken(Rule.LOST_RECEIPT, "REFUNDED");
  }

  @Test
  void givenRefundOfLess_whenCompared_thenLostReceipt() {
    refunds.set(0, refund("102", REFUNDED, PAID - 1, "confirmed"));

    assertBroken(Rule.LOST_RECEIPT, "REFUNDED");
  }

  @Test
  void givenOtherTokenTold_whenCompared_thenLostToken() {
    told.put(BOUGHT, Set.of("09876543210987654321"));

    assertBroken(Rule.LOST_TOKEN, "BOUGHT");
  }

  @Test
  void givenNoTokenTold_whenCompared_thenLostToken() {
    told.clear();

    assertBroken(Rule.LOST_TOKEN, "BOUGHT");
  }

  @Test
  void givenRefundPaidTwice_whenCompared_thenDoubleRefund() {
    outgoing.add(new Evidence.Outgoing("out-3", "in-2", "GAREFUNDED", PAID));

    assertBroken(Rule.DOUBLE_REFUND, "REFUNDED");
  }

  @Test
  void givenTwoRefundsOfOneReceipt_whenCompared_thenDoubleRefund() {
    refunds.add(refund("102", REFUNDED, PAID, "confirmed"));

    assertBroken(Rule.DOUBLE_REFUND, "REFUNDED");
  }

  @Test
  void givenRefundToAnother_whenCompared_thenDoubleRefund() {
    outgoing.set(0, new Evidence.Outgoing("out-2", "in-2", "GATHIEF", PAID));

    assertBroken(Rule.DOUBLE_REFUND, "REFUNDED");
  }

  @Test
  void givenRefundOfNothing_whenCompared_thenDoubleRefund() {
    outgoing.add(new Evidence.Outgoing("out-3", "", "GATHIEF", PAID));

    assertBroken(Rule.DOUBLE_REFUND, "out-3");
  }

  @Test
  void givenRefundNobodyWroteDown_whenCompared_thenDoubleRefund() {
    outgoing.add(new Evidence.Outgoing("out-1", "in-1", "GABOUGHT", PAID));

    assertBroken(Rule.DOUBLE_REFUND, "BOUGHT");
  }

  @Test
  void givenVendOfRefundedPayment_whenCompared_thenBillAndRefund() {
    vended.add(new Evidence.Vended("vtpass", "B1", 500_000, Optional.empty()));

    assertBroken(Rule.BILL_AND_REFUND, "REFUNDED");
  }

  @Test
  void givenEntryThatDoesNotAddUp_whenCompared_thenLedgerImbalance() {
    unbalanced.add("vend:A1");

    assertBroken(Rule.LEDGER_IMBALANCE, "vend:A1");
  }

  @Test
  void givenTrialBalanceNotZero_whenCompared_thenLedgerImbalance() {
    held.add(new Evidence.Held(BOUGHT, "fee_income", -1));

    assertBroken(Rule.LEDGER_IMBALANCE, "trial balance");
  }

  @Test
  void givenStellarSaysOtherwise_whenCompared_thenLedgerImbalance() {
    wallet = PAID - 1;

    assertBroken(Rule.LEDGER_IMBALANCE, "stellar_wallet");
  }

  @Test
  void givenFundsOwedAtTheEnd_whenCompared_thenLedgerImbalance() {
    held.set(1, new Evidence.Held(BOUGHT, "customer_funds", -1));
    held.set(3, new Evidence.Held(BOUGHT, "fee_income", -30_0000000L + 1));

    assertBroken(Rule.LEDGER_IMBALANCE, "BOUGHT");
  }

  @Test
  void givenDeliveryBookedAtOtherProvider_whenCompared_thenLedgerImbalance() {
    held.set(2, new Evidence.Held(BOUGHT, "float_interswitch", -5000_0000000L));

    assertBroken(Rule.LEDGER_IMBALANCE, "BOUGHT");
  }

  @Test
  void givenDeliveryNeverBooked_whenCompared_thenLedgerImbalance() {
    held.removeIf(h -> BOUGHT.equals(h.payment()));

    assertBroken(Rule.LEDGER_IMBALANCE, "BOUGHT");
  }

  @Test
  void givenPaymentUnderWay_whenCompared_thenUnfinished() {
    payments.set(0, payment(BOUGHT, "BOUGHT", "kill-1", "provider_processing", false));

    assertBroken(Rule.UNFINISHED, "BOUGHT");
  }

  @Test
  void givenRefundUnderWay_whenCompared_thenUnfinished() {
    refunds.set(0, refund("102", REFUNDED, PAID, "sending"));

    assertBroken(Rule.UNFINISHED, "REFUNDED");
  }

  @Test
  void givenRequestWithoutAnswer_whenCompared_thenUnfinished() {
    asked.add(new Evidence.Asked("kill-3", "DELIVERED", Set.of(), 99));

    assertBroken(Rule.UNFINISHED, "kill-3");
  }

  @Test
  void givenReviewWithMoneyInPlace_whenCompared_thenNothingIsBroken() {
    review(-PAID);

    assertThat(compare()).isEmpty();
  }

  @Test
  void givenReviewWithMoneyElsewhere_whenCompared_thenLedgerImbalance() {
    review(-PAID + 1);
    held.add(new Evidence.Held(null, "fee_income", -1));

    assertBroken(Rule.LEDGER_IMBALANCE, "REVIEWED");
  }

  @Test
  void givenRequestThatMadeTwoPayments_whenCompared_thenIdempotency() {
    payments.add(payment(new UUID(0, 3), "TWIN", "kill-1", "expired", false));

    assertBroken(Rule.IDEMPOTENCY, "BOUGHT");
  }

  @Test
  void givenAnswersThatDiffer_whenCompared_thenIdempotency() {
    asked.set(0, new Evidence.Asked("kill-1", "DELIVERED", Set.of(BOUGHT, REFUNDED), 3));

    assertBroken(Rule.IDEMPOTENCY, "BOUGHT");
  }

  @Test
  void givenAnsweredPaymentGone_whenCompared_thenIdempotency() {
    asked.add(new Evidence.Asked("kill-3", "DELIVERED", Set.of(new UUID(0, 3)), 1));

    assertBroken(Rule.IDEMPOTENCY, "kill-3");
  }

  @Test
  void givenPaymentNobodyAskedFor_whenCompared_thenIdempotency() {
    payments.add(payment(new UUID(0, 3), "STRANGER", "other", "expired", false));

    assertBroken(Rule.IDEMPOTENCY, "STRANGER");
  }

  private void review(long customerFunds) {
    UUID id = new UUID(0, 3);
    asked.add(new Evidence.Asked("kill-3", "DELIVERED", Set.of(id), 1));
    payments.add(payment(id, "REVIEWED", "kill-3", "provider_processing", true));
    incoming.add(new Evidence.Incoming("103", "in-3", "GAREVIEWED", PAID));
    receipts.add(new Evidence.ReceiptRow("103", "in-3", PAID, "exact", id));
    held.add(new Evidence.Held(id, "stellar_wallet", PAID));
    held.add(new Evidence.Held(id, "customer_funds", customerFunds));
    wallet += PAID;
  }

  private static Evidence.PaymentRow payment(
      UUID id, String reference, String key, String state, boolean inReview) {
    return new Evidence.PaymentRow(id, reference, key, state, inReview, 500_000);
  }

  private static Evidence.RefundRow refund(String key, UUID payment, long stroops, String state) {
    return new Evidence.RefundRow(new UUID(1, 1), key, payment, true, stroops, state);
  }

  private List<Violation> compare() {
    return Comparison.of(
        new Evidence(
            asked,
            incoming,
            outgoing,
            vended,
            payments,
            attempts,
            receipts,
            refunds,
            held,
            unbalanced,
            wallet,
            told));
  }

  private void assertBroken(Rule rule, String who) {
    assertThat(compare())
        .anySatisfy(
            violation -> {
              assertThat(violation.rule()).isEqualTo(rule);
              assertThat(violation.who()).isEqualTo(who);
            });
  }

  @Test
  void givenRightRequestThatWasRefused_whenCompared_thenFound() {
    assertThat(
            Comparison.refusals(
                Map.of("pay 201", 9L, "pay 409", 2L, "pay 503", 3L, "cancel 409", 1L)))
        .isEmpty();
    assertThat(Comparison.refusals(Map.of("pay 201", 9L, "pay 401", 2L)))
        .containsExactly(new Violation(Rule.REFUSED, "pay 401", "was the answer 2 times"));
  }
}
