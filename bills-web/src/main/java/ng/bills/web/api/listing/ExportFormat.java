package ng.bills.web.api.listing;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of an export, the usual one first. */
public enum ExportFormat {
  /** A JSON object a line (https://github.com/ndjson/ndjson-spec). */
  NDJSON("application/x-ndjson", "application/x-ndjson") {
    @Override
    <T> ExportLines<T> lines(Writer out, List<Column<T>> columns) {
      return new NdjsonLines<>(out, columns);
    }
  },

  /** RFC 4180, for spreadsheets. */
  CSV("text/csv", "text/csv;charset=UTF-8;header=present") {
    @Override
    <T> ExportLines<T> lines(Writer out, List<Column<T>> columns) {
      return new CsvLines<>(out, columns);
    }
  };

  private final MediaType asked;
  private final MediaType sent;

  ExportFormat(String asked, String sent) {
    this.asked = MediaType.valueOf(asked);
    this.sent = MediaType.valueOf(sent);
  }

  /**
   * What somebody wants: what the address says, else what the header {@code Accept} says.
   *
   * @param named {@code csv}, {@code ndjson} or nothing
   * @return empty when nothing that is accepted is a format
   */
  public static Optional<ExportFormat> of(Optional<String> named, Request request) {
    if (named.isPresent()) {
      return named.map(name -> valueOf(name.toUpperCase(Locale.ROOT)));
    }
    Variant best = request.selectVariant(Variant.mediaTypes(NDJSON.asked, CSV.asked).add().build());
    return Optional.ofNullable(best)
        .map(variant -> CSV.asked.isCompatible(variant.getMediaType()) ? CSV : NDJSON);
  }

  public MediaType mediaType() {
    return sent;
  }

  /** {@code payments.csv}. */
  public String fileName(String what) {
    return what + "." + name().toLowerCase(Locale.ROOT);
  }

  abstract <T> ExportLines<T> lines(Writer out, List<Column<T>> columns);
}
