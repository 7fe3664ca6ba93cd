package ng.bills.web.receipt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import ng.bills.application.receipt.VendReceipt;
import ng.bills.web.text.PayTexts;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * A receipt as one page of PDF. The font is the Liberation Sans that comes with PDFBox: it has the
 * naira sign and the hooked letters of Hausa, which the standard fonts of PDF lack.
 */
public final class ReceiptPdf {

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float LEFT = 48;
  private static final float VALUES = 200;
  private static final float TITLE = 20;
  private static final float TOKEN = 22;
  private static final float TEXT = 11;
  private static final float LEADING = 1.5f;

  /** What a font without the letter writes in its place. */
  private static final String UNKNOWN = "?";

  private final PDFont font;
  private final PDPageContentStream out;
  private float y = PDRectangle.A5.getHeight() - LEFT;

  private ReceiptPdf(PDFont font, PDPageContentStream out) {
    this.font = font;
    this.out = out;
  }

  /** The bytes of the file. */
  public static byte[] of(VendReceipt receipt, PayTexts texts) {
    ReceiptLines lines = ReceiptLines.of(receipt, texts);
    try (PDDocument document = new PDDocument();
        InputStream letters = PDDocument.class.getResourceAsStream(FONT)) {
      PDFont font = PDType0Font.load(document, letters);
      PDPage page = new PDPage(PDRectangle.A5);
      document.addPage(page);
      document.getDocumentInformation().setTitle(lines.title() + " " + receipt.reference());
      document.getDocumentCatalog().setLanguage(texts.locale().getLanguage());
      try (PDPageContentStream out = new PDPageContentStream(document, page)) {
        new ReceiptPdf(font, out).write(lines);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // in memory: nothing that could be done about it
    }
  }

  private void write(ReceiptLines lines) throws IOException {
    line(LEFT, TITLE, lines.title());
    next(TITLE);
    for (String part : broken(lines.state(), TEXT, width(LEFT))) {
      line(LEFT, TEXT, part);
      next(TEXT);
    }
    for (ReceiptLines.Line token : lines.tokens()) {
      next(TEXT);
      line(LEFT, TEXT, token.label());
      next(TOKEN);
      for (String part : broken(token.value(), TOKEN, width(LEFT))) {
        line(LEFT, TOKEN, part);
        next(TOKEN);
      }
    }
    next(TEXT);
    for (ReceiptLines.Line line : lines.lines()) {
      line(LEFT, TEXT, line.label());
      for (String part : broken(line.value(), TEXT, width(VALUES))) {
        line(VALUES, TEXT, part);
        next(TEXT);
      }
    }
  }

  private static float width(float from) {
    return PDRectangle.A5.getWidth() - from - LEFT / 2;
  }

  private void next(float size) {
    y -= size * LEADING;
  }

  private void line(float x, float size, String text) throws IOException {
    out.beginText();
    out.setFont(font, size);
    out.newLineAtOffset(x, y);
    out.showText(known(text));
    out.endText();
  }

  /** In lines that fit, broken between words where there are any. */
  private List<String> broken(String text, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (widthOf(rest, size) > width) {
      int end = rest.length() - 1;
      while (end > 1 && widthOf(rest.substring(0, end), size) > width) {
        end--;
      }
      int blank = rest.lastIndexOf(' ', end);
      int cut = blank > 0 ? blank : end;
      lines.add(rest.substring(0, cut));
      rest = rest.substring(cut).strip();
    }
    lines.add(rest);
    return lines;
  }

  private float widthOf(String text, float size) throws IOException {
    return font.getStringWidth(known(text)) / 1_000 * size;
  }

  /** A name may hold anything; what the font cannot write must not end the receipt. */
  private String known(String text) {
    StringBuilder written = new StringBuilder();
    text.codePoints()
        .forEach(
            letter -> {
              String one = Character.toString(letter);
              written.append(isKnown(one) ? one : UNKNOWN);
            });
    return written.toString();
  }

  private boolean isKnown(String letter) {
    try {
      font.encode(letter);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
