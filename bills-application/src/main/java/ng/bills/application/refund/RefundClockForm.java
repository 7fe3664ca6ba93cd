package ng.bills.application.refund;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.domain.refund.ClockBreach;

/** The two forms of the report, with the same columns and members in the same order. */
public enum RefundClockForm {
  /**
   * RFC 4180. A field that a spreadsheet would take for a formula begins with an apostrophe. The
   * last line is {@code END} with the number of breaches in its second field, as in other exports:
   * without it the report was cut off.
   */
  CSV {
    @Override
    String head(RefundClocks.Filter filter, Instant now) {
      return String.join(",", COLUMNS) + "\r\n";
    }

    @Override
    String line(RefundClocks.Line line, Instant now, boolean first) {
      return fields(line, now).values().stream()
              .map(value -> value == null ? "" : cell(value.toString()))
              .collect(Collectors.joining(","))
          + "\r\n";
    }

    @Override
    String foot(long count) {
      return "END," + count + ",".repeat(COLUMNS.size() - 2) + "\r\n";
    }
  },

  /** One object; it is complete when it can be parsed, and {@code count} stands at its end. */
  JSON {
    @Override
    String head(RefundClocks.Filter filter, Instant now) {
      return "{\"from\":"
          + json(filter.from().map(RefundClockForm::time).orElse(null))
          + ",\"to\":"
          + json(filter.to().map(RefundClockForm::time).orElse(null))
          + ",\"as_of\":"
          + json(time(now))
          + ",\"breaches\":[";
    }

    @Override
    String line(RefundClocks.Line line, Instant now, boolean first) {
      return (first ? "" : ",")
          + fields(line, now).entrySet().stream()
              .map(field -> json(field.getKey()) + ":" + json(field.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    String foot(long count) {
      return "],\"count\":" + count + "}";
    }
  };

  private static final List<String> COLUMNS =
      List.of(
          "transaction_id",
          "reference",
          "bill_type",
          "provider",
          "status",
          "wait",
          "since",
          "limit_seconds",
          "breached_at",
          "until",
          "lasted_seconds",
          "cause",
          "detail",
          "found_at");

  /** What comes first. */
  abstract String head(RefundClocks.Filter filter, Instant now);

  /** One breach. */
  abstract String line(RefundClocks.Line line, Instant now, boolean first);

  /** What comes last. */
  abstract String foot(long count);

  /** Texts, numbers, and null for what is not there. */
  private static Map<String, Object> fields(RefundClocks.Line line, Instant now) {
    ClockBreach breach = line.breach();
    Optional<Instant> until = line.until();
    List<Object> values = new ArrayList<>();
    values.add(breach.payment().toString());
    values.add(line.reference());
    values.add(line.billType().wireName());
    values.add(line.biller());
    values.add(line.state().wireName());
    values.add(breach.clocked().wireName());
    values.add(time(breach.since()));
    values.add(breach.limit().toSeconds());
    values.add(time(breach.at()));
    values.add(until.map(RefundClockForm::time).orElse(null));
    values.add(Duration.between(breach.since(), until.orElse(now)).toSeconds());
    values.add(breach.finding().cause().wireName());
    values.add(breach.finding().detail());
    values.add(time(breach.foundAt()));
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      fields.put(COLUMNS.get(i), values.get(i));
    }
    return fields;
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  static String json(Object value) {
    if (value == null || value instanceof Number) {
      return String.valueOf(value);
    }
    StringBuilder text = new StringBuilder("\"");
    for (char c : value.toString().toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
