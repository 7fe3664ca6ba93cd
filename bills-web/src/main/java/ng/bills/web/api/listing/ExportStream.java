package ng.bills.web.api.listing;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import ng.bills.application.listing.Export;
import ng.bills.application.listing.port.JournalList.Booked;
import ng.bills.application.listing.port.PaymentList.Entry;

/** An export sent while it is read. */
public final class ExportStream {

  private ExportStream() {}

  public static StreamingOutput ofPayments(Export<Entry> export, ExportFormat format) {
    return out -> write(export, Stream::of, ExportColumns.PAYMENTS, format, out);
  }

  public static StreamingOutput ofJournal(Export<Booked> export, ExportFormat format) {
    return out -> write(export, ExportColumns::rows, ExportColumns.JOURNAL, format, out);
  }

  private static <T, R> void write(
      Export<T> export,
      Function<T, Stream<R>> rows,
      List<Column<R>> columns,
      ExportFormat format,
      OutputStream out)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    ExportLines<R> lines = format.lines(writer, columns);
    long[] count = {0};
    try {
      export.read(
          part ->
              rows.apply(part)
                  .forEach(
                      row -> {
                        write(lines, row);
                        count[0]++;
                      }));
    } catch (UncheckedIOException e) {
      throw e.getCause(); // the taker has gone: nothing is read on for it
    }
    lines.end(count[0], export.asOf(), export.settledUntil());
    writer.flush();
  }

  private static <R> void write(ExportLines<R> lines, R row) {
    try {
      lines.row(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
