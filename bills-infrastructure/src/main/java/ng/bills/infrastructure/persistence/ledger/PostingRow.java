package ng.bills.infrastructure.persistence.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.Immutable;

/** A row of {@code posting}: one line of a journal entry, in stroops of naira. */
@Entity
@Immutable
@Table(name = "posting")
@IdClass(PostingRow.Key.class)
class PostingRow {

  /** Which line of which entry. */
  record Key(Long entryId, int line) implements Serializable {}

  @Id
  @Column(name = "entry_id")
  Long entryId;

  @Id int line;

  String account;

  long stroops;
}
