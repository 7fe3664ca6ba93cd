package ng.bills.web.api.listing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * A column of an export.
 *
 * @param <T> what a row is
 * @param name the same in every format
 * @param value a text, or a decimal; empty where there is none
 */
record Column<T>(String name, Function<T, Optional<Object>> value) {

  static <T> Column<T> text(String name, Function<T, String> value) {
    return new Column<>(name, row -> Optional.of(value.apply(row)));
  }

  static <T> Column<T> optional(String name, Function<T, Optional<String>> value) {
    return new Column<>(name, row -> value.apply(row).map(Object.class::cast));
  }

  static <T> Column<T> number(String name, Function<T, BigDecimal> value) {
    return new Column<>(name, row -> Optional.of(value.apply(row)));
  }

  /** Naira with two decimals. */
  static <T> Column<T> kobo(String name, Function<T, Long> value) {
    return number(name, row -> BigDecimal.valueOf(value.apply(row), 2));
  }

  /** RFC 3339 in UTC, to the millisecond. */
  static <T> Column<T> time(String name, Function<T, Optional<Instant>> value) {
    return new Column<>(name, row -> value.apply(row).map(Column::written));
  }

  static String written(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
