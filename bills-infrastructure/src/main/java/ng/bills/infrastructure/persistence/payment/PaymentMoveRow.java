package ng.bills.infrastructure.persistence.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.PaymentTransition;
import ng.bills.infrastructure.persistence.Stored;
import org.hibernate.annotations.Immutable;

/** A row of {@code payment_move}; read here, written several at a time by {@link JpaPayments}. */
@Entity
@Immutable
@Table(name = "payment_move")
@IdClass(PaymentMoveRow.Key.class)
class PaymentMoveRow {

  /** Which move of which payment. */
  record Key(UUID paymentId, int seq) implements Serializable {}

  @Id
  @Column(name = "payment_id")
  UUID paymentId;

  @Id int seq;

  String transition;

  @Column(name = "from_state")
  String fromState;

  @Column(name = "to_state")
  String toState;

  String cause;

  String actor;

  Instant at;

  PaymentMoved toMove() {
    return new PaymentMoved(
        seq,
        transition == null ? null : Stored.named(PaymentTransition.class, transition),
        fromState == null ? null : Stored.named(PaymentState.class, fromState),
        Stored.named(PaymentState.class, toState),
        cause,
        actor,
        at);
  }
}
