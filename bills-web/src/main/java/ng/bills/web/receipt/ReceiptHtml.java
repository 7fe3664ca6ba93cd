package ng.bills.web.receipt;

import ng.bills.application.receipt.VendReceipt;
import ng.bills.web.text.PayTexts;

/** A receipt as a page that can be printed: no script, no picture, our style sheet. */
public final class ReceiptHtml {

  private ReceiptHtml() {}

  /** The page; everything in it that came from outside is escaped. */
  public static String of(VendReceipt receipt, PayTexts texts) {
    ReceiptLines lines = ReceiptLines.of(receipt, texts);
    StringBuilder page =
        new StringBuilder("<!DOCTYPE html>\n<html lang=\"")
            .append(texts.locale().getLanguage())
            .append("\" data-theme=\"light\"><head><meta charset=\"UTF-8\">\n")
            .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .append("<title>")
            .append(escaped(lines.title() + " " + receipt.reference()))
            .append("</title>\n<link rel=\"stylesheet\"")
            .append(" href=\"/jakarta.faces.resource/bills.css.xhtml?ln=bills\">\n")
            .append("<link rel=\"icon\" type=\"image/svg+xml\"")
            .append(" href=\"/jakarta.faces.resource/icon.svg.xhtml?ln=bills\">\n")
            .append("</head><body class=\"bare receipt\"><main id=\"main\">\n<h1>")
            .append(escaped(lines.title()))
            .append("</h1>\n<p>")
            .append(escaped(lines.state()))
            .append("</p>\n");
    for (ReceiptLines.Line token : lines.tokens()) {
      page.append("<section class=\"card\"><h2>")
          .append(escaped(token.label()))
          .append("</h2><p class=\"token\">")
          .append(escaped(token.value()))
          .append("</p></section>\n");
    }
    page.append("<dl class=\"facts\">\n");
    for (ReceiptLines.Line line : lines.lines()) {
      page.append("<dt>")
          .append(escaped(line.label()))
          .append("</dt><dd>")
          .append(escaped(line.value()))
          .append("</dd>\n");
    }
    return page.append("</dl>\n</main></body></html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
