package ng.bills.application.stage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.payment.RecordPayment;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.ProviderRouter;
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
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;
  private final StagePolicy policy;

  @Inject
  public AccountCheckStage(
      Payments payments,
      RecordPayment recordPayment,
      ProviderRouter router,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock,
      StagePolicy policy) {
    this.payments = payments;
    this.recordPayment = recordPayment;
    this.router = router;
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
    Optional<Payment> begun = tx.call(() -> begin(id, leaseId));
    if (begun.isEmpty() || begun.get().state() != PaymentState.VERIFYING_ACCOUNT) {
      return begun.map(Payment::state);
    }
    PaymentRequest request = begun.get().request();
    AccountCheck answer = router.check(request.billType(), request.biller(), request.account());
    return tx.call(() -> record(id, leaseId, answer));
  }

  private Optional<Payment> begin(PaymentId id, UUID leaseId) {
    Optional<Payment> held =
        payments.lock(id).filter(p -> p.isLeasedTo(leaseId) && states().contains(p.state()));
    held.ifPresent(
        payment -> {
          payment.accountCheckStarted(clock.instant());
          if (!payment.request().billType().needsAccountCheck()) {
            answer(payment, AccountCheck.Confirmed.UNASKED);
          }
          recordPayment.record(payment);
        });
    return held;
  }

  private Optional<PaymentState> record(PaymentId id, UUID leaseId, AccountCheck answer) {
    Optional<Payment> held =
        payments
            .lock(id)
            .filter(p -> p.isLeasedTo(leaseId) && p.state() == PaymentState.VERIFYING_ACCOUNT);
    held.ifPresent(
        payment -> {
          answer(payment, answer);
          recordPayment.record(payment);
        });
    return held.filter(p -> p.isLeasedTo(leaseId)).map(Payment::state);
  }

  private void answer(Payment payment, AccountCheck answer) {
    payment.accountAnswered(answer, policy.accountChecks(), ids.random(), clock.instant());
  }
}
