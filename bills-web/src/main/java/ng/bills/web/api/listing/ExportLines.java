package ng.bills.web.api.listing;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * An export being written, row by row. The last line says how many rows there are: an export
 * without it was cut off, whatever else says it was whole.
 */
interface ExportLines<T> {

  void row(T row) throws IOException;

  /**
   * The last line.
   *
   * @param asOf when the export was begun
   * @param settledUntil where the next one may begin
   */
  void end(long rows, Instant asOf, Optional<Instant> settledUntil) throws IOException;
}
