package ng.bills.infrastructure.persistence.listing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.listing.port.JournalList;
import ng.bills.application.listing.port.PaymentList.Walk;
import ng.bills.application.listing.port.Place;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/**
 * Payments along {@code payment_history}, the entries of each along {@code journal_entry_payment}:
 * a small partner's journal costs little in a large one's database.
 */
@ApplicationScoped
public class JpaJournalList implements JournalList {

  private static final String READ =
      """
with page as materialized (
  select p.id, p.reference, p.created_at from payment p where %s limit %d)
select page.id, page.reference, page.created_at, e.id, e.reference, e.at, o.account, o.stroops
  from page
  left join journal_entry e on e.payment_id = page.id and %s
  left join posting o on o.entry_id = e.id
 order by page.created_at, page.id, e.id, o.line""";

  @Override
  public List<Booked> read(Walk walk, Optional<Place> after, int limit) {
    Selection selection = Selection.of(walk, after);
    String sql = String.format(READ, selection.sql(), limit, Horizons.holds("e.created_in"));
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(sql)) {
                int at = selection.bind(c, select, 1);
                select.setObject(at, Horizons.snapshot(walk.horizon()), Types.OTHER);
                try (ResultSet rows = select.executeQuery()) {
                  return payments(rows);
                }
              }
            });
  }

  private static List<Booked> payments(ResultSet rows) throws SQLException {
    List<Booked> all = new ArrayList<>();
    boolean more = rows.next();
    while (more) {
      UUID id = rows.getObject(1, UUID.class);
      Place place = new Place(Stored.instant(rows, 3), new PaymentId(id));
      String reference = rows.getString(2);
      List<JournalEntry> entries = new ArrayList<>();
      while (more && rows.getObject(1, UUID.class).equals(id)) {
        long entry = rows.getLong(4);
        if (rows.wasNull()) {
          more = rows.next();
          continue;
        }
        String entryReference = rows.getString(5);
        var at = Stored.instant(rows, 6);
        List<Posting> postings = new ArrayList<>();
        while (more && rows.getLong(4) == entry) {
          postings.add(new Posting(new AccountCode(rows.getString(7)), rows.getLong(8)));
          more = rows.next();
        }
        entries.add(new JournalEntry(entryReference, Optional.of(place.id()), at, postings));
      }
      all.add(new Booked(place, reference, entries));
    }
    return all;
  }
}
