package ng.bills.application.stage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.payment.RecordPayment;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.ProviderRouter;
import ng.bills.application.vending.Seat;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.application.vending.port.ProviderExchanges.Asked;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.AccountCheck;

/** Stage 2: asks a provider whether the customer's account can be paid to. */
@Singleton
public class AccountCheckStage implements Stage {

  private final Payments payments;
  private final RecordPayment recordPayment;
  private final ProviderRouter router;
  private final ProviderExchanges exchanges;
  private final VendStage vend;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;
  private final StagePolicy policy;

  @Inject
  public AccountCheckStage(
      Payments payments,
      RecordPayment recordPayment,
      ProviderRouter router,
      ProviderExchanges exchanges,
      VendStage vend,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock,
      StagePolicy policy) {
    this.payments = payments;
    this.recordPayment = recordPayment;
    this.router = router;
    this.exchanges = exchanges;
    this.vend = vend;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  @Override
  public Set<PaymentState> states() {
    return Set.of(PaymentState.CNGN_RECEIVED, PaymentState.VERIFYING_ACCOUNT);
  }

  @Override
  public Optional<PaymentState> work(PaymentId id, UUID leaseId) {
    Optional<Payment> held = tx.call(() -> begin(id, leaseId));
    if (held.isEmpty()) {
      return Optional.empty();
    }
    return ask(id, leaseId, held.get().request());
  }

  /**
   * Goes on for whoever has just begun the check under that lease, and knows what was asked for.
   * Should the lease have ended meanwhile, the question was for nothing: its answer is not
   * recorded.
   */
  Optional<PaymentState> ask(PaymentId id, UUID leaseId, PaymentRequest request) {
    try (Asked<ProviderRouter.Checked> asked = check(id, request);
        Seat seat = router.seat()) {
      Optional<VendStage.Claim> claim =
          tx.call(
              () -> {
                Optional<VendStage.Claim> begun = record(id, leaseId, asked.answer(), seat);
                asked.store();
                return begun;
              });
      return claim.flatMap(c -> vend.carryOut(id, leaseId, c));
    }
  }

  private Asked<ProviderRouter.Checked> check(PaymentId id, PaymentRequest request) {
    return request.billType().needsAccountCheck()
        ? exchanges.about(
            id,
            () ->
                router.check(
                    request.billType(), request.biller(), request.account(), request.plan()))
        : Asked.nobody(ProviderRouter.Checked.UNASKED);
  }

  private Optional<Payment> begin(PaymentId id, UUID leaseId) {
    Optional<Payment> held =
        payments.find(id).filter(p -> p.isLeasedTo(leaseId) && states().contains(p.state()));
    if (held.filter(p -> p.state() == PaymentState.CNGN_RECEIVED).isEmpty()) {
      return held;
    }
    Optional<Payment> fresh =
        payments
            .lock(id)
            .filter(p -> p.isLeasedTo(leaseId) && p.state() == PaymentState.CNGN_RECEIVED);
    fresh.ifPresent(
        payment -> {
          payment.accountCheckStarted(clock.instant());
          recordPayment.record(payment);
        });
    return fresh;
  }

  /** Records the answer; when it confirms the account, the vend begins in the same transaction. */
  private Optional<VendStage.Claim> record(
      PaymentId id, UUID leaseId, ProviderRouter.Checked checked, Seat seat) {
    Optional<Payment> held =
        payments
            .lock(id)
            .filter(p -> p.isLeasedTo(leaseId) && p.state() == PaymentState.VERIFYING_ACCOUNT);
    return held.flatMap(
        payment -> {
          answered(payment, checked, clock.instant());
          if (payment.state() == PaymentState.PROCESSING_BILL) {
            return Optional.of(vend.begin(payment, leaseId, seat));
          }
          recordPayment.record(payment);
          return Optional.empty();
        });
  }

  private void answered(Payment payment, ProviderRouter.Checked checked, Instant now) {
    if (checked.answer().isEmpty() && now.isBefore(router.waitsUntil(payment))) {
      payment.providersSkipped(checked.skips(), now);
      payment.postponed(checked.until());
      return;
    }
    AccountCheck answer =
        checked
            .answer()
            .orElseGet(() -> new AccountCheck.Unavailable("nobody could be asked", false));
    payment.accountAnswered(answer, policy.accountChecks(), ids.random(), now);
  }
}
