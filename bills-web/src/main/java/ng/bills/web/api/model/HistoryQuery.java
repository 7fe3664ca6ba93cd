package ng.bills.web.api.model;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.PaymentOutcome;
import ng.bills.domain.payment.PaymentState;

/**
 * The query of {@code GET /bills/history} and {@code GET /bills/stats}, every wrong parameter
 * named.
 *
 * @param filter what to list
 * @param limit how many
 * @param offset how many to skip
 * @param position where to go on instead
 * @param unknownType whether a bill type was named that is not sold
 * @param faults everything that is wrong
 */
public record HistoryQuery(
    PaymentHistory.Filter filter,
    int limit,
    int offset,
    Optional<PaymentHistory.Position> position,
    boolean unknownType,
    List<Fault> faults) {

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final int MAX_OFFSET = 10_000;
  private static final Set<String> HISTORY =
      Set.of("limit", "offset", "cursor", "status", "bill_type", "from", "to");
  private static final Set<String> STATS = Set.of("from", "to");

  public HistoryQuery {
    faults = List.copyOf(faults);
  }

  public static HistoryQuery ofHistory(Map<String, List<String>> query, PartnerId partner) {
    return read(query, partner, HISTORY);
  }

  public static HistoryQuery ofStats(Map<String, List<String>> query, PartnerId partner) {
    return read(query, partner, STATS);
  }

  /** The states that the coarse filter of the API means; the four names share out all states. */
  public static Optional<Set<PaymentState>> statesNamed(String status) {
    return switch (status) {
      case "completed" -> Optional.of(Set.of(PaymentState.COMPLETED));
      case "refunded" -> Optional.of(Set.of(PaymentState.REFUNDED));
      case "failed" ->
          Optional.of(
              states(s -> s.outcome() == PaymentOutcome.FAILED && s != PaymentState.REFUNDED));
      case "pending" ->
          Optional.of(
              states(
                  s ->
                      s.outcome() == PaymentOutcome.PENDING
                          || s.outcome() == PaymentOutcome.PROCESSING));
      default -> Optional.empty();
    };
  }

  private static Set<PaymentState> states(Predicate<PaymentState> which) {
    return Arrays.stream(PaymentState.values()).filter(which).collect(Collectors.toSet());
  }

  private static HistoryQuery read(
      Map<String, List<String>> query, PartnerId partner, Set<String> known) {
    List<Fault> faults = new ArrayList<>();
    query.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            faults.add(
                new Fault(
                    name.length() > 64 ? name.substring(0, 64) : name,
                    "UNKNOWN_FIELD",
                    "there is no such parameter"));
          } else if (values.size() > 1) {
            faults.add(new Fault(name, "DUPLICATE_FIELD", "is there more than once"));
          }
        });
    int limit = number(query, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT, faults);
    int offset = number(query, "offset", 0, MAX_OFFSET, 0, faults);
    Optional<String> cursor = single(query, "cursor");
    Optional<PaymentHistory.Position> position =
        cursor.flatMap(c -> HistoryCursor.read(c, partner));
    if (cursor.isPresent() && query.containsKey("offset")) {
      faults.add(new Fault("cursor", "UNEXPECTED", "give offset or cursor, not both"));
    } else if (cursor.isPresent() && position.isEmpty()) {
      faults.add(new Fault("cursor", "MALFORMED", "not a next_cursor of an answer to you"));
    }
    Optional<String> status = single(query, "status");
    Optional<Set<PaymentState>> states = status.flatMap(HistoryQuery::statesNamed);
    if (status.isPresent() && states.isEmpty()) {
      faults.add(
          new Fault("status", "MALFORMED", "must be completed, pending, failed or refunded"));
    }
    Optional<String> typeName = single(query, "bill_type");
    Optional<BillType> type = typeName.flatMap(BillType::named);
    boolean unknownType = typeName.isPresent() && type.isEmpty();
    if (unknownType) {
      faults.add(new Fault("bill_type", "UNKNOWN_BILL_TYPE", "is not sold here"));
    }
    Optional<Instant> from = time(query, "from", faults);
    Optional<Instant> to = time(query, "to", faults);
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      faults.add(new Fault("to", "MALFORMED", "must be later than from"));
    }
    return new HistoryQuery(
        new PaymentHistory.Filter(partner, states.orElse(Set.of()), type, from, to),
        limit,
        offset,
        position,
        unknownType,
        faults);
  }

  private static Optional<String> single(Map<String, List<String>> query, String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  private static int number(
      Map<String, List<String>> query,
      String name,
      int min,
      int max,
      int otherwise,
      List<Fault> faults) {
    Optional<String> value = single(query, name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get().matches("\\d{1,9}")) {
      int number = Integer.parseInt(value.get());
      if (number >= min && number <= max) {
        return number;
      }
    }
    faults.add(new Fault(name, "MALFORMED", "must be a whole number, " + min + " to " + max));
    return otherwise;
  }

  private static Optional<Instant> time(
      Map<String, List<String>> query, String name, List<Fault> faults) {
    Optional<String> value = single(query, name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant time = OffsetDateTime.parse(value.get()).toInstant();
      if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("3000-01-01T00:00:00Z"))) {
        return Optional.of(time);
      }
    } catch (DateTimeParseException e) {
      // named below, with how to write it
    }
    faults.add(
        new Fault(name, "MALFORMED", "must be a time as in RFC 3339, e.g. 2026-01-31T23:00:00Z"));
    return Optional.empty();
  }
}
