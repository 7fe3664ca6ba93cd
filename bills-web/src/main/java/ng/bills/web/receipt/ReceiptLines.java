package ng.bills.web.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.application.receipt.VendReceipt;
import ng.bills.domain.vend.Token;
import ng.bills.web.page.Formats;
import ng.bills.web.text.PayTexts;

/**
 * What stands on a receipt, line by line.
 *
 * @param title what it is
 * @param state whether it was delivered or given back, in a sentence
 * @param tokens what is keyed in, in that order
 * @param lines everything else
 */
record ReceiptLines(String title, String state, List<Line> tokens, List<Line> lines) {

  /**
   * One line.
   *
   * @param label what it is
   * @param value what it says
   */
  record Line(String label, String value) {

    /** Without the value: it may be a token. */
    @Override
    public String toString() {
      return "Line " + label;
    }
  }

  static ReceiptLines of(VendReceipt receipt, PayTexts texts) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(texts.text("reference"), receipt.reference().value()));
    lines.add(
        new Line(
            texts.text("bill"),
            texts
                    .find("type." + receipt.billType().wireName())
                    .orElse(receipt.billType().displayName())
                + ", "
                + receipt.billerName()));
    add(lines, texts, "plan", receipt.planName());
    lines.add(new Line(texts.text("account"), receipt.account()));
    add(lines, texts, "customerName", receipt.customerName());
    add(lines, texts, "units", receipt.units());
    add(lines, texts, "receiptNumber", receipt.receiptNumber());
    lines.add(new Line(texts.text("amount"), Formats.naira(receipt.amount().kobo())));
    lines.add(new Line(texts.text("fee"), Formats.naira(receipt.fee().kobo())));
    lines.add(new Line(texts.text("total"), Formats.naira(receipt.total().kobo())));
    lines.add(
        new Line(texts.text("requestedAt"), Formats.time(receipt.requestedAt(), texts.locale())));
    receipt
        .completedAt()
        .ifPresent(
            at -> lines.add(new Line(texts.text("completedAt"), Formats.time(at, texts.locale()))));
    receipt
        .refund()
        .ifPresent(
            back -> {
              lines.add(new Line(texts.text("refund.amount"), back.amount().toDecimal() + " cNGN"));
              add(lines, texts, "refund.hash", back.transactionHash());
              lines.add(new Line(texts.text("refund.at"), Formats.time(back.at(), texts.locale())));
            });
    return new ReceiptLines(
        texts.text("receipt"),
        texts.text(receipt.completedAt().isPresent() ? "receipt.delivered" : "receipt.refunded"),
        receipt.tokens().stream().map(token -> line(texts, token)).toList(),
        lines);
  }

  private static void add(List<Line> lines, PayTexts texts, String key, Optional<String> value) {
    value.ifPresent(v -> lines.add(new Line(texts.text(key), v)));
  }

  private static Line line(PayTexts texts, Token token) {
    return new Line(texts.text("token." + token.kind().name()), token.grouped());
  }
}
