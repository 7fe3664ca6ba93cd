package ng.bills.web.api.listing;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A line of names, a line a row, and the line {@code END} with the number of rows in its second
 * field. A text that a spreadsheet would take for a formula begins with an apostrophe; a number is
 * never touched.
 */
final class CsvLines<T> implements ExportLines<T> {

  /**
   * What begins a formula (https://owasp.org/www-community/attacks/CSV_Injection), in full width
   * too, as some spreadsheets read it.
   */
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private final List<Column<T>> columns;
  private final CsvWriter csv;

  CsvLines(Writer out, List<Column<T>> columns) {
    this.columns = columns;
    // the writer beneath has a buffer, and is flushed
    this.csv = CsvWriter.builder().bufferSize(0).lineDelimiter(LineDelimiter.CRLF).build(out);
    csv.writeRecord(columns.stream().map(Column::name).toList());
  }

  @Override
  public void row(T row) {
    List<String> fields = new ArrayList<>(columns.size());
    for (Column<T> column : columns) {
      Object value = column.value().apply(row).orElse("");
      fields.add(
          value instanceof BigDecimal number ? number.toPlainString() : safe(value.toString()));
    }
    csv.writeRecord(fields);
  }

  @Override
  public void end(long rows, Instant asOf, Optional<Instant> settledUntil) {
    String[] fields = new String[columns.size()];
    Arrays.fill(fields, "");
    fields[0] = "END";
    fields[1] = Long.toString(rows);
    csv.writeRecord(fields);
  }

  static String safe(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
