package ng.bills.application.stage;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.payment.RecordPayment;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.ProviderRouter;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.VendReference;

/** A planted mistake: an answer counts as of its recording, however long it lay in the node. */
public class AnswerAgingRequeryStage extends RequeryStage {

  private final InstantSource clock;

  @Inject
  public AnswerAgingRequeryStage(
      Payments payments,
      RecordPayment recordPayment,
      ProviderRouter router,
      ProviderExchanges exchanges,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock,
      StagePolicy policy) {
    super(payments, recordPayment, router, exchanges, tx, ids, clock, policy);
    this.clock = clock;
  }

  @Override
  Optional<PaymentState> record(
      PaymentId id,
      UUID leaseId,
      VendReference reference,
      RequeryOutcome outcome,
      Instant askedAt) {
    return super.record(id, leaseId, reference, outcome, clock.instant());
  }
}
