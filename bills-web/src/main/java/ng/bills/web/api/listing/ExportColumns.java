package ng.bills.web.api.listing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ng.bills.application.listing.port.JournalList.Booked;
import ng.bills.application.listing.port.PaymentList.Entry;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;

/**
 * What is in the exports; names and meanings as in the lists. Columns are only ever added, last.
 */
final class ExportColumns {

  static final List<Column<Entry>> PAYMENTS =
      List.of(
          Column.text("transaction_id", e -> e.line().id().toString()),
          Column.text("reference", e -> e.line().reference()),
          Column.optional("request_reference", Entry::requestReference),
          Column.text("status", e -> e.line().state().wireName()),
          Column.text("outcome", e -> e.line().state().outcome().wireName()),
          Column.text("bill_type", e -> e.line().billType().wireName()),
          Column.text("provider", e -> e.line().biller()),
          Column.optional("plan_code", Entry::plan),
          Column.text("account_number", e -> e.line().account()),
          Column.kobo("amount", e -> e.line().amountKobo()),
          Column.kobo("fee", e -> e.line().feeKobo()),
          Column.kobo("total", e -> Math.addExact(e.line().amountKobo(), e.line().feeKobo())),
          Column.text("currency", e -> "NGN"),
          Column.time("created_at", e -> Optional.of(e.line().createdAt())),
          Column.time("updated_at", e -> Optional.of(e.line().updatedAt())),
          Column.time("completed_at", e -> e.line().completedAt()),
          Column.optional("failure_code", Entry::failure));

  /**
   * A line of a journal entry.
   *
   * @param payment whose
   * @param entry which
   * @param line from 1
   */
  record JournalRow(Booked payment, JournalEntry entry, int line) {

    private Posting posting() {
      return entry.postings().get(line - 1);
    }
  }

  static final List<Column<JournalRow>> JOURNAL =
      List.of(
          Column.text("transaction_id", r -> r.payment().place().id().toString()),
          Column.text("reference", r -> r.payment().reference()),
          Column.text("entry", r -> r.entry().reference()),
          Column.number("line", r -> BigDecimal.valueOf(r.line())),
          Column.time("at", r -> Optional.of(r.entry().at())),
          Column.text("account", r -> r.posting().account().value()),
          Column.text("side", r -> r.posting().stroops() > 0 ? "debit" : "credit"),
          Column.number("amount", r -> naira(Math.abs(r.posting().stroops()))),
          Column.text("currency", r -> "NGN"));

  private ExportColumns() {}

  static Stream<JournalRow> rows(Booked payment) {
    return payment.entries().stream()
        .flatMap(
            entry ->
                IntStream.rangeClosed(1, entry.postings().size())
                    .mapToObj(line -> new JournalRow(payment, entry, line)));
  }

  /** Two decimals, more only where the amount has them. */
  private static BigDecimal naira(long stroops) {
    BigDecimal exact = BigDecimal.valueOf(stroops, 7).stripTrailingZeros();
    return exact.scale() < 2 ? exact.setScale(2) : exact;
  }
}
