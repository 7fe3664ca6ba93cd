package ng.bills.launcher.figures;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured: a short table for people, and JSON for whoever compares runs. */
final class Report {

  private record Line(String title, String unit, BigDecimal value, String remark) {}

  private final Map<String, Line> lines = new LinkedHashMap<>();

  /**
   * Adds a figure.
   *
   * @param key its name in the JSON, for example {@code throughput.ratio}
   * @param title its name in the table
   * @param unit may be empty
   * @param remark what belongs to it; may be empty
   */
  void add(String key, String title, BigDecimal value, String unit, String remark) {
    lines.put(key, new Line(title, unit, value, remark));
  }

  void add(String key, String title, long value, String unit, String remark) {
    add(key, title, BigDecimal.valueOf(value), unit, remark);
  }

  /** Adds p50, p99 and the largest of sorted values, all in milliseconds. */
  void percentiles(String key, String title, List<BigDecimal> sortedMillis, String remark) {
    add(key + ".p50_millis", title + ", p50", percentile(sortedMillis, 50), "ms", remark);
    add(key + ".p99_millis", title + ", p99", percentile(sortedMillis, 99), "ms", "");
    add(key + ".max_millis", title + ", max", percentile(sortedMillis, 100), "ms", "");
  }

  static BigDecimal percentile(List<BigDecimal> sorted, int percent) {
    if (sorted.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  static BigDecimal ratio(BigDecimal part, BigDecimal whole, int decimals) {
    return part.divide(whole, decimals, RoundingMode.HALF_UP);
  }

  static BigDecimal ratio(long part, long whole, int decimals) {
    return ratio(BigDecimal.valueOf(part), BigDecimal.valueOf(whole), decimals);
  }

  Optional<BigDecimal> value(String key) {
    return Optional.ofNullable(lines.get(key)).map(Line::value);
  }

  void print(PrintStream out) {
    out.println();
    lines.forEach(
        (key, line) ->
            out.printf(
                "%-44s %s%s%s%n",
                line.title,
                line.value.toPlainString(),
                line.unit.isEmpty() ? "" : " " + line.unit,
                line.remark.isEmpty() ? "" : " (" + line.remark + ")"));
    out.println();
  }

  /** Writes the JSON, with when and on what it was measured. */
  void write(Path file) throws IOException {
    JsonArrayBuilder figures = Json.createArrayBuilder();
    lines.forEach(
        (key, line) -> {
          JsonObjectBuilder figure =
              Json.createObjectBuilder().add("key", key).add("value", line.value);
          figures.add(
              figure.add("unit", line.unit).add("title", line.title).add("remark", line.remark));
        });
    JsonObjectBuilder all =
        Json.createObjectBuilder()
            .add("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
            .add("processors", Runtime.getRuntime().availableProcessors())
            .add("java", System.getProperty("java.version"))
            .add("figures", figures);
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (JsonWriter writer =
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
            .createWriter(Files.newOutputStream(file))) {
      writer.writeObject(all.build());
    }
  }
}
