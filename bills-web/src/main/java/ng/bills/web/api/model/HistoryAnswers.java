package ng.bills.web.api.model;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import ng.bills.application.listing.ListPayments;
import ng.bills.application.payment.FindPayments;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.domain.biller.BillType;
import ng.bills.web.api.json.JsonFields;

/** Lists and totals of payments, as the API shows them. */
public final class HistoryAnswers {

  private HistoryAnswers() {}

  /**
   * A part of the list.
   *
   * @param query what was asked for
   * @param next where it goes on
   */
  public static JsonObject page(ListPayments.Page page, HistoryQuery query, Optional<String> next) {
    JsonFields json =
        JsonFields.object()
            .number("total", page.total().count())
            .flag("total_exact", page.total().exact())
            .number("limit", query.limit());
    if (query.cursor().isEmpty()) {
      json.number("offset", query.offset());
    }
    return json.textOrNull("next_cursor", next)
        .objects("payments", page.lines().stream().map(HistoryAnswers::line))
        .toJson();
  }

  /** Totals of completed payments; averages are rounded to the kobo. */
  public static JsonObject stats(
      FindPayments.Stats stats, Optional<Instant> from, Optional<Instant> to) {
    long kobo = 0;
    long count = 0;
    JsonFields categories = JsonFields.object();
    for (BillType type : BillType.values()) {
      PaymentHistory.Total total = stats.totals().get(type);
      if (total != null) {
        kobo = Math.addExact(kobo, total.totalKobo());
        count += total.count();
        categories.object(
            type.wireName(),
            JsonFields.object()
                .number("count", total.count())
                .naira("total", total.totalKobo())
                .naira("average", average(total.totalKobo(), total.count())));
      }
    }
    return JsonFields.object()
        .time("from", from)
        .time("to", to)
        .naira("total_spent", kobo)
        .number("total_transactions", count)
        .naira("average_transaction", average(kobo, count))
        .object("categories", categories)
        .objects("recent_payments", stats.recent().stream().map(HistoryAnswers::line))
        .toJson();
  }

  private static long average(long kobo, long count) {
    return count == 0
        ? 0
        : BigDecimal.valueOf(kobo)
            .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_EVEN)
            .longValueExact();
  }

  private static JsonFields line(PaymentHistory.Line line) {
    return JsonFields.object()
        .text("transaction_id", line.id().toString())
        .text("reference", line.reference())
        .text("status", line.state().wireName())
        .text("outcome", line.state().outcome().wireName())
        .text("bill_type", line.billType().wireName())
        .text("provider", line.biller())
        .text("account_number", line.account())
        .naira("amount", line.amountKobo())
        .naira("fee", line.feeKobo())
        .naira("total", Math.addExact(line.amountKobo(), line.feeKobo()))
        .time("created_at", line.createdAt())
        .time("updated_at", line.updatedAt())
        .time("completed_at", line.completedAt());
  }
}
