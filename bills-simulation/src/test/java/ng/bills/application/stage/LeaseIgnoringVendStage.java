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
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;

/** A planted mistake: the provider is called however long the lease has ended. */
public class LeaseIgnoringVendStage extends VendStage {

  @Inject
  public LeaseIgnoringVendStage(
      Payments payments,
      RecordPayment recordPayment,
      ProviderRouter router,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock,
      StagePolicy policy) {
    super(payments, recordPayment, router, tx, ids, clock, policy);
  }

  @Override
  Optional<PaymentState> carryOut(PaymentId id, UUID leaseId, Claim claim) {
    return super.carryOut(
        id, leaseId, new Claim(claim.state(), claim.provider(), claim.order(), Instant.MAX));
  }
}
