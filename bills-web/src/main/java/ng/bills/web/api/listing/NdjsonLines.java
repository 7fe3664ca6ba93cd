package ng.bills.web.api.listing;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object a line, without the members there are none of; the last has the one member end. */
final class NdjsonLines<T> implements ExportLines<T> {

  private static final JsonBuilderFactory JSON =
      JsonProvider.provider().createBuilderFactory(Map.of());

  private final Writer out;
  private final List<Column<T>> columns;

  NdjsonLines(Writer out, List<Column<T>> columns) {
    this.out = out;
    this.columns = columns;
  }

  @Override
  public void row(T row) throws IOException {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    for (Column<T> column : columns) {
      Object value = column.value().apply(row).orElse(null);
      if (value instanceof BigDecimal number) {
        object.add(column.name(), number);
      } else if (value != null) {
        object.add(column.name(), value.toString());
      }
    }
    line(object);
  }

  @Override
  public void end(long rows, Instant asOf, Optional<Instant> settledUntil) throws IOException {
    JsonObjectBuilder end =
        JSON.createObjectBuilder().add("rows", rows).add("as_of", Column.written(asOf));
    settledUntil.ifPresent(until -> end.add("settled_until", Column.written(until)));
    line(JSON.createObjectBuilder().add("end", end));
  }

  private void line(JsonObjectBuilder object) throws IOException {
    out.write(object.build().toString());
    out.write('\n');
  }
}
