package ng.bills.infrastructure.persistence.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code token}: one sealed token of one delivery. */
@Entity
@Immutable
@Table(name = "token")
@IdClass(TokenRow.Key.class)
class TokenRow {

  /** Which token of which delivery of which payment. */
  record Key(UUID paymentId, int deliveryNumber, int line) implements Serializable {}

  @Id
  @Column(name = "payment_id")
  UUID paymentId;

  @Id
  @Column(name = "delivery_number")
  int deliveryNumber;

  @Id int line;

  String kind;

  @Column(name = "digits_sealed")
  byte[] digitsSealed;
}
