package ng.bills.simulation.node;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import ng.bills.application.funds.TakeInFunds;
import ng.bills.application.hook.DeliverHooks;
import ng.bills.application.notice.SendNotice;
import ng.bills.application.payment.ExpirePayments;
import ng.bills.application.refund.WatchRefundClock;
import ng.bills.application.stage.RefundStage;
import ng.bills.application.stage.Stage;
import ng.bills.application.stage.StageRunner;
import ng.bills.application.vending.SalesGate;
import ng.bills.application.webhook.ApplyProviderEvent;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;

/** What a node's timers do. */
enum Job {
  FUNDS(node -> node.part(TakeInFunds.class).takeIn()),
  RECEIVED(stage(PaymentState.CNGN_RECEIVED)),
  ACCOUNT_CHECK(stage(PaymentState.VERIFYING_ACCOUNT)),
  VEND(stage(PaymentState.PROCESSING_BILL)),
  REQUERY(stage(PaymentState.PROVIDER_PROCESSING)),
  RETRY(stage(PaymentState.RETRY_SCHEDULED)),
  REFUND(node -> node.part(RefundStage.class).tick()),
  EXPIRY(node -> node.part(ExpirePayments.class).expire()),
  NOTICES(node -> node.part(SendNotice.class).sendDue()),
  HOOKS(node -> node.part(DeliverHooks.class).lookAtDue()),
  EVENTS(node -> node.part(ApplyProviderEvent.class).applyDue()),
  REFUND_CLOCK(node -> node.part(WatchRefundClock.class).sweep()),
  GATE(node -> node.part(SalesGate.class).lookAtAll());

  private final Consumer<Node> work;

  Job(Consumer<Node> work) {
    this.work = work;
  }

  void work(Node node) {
    work.accept(node);
  }

  /** One state after the other, in a fixed order: a set of two has none. */
  private static Consumer<Node> stage(PaymentState state) {
    Stage named =
        new Stage() {
          @Override
          public Set<PaymentState> states() {
            return Set.of(state);
          }

          @Override
          public Optional<PaymentState> work(PaymentId id, UUID leaseId) {
            throw new IllegalStateException("the runner has its own stages");
          }
        };
    return node -> node.part(StageRunner.class).tick(named);
  }

  /** The stage that works on payments in that state. */
  static Optional<Job> of(PaymentState state) {
    return switch (state) {
      case CNGN_RECEIVED -> Optional.of(RECEIVED);
      case VERIFYING_ACCOUNT -> Optional.of(ACCOUNT_CHECK);
      case PROCESSING_BILL -> Optional.of(VEND);
      case PROVIDER_PROCESSING -> Optional.of(REQUERY);
      case RETRY_SCHEDULED -> Optional.of(RETRY);
      default -> Optional.empty();
    };
  }
}
