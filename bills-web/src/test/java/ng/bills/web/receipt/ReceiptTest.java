package ng.bills.web.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ng.bills.application.receipt.VendReceipt;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.vend.Token;
import ng.bills.web.text.PayTexts;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class ReceiptTest {

  private static final PayTexts ENGLISH = PayTexts.in(List.of(Locale.ENGLISH));
  private static final PayTexts HAUSA = PayTexts.in(List.of(Locale.forLanguageTag("ha")));

  private static VendReceipt receipt(String name) {
    return new VendReceipt(
        PaymentReference.ofRandom(new byte[10]),
        BillType.ELECTRICITY,
        "Eko <Electricity> & Sons",
        Optional.empty(),
        "450****678",
        Optional.of(name),
        Money.ofNaira(5_000),
        Money.ofNaira(30),
        Instant.parse("2026-11-21T21:05:09Z"),
        Optional.of(Instant.parse("2026-11-21T23:30:00Z")),
        List.of(new Token(Token.Kind.CREDIT, "12345678901234567890")),
        Optional.of("79.9"),
        Optional.of("R-1"),
        Optional.empty());
  }

  private static String pdf(VendReceipt receipt, PayTexts texts) throws IOException {
    try (PDDocument document = Loader.loadPDF(ReceiptPdf.of(receipt, texts))) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void givenNamesFromOutside_whenWrittenAsAPage_thenTheyAreEscaped() {
    String page = ReceiptHtml.of(receipt("<script>alert('x')</script>\""), ENGLISH);

    assertThat(page)
        .contains("Eko &lt;Electricity&gt; &amp; Sons")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;")
        .contains("1234-5678-9012-3456-7890")
        .contains("₦5,030.00")
        .contains("22 Nov 2026, 00:30:00 WAT")
        .doesNotContain("<script")
        .doesNotContain("style=");
  }

  @Test
  void givenAReceipt_whenWrittenAsPdf_thenItsTextIsThereWithTheNairaSign() throws IOException {
    assertThat(pdf(receipt("Ada Obi"), ENGLISH))
        .contains("Receipt")
        .contains("Ada Obi")
        .contains("1234-5678-9012-3456-7890")
        .contains("₦5,030.00")
        .contains("450****678")
        .contains("22 Nov 2026, 00:30:00 WAT");
    assertThat(pdf(receipt("Ada Obi"), HAUSA)).contains("Wutar lantarki").contains("Kuɗin aiki");
  }

  @Test
  void givenLettersNoFontHasAndLongWords_whenWrittenAsPdf_thenTheReceiptIsStillMade()
      throws IOException {
    assertThat(pdf(receipt("Ada 漢\uD83D\uDE00\n\t" + "W".repeat(300)), ENGLISH))
        .contains("Ada")
        .contains("??WWW")
        .contains("₦5,030.00");
  }

  @Test
  void givenNoTokensForWhoeverAsks_whenWritten_thenNoneIsThere() throws IOException {
    VendReceipt whole = receipt("Ada");
    VendReceipt without =
        new VendReceipt(
            whole.reference(),
            whole.billType(),
            whole.billerName(),
            whole.planName(),
            whole.account(),
            whole.customerName(),
            whole.amount(),
            whole.fee(),
            whole.requestedAt(),
            whole.completedAt(),
            List.of(),
            whole.units(),
            whole.receiptNumber(),
            whole.refund());

    assertThat(ReceiptHtml.of(without, ENGLISH)).doesNotContain("1234");
    assertThat(pdf(without, ENGLISH)).doesNotContain("1234");
  }
}
