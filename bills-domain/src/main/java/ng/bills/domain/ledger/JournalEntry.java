package ng.bills.domain.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.payment.PaymentId;

/**
 * A balanced movement of money. Entries are only ever added; a correction is another entry.
 *
 * @param reference unique for ever; what happened to whom ({@code vend:…}, {@code receipt:…})
 * @param payment the payment it belongs to, if one is known
 * @param at when it happened
 * @param postings two or more lines that add up to zero
 */
public record JournalEntry(
    String reference, Optional<PaymentId> payment, Instant at, List<Posting> postings) {

  public JournalEntry {
    Objects.requireNonNull(payment, "payment");
    Objects.requireNonNull(at, "at");
    if (reference == null || reference.isBlank() || reference.length() > 120) {
      throw new IllegalArgumentException("a journal entry needs a reference");
    }
    postings = List.copyOf(postings);
    if (postings.size() < 2) {
      throw new IllegalArgumentException(reference + ": an entry has two lines or more");
    }
    long sum = 0;
    for (Posting posting : postings) {
      sum = Math.addExact(sum, posting.stroops());
    }
    if (sum != 0) {
      throw new IllegalArgumentException(reference + " is out of balance by " + sum + " stroops");
    }
  }

  /** The entry that takes this one back: the same lines with their sides changed. */
  public JournalEntry reverse(String newReference, Instant when) {
    List<Posting> swapped =
        postings.stream().map(p -> new Posting(p.account(), -p.stroops())).toList();
    return new JournalEntry(newReference, payment, when, swapped);
  }
}
