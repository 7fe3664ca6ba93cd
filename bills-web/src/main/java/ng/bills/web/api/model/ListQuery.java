package ng.bills.web.api.model;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import ng.bills.web.api.rules.Rfc3339;
import ng.bills.web.api.rules.Whole;

/** The parameters of a list as they came, each at most once; null where there is none. */
record ListQuery(
    @Whole(min = 1, max = MAX_LIMIT) String limit,
    @Whole(min = 0, max = MAX_OFFSET) String offset,
    @Pattern(
            regexp = "completed|pending|failed|refunded",
            message = "must be completed, pending, failed or refunded")
        String status,
    @Rfc3339 String from,
    @Rfc3339 String to,
    @Pattern(regexp = "csv|ndjson", message = "must be csv or ndjson") String format) {

  static final int MAX_LIMIT = 100;
  static final int MAX_OFFSET = 10_000;

  /** What came more than once counts as absent: that is a fault of its own. */
  static ListQuery of(Map<String, List<String>> query) {
    return new ListQuery(
        single(query, "limit"),
        single(query, "offset"),
        single(query, "status"),
        single(query, "from"),
        single(query, "to"),
        single(query, "format"));
  }

  static String single(Map<String, List<String>> query, String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : null;
  }
}
