package ng.bills.infrastructure.persistence.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code journal_entry}. */
@Entity
@Immutable
@Table(name = "journal_entry")
class JournalEntryRow {

  @Id Long id;

  String reference;

  @Column(name = "payment_id")
  UUID paymentId;

  Instant at;
}
