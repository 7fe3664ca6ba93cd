package ng.bills.infrastructure.persistence.vending;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code provider_exchange}. */
@Entity
@Immutable
@Table(name = "provider_exchange")
class ProviderExchangeRow {

  @Id UUID id;

  String provider;

  /** Null for what is about no attempt. */
  String reference;

  /** Null where it is not known, or known by the reference alone. */
  @Column(name = "payment_id")
  UUID paymentId;

  String kind;

  @Column(name = "request_sealed")
  byte[] requestSealed;

  @Column(name = "http_status")
  int httpStatus;

  @Column(name = "response_sealed")
  byte[] responseSealed;

  Instant at;

  @Column(name = "took_millis")
  long tookMillis;
}
